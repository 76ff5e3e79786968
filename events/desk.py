"""Events on the first page of the desk and in its calendar."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse

from events import querysets
from events.models import Event, EventUpdate
from events.occasions import Occasion
from ircms.edge import AsOfRequest
from releases.admin import looks
from releases.admin.desk import dates
from releases.admin.desk.dates import Dated, Due
from releases.admin.desk.lines import UNREAD
from releases.admin.state import with_state
from releases.insiders import known_q
from releases.models import Release
from releases.querysets import ever_public_q

VIEW = "events.view_event"
TOLD_FOR = timedelta(days=366)  # after that nobody waits for a new day any more
MOST = 100  # statements that are not public yet, in one week


def register() -> None:
    """Put both on the desk."""
    dates.overdue.append(overdue)
    dates.dated.append(in_calendar)


def overdue(request: AsOfRequest) -> Iterator[Due]:
    """Events that were moved, and no new day has been said."""
    if not request.user.has_perm(VIEW):
        return
    zone = ZoneInfo(settings.TIME_ZONE)
    at = request.as_of
    for each in querysets.put_off(at, since=at - TOLD_FOR):
        said = each.status_said
        if said is not None and said.out_at is not None:
            since = said.out_at.astimezone(zone).date()
            text = "It was moved, and no new day has been said."
            yield Due(each.title, text, _page(each.event), since)


def in_calendar(request: AsOfRequest, start: datetime, end: datetime) -> Iterable[Dated]:
    """What readers know, as it stands; and what releases will say that are not public yet, as far
    as they exist for the user, marked so."""
    if not request.user.has_perm(VIEW):
        return []
    at = request.as_of
    found = querysets.between(start, end, at)
    return [*(_public(each, start) for each in found), *_coming(request, start, end)]


def _coming(request: AsOfRequest, start: datetime, end: datetime) -> Iterator[Dated]:
    at = request.as_of
    rows = EventUpdate.objects.filter(
        known_q(request.user, at, "release__"),
        over_at__gt=start,
        over_at__lt=end + querysets.LONGEST,
        starts_at__lt=end,
        release__withdrawn_at__isnull=True,
    )
    coming = rows.exclude(ever_public_q(at, "release__")).select_related("event")
    found = list(coming.order_by("over_at", "pk")[:MOST])
    keys = {row.release_id for row in found}
    releases = with_state(Release.objects.filter(pk__in=keys).defer(*UNREAD), at).in_bulk()
    looks.note(request, releases.values())
    for row in found:
        release = releases[row.release_id]
        note = f"As “{release.headline}” is to say"
        yield _of(row, start, row.title or row.event.name, _release_page(release), note)


def _public(occasion: Occasion, start: datetime) -> Dated:
    row = occasion.when
    assert row is not None  # noqa: S101 -- found by its day
    note = "Cancelled" if occasion.is_cancelled else occasion.venue
    return _of(row, start, occasion.title, _page(occasion.event), note)


def _of(row: EventUpdate, start: datetime, title: str, address: str, note: str) -> Dated:
    """In the week that begins with ``start``: of what began before, its first day in it."""
    assert row.starts_at is not None  # noqa: S101 -- it has a day
    zone = ZoneInfo(settings.TIME_ZONE)
    has_begun = row.starts_at < start
    day = (start if has_begun else row.starts_at).astimezone(zone).date()
    at = None if has_begun or row.starts_time is None else row.starts_at
    if row.starts_time is None and not has_begun and row.starts_on is not None:
        day = row.starts_on
    return Dated("Event", title, address, day, at, note)


def _page(event: Event) -> str:
    return reverse("admin:events_event_change", args=[event.pk])


def _release_page(release: Release) -> str:
    return reverse("admin:releases_release_change", args=[release.pk])
