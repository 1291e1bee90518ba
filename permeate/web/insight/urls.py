from django.urls import include, path

from permeate.web.insight import exports, views

urlpatterns = [
    path("", views.insight, name="insight"),
    path("", include("permeate.web.measures.urls")),
    path("organisations/<str:reference>/", views.organisation_insight, name="organisation_insight"),
    path("organisations/<str:reference>/people/", views.people, name="insight_people"),
    path("organisations/<str:reference>/shares/", views.shares, name="insight_shares"),
    path(
        "organisations/<str:reference>/export/",
        exports.organisation_export,
        name="organisation_export",
    ),
    path("programmes/<str:reference>/", views.programme_insight, name="programme_insight"),
    path("programmes/<str:reference>/export/", exports.programme_export, name="programme_export"),
]
