"""JSON-LD: what search engines read of an event's page (schema.org ``Event``)."""

from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString

from events.occasions import Occasion
from releases.structured_data import script

_PLACE, _STREAM = "OfflineEventAttendanceMode", "OnlineEventAttendanceMode"
_BOTH = "MixedEventAttendanceMode"


def event(occasion: Occasion) -> SafeString:
    """``Event``; what nobody has stated is left out."""
    times, was = occasion.times, occasion.was
    said = {
        "startDate": times.start if times else "",
        "endDate": times.end if times else "",
        "previousStartDate": was.start if was else "",
        **_where(occasion),
    }
    return script(
        {
            "@type": "Event",
            "name": occasion.title,
            "url": settings.SITE_URL + occasion.event.get_absolute_url(),
            "eventStatus": f"https://schema.org/{_status(occasion)}",
            **{name: value for name, value in said.items() if value},
            "organizer": {"@id": f"{settings.SITE_URL}/#company"},
        }
    )


def _status(occasion: Occasion) -> str:
    if occasion.is_cancelled:
        return "EventCancelled"
    if occasion.is_put_off:
        return "EventPostponed"
    return "EventRescheduled" if occasion.is_moved else "EventScheduled"


def _where(occasion: Occasion) -> dict[str, Any]:
    place = {"@type": "Place", "name": occasion.venue} if occasion.venue else None
    stream = (
        {"@type": "VirtualLocation", "url": occasion.webcast_url} if occasion.webcast_url else None
    )
    if place is None and stream is None:
        return {}
    mode = _BOTH if place and stream else _PLACE if place else _STREAM
    return {
        "location": [place, stream] if place and stream else place or stream,
        "eventAttendanceMode": f"https://schema.org/{mode}",
    }
