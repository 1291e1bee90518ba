from django.urls import path

from permeate.web.applications import choosing, views

urlpatterns = [
    path("mine/", views.my_applications, name="my_applications"),
    path("apply/<str:reference>/", views.apply, name="apply"),
    path("for/<str:reference>/", choosing.applications, name="applications"),
    path("for/<str:reference>/tell-all/", choosing.turn_down_rest, name="turn_down_rest"),
    path("for/<str:reference>/more-time/", choosing.put_off, name="put_off_outcomes"),
    path("<str:reference>/", views.application, name="application"),
    path("<str:reference>/shortlist/", choosing.shortlist, name="shortlist_application"),
    path("<str:reference>/offer/", choosing.offer, name="offer_place"),
    path("<str:reference>/turn-down/", choosing.turn_down, name="turn_down_application"),
    path("<str:reference>/answer/", views.answer, name="answer_offer"),
    path("<str:reference>/withdraw/", views.withdraw, name="withdraw_application"),
]
