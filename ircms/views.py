"""Answers of the project itself: errors, health, robots.txt."""

import logging

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from ircms import readiness
from ircms.languages import current, of_front_page

logger = logging.getLogger(__name__)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The one 404: it says nothing of what was asked, so that unpublished equals unknown."""
    context = {"languages": of_front_page(), "is_missing": True}
    return render(request, "404.html", context, status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """The 500 page; asks no database, because that may be what is broken."""
    home = "/" if current() == settings.LANGUAGE_CODE else f"/{current()}/"
    return HttpResponse(render_to_string("500.html", {"home": home}), status=500)


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """The process can serve: its database answers, its guards stand, its clock is right; 503
    otherwise. What is wrong goes to the log, not to strangers."""
    try:
        readiness.require()
    except (DatabaseError, ImproperlyConfigured) as problem:
        logger.error("not ready: %s", problem)
        return HttpResponse("not ready\n", status=503, content_type="text/plain; charset=utf-8")
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Everything here may be read; no path is named that is not linked anyway."""
    text = f"User-agent: *\nDisallow:\n\nSitemap: {settings.SITE_URL}/sitemap.xml\n"
    return HttpResponse(text, content_type="text/plain; charset=utf-8")
