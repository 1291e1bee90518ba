from django.urls import path

from permeate.web.schedules import files, views

urlpatterns = [
    path("<str:reference>/", views.schedule, name="schedule"),
    path("<str:reference>/vat/", views.decide_vat, name="decide_vat"),
    path("<str:reference>/schedule.csv", files.schedule_csv, name="schedule_csv"),
    path("<str:reference>/schedule.xlsx", files.schedule_xlsx, name="schedule_xlsx"),
    path("<str:reference>/schedule.pdf", files.schedule_pdf, name="schedule_pdf"),
]
