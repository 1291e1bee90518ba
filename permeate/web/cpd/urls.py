"""A person's CPD: where they stand, their log, their bodies, the rules."""

from django.urls import path

from permeate.web.cpd import bodies, exporting, importing, log, overview, schemes

urlpatterns = [
    path("", overview.cpd, name="cpd"),
    path("log/", log.cpd_log, name="cpd_log"),
    path("log/add/", log.add, name="add_activity"),
    path("log/take/", log.take, name="take_activity"),
    path("log/import/", importing.import_log, name="import_log"),
    path("log/import/save/", importing.save_import, name="save_import"),
    path("log/export/<str:kind>/", exporting.export, name="export_log"),
    path("log/<str:reference>/", log.activity, name="activity"),
    path("log/<str:reference>/change/", log.change, name="change_activity"),
    path("log/<str:reference>/remove/", log.remove, name="remove_activity"),
    path("bodies/add/", bodies.add, name="add_body"),
    path("bodies/<str:reference>/", bodies.change, name="change_body"),
    path("bodies/<str:reference>/remove/", bodies.remove, name="remove_body"),
    path("rules/", schemes.schemes, name="schemes"),
    path("rules/add/", schemes.add, name="add_scheme"),
    path("rules/known/<str:known>/", schemes.shipped_scheme, name="shipped_scheme"),
    path("rules/<str:reference>/", schemes.scheme, name="scheme"),
]
