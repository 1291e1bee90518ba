"""Practices: the library, writing one from an entry, versions, merging."""

from django.urls import path

from permeate.web.practices import adopting, sharing, views, writing

urlpatterns = [
    path("", views.library, name="practices"),
    path("nearest/", writing.look, name="nearest_practices"),
    path("write/", writing.write, name="write_practice"),
    path("in-use/<str:reference>/", adopting.in_use, name="answer_in_use"),
    path("adoptions/<str:reference>/", adopting.adoption, name="adoption"),
    path("adoptions/<str:reference>/outcome/", adopting.claim, name="claim_outcome"),
    path("outcomes/<str:reference>/", adopting.outcome, name="outcome"),
    path("outcomes/<str:reference>/raise/", adopting.raise_it, name="raise_outcome"),
    path("outcomes/<str:reference>/files/<int:level>/", adopting.evidence, name="outcome_file"),
    path("<str:reference>/adopt/", adopting.attest, name="attest_adoption"),
    path("<str:reference>/", views.practice, name="practice"),
    path("<str:reference>/versions/", views.versions, name="practice_versions"),
    path("<str:reference>/link/", writing.link, name="link_entry"),
    path("<str:reference>/change/", writing.change, name="change_practice"),
    path("<str:reference>/share/", sharing.share, name="share_practice"),
    path("<str:reference>/merge/", writing.merge, name="merge_practice"),
]
