"""The network of people who have been somewhere; the monthly look back."""

from django.urls import path

from permeate.web.network import reviews, views

urlpatterns = [
    path("", views.network, name="network"),
    path("offer/<str:reference>/", views.offer, name="offer_talk"),
    path("ask/<str:reference>/", views.ask, name="ask_to_talk"),
    path("reviews/answer/<str:token>/", reviews.answer, name="answer_review"),
    path("reviews/<str:reference>/", reviews.review, name="review"),
]
