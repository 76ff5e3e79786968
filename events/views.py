"""The pages and calendars of events. Each begins with what is public at ``request.as_of``."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from company.models import Company
from events import calendars, coming, countdowns, pages, querysets, structured_data
from events.models import Event, EventUpdate
from ircms.edge import AsOfRequest

PAGE_AND_ONE = querysets.PAGE_LENGTH + 1


@require_safe
def events(request: AsOfRequest) -> HttpResponse:
    """What is to come, and what was; ``?before=`` names the past event to go on from."""
    at, before = request.as_of, _gone_on_from(request)
    context: dict[str, Any] = {
        "past": pages.Stretch.of(querysets.past(at, before)),
        "before": before,
    }
    if before is None:
        upcoming = querysets.upcoming(at)
        first = coming.first_of(upcoming, at)
        context |= {
            "upcoming": upcoming,
            "coming": first,
            "others": [each for each in upcoming if first is None or each is not first.occasion],
            "undated": querysets.undated(at),
        }
    context["calendar_webcal"] = calendars.subscription()
    return render(request, "events/events.html", context)


@require_safe
def event(request: AsOfRequest, slug: str) -> HttpResponse:
    """One event: what holds of it, and all that was said; ``?before=`` names the release whose
    statement to go on from."""
    at, before = request.as_of, request.GET.get("before")
    found = _public_event(request, slug)
    occasion, history = pages.occasion(found, at), querysets.history(found, at)
    if before is not None:
        row = get_object_or_404(history, release__slug=before)
        history = querysets.history(found, at, row)
    context = {
        "occasion": occasion,
        "countdown": None if occasion.is_cancelled else countdowns.Countdown.of(occasion.when, at),
        "calendar_webcal": calendars.subscription(),
        "history": pages.Stretch.of(pages.Entry.of(row) for row in history[:PAGE_AND_ONE]),
        "before": before,
        "json_ld": structured_data.event(occasion) if occasion.said else "",
    }
    return render(request, "events/event.html", context)


@require_safe
def events_ics(request: AsOfRequest) -> HttpResponse:
    """The calendar of all events, to subscribe to."""
    company = Company.objects.first() or Company.unnamed()
    shown = querysets.for_calendar(request.as_of)
    return _calendar(calendars.feed(f"{company.name}: events", shown, request.as_of), "events.ics")


@require_safe
def event_ics(request: AsOfRequest, slug: str) -> HttpResponse:
    """One event for a calendar; there is none where no day was ever known."""
    occasion = pages.occasion(get_object_or_404(Event, slug=slug), request.as_of)
    if occasion.slot is None:
        raise Http404
    return _calendar(calendars.single(occasion, request.as_of), f"{slug}.ics")


def _public_event(request: AsOfRequest, slug: str) -> Event:
    return get_object_or_404(querysets.public_events(request.as_of), slug=slug)


def _gone_on_from(request: AsOfRequest) -> EventUpdate | None:
    """The statement of the time of the past event that ``?before=`` names; one that is unknown, or
    not past, is a page that isn't there."""
    slug = request.GET.get("before")
    if slug is None:
        return None
    row = querysets.time_that_holds(get_object_or_404(Event, slug=slug), request.as_of)
    if row is None or row.over_at is None or row.over_at > request.as_of:
        raise Http404
    return row


def _calendar(content: bytes, filename: str) -> HttpResponse:
    response = HttpResponse(content, content_type=calendars.CONTENT_TYPE)
    as_attachment = False
    response["Content-Disposition"] = (
        content_disposition_header(as_attachment, filename) or "inline"
    )
    return response
