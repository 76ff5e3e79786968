"""Which days a release can report of: those that have come when it is published. An actual figure
is as of one of them, and since one of them a facility is open, closed or being built."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError

from ircms.market_day import market_day
from releases.precision import Precision, last_day, printed

if TYPE_CHECKING:
    from releases.models import Release


def newest_day(at: datetime) -> date:
    """The newest day that has come at ``at``: where the day begins first, it is tomorrow where the
    market is."""
    return market_day(at) + timedelta(days=1)


def own_day(release: "Release") -> date | None:
    """The day of ``release``: its dateline's or the one it goes out on where the market is, the
    later of the two; None where neither is known."""
    out_at = release.released_at or release.publish_at
    known = [release.dateline_date, market_day(out_at) if out_at else None]
    return max((day for day in known if day is not None), default=None)


def first_day(day: date, precision: str) -> date:
    """The first day of what is known of ``day``."""
    if precision == Precision.YEAR:
        return day.replace(month=1, day=1)
    return day.replace(day=1) if precision == Precision.MONTH else day


def is_to_come(day: date, precision: str, release: "Release") -> bool:
    """Whether ``day``, known to ``precision``, begins after the release's own."""
    own = own_day(release)
    return own is not None and first_day(day, precision) > own


def require_come(day: date, precision: str, release: "Release") -> None:
    """Raise ValidationError where ``day`` is to come when ``release`` goes out."""
    if is_to_come(day, precision, release):
        own = printed(own_day(release) or day, Precision.DAY)
        raise ValidationError(
            f"{printed(day, precision)} is after the release’s own day, {own}: what is to come is "
            "planned. Correct the day, or state a plan.",
            code="to_come",
        )


def held_as_of(day: date, precision: str, release: "Release") -> date:
    """The day for which an actual figure counts: the last of what is known, and none after the
    release’s own, so that “2025” said in January outlives nothing said in November."""
    own, last = own_day(release), last_day(day, precision)
    return last if own is None or is_to_come(day, precision, release) else min(last, own)


def objections(release: "Release") -> list[str]:
    """What speaks against approval: a facility that is opened, closed or being built since a day
    after the release's own."""
    from facilities.models import FacilityUpdate

    updates = FacilityUpdate.objects.filter(release=release)
    return [
        f"“{update}” is said to be {update.get_status_display().lower()} as of "
        f"{printed(day, update.status_on_precision)}, after the release’s own day: correct the "
        "day, or say that it is planned."
        for update in updates.exclude(status=FacilityUpdate.Status.PLANNED)
        if (day := update.status_on) and is_to_come(day, update.status_on_precision, release)
    ]
