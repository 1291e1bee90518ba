"""Only in demonstration mode; elsewhere these routes are not found."""

from django.urls import path

from permeate.web.demonstration import views

urlpatterns = [
    path("", views.demonstration, name="demonstration"),
    path("sign-in/<str:reference>/", views.sign_in, name="demonstration_sign_in"),
    path("mailbox/", views.mailbox, name="mailbox"),
]
