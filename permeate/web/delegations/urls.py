from django.urls import path

from permeate.web.delegations import views

urlpatterns = [
    path("", views.delegations, name="delegations"),
    path("give/", views.give, name="give_delegation"),
    path("<str:reference>/take-back/", views.take_back, name="take_back_delegation"),
]
