"""The next event, as the front page and the list of events begin with it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from events import querysets
from events.countdowns import Countdown
from events.occasions import Occasion

_LOOKED_AT = 10  # so many may be called off before the front page has none to name


@dataclass(frozen=True)
class Coming:
    """An event that is to take place, and how long it is until then."""

    occasion: Occasion
    countdown: Countdown | None


def next_event(at: datetime) -> Coming | None:
    """The event that comes first of those that are not over at ``at`` and not cancelled; None where
    none is announced. As many queries for one event as for a million."""
    return first_of(querysets.upcoming(at, _LOOKED_AT), at)


def first_of(upcoming: Iterable[Occasion], at: datetime) -> Coming | None:
    """The first of ``upcoming`` (in the order of their beginning) that is not cancelled."""
    found = next((each for each in upcoming if not each.is_cancelled), None)
    return None if found is None else Coming(found, Countdown.of(found.when, at))
