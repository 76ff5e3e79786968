"""Events at an instant, in the order readers meet them.

Of each event one statement gives the time that holds, the newest standing one. The lists walk an
index of those statements from ``at`` on, and not all events that ever were.
"""

from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from django.db.models import (
    BooleanField,
    Exists,
    ExpressionWrapper,
    Max,
    OuterRef,
    Q,
    QuerySet,
)

from events.models import MOVED, WHEN, Event, EventUpdate
from events.occasions import Occasion, in_order
from releases.querysets import PublicQuerySet, corrected_q

MOST_UPCOMING = 100
PAGE_LENGTH = 20
MOST_UNDATED = 20
_UNDATED_LOOKED_AT = 200  # statements without a day; most add something to an event that has one
MOST_IN_CALENDAR = 200
_GONE_LOOKED_AT = 200
_COMING_LOOKED_AT = 1000  # statements of a day to come that have been made by then
LONGEST = timedelta(days=60)
CALENDAR_REACHES_BACK = timedelta(days=365)


def public_events(at: datetime) -> QuerySet[Event]:
    """Events of which a public release says something, be it corrected since."""
    said = EventUpdate.objects.public(at).filter(event=OuterRef("pk"))
    return Event.objects.filter(Exists(said))


def upcoming(at: datetime, most: int = MOST_UPCOMING) -> list[Occasion]:
    """What is not over, in the order of its beginning; of the ``most`` that end first."""
    return in_order(_keys_by_start(_coming(at)[:most]), at)


def keys_coming(at: datetime, most: int) -> list[int]:
    """The keys of the next events to come, the soonest first."""
    return list(_coming(at).values_list("event_id", flat=True)[:most])


def undated(at: datetime) -> list[Occasion]:
    """What is announced without a day, or moved to none yet, the newest announcement first."""
    found = (each for each in _undated(at) if not each.is_cancelled)
    return list(islice(found, MOST_UNDATED))


def put_off(at: datetime, since: datetime) -> list[Occasion]:
    """What was moved after ``since``, and no new day has been said; the newest first."""
    standing = EventUpdate.objects.standing(at).filter(over_at__isnull=True, status=MOVED)
    said = standing.filter(out_at__gte=since, out_at__lte=at).order_by("-out_at", "-id")
    keys = list(dict.fromkeys(said.values_list("event_id", flat=True)[:MOST_UNDATED]))
    return [each for each in in_order(keys, at) if each.is_put_off] if keys else []


def past(at: datetime, before: EventUpdate | None = None) -> list[Occasion]:
    """What is over, newest first: a page of it and one more, to know whether there is more;
    ``before`` is the statement of the time of the event to go on from."""
    if before is None:
        found = _gone(at, Q(over_at__lte=at))
    else:  # it is past: its own bound is the only one, and the index is walked from there
        beyond = Q(over_at__lt=before.over_at) | Q(pk__lt=before.pk)
        found = _gone(at, Q(over_at__lte=before.over_at), beyond)
    return in_order([row.event_id for row in found], at)


def time_that_holds(event: Event, at: datetime) -> EventUpdate | None:
    """The statement of the day that holds of ``event``, if one is known."""
    return _timed(at).filter(event=event).first()


def for_calendar(at: datetime) -> list[Occasion]:
    """What a subscriber gets, in the order of its beginning: what is to come, and what was in the
    last twelve months as far as there is room; also what no longer takes place when it was to."""
    since = at - CALENDAR_REACHES_BACK
    coming = list(_coming(at)[:MOST_IN_CALENDAR])
    gone = _timed(at).filter(over_at__lte=at, over_at__gt=since).order_by("-over_at", "-id")
    keys = _keys_by_start([*coming, *gone[: MOST_IN_CALENDAR - len(coming)]])
    found = [*in_order(keys, at), *_undated(at)]
    slots = [(slot, each) for each in found if (slot := each.slot) is not None]
    recent = [(slot, each) for slot, each in slots if slot.over_at and slot.over_at > since]
    recent.sort(key=lambda pair: (pair[0].starts_at or at, pair[1].event.pk))
    return [each for _slot, each in recent[-MOST_IN_CALENDAR:]]


def between(start: datetime, end: datetime, at: datetime) -> list[Occasion]:
    """What takes place from ``start`` on and before ``end``, as it stands at ``at``, in the order
    of its beginning; of what lasts longer than ``LONGEST``, what ends by then."""
    days = {"over_at__gt": start, "over_at__lt": end + LONGEST, "starts_at__lt": end}
    rows = _timed(at).filter(**days).order_by("over_at", "id")
    return in_order(_keys_by_start(rows[:MOST_UPCOMING]), at)


def history(event: Event, at: datetime, before: EventUpdate | None = None) -> PublicQuerySet[Any]:
    """What public releases have said of ``event``, newest first, all of it or what comes after
    ``before``; each with ``is_corrected``."""
    corrected = ExpressionWrapper(corrected_q(at, "release__"), BooleanField())
    rows = EventUpdate.objects.public(at, until=before.out_at if before else None)
    if before is not None:
        rows = rows.filter(Q(out_at__lt=before.out_at) | Q(pk__lt=before.pk))
    said = rows.filter(event=event).annotate(is_corrected=corrected)
    return said.select_related("release").order_by("-out_at", "-id")


def newest_said(at: datetime) -> PublicQuerySet[EventUpdate]:
    """Of each event the newest public statement, the newest of all first."""
    newer = _newer(EventUpdate.objects.public(at))
    rows = EventUpdate.objects.public(at).filter(~Exists(newer), out_at__isnull=False)
    return rows.order_by("-out_at", "-id")


def _coming(at: datetime) -> PublicQuerySet[EventUpdate]:
    """Statements of a day to come that hold, the soonest first, of as many as are looked at."""
    # What goes out later is not counted: embargoed, it would push a public event out.
    said = EventUpdate.objects.filter(over_at__gt=at, out_at__lte=at)
    days = said.order_by("over_at", "id")
    last = days[:_COMING_LOOKED_AT].aggregate(last=Max("over_at"))["last"] or at
    return _timed(at).filter(over_at__gt=at, over_at__lte=last).order_by("over_at", "id")


def _gone(at: datetime, *conditions: Q) -> list[EventUpdate]:
    """Statements of a day gone by that hold and meet ``conditions``, the newest first: a page and
    one more. Looked for among so many rows and, if that is too few, among ten times as many: then
    there is nothing to sort, however many rows PostgreSQL expects."""
    rows = EventUpdate.objects.filter(*conditions).order_by("-over_at", "-id")
    looked_at = _GONE_LOOKED_AT
    while True:
        days = list(rows.values_list("over_at", flat=True)[:looked_at])
        near = _timed(at).filter(*conditions, over_at__gte=days[-1] if days else at)
        found = list(near.order_by("-over_at", "-id")[: PAGE_LENGTH + 1])
        if len(found) > PAGE_LENGTH or len(days) < looked_at:
            return found
        looked_at *= 10


def _undated(at: datetime) -> list[Occasion]:
    # Among what stands, not among all rows: drafts, however many, push nothing out.
    standing = EventUpdate.objects.standing(at).filter(over_at__isnull=True)
    newest = standing.order_by("-out_at", "-id").values_list("event_id", flat=True)
    keys = dict.fromkeys(newest[:_UNDATED_LOOKED_AT])
    return [each for each in in_order(keys, at) if each.when is None]


def _timed(at: datetime) -> PublicQuerySet[EventUpdate]:
    """Statements of a day that hold: no newer standing one gives another or takes it away."""
    standing = EventUpdate.objects.standing(at)
    return standing.filter(~Exists(_newer(standing.filter(WHEN.is_said))), over_at__isnull=False)


def _newer(statements: PublicQuerySet[EventUpdate]) -> PublicQuerySet[EventUpdate]:
    """Those of ``statements`` that are newer than the row they are asked about, on its event."""
    return statements.filter(event=OuterRef("event"), out_at__gte=OuterRef("out_at")).filter(
        Q(out_at__gt=OuterRef("out_at")) | Q(pk__gt=OuterRef("pk"))
    )


def _keys_by_start(rows: "QuerySet[EventUpdate] | list[EventUpdate]") -> list[int]:
    dated = [(row.starts_at, row.pk, row.event_id) for row in rows if row.starts_at is not None]
    return [key for _start, _pk, key in sorted(dated)]
