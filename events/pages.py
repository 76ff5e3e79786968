"""What the pages of events are made of."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, Self, TypeVar

from django.utils.translation import gettext as _

from events.models import Event, EventUpdate
from events.occasions import Occasion, in_order
from events.printed import Times
from events.querysets import PAGE_LENGTH
from ircms.market_day import market_day
from releases.ledger import Known

_T = TypeVar("_T")


@dataclass(frozen=True)
class Stretch(Generic[_T]):
    """A page's worth of a list, and whether it goes on; no total, and no number of a page."""

    rows: list[_T]
    has_more: bool

    @classmethod
    def of(cls, found: Iterable[_T]) -> Self:
        """``found`` is a page and one more, where there is more."""
        rows = list(found)
        return cls(rows[:PAGE_LENGTH], len(rows) > PAGE_LENGTH)

    @property
    def last(self) -> _T | None:
        """What the next page goes on from; None at the end."""
        return self.rows[-1] if self.has_more else None


@dataclass(frozen=True)
class Entry:
    """A statement of a history, and what it says: pairs of a label and a text."""

    update: EventUpdate
    said: list[tuple[str, str]]

    @property
    def day(self) -> date:
        """The day on which it was said, where the market is."""
        return market_day(self.update.release.out_at)

    @classmethod
    def of(cls, update: EventUpdate) -> Self:
        status = str(update.get_status_display())
        if update.status == EventUpdate.Status.MOVED and update.starts_on is None:
            status = _("Moved, no new day yet")
        said = (
            (_("Title"), update.title),
            (_("When"), str(Times.of(update)) if update.starts_on is not None else ""),
            (_("Where"), update.venue),
            (_("Webcast"), update.webcast_url),
            (_("Status"), status),
        )
        return cls(update, [(label, text) for label, text in said if text])


def occasion(event: Event, at: datetime) -> Occasion:
    """``event`` as it stands; of one whose statements have all been corrected nothing holds."""
    found = in_order([event.pk], at)
    return found[0] if found else Occasion(Known(event, {}, {}))
