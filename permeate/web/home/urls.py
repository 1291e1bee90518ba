from django.urls import path

from permeate.web.home import views

urlpatterns = [
    path("", views.start, name="start"),
    path("home/", views.home, name="home"),
]
