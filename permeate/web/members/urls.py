"""An organisation's people: who is in, who is invited, one's own place in it."""

from django.urls import path

from permeate.web.invitations import views as invitations
from permeate.web.members import views

urlpatterns = [
    path("", views.people_start, name="people_start"),
    path("members/<str:reference>/", views.member, name="member"),
    path("members/<str:reference>/end/", views.end_membership, name="end_membership"),
    path("members/<str:reference>/hand-over/", views.hand_over, name="hand_over"),
    path("members/<str:reference>/leave/", views.leave, name="leave"),
    path("<str:reference>/", views.people, name="people"),
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
