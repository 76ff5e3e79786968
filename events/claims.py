"""On which day a release says that events take place, and what is known of them, to be compared
(docs/fact-ledger.md)."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.formats import date_format

from events import querysets
from events.models import TITLE, WHEN, Event, EventUpdate
from releases.factcheck.claims import Claim, Sort, Source, Stated
from releases.factcheck.days import Day
from releases.ledger import known

if TYPE_CHECKING:
    from releases.models import Release

_MOST = 40  # events to come that a text may speak of


def of_events(release: "Release", text: str, at: datetime) -> Stated:
    """The days that ``release`` gives; and those known of the same events and of the next ones."""
    own = list(
        EventUpdate.objects.filter(release=release, starts_on__isnull=False).select_related("event")
        if release.pk
        else ()
    )
    keys = {update.event_id for update in own} | set(querysets.keys_coming(at, _MOST))
    if not keys:
        return Stated()
    found = known(
        Event.objects.filter(pk__in=keys),
        EventUpdate.objects.standing(at),
        about="event",
        attributes=(TITLE, WHEN),
    )
    titles = {
        each.identity.pk: str(each.values.get("title") or each.identity.spoken_address)
        for each in found
    }
    said = [each.said[WHEN.name] for each in found if WHEN.name in each.said]
    return Stated(
        own=tuple(
            _claim(update, titles.get(update.event_id) or update.title, at) for update in own
        ),
        known=tuple(
            _claim(update, titles[update.event_id], at, _source(update))
            for update in said
            if update.starts_on is not None
        ),
    )


def _claim(update: EventUpdate, title: str, at: datetime, source: Source | None = None) -> Claim:
    assert update.starts_on is not None  # noqa: S101 -- asked for so
    return Claim(
        series=f"event:{update.event_id}:day",
        sort=Sort.DAY,
        title=f"Day of {title}",
        value=Day.of(update.starts_on),
        printed=date_format(update.starts_on, "F j, Y"),
        passage=update.passage,
        is_fixed=update.over_at is not None and update.over_at <= at,
        names=((title,),) if title else (),
        source=source,
    )


def _source(update: EventUpdate) -> Source:
    release = update.release
    return Source(
        release.headline, release.printed_day, update.get_absolute_url(), update.release_id
    )
