from django.urls import path

from permeate.web.placements import ending, following, views

urlpatterns = [
    path("", views.placements, name="placements"),
    path("check-ins/<str:reference>/", following.check_in, name="check_in"),
    path("<str:reference>/", views.placement, name="placement"),
    path("<str:reference>/messages/", following.write_message, name="write_message"),
    path("<str:reference>/keep-in-touch/", following.keep_in_touch, name="keep_in_touch"),
    path("<str:reference>/return/", following.plan_return, name="plan_return"),
    path("<str:reference>/end-early/", ending.end_early, name="end_early"),
    path(
        "<str:reference>/end-early/take-back/",
        ending.take_back_early_end,
        name="take_back_early_end",
    ),
    path("<str:reference>/close/", ending.close, name="close_placement"),
    path("<str:reference>/cancel/", ending.cancel, name="cancel_placement"),
]
