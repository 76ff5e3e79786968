"""How often what is public of an event has changed, and when last: for calendars, which take a copy
only where its number is higher than that of the one they have (RFC 5545, 3.8.7.4)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, Subquery

from events.models import EventUpdate
from releases.models import Release
from releases.querysets import ever_public_q


@dataclass(frozen=True)
class Revision:
    """``sequence`` is 0 for an event as first announced, and higher after each change;
    ``changed_at`` is the moment of the last one."""

    sequence: int
    changed_at: datetime


def revisions(keys: Iterable[int], at: datetime) -> dict[int, Revision]:
    """By key, the revision at ``at`` of each event of which something has ever been public.

    Each statement that became public is a change, and so is its withdrawal and its correction.
    None of them is undone, so the number never falls; and none is known before it is public.
    """
    corrections = Release.objects.filter(ever_public_q(at)).order_by("out_at").values("out_at")
    said = EventUpdate.objects.filter(ever_public_q(at, "release__"), event__in=list(keys))
    rows = said.annotate(
        corrected_at=Subquery(corrections.filter(corrects=OuterRef("release"))[:1]),
        version_corrected_at=Subquery(
            corrections.filter(corrects__translation_of=OuterRef("release"))[:1]
        ),
    ).values_list(
        "event_id", "out_at", "release__withdrawn_at", "corrected_at", "version_corrected_at"
    )
    changes: dict[int, list[datetime]] = defaultdict(list)
    for key, out_at, withdrawn_at, *corrected in rows:
        first_corrected = min(filter(None, corrected), default=None)
        moments = (out_at, withdrawn_at, first_corrected)
        # A past day's calendar is of that day, though what was withdrawn since is missing in it.
        changes[key] += [moment for moment in moments if moment is not None and moment <= at]
    return {key: Revision(len(moments) - 1, max(moments)) for key, moments in changes.items()}
