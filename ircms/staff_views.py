"""Answers of the staff side that belong to no app."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def not_allowed(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A page of the desk that the person signed in has no right to."""
    return render(
        request, "admin/not_allowed.html", {"title": "This is not yours to do"}, status=403
    )


def csrf_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that came without its token: from another site, or from a page open since long ago."""
    return render(request, "admin/csrf_refused.html", {"title": "This was not sent"}, status=403)
