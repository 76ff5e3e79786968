"""What releases say of events, as part of their bundles."""

from events import claims, facts, objections
from events.models import EventUpdate
from releases.statements import Part
from releases.statements import register as register_part

EVENTS = Part(
    EventUpdate,
    "events",
    fields=(
        "position",
        "event__slug",
        "event__uid",
        "title",
        "starts_on",
        "starts_time",
        "ends_on",
        "ends_time",
        "zone",
        "venue",
        "webcast_url",
        "status",
        "passage",
    ),
    is_ranked=True,
    binds="event",
    binds_columns=("slug", "uid"),
    facts=facts.of_events,
    objections=objections.of_events,
    claims=claims.of_events,
)


def register() -> None:
    """Register what is said of events."""
    register_part(EVENTS)
