"""Addresses of facilities. ``capacity.csv`` can be no facility's: a slug has no dot."""

from django.urls import path

from facilities import views

urlpatterns = [
    path("facilities/", views.facilities, name="facilities"),
    path("facilities/capacity.csv", views.capacity, name="capacity_csv"),
    path("facilities/<slug:slug>/", views.facility, name="facility"),
]
