"""What becomes of an invitation; inviting is under the organisation's people."""

from django.urls import path

from permeate.web.invitations import accepting, views

urlpatterns = [
    path("<str:reference>/withdraw/", views.withdraw_invitation, name="withdraw_invitation"),
    path("<str:reference>/send-again/", views.resend_invitation, name="resend_invitation"),
    path("<str:token>/", accepting.accept_invitation, name="accept_invitation"),
]
