from django.urls import path

from permeate.web.bookings import after, place, views

urlpatterns = [
    path("", views.bookings, name="bookings"),
    path("dates/<str:reference>/request/", views.request_booking, name="request_booking"),
    path("decide/<str:token>/", views.decide_by_link, name="decide_booking_link"),
    path("attendance/<str:token>/", after.attendance, name="attendance"),
    path("<str:reference>/", views.booking, name="booking"),
    path("<str:reference>/decide/", views.decide, name="decide_booking"),
    path("<str:reference>/confirm/", views.confirm, name="confirm_booking"),
    path("<str:reference>/decline/", views.decline, name="decline_booking"),
    path("<str:reference>/cancel/", views.cancel, name="cancel_booking"),
    path("<str:reference>/attendance/", after.record_attendance, name="record_attendance"),
    path("<str:reference>/code/", place.show_code, name="show_code"),
    path("<str:reference>/at-the-place/", place.at_the_place, name="at_the_place"),
    path("<str:reference>/correct/", after.correct, name="correct_confirmation"),
    path("<str:reference>/reflect/", after.reflect, name="reflect"),
]
