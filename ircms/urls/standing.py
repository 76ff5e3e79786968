"""Addresses of what the site says of itself."""

from django.urls import path

from ircms import standing

urlpatterns = [
    path("accessibility/", standing.accessibility, name="accessibility"),
    path("privacy/", standing.privacy, name="privacy"),
]
