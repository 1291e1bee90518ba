from django.urls import path

from permeate.web.planning import making, views

urlpatterns = [
    path("", views.plans, name="plans"),
    path("start/", views.start_plan, name="start_plan"),
    path("<str:reference>/", views.plan, name="plan"),
    path("<str:reference>/questions/<slug:question>/", views.question, name="plan_question"),
    path("<str:reference>/choose/", views.choose, name="choose_outcome"),
    path("<str:reference>/drafts/", views.drafts, name="plan_drafts"),
    path("<str:reference>/delete/", views.forget, name="forget_plan"),
    path("<str:reference>/advertise/", making.advertise, name="advertise_plan"),
    path("<str:reference>/offer/", making.offer, name="offer_plan"),
]
