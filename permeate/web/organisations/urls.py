"""The register and each organisation's page; asking to coordinate one, and the answer."""

from django.urls import path

from permeate.web.claims import views as claims
from permeate.web.organisations import keeping, views

urlpatterns = [
    path("", views.organisations, name="organisations"),
    path("join/", claims.join, name="join"),
    path("claims/", claims.claims, name="claims"),
    path("claims/<str:reference>/", claims.claim, name="claim"),
    path("claims/<str:reference>/answer/", claims.answer_claim, name="answer_claim"),
    path("<str:reference>/", views.organisation, name="organisation"),
    path("<str:reference>/claim/", claims.claim_organisation, name="claim_organisation"),
    path("<str:reference>/contact/", views.contact, name="contact_coordinators"),
    path("<str:reference>/grades/", keeping.grades, name="organisation_grades"),
    path("<str:reference>/domains/", keeping.domains, name="organisation_domains"),
]
