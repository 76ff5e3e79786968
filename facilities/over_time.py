"""Each figure over time: what public releases have stated of a series, drawn and as a table."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from facilities.chart import Chart, Point, chart
from facilities.models import CapacityFigure, CapacitySeries
from facilities.places import subjects
from facilities.querysets import Capacity
from facilities.scales import AS_PRINTED, Units
from facilities.shown import ShownCapacity, ShownFigure, figure_anchor
from facilities.standing import Standing, standing_of
from ircms.market_day import market_day
from releases.facts import Subject
from releases.models import Release
from releases.newest import FirstKeys
from releases.querysets import corrected_q

MOST = 8  # figures of a series that are shown, of those that held and of plans each


@dataclass(frozen=True)
class Stated:
    """A figure as a release stated it, and where it stands now."""

    row: CapacityFigure
    figure: ShownFigure
    standing: Standing

    @property
    def release(self) -> Release:
        return self.row.release

    @property
    def words(self) -> str:
        """Where it stands, to readers."""
        if self.figure.is_planned and self.standing is Standing.SUPERSEDED:
            return _("Earlier plan")
        return str(self.standing.words)


@dataclass(frozen=True)
class OverTime:
    """What was stated of a series, the newest first; ``facilities`` are several or none, ``now`` is
    what holds of it, ``chart`` None where there is nothing to compare. ``is_cut`` says that more
    was stated than is shown."""

    key: int
    title: str
    anchor: str
    facilities: tuple[Subject, ...]
    now: ShownCapacity
    stated: list[Stated]
    chart: Chart | None
    is_cut: bool


def over_time(
    held: list[Capacity], names: Mapping[int, str], at: datetime, units: Units = AS_PRINTED
) -> list[OverTime]:
    """The series of ``held``, in its order: three queries, with two index look-ups for each series
    and as many steps as are shown."""
    keys = _newest({each.series.pk for each in held}, at)
    rows = CapacityFigure.objects.filter(pk__in=keys).select_related("series", "release")
    releases = {row.release_id for row in rows}
    corrected = Release.objects.filter(corrected_q(at), pk__in=releases)
    gone = set(corrected.values_list("pk", flat=True))
    by_series: dict[int, list[CapacityFigure]] = {}
    for row in sorted(rows, key=lambda each: (each.out_at or at, -each.position, each.pk)):
        by_series.setdefault(row.series_id, []).insert(0, row)
    today = market_day(at)
    telling = _Telling(gone, names, units, today)
    return [telling.of(each, by_series.get(each.series.pk, [])) for each in held]


@dataclass(frozen=True)
class _Telling:
    """What is the same for all series: the releases that were corrected, names, units, the day."""

    gone: set[int]
    names: Mapping[int, str]
    units: Units
    today: date

    def of(self, capacity: Capacity, rows: list[CapacityFigure]) -> OverTime:
        known = {row.pk for row in rows}
        # What holds may have been said long before the newest that are shown.
        held = [each for each in capacity.figures if each.pk not in known]
        stated = [self._stated(row, capacity) for row in (*rows, *held)]
        points = [Point(each.row, each.figure, each.standing) for each in stated]
        bases = [row.basis for row in rows]
        return OverTime(
            key=capacity.series.pk,
            title=capacity.series.title,
            anchor=figure_anchor(capacity),
            facilities=subjects(capacity.facilities, self.names) if capacity.is_of_group else (),
            now=ShownCapacity.of(capacity, self.units),
            stated=stated,
            chart=chart(points, self.today, self.units),
            is_cut=any(bases.count(basis) >= MOST for basis in CapacityFigure.Basis),
        )

    def _stated(self, row: CapacityFigure, capacity: Capacity) -> Stated:
        standing = standing_of(row, capacity, is_corrected=row.release_id in self.gone)
        is_overdue = standing is Standing.OVERDUE
        shown = ShownFigure.of(row, is_overdue=is_overdue, units=self.units)
        return Stated(row, shown, standing)


def _newest(series: Iterable[int], at: datetime) -> list[int]:
    """The keys of the figures of ``series`` that were stated last, and of the plans."""
    public = CapacityFigure.objects.public(at).order_by("-out_at", "-id")
    of = {
        basis: FirstKeys(public.filter(basis=basis), "series", MOST)
        for basis in CapacityFigure.Basis.values
    }
    found = CapacitySeries.objects.filter(pk__in=series).annotate(**of).values_list(*of)
    return [key for row in found for keys in row for key in keys or ()]
