from django.urls import path

from permeate.web.programmes import hosting, owning, views

urlpatterns = [
    path("", views.programmes, name="programmes"),
    path("new/", owning.new, name="new_programme"),
    path("dates/<str:reference>/host/", hosting.host, name="host_programme_date"),
    path("dates/<str:reference>/call-off/", owning.call_off, name="call_off_programme_date"),
    path("<str:reference>/", views.programme, name="programme"),
    path("<str:reference>/edit/", owning.edit, name="edit_programme"),
    path("<str:reference>/members/", owning.members, name="programme_members"),
    path("<str:reference>/leave/", views.leave, name="leave_programme"),
    path("<str:reference>/coverage/", owning.coverage, name="programme_coverage"),
]
