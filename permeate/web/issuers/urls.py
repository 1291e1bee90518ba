from django.urls import path

from permeate.web.issuers import views

urlpatterns = [
    path(".well-known/did.json", views.service_document, name="service_document"),
    path("issuers/<str:issuer>/did.json", views.issuer_document, name="issuer_document"),
    path("issuers/<str:issuer>/status/<int:number>/", views.status_list, name="status_list"),
]
