"""An event as it stands at an instant: what holds of it, and what its status comes to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.lookups import IsNull

from events.models import ATTRIBUTES, STATUS, TITLE, WHEN, Event, EventUpdate
from events.printed import Times
from releases import ledger
from releases.ledger import Known, known

Status = EventUpdate.Status


@dataclass(frozen=True)
class Occasion:
    """An event with what holds of it. ``earlier`` is the newest standing statement that had it
    begin at another time before, if there is one."""

    known: Known
    earlier: EventUpdate | None = None

    @property
    def event(self) -> Event:
        event: Event = self.known.identity
        return event

    @property
    def said(self) -> Any:
        """By attribute, the statement that gave what holds."""
        return self.known.said

    @property
    def title(self) -> str:
        return str(self.known.values.get("title") or self.event.spoken_address)

    @property
    def venue(self) -> str:
        return str(self.known.values.get("venue", ""))

    @property
    def webcast_url(self) -> str:
        return str(self.known.values.get("webcast_url", ""))

    @property
    def when(self) -> EventUpdate | None:
        """The statement of its day, if one is known: an event may have been moved to none yet."""
        said: EventUpdate | None = self.known.said.get(WHEN.name)
        return said if said is not None and said.starts_on is not None else None

    @property
    def times(self) -> Times | None:
        """Its day and hours as printed, if its day is known."""
        return Times.of(self.when) if self.when is not None else None

    @property
    def status_said(self) -> EventUpdate | None:
        """The statement that its status rests on: the newest that gives one, or a newer one that
        gives another time."""
        status: EventUpdate | None = self.known.said.get(STATUS.name)
        when: EventUpdate | None = self.known.said.get(WHEN.name)
        if status is None or when is None or _order(when) <= _order(status):
            return status if status is not None else self._moving(when)
        if status.status == Status.CANCELLED:
            return status
        return self._moving(when) or status

    @property
    def status(self) -> str:
        """Whoever gives another time has moved the event, whether or not the word is used; but
        what was cancelled stays so until it is said to be on again."""
        said = self.status_said
        if said is None:
            return Status.SCHEDULED
        return said.status or Status.MOVED

    @property
    def is_moved(self) -> bool:
        return self.status == Status.MOVED

    @property
    def is_cancelled(self) -> bool:
        return self.status == Status.CANCELLED

    @property
    def is_put_off(self) -> bool:
        """Whether it has been moved, and no new day is known."""
        return self.is_moved and self.when is None

    @property
    def slot(self) -> EventUpdate | None:
        """The statement of the time that calendars have it at: when it is, or, if it has been moved
        to no day yet, when it was to be."""
        return self.when or self.earlier

    @property
    def was(self) -> Times | None:
        """When it was to be before it was moved."""
        return Times.of(self.earlier) if self.is_moved and self.earlier is not None else None

    def _moving(self, when: EventUpdate | None) -> EventUpdate | None:
        return when if self.earlier is not None else None


def occasions(events: "QuerySet[Event]", at: datetime) -> list[Occasion]:
    """What holds at ``at`` of those of ``events`` of which anything does; in four queries."""
    found = known(events, EventUpdate.objects.standing(at), about="event", attributes=ATTRIBUTES)
    said = [each.said[WHEN.name].pk for each in found if WHEN.name in each.said]
    earlier = _earlier(said, at)
    return [Occasion(each, earlier.get(each.identity.pk)) for each in found]


def titles(keys: "set[int]", at: datetime) -> dict[int, str]:
    """By key, the titles that stand at ``at``, of those events that have one."""
    return ledger.texts(
        Event.objects.filter(pk__in=keys),
        EventUpdate.objects.standing(at),
        about="event",
        attribute=TITLE,
    )


def in_order(keys: Iterable[int], at: datetime) -> list[Occasion]:
    """The events with these keys, as they stand at ``at``, in the same order."""
    wanted = list(keys)
    found = {each.event.pk: each for each in occasions(Event.objects.filter(pk__in=wanted), at)}
    return [found[key] for key in wanted if key in found]


def _earlier(said: list[int], at: datetime) -> dict[int, EventUpdate]:
    """By event, the newest standing statement of another start, older than the one in ``said``."""
    older = (
        EventUpdate.objects.standing(at)
        .filter(starts_on__isnull=False, event=OuterRef("event"), out_at__lte=OuterRef("out_at"))
        .filter(Q(out_at__lt=OuterRef("out_at")) | Q(pk__lt=OuterRef("pk")))
        .exclude(_same_start())
        .order_by("-out_at", "-pk")
    )
    holding = EventUpdate.objects.filter(pk__in=said)
    keys = holding.annotate(earlier=Subquery(older.values("pk")[:1])).values_list(
        "earlier", flat=True
    )
    rows = EventUpdate.objects.filter(pk__in=[key for key in keys if key is not None])
    return {row.event_id: row for row in rows.select_related("release")}


def _same_start() -> Q:
    """The same instant; or the same day, where one of both knows no hour: that is no move."""
    one_has_no_hour = Q(starts_time__isnull=True) | Q(IsNull(OuterRef("starts_time"), True))  # noqa: FBT003 -- SQL's IS NULL
    same_day = Q(starts_on=OuterRef("starts_on")) & one_has_no_hour
    has_a_day = Q(IsNull(OuterRef("starts_on"), False))  # noqa: FBT003 -- SQL's IS NOT NULL
    return has_a_day & (Q(starts_at=OuterRef("starts_at")) | same_day)


def _order(update: EventUpdate) -> tuple[datetime, int]:
    assert update.out_at is not None  # noqa: S101 -- it is public
    return update.out_at, update.pk
