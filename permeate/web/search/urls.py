from django.urls import path

from permeate.web.search import saving, views

ONE = "saved-searches/<str:reference>/"

urlpatterns = [
    path("opportunities/", views.opportunities, name="opportunities"),
    path("saved-searches/", saving.saved_searches, name="saved_searches"),
    path("saved-searches/new/", saving.save_search, name="save_search"),
    path("saved-searches/stop/<str:token>/", saving.stop_alert, name="stop_alert"),
    path(f"{ONE}alerts/", saving.switch_alerts, name="switch_alerts"),
    path(f"{ONE}delete/", saving.forget_search, name="forget_search"),
]
