"""What was said of a facility, release by release, newest first."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Exists, OuterRef, Q
from django.utils.safestring import SafeString

from facilities import wording
from facilities.models import CapacityFigure, CapacitySite, Facility, FacilityUpdate
from facilities.places import subjects
from facilities.querysets import facilities_of
from facilities.scales import AS_PRINTED, Units
from facilities.shown import Said, ShownFigure
from releases.facts import Subject
from releases.models import Release
from releases.querysets import corrected_q

LENGTH = 20  # releases at a time


@dataclass(frozen=True)
class Line:
    """One thing that a release said: ``when`` is a figure's day; ``together`` are its facilities,
    where there are several."""

    kind: str
    said: Said
    when: SafeString | str = ""
    converted: str = ""
    together: tuple[Subject, ...] = ()


@dataclass(frozen=True)
class Entry:
    """A release and what it said, with the passages that say it; ``is_corrected`` says that it
    holds no longer, ``day`` is a past day at whose end it had been said (None for today)."""

    release: Release
    is_corrected: bool
    lines: tuple[Line, ...] = ()
    passages: tuple[str, ...] = ()
    day: date | None = None


@dataclass(frozen=True)
class History:
    """A stretch of the history, and the releases to go on from in either direction."""

    entries: list[Entry]
    older_than: Release | None
    newer_than: Release | None
    updates: list[FacilityUpdate]
    figures: list[CapacityFigure]
    covered: Mapping[int, tuple[Facility, ...]]

    @property
    def mentioned(self) -> set[int]:
        """The keys of the facilities that it speaks of."""
        return {each.pk for facilities in self.covered.values() for each in facilities}

    @classmethod
    def of(
        cls,
        facility: Facility,
        at: datetime,
        *,
        before: Release | None = None,
        after: Release | None = None,
    ) -> "History | None":
        """The newest stretch, or the one that goes on from a release; None where nothing is there.

        Six queries; each index is walked no further than the stretch is long.
        """
        found = _keys(facility, at, before, after)
        if not found:
            return None
        keys, has_more = found[-LENGTH:] if after else found[:LENGTH], len(found) > LENGTH
        releases = Release.objects.in_bulk([key for _, key in keys])
        corrected = set(
            Release.objects.filter(corrected_q(at), pk__in=releases).values_list("pk", flat=True)
        )
        rows = {"facility": facility, "release__in": releases}
        updates = list(FacilityUpdate.objects.filter(**rows).select_related("release"))
        figures = list(
            CapacityFigure.objects.filter(sites__facility=facility, release__in=releases)
            .select_related("release", "series")
            .order_by("position", "id")
        )
        entries = [Entry(releases[key], key in corrected) for _, key in keys]
        return cls(
            entries=entries,
            older_than=entries[-1].release if after or has_more else None,
            newer_than=entries[0].release if (has_more if after else before) else None,
            updates=updates,
            figures=figures,
            covered=facilities_of(figure.pk for figure in figures),
        )

    def told(self, names: Mapping[int, str], at: datetime, units: Units = AS_PRINTED) -> "History":
        """With what each release said, facilities by these ``names``."""
        lines: dict[int, list[Line]] = {}
        passages: dict[int, dict[str, None]] = {}
        for row in (*self.updates, *self.figures):
            passages.setdefault(row.release_id, {})[row.passage] = None
        for update in self.updates:
            lines.setdefault(update.release_id, []).extend(_of_update(update))
        for figure in self.figures:
            together = self.covered[figure.pk] if len(self.covered[figure.pk]) > 1 else ()
            line = _of_figure(figure, subjects(together, names), units)
            lines.setdefault(figure.release_id, []).append(line)
        entries = [
            replace(
                each,
                lines=tuple(lines.get(each.release.pk, ())),
                passages=tuple(passages.get(each.release.pk, ())),
                day=_past_day(each.release, at),
            )
            for each in self.entries
        ]
        return replace(self, entries=entries)


def _keys(
    facility: Facility, at: datetime, before: Release | None, after: Release | None
) -> list[tuple[datetime, int]]:
    """Time and key of the releases of a stretch, newest first, and of one more."""
    until = None if before is None else before.out_at
    updates = FacilityUpdate.objects.public(at, until=until).filter(facility=facility)
    # Of several figures of a release, the first: DISTINCT made SQLite read them all.
    another = CapacitySite.objects.filter(
        facility=facility, release=OuterRef("release"), pk__lt=OuterRef("pk")
    )
    sites = CapacitySite.objects.public(at, until=until).filter(~Exists(another), facility=facility)
    way = "" if after else "-"
    found: set[tuple[Any, int]] = set()
    for rows in (updates, sites):
        stretch = rows.filter(_beyond(before, after)).order_by(f"{way}out_at", f"{way}release_id")
        found |= set(stretch.values_list("out_at", "release_id")[: LENGTH + 1])
    nearest = sorted(found, reverse=not after)[: LENGTH + 1]
    return sorted(nearest, reverse=True)


def _beyond(before: Release | None, after: Release | None) -> Q:
    if after is not None:
        later = Q(out_at__gt=after.out_at) | Q(release__gt=after.pk)
        return Q(out_at__gte=after.out_at) & later
    if before is not None:
        return Q(out_at__lt=before.out_at) | Q(release__lt=before.pk)
    return Q()


def _of_update(update: FacilityUpdate) -> list[Line]:
    source = update.get_absolute_url()
    return [Line(kind, Said(text.html, source)) for kind, text in wording.said(update)]


def _past_day(release: Release, at: datetime) -> date | None:
    """The day on which ``release`` went out where the market is, unless it is the one shown."""
    if release.out_at is None:
        return None
    zone = ZoneInfo(settings.TIME_ZONE)
    day = release.out_at.astimezone(zone).date()
    return day if day < at.astimezone(zone).date() else None


def _of_figure(figure: CapacityFigure, together: tuple[Subject, ...], units: Units) -> Line:
    shown = ShownFigure.of(figure, units=units)
    return Line(figure.series.title, shown.said, shown.when, shown.converted, together)
