"""Addresses of the contacts page and its form."""

from django.urls import path

from enquiries import views

urlpatterns = [
    path("contacts/", views.contacts, name="contacts"),
    path("contacts/sent/", views.sent, name="contacts_sent"),
]
