"""Addresses of events and their calendars."""

from django.urls import path

from events import views

urlpatterns = [
    path("events/", views.events, name="events"),
    path("events.ics", views.events_ics, name="events_ics"),
    path("events/<slug:slug>/", views.event, name="event"),
    path("events/<slug:slug>.ics", views.event_ics, name="event_ics"),
]
