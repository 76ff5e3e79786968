"""Answers of the staff side that belong to no app."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def csrf_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that came without its token: from another site, or from a page open since long ago."""
    return render(request, "admin/csrf_refused.html", {"title": "This was not sent"}, status=403)
