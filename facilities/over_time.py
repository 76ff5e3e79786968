"""Each figure over time: what public releases have stated of a series, with the words that did."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from facilities.models import CapacityFigure, CapacitySeries
from facilities.places import subjects
from facilities.querysets import Capacity
from facilities.shown import ShownFigure, figure_anchor
from releases.facts import Subject
from releases.models import Release
from releases.newest import FirstKeys
from releases.querysets import corrected_q

MOST = 8  # figures of a series that are shown, of those that held and of plans each


@dataclass(frozen=True)
class Stated:
    """A figure as a release stated it, the passage whole; ``is_corrected``: it holds no longer."""

    figure: ShownFigure
    passage: str
    release: Release
    is_corrected: bool


@dataclass(frozen=True)
class OverTime:
    """What was stated of a series, the newest first; ``facilities`` are several or none."""

    title: str
    anchor: str
    facilities: tuple[Subject, ...]
    stated: list[Stated]


def over_time(held: list[Capacity], names: Mapping[int, str], at: datetime) -> list[OverTime]:
    """The series of ``held``, in its order: three queries, with two index look-ups for each series
    and as many steps as are shown."""
    keys = _newest({each.series.pk for each in held}, at)
    rows = CapacityFigure.objects.filter(pk__in=keys).select_related("series", "release")
    releases = {row.release_id for row in rows}
    corrected = Release.objects.filter(corrected_q(at), pk__in=releases).values_list(
        "pk", flat=True
    )
    gone = set(corrected)
    by_series: dict[int, list[Stated]] = {}
    for row in sorted(rows, key=lambda each: (each.out_at or at, -each.position, each.pk)):
        stated = Stated(ShownFigure.of(row), row.passage, row.release, row.release_id in gone)
        by_series.setdefault(row.series_id, []).insert(0, stated)
    return [
        OverTime(
            title=each.series.title,
            anchor=figure_anchor(each),
            facilities=subjects(each.facilities, names) if each.is_of_group else (),
            stated=by_series.get(each.series.pk, []),
        )
        for each in held
    ]


def _newest(series: Iterable[int], at: datetime) -> list[int]:
    """The keys of the figures of ``series`` that were stated last, and of the plans."""
    public = CapacityFigure.objects.public(at).order_by("-out_at", "-id")
    of = {
        basis: FirstKeys(public.filter(basis=basis), "series", MOST)
        for basis in CapacityFigure.Basis.values
    }
    found = CapacitySeries.objects.filter(pk__in=series).annotate(**of).values_list(*of)
    return [key for row in found for keys in row for key in keys or ()]
