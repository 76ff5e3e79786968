"""Which figures hold: of each series the current one, and the plans that are still open.

*Current* is, among the standing actual figures of a series, the one with the newest day, then the
one said last. Plans are those of the release that stated one last; a plan is *open* until an actual
figure as of its day or later is stated, and *overdue* once its day has passed in the market's zone.
A plan never becomes current by time passing.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from facilities.days import newest_day
from facilities.models import CapacityFigure, CapacitySeries, CapacitySite, Facility
from ircms.market_day import market_day

_PLANNED, _ACTUAL = CapacityFigure.Basis.PLANNED, CapacityFigure.Basis.ACTUAL


@dataclass(frozen=True)
class Plan:
    """A plan that no actual figure has settled yet."""

    figure: CapacityFigure
    is_overdue: bool


@dataclass(frozen=True)
class Capacity:
    """What holds of a series: the ``current`` figure, if there is one, and the open ``plans`` in
    the order of their days. ``facilities`` are those that it is for, all of them together;
    ``planning_release`` is the key of the release that stated a plan last."""

    series: CapacitySeries
    facilities: tuple[Facility, ...]
    current: CapacityFigure | None
    plans: tuple[Plan, ...]
    planning_release: int | None = None

    @property
    def is_of_group(self) -> bool:
        return len(self.facilities) > 1

    @property
    def figures(self) -> list[CapacityFigure]:
        held = [self.current] if self.current else []
        return [*held, *(plan.figure for plan in self.plans)]


def capacities(at: datetime, of: Facility | None = None) -> list[Capacity]:
    """What holds at ``at`` of every series (of those with ``of`` among their facilities): four
    queries, each with an index look-up or two for a series, however much has been said."""
    found = list(_with_newest(CapacitySeries.objects.filter(_covers(of)), at))
    rows = _figures(Q(pk__in={each.current_key for each in found} - {None}))  # type: ignore[attr-defined]  # annotated
    currents = {figure.series_id: figure for figure in rows}
    plans = _newest_plans(found)
    today = market_day(at)
    held = [_held(each, currents.get(each.pk), plans[each.pk], today) for each in found]
    places = facilities_of(figure.pk for each in held for figure in each.figures)
    return [replace(each, facilities=places[each.figures[0].pk]) for each in held if each.figures]


def facilities_of(figures: Iterable[int]) -> Mapping[int, tuple[Facility, ...]]:
    """By the keys of ``figures``, the facilities that each is for; one query."""
    found: dict[int, list[Facility]] = defaultdict(list)
    # The guards see to it that a site hangs on the release of its figure; readers would otherwise
    # be told what another release says.
    sites = CapacitySite.objects.filter(figure__in=list(figures), release=F("figure__release"))
    for site in sites.select_related("facility").order_by("facility__slug"):
        found[site.figure_id].append(site.facility)
    return defaultdict(tuple, {key: tuple(facilities) for key, facilities in found.items()})


def _with_newest(series: "QuerySet[CapacitySeries]", at: datetime) -> "QuerySet[CapacitySeries]":
    """``series`` with the key of the current figure of each, and that of the release that stated a
    plan last."""
    standing = CapacityFigure.objects.standing(at).filter(series=OuterRef("pk"))
    actual = standing.filter(basis=_ACTUAL).order_by("-as_of", "-out_at", "-id").values("pk")
    # None is as of a later day; bounded, no look-up of a past day reads past all that is newer.
    current = actual.filter(as_of__lte=newest_day(at))[:1]
    newest_plan = standing.filter(basis=_PLANNED).order_by("-out_at", "-id")
    return series.annotate(
        current_key=Subquery(current),
        planning_release=Subquery(newest_plan.values("release")[:1]),
    )


def _newest_plans(found: Iterable[CapacitySeries]) -> Mapping[int, list[CapacityFigure]]:
    """By series, the plans of the release that stated one last, in the order of their days."""
    planning = {each.pk: each.planning_release for each in found}  # type: ignore[attr-defined]  # annotated
    rows = _figures(Q(basis=_PLANNED, release__in=set(planning.values()) - {None}))
    plans: dict[int, list[CapacityFigure]] = defaultdict(list)
    for figure in sorted(rows, key=lambda row: (row.as_of or date.max, row.position, row.pk)):
        if planning.get(figure.series_id) == figure.release_id:
            plans[figure.series_id].append(figure)
    return plans


def _figures(which: Q) -> "QuerySet[CapacityFigure]":
    return CapacityFigure.objects.filter(which).select_related("release", "series")


def _held(
    series: CapacitySeries,
    current: CapacityFigure | None,
    stated: list[CapacityFigure],
    today: date,
) -> Capacity:
    plans = tuple(
        Plan(plan, _is_overdue(plan, today)) for plan in stated if not _is_settled(plan, current)
    )
    planning: int | None = series.planning_release  # type: ignore[attr-defined]  # annotated
    return Capacity(series, (), current, plans, planning)


def _is_settled(plan: CapacityFigure, current: CapacityFigure | None) -> bool:
    """Whether the newest actual figure is as of the plan's day or later; for a plan without a day,
    whether it was published later and is as of then, so that an older figure entered late settles
    nothing."""
    if current is None or current.as_of is None:
        return False
    if plan.as_of is not None:
        return current.as_of >= plan.as_of
    if current.out_at is None or plan.out_at is None:
        return False
    day = market_day(plan.out_at)
    return current.out_at > plan.out_at and current.as_of >= day


def _is_overdue(plan: CapacityFigure, today: date) -> bool:
    return plan.as_of is not None and plan.as_of < today


def _covers(facility: Facility | None) -> Q:
    """The series with ``facility`` among their own; all of them for None."""
    if facility is None:
        return Q()
    key = facility.pk
    return (
        Q(facility_set=str(key))
        | Q(facility_set__startswith=f"{key}+")
        | Q(facility_set__endswith=f"+{key}")
        | Q(facility_set__contains=f"+{key}+")
    )
