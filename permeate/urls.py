"""Every address of the site, by subject."""

from django.urls import include, path

urlpatterns = [
    path("", include("permeate.web.home.urls")),
    path("account/", include("permeate.web.people.urls")),
    path("people/", include("permeate.web.members.urls")),
    path("invitations/", include("permeate.web.invitations.urls")),
    path("organisations/", include("permeate.web.organisations.urls")),
    path("pages/", include("permeate.web.pages.urls")),
    path("bookings/", include("permeate.web.bookings.urls")),
    path("", include("permeate.web.issuers.urls")),
    path("cpd/", include("permeate.web.cpd.urls")),
    path("gained/", include("permeate.web.growth.urls")),
    path("evidence/", include("permeate.web.evidence.urls")),
    path("placements/", include("permeate.web.placements.urls")),
    path("", include("permeate.web.search.urls")),
    path("suggestions/", include("permeate.web.suggestions.urls")),
    path("equivalents/", include("permeate.web.equivalents.urls")),
    path("learning/", include("permeate.web.learning.urls")),
    path("guidance/", include("permeate.web.guidance.urls")),
    path("network/", include("permeate.web.network.urls")),
    path("practices/", include("permeate.web.practices.urls")),
    path("", include("permeate.web.opportunities.urls")),
    path("agreements/", include("permeate.web.agreements.urls")),
    path("money/", include("permeate.web.schedules.urls")),
    path("arrangements/", include("permeate.web.arrangements.urls")),
    path("applications/", include("permeate.web.applications.urls")),
    path("planning/", include("permeate.web.planning.urls")),
    path("wishes/", include("permeate.web.wishes.urls")),
    path("programmes/", include("permeate.web.programmes.urls")),
    path("rounds/", include("permeate.web.rounds.urls")),
    path("insight/", include("permeate.web.insight.urls")),
    path("releases/", include("permeate.web.releases.urls")),
    path("calendars/", include("permeate.web.calendars.urls")),
    path("delegations/", include("permeate.web.delegations.urls")),
    path("demonstration/", include("permeate.web.demonstration.urls")),
]

handler403 = "permeate.web.errors.refused"
handler404 = "permeate.web.errors.not_found"
handler429 = "permeate.web.errors.too_many"
handler500 = "permeate.web.errors.broken"
