from django.urls import path

from permeate.web.releases import views

urlpatterns = [
    path("<str:reference>/", views.release, name="release"),
    path("<str:reference>/decide/", views.decide, name="decide_release"),
]
