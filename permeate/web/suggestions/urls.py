from django.urls import path

from permeate.web.suggestions import views

urlpatterns = [
    path("", views.suggestions, name="suggestions"),
    path("what-you-seek/", views.what_you_seek, name="what_you_seek"),
    path("stop/", views.stop, name="stop_seeking"),
    path("why/<str:reference>/", views.why, name="why_suggested"),
]
