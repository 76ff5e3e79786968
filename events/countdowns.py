"""How long it is until an event, in words.

In whole days on the event's own calendar: so a page says the same to everybody all day long, and
holds nobody up. Where scripts run, ``event.js`` counts the last hours.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Self

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events import when
from events.models import EventUpdate


@dataclass(frozen=True)
class Countdown:
    """``words`` such as ``in 19 days``; ``start`` and ``over`` are instants (ISO 8601, the start
    empty where no hour is stated), ``first_day`` is a day in ``zone``. ``said_on`` is the day (UTC)
    on which the words are true."""

    words: str
    start: str
    over: str
    first_day: str
    zone: str
    said_on: str

    @classmethod
    def of(cls, update: EventUpdate | None, at: datetime) -> Self | None:
        """From ``at`` until the day that ``update`` gives; None where it gives none, or it is
        over."""
        if update is None or update.starts_on is None or update.over_at is None:
            return None
        if update.over_at <= at:
            return None
        zone = when.zone_of(update)
        is_hour_known = update.starts_time is not None and update.starts_at is not None
        return cls(
            words=_in_words((update.starts_on - at.astimezone(zone).date()).days),
            start=update.starts_at.isoformat() if is_hour_known and update.starts_at else "",
            over=update.over_at.isoformat(),
            first_day=update.starts_on.isoformat(),
            zone=zone.key,
            said_on=at.date().isoformat(),
        )


def _in_words(days: int) -> str:
    if days < 0:
        return _("under way")
    if days == 0:
        return _("today")
    if days == 1:
        return _("tomorrow")
    return ngettext("in %(days)d day", "in %(days)d days", days) % {"days": days}
