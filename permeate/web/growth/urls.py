"""What a person gained: rating skills around a placement, and their own story."""

from django.urls import path

from permeate.web.growth import exporting, views

urlpatterns = [
    path("", views.story, name="story"),
    path("profile/", views.keep, name="keep_skills"),
    path("export/<str:kind>/", exporting.export, name="export_story"),
    path("<str:reference>/", views.rate, name="rate_skills"),
    path("<str:reference>/host/", views.rate_host, name="rate_skills_host"),
]
