"""What the site says of itself: how it can be used, and what it keeps of its readers. These are
words of the interface, live with the program that they describe."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """How the site can be used by everybody, and what to do where it cannot."""
    return render(request, "pages/accessibility.html", {"has_form": _has_form()})


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept of readers, and for how long."""
    context = {"has_form": _has_form(), "log_days": settings.IRCMS_WEB_LOG_DAYS}
    return render(request, "pages/privacy.html", context)


def _has_form() -> bool:
    return bool(settings.IRCMS_IR_MAILBOX)
