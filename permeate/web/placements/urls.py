from django.urls import path

from permeate.web.placements import following, views

urlpatterns = [
    path("", views.placements, name="placements"),
    path("check-ins/<str:reference>/", following.check_in, name="check_in"),
    path("<str:reference>/", views.placement, name="placement"),
    path("<str:reference>/messages/", following.write_message, name="write_message"),
    path("<str:reference>/keep-in-touch/", following.keep_in_touch, name="keep_in_touch"),
    path("<str:reference>/return/", following.plan_return, name="plan_return"),
    path("<str:reference>/end-early/", views.end_early, name="end_early"),
    path("<str:reference>/cancel/", views.cancel, name="cancel_placement"),
]
