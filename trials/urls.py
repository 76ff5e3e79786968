"""Addresses of trials. ``trials.csv`` can be no trial's: a slug has no dot."""

from django.urls import path

from trials import views

urlpatterns = [
    path("pipeline/", views.pipeline_page, name="pipeline"),
    path("pipeline/trials.csv", views.trials_csv, name="trials_csv"),
    path("pipeline/<slug:slug>/", views.trial, name="trial"),
]
