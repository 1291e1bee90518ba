from django.urls import path

from permeate.web.search import views

urlpatterns = [
    path("opportunities/", views.opportunities, name="opportunities"),
]
