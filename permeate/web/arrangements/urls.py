from django.urls import path

from permeate.web.arrangements import views

urlpatterns = [
    path("<str:reference>/", views.arrangements, name="arrangements"),
    path("<str:reference>/edit/", views.edit, name="edit_arrangements"),
]
