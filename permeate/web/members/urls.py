"""An organisation's people: who is in, who is invited, one's own place in it."""

from django.urls import path

from permeate.web.invitations import views as invitations

urlpatterns = [
    path("<str:reference>/invite/", invitations.invite, name="invite"),
    path("<str:reference>/invite/many/", invitations.invite_many, name="invite_many"),
    path("<str:reference>/invite/many/send/", invitations.send_many, name="send_many"),
    path(
        "<str:reference>/invite/many/template.<str:kind>",
        invitations.invite_template,
        name="invite_template",
    ),
    path("<str:reference>/invitations/", invitations.invitations, name="invitations"),
]
