from django.urls import path

from permeate.web.calendars import views

urlpatterns = [
    path("", views.calendar, name="calendar"),
    path("close/", views.close, name="close_calendar"),
    path("<str:secret>.ics", views.feed, name="calendar_feed"),
]
