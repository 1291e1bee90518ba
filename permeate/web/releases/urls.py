from django.urls import path

from permeate.web.releases import deciding, views

urlpatterns = [
    path("request/<str:reference>/", views.request_release, name="request_release"),
    path("<str:reference>/", views.release, name="release"),
    path("<str:reference>/decide/", deciding.decide, name="decide_release"),
    path("<str:reference>/manager/", views.name_manager, name="name_manager"),
    path("<str:reference>/withdraw/", views.withdraw, name="withdraw_release"),
]
