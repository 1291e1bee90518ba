from django.urls import path

from permeate.web.opportunities import views

# The list itself, ``/opportunities/``, belongs to finding.
urlpatterns = [
    path("<str:reference>/", views.opportunity, name="opportunity"),
]
