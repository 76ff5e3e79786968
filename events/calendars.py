"""Events as iCalendar (RFC 5545, with the names and the conference of RFC 7986).

The bytes depend on what is public at an instant and on nothing else; ``docs/calendars.md`` says
what subscribers are promised.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.urls import reverse
from icalendar import Calendar, Conference
from icalendar import Event as CalendarEvent
from icalendar.prop import vDuration, vText, vUri

from events import when
from events.models import EventUpdate
from events.occasions import Occasion
from events.printed import local
from events.revisions import Revision, revisions
from events.vtimezone import vtimezone
from ircms import printable

CONTENT_TYPE = "text/calendar; charset=utf-8"
_PRODUCT = "-//ircms//Investor events//EN"
_ASK_AGAIN = timedelta(hours=1)


def feed(title: str, occasions: Iterable[Occasion], at: datetime) -> bytes:
    """The calendar to subscribe to, called ``title``. All of ``occasions`` have a slot."""
    calendar = _calendar(occasions, at)
    for name in ("NAME", "X-WR-CALNAME"):
        calendar.add(name, vText(printable.strip(title)))
    calendar.add("URL", settings.SITE_URL + reverse("events"))
    source = vUri(settings.SITE_URL + reverse("events_ics"))
    calendar.add("SOURCE", source, parameters={"VALUE": "URI"})
    return bytes(calendar.to_ical())


def single(occasion: Occasion, at: datetime) -> bytes:
    """One event, which has a slot. The calendar bears no name: what it holds is to go into one of
    the reader's own."""
    return bytes(_calendar([occasion], at).to_ical())


def subscription() -> str:
    """Where a calendar program subscribes to the feed: an address that opens it, where one is set
    up (``webcal`` stands for HTTP or HTTPS, and names no other scheme)."""
    _scheme, _, rest = settings.SITE_URL.partition("://")
    return f"webcal://{rest}{reverse('events_ics')}"


def _calendar(occasions: Iterable[Occasion], at: datetime) -> Calendar:
    """Without METHOD: PUBLISH would ask for an ORGANIZER (RFC 5546, 3.2.1), and make of DTSTAMP the
    time of the request instead of the last change (RFC 5545, 3.8.7.2)."""
    shown = [(each, slot) for each in occasions if (slot := each.slot) is not None]
    known = revisions([each.event.pk for each, _slot in shown], at)
    calendar = Calendar()
    calendar.add("PRODID", _PRODUCT)
    calendar.add("VERSION", "2.0")
    parameters = {"VALUE": "DURATION"}
    calendar.add("REFRESH-INTERVAL", vDuration(_ASK_AGAIN), parameters=parameters)
    calendar.add("X-PUBLISHED-TTL", vDuration(_ASK_AGAIN))
    for component in _zones([slot for _each, slot in shown], at):
        calendar.add_component(component)
    for each, slot in shown:
        calendar.add_component(_event(each, slot, known[each.event.pk]))
    return calendar


def _zones(updates: list[EventUpdate], at: datetime) -> list[Any]:
    """The zones of all hours. A calendar without any holds the market's, since it must hold
    something (RFC 5545, 3.6)."""
    years: dict[str, set[int]] = {}
    for update in updates:
        first, last = local(update)
        if first is not None:
            years.setdefault(update.zone, set()).update({first.year, (last or first).year})
    if not updates:
        years[settings.TIME_ZONE] = {at.year}
    return [vtimezone(zone, min(years[zone]) - 1, max(years[zone])) for zone in sorted(years)]


def _event(occasion: Occasion, slot: EventUpdate, revision: Revision) -> CalendarEvent:
    changed_at = revision.changed_at.astimezone(UTC).replace(microsecond=0)
    start, end = _bounds(slot)
    event = CalendarEvent()
    event.add("UID", str(occasion.event.uid))
    event.add("SEQUENCE", revision.sequence)
    event.add("DTSTAMP", changed_at)
    event.add("LAST-MODIFIED", changed_at)
    event.add("DTSTART", start)
    if end is not None:
        event.add("DTEND", end)
    event.add("SUMMARY", _summary(occasion))
    is_off = occasion.when is None or occasion.is_cancelled
    event.add("STATUS", "CANCELLED" if is_off else "CONFIRMED")
    if is_off or not isinstance(start, datetime):
        event.add("TRANSP", "TRANSPARENT")  # it takes nobody's time
    if occasion.venue:
        event.add("LOCATION", occasion.venue)
    event.add("DESCRIPTION", _description(occasion))
    event.add("URL", settings.SITE_URL + occasion.event.get_absolute_url())
    if occasion.webcast_url:
        event.conferences = [Conference(occasion.webcast_url, label="Webcast")]
    return event


def _bounds(slot: EventUpdate) -> tuple[date, date | None]:
    """Hours on their own clocks, or days without one, of which the last is the one after (RFC
    5545, 3.6.1). An end is given only where one is stated."""
    start, end = local(slot)
    assert slot.starts_on is not None  # noqa: S101 -- a slot has a day
    last_day = slot.ends_on or slot.starts_on
    if start is None:
        return slot.starts_on, last_day + timedelta(days=1)
    if end is None and last_day != slot.starts_on:
        end_of_last_day = when.instants(slot)[1]
        assert end_of_last_day is not None  # noqa: S101 -- its last day is stated
        return start, end_of_last_day.astimezone(when.zone_of(slot))
    return start, end


def _summary(occasion: Occasion) -> str:
    """With the word that must not be missed before it: not every calendar shows STATUS."""
    if occasion.is_cancelled:
        return f"Cancelled: {occasion.title}"
    if occasion.is_put_off:
        return f"Moved, no new day yet: {occasion.title}"
    return occasion.title


def _description(occasion: Occasion) -> str:
    """What holds in words, and where the sentences stand that said it."""
    times, was = occasion.times, occasion.was
    lines = [f"When: {times or 'to be announced'}"]
    if times is not None and times.converted:
        lines.append(f"That is {times.converted}")
    if was is not None:
        lines.append(f"Moved; it was: {was}")
    if occasion.webcast_url:
        lines.append(f"Webcast: {occasion.webcast_url}")
    rows = {row.pk: row for row in (occasion.when, occasion.status_said) if row is not None}
    lines += [f"Said here: {settings.SITE_URL}{row.get_absolute_url()}" for row in rows.values()]
    return "\n".join(lines)
