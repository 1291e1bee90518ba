from django.urls import path

from permeate.web.evidence import views

urlpatterns = [
    path("check/", views.check_evidence, name="check_evidence"),
    path("credentials/<str:reference>/", views.credential, name="credential"),
    path("<str:reference>/", views.evidence, name="evidence"),
    path("<str:reference>/pdf/", views.evidence_pdf, name="evidence_pdf"),
]
