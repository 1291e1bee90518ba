from django.urls import path

from permeate.web.evidence import making, samples, views

urlpatterns = [
    path("check/", views.check_evidence, name="check_evidence"),
    path("new/", making.new_pack, name="new_pack"),
    path("credentials/<str:reference>/", views.credential, name="credential"),
    path("sample/<str:token>/", samples.sample, name="sample"),
    path("samples/<str:reference>/end/", samples.end_sample, name="end_sample"),
    path("<str:reference>/samples/", samples.samples, name="samples"),
    path("<str:reference>/", views.evidence, name="evidence"),
    path("<str:reference>/pdf/", views.evidence_pdf, name="evidence_pdf"),
]
