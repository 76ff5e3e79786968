"""Plain makers of events and of what releases say of them."""

from datetime import date, datetime, time
from typing import Any

from events.models import Event, EventUpdate
from ircms.actor import acting_as
from releases.models import Release
from tests import factories
from tests.factories import ada

PASSAGE = "the opening of its plant in Hangzhou"
BODY = "<p>Harbor Bio tells of the opening of its plant in Hangzhou, and of other days.</p>"
SHANGHAI = "Asia/Shanghai"
# In Shanghai, ten weeks after NOON: half past ten in the morning there.
OPENING: dict[str, Any] = {
    "starts_on": date(2026, 5, 12),
    "starts_time": time(10, 30),
    "zone": SHANGHAI,
}
ALL: dict[str, Any] = {
    **OPENING,
    "title": "Opening of the plant",
    "ends_time": time(12),
    "venue": "7 Lakeside Road, Hangzhou",
    "webcast_url": "https://harbor-bio.example/live?a=1&b=2",
}
PAGE, ICS = "/events/opening/", "/events/opening.ics"


def event(slug: str = "opening", name: str = "The opening (staff)") -> Event:
    with acting_as(ada()):
        return Event.objects.get_or_create(slug=slug, defaults={"name": name})[0]


def state(release: Release, about: Event | None = None, **columns: Any) -> EventUpdate:
    """A statement of Ada's on a release that is not approved yet."""
    columns.setdefault("passage", PASSAGE)
    with acting_as(ada()):
        return EventUpdate.objects.create(release=release, event=about or event(), **columns)


def said(at: datetime, about: Event | None = None, **columns: Any) -> EventUpdate:
    """A statement on a release of its own that goes out ``at``, approved."""
    release = draft(at, **columns.pop("release", {}))
    update = state(release, about, **columns)
    factories.approve(release)
    update.refresh_from_db()
    return update


def draft(at: datetime, headline: str = "Harbor Bio tells of a day", **columns: Any) -> Release:
    columns.setdefault("body", BODY)
    return factories.draft(headline, publish_at=at, **columns)
