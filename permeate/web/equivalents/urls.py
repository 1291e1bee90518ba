from django.urls import path

from permeate.web.equivalents import views

urlpatterns = [
    path("", views.equivalents, name="equivalents"),
    path("<str:reference>/ask/", views.ask_to_shadow, name="ask_to_shadow"),
]
