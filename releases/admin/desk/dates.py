"""What apps whose statements hang on releases put on the desk: what is overdue or stale, and what
the calendar has besides releases. They register; the desk imports none of them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from ircms.edge import AsOfRequest


@dataclass(frozen=True)
class Due:
    """Something readers were told that wants another word: ``said`` what, in a sentence; ``since``
    from which day on. ``address`` is a page of the desk."""

    title: str
    said: str
    address: str
    since: date | None
    is_stale: bool = False


@dataclass(frozen=True)
class Dated:
    """Something with a day in the calendar: an event, a plan. ``at`` is None where no hour is
    known. ``word`` says what it is, ``note`` what else there is to know."""

    word: str
    title: str
    address: str
    day: date
    at: datetime | None = None
    note: str = ""


overdue: list[Callable[[AsOfRequest], Iterable[Due]]] = []
dated: list[Callable[[AsOfRequest, datetime, datetime], Iterable[Dated]]] = []


def all_overdue(request: AsOfRequest, most: int) -> list[Due]:
    """The ``most`` urgent ones: what is overdue before what is stale, the oldest first."""
    found = [each for look in overdue for each in look(request)]
    return sorted(found, key=_urgency)[:most]


def all_dated(request: AsOfRequest, start: datetime, end: datetime) -> list[Dated]:
    """What has a day or an hour from ``start`` on and before ``end``."""
    return [each for look in dated for each in look(request, start, end)]


def _urgency(due: Due) -> tuple[bool, date, str]:
    return due.is_stale, due.since or date.max, due.title.casefold()
