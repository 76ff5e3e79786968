"""The few figures that a newcomer is to find at once: what there is, and what there will be.

Of each measure one current figure: that of most facilities together, and of several such the one
with the newest day. A figure of a single facility counts only where none of several together is
current: beside a total it would be taken for one. Nothing is summed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from facilities.models.capacity import Measure
from facilities.places import names, subjects
from facilities.querysets import Capacity, capacities
from facilities.scales import AS_PRINTED, Units
from facilities.shown import ShownFigure, figure_anchor
from releases.facts import Subject
from releases.models import Release

MOST = 3
_MEASURES = (
    Measure.GMP_AREA,
    Measure.PRODUCTION_LINES,
    Measure.PATIENTS_A_YEAR,
    Measure.BUILDING_AREA,
)


@dataclass(frozen=True)
class KeyFigure:
    """What holds of a measure, who said so, and what is planned; ``history`` is where it is told
    over time."""

    title: str
    facilities: tuple[Subject, ...]
    now: ShownFigure
    release: Release
    plans: list[ShownFigure]
    history: str


def key_figures(at: datetime, units: Units = AS_PRINTED) -> list[KeyFigure]:
    """Those of ``at``: five queries, however much has been said."""
    chosen = choose(capacities(at))
    known = names(at, {each.pk for capacity in chosen for each in capacity.facilities})
    return shown(chosen, known, units)


def shown(chosen: Iterable[Capacity], known: Mapping[int, str], units: Units) -> list[KeyFigure]:
    """``chosen`` with facilities by the names ``known``."""
    return [_shown(each, subjects(each.facilities, known), units) for each in chosen]


def choose(held: Iterable[Capacity]) -> list[Capacity]:
    """The key ones of ``held``, in the order of their measures."""
    current = [each for each in held if each.current is not None]
    if any(each.is_of_group for each in current):
        current = [each for each in current if each.is_of_group]
    found = []
    for measure in _MEASURES:
        of_it = [each for each in current if each.series.measure == measure]
        if of_it:
            found.append(max(of_it, key=_weight))
    return found[:MOST]


def _weight(capacity: Capacity) -> tuple[int, date, bool, str, str]:
    """More facilities, then a newer day, then the one without a label; the rest only decides."""
    day = capacity.current.as_of if capacity.current else None
    label = capacity.series.label
    return (
        len(capacity.facilities), day or date.min, not label, label, figure_anchor(capacity)
    )  # fmt: skip


def _shown(capacity: Capacity, facilities: tuple[Subject, ...], units: Units) -> KeyFigure:
    current = capacity.current
    assert current is not None  # noqa: S101 -- ``choose`` takes no other
    page = capacity.facilities[0].get_absolute_url()
    return KeyFigure(
        title=capacity.series.title,
        facilities=facilities,
        now=ShownFigure.of(current, units=units),
        release=current.release,
        plans=[ShownFigure.of(each.figure, is_overdue=each.is_overdue, units=units)
               for each in capacity.plans],
        history=f"{page}{units.query}#{figure_anchor(capacity)}",
    )  # fmt: skip
