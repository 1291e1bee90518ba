"""The learning ledger: prompts, entries, what is shared and decided."""

from django.urls import path

from permeate.web.learning import capture, shares, views

urlpatterns = [
    path("", views.learning, name="learning"),
    path("record/", views.record, name="record_entry"),
    path("answer/<str:token>/", capture.answer, name="answer_prompt"),
    path("shared/", shares.received, name="shares"),
    path("shared/<str:reference>/", shares.share, name="share"),
    path("shared/<str:reference>/acknowledge/", shares.acknowledge, name="acknowledge"),
    path("shared/<str:reference>/decide/", shares.decide, name="decide_share"),
    path("shared/<str:reference>/delegate/", shares.delegate, name="delegate_decision"),
    path("shared/<str:reference>/file/", shares.artefact, name="share_file"),
    path("decisions/", shares.decisions, name="decisions"),
    path("<str:reference>/", views.entry, name="entry"),
    path("<str:reference>/change/", views.change, name="change_entry"),
    path("<str:reference>/share/", views.share, name="share_entry"),
]
