from django.urls import path

from permeate.web.agreements import papers, signing, varying, views

urlpatterns = [
    path("check/", papers.check_agreement, name="check_agreement"),
    path("draft/<str:reference>/", views.draft, name="draft_agreement"),
    path("<str:reference>/", views.agreement, name="agreement"),
    path("<str:reference>/change/", views.sections, name="change_agreement"),
    path("<str:reference>/change/<slug:section>/", views.change, name="change_section"),
    path("<str:reference>/open/", views.open_for_signature, name="open_agreement"),
    path("<str:reference>/sign/", signing.sign, name="sign_agreement"),
    path("<str:reference>/vary/", varying.vary, name="vary_agreement"),
    path("<str:reference>/changes/", varying.changes, name="variation_changes"),
    path("<str:reference>/withdraw/", views.withdraw, name="withdraw_agreement"),
    path(
        "<str:reference>/versions/<int:number>/agreement.pdf",
        papers.agreement_pdf,
        name="agreement_pdf",
    ),
    path("<str:reference>/versions/<int:number>/", views.version, name="agreement_version"),
    path(
        "<str:reference>/compare/<int:older>/<int:newer>/",
        views.compare,
        name="compare_versions",
    ),
]
