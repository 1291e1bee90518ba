from django.urls import path

from permeate.web.wishes import inviting, views

urlpatterns = [
    path("", views.wishes, name="wishes"),
    path("invitations/<str:reference>/", inviting.invitation, name="wish_invitation"),
    path("<str:reference>/", views.wish, name="wish"),
    path("<str:reference>/close/", views.close, name="close_wish"),
    path("<str:reference>/renew/", views.renew, name="renew_wish"),
    path("<str:reference>/invite/", inviting.invite, name="invite_wish"),
]
