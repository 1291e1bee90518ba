from django.urls import path

from permeate.web.measures import definitions, exports, views

ORGANISATION = "organisations/<str:reference>/measures/"
PROGRAMME = "programmes/<str:reference>/measures/"

urlpatterns = [
    path("measures/", definitions.definitions, name="definitions"),
    path("measures/<str:key>/", definitions.one_definition, name="definition"),
    path(ORGANISATION, views.organisation_measures, name="organisation_measures"),
    path(f"{ORGANISATION}report/", views.organisation_report, name="organisation_report"),
    path(f"{ORGANISATION}report/pdf/", exports.organisation_pdf, name="organisation_report_pdf"),
    path(f"{ORGANISATION}csv/", exports.organisation_csv, name="organisation_measures_csv"),
    path(f"{ORGANISATION}json/", exports.organisation_json, name="organisation_measures_json"),
    path(f"{ORGANISATION}<str:key>/", views.organisation_measure, name="organisation_measure"),
    path(PROGRAMME, views.programme_measures, name="programme_measures"),
    path(f"{PROGRAMME}report/", views.programme_report, name="programme_report"),
    path(f"{PROGRAMME}report/pdf/", exports.programme_pdf, name="programme_report_pdf"),
    path(f"{PROGRAMME}csv/", exports.programme_csv, name="programme_measures_csv"),
    path(f"{PROGRAMME}json/", exports.programme_json, name="programme_measures_json"),
    path(f"{PROGRAMME}<str:key>/", views.programme_measure, name="programme_measure"),
]
