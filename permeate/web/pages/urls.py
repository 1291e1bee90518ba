from django.urls import path

from permeate.web.pages import views

urlpatterns = [
    path("", views.edit_pages, name="edit_pages"),
    path("report-a-concern/", views.report_concern, name="report_concern"),
    path("reported-concerns/", views.concerns, name="concerns"),
    path("reported-concerns/<str:reference>/close/", views.close_concern, name="close_concern"),
    path("<slug:slug>/", views.page, name="page"),
    path("<slug:slug>/edit/", views.edit_page, name="edit_page"),
]
