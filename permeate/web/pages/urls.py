from django.urls import path

from permeate.web.pages import views

urlpatterns = [
    path("report-a-concern/", views.report_concern, name="report_concern"),
    path("<slug:slug>/", views.page, name="page"),
]
