"""What the pages of facilities are made of."""

from dataclasses import dataclass
from datetime import datetime

from facilities import key_figures, scales
from facilities.history import History
from facilities.key_figures import KeyFigure
from facilities.map import Panel, panels
from facilities.models import Facility
from facilities.over_time import OverTime, over_time
from facilities.places import known_facilities, names_of
from facilities.placing import Placed, placed
from facilities.querysets import Capacity, capacities
from facilities.scales import AS_PRINTED, Units
from facilities.shown import ShownCapacity, ShownFacility, Together, in_order, shown_facility
from releases.ledger import Known
from releases.models import Release

CHARTS = 4  # on the overview: each facility's page has its own


@dataclass(frozen=True)
class Overview:
    """All facilities of which something stands, on the map and in the table; some figures are drawn
    over time. Those of several facilities ``together`` are apart, unless they are drawn."""

    working: list[ShownFacility]
    closed: list[ShownFacility]
    together: list[Together]
    map: list[Panel]
    key: list[KeyFigure]
    over_time: list[OverTime]
    units: Units
    has_areas: bool

    @classmethod
    def of(cls, at: datetime, units: Units = AS_PRINTED) -> "Overview":
        found = known_facilities(at)
        names, held = names_of(found), in_order(capacities(at))
        shown, places = _shown(found, held, at, units)
        drawn = [each for each in over_time(_weightiest(held), names, at, units) if each.chart]
        keys = {each.key for each in drawn}
        return cls(
            working=[each for each in shown if not each.is_closed],
            closed=[each for each in shown if each.is_closed],
            together=Together.of(
                [each for each in held if each.series.pk not in keys], names, units
            ),
            map=panels(places),
            key=key_figures.shown(key_figures.choose(held), names, units),
            over_time=drawn,
            units=units,
            has_areas=_has_areas(held),
        )


@dataclass(frozen=True)
class FacilityPage:
    """A facility: what holds of it, each of its figures over time, those that are for it and others
    together, its history; ``own`` and ``together`` are told with its newest stretch."""

    facility: ShownFacility
    own: list[OverTime]
    together: list[OverTime]
    history: History
    units: Units
    has_areas: bool

    @classmethod
    def of(
        cls,
        facility: Facility,
        at: datetime,
        *,
        before: Release | None = None,
        after: Release | None = None,
        units: Units = AS_PRINTED,
    ) -> "FacilityPage | None":
        """None where no public statement mentions ``facility``: then nobody knows of it."""
        history = History.of(facility, at, before=before, after=after)
        if history is None:
            return None
        held = in_order(capacities(at, of=facility))
        keys = {each.pk for capacity in held for each in capacity.facilities}
        found = known_facilities(at, keys | history.mentioned | {facility.pk})
        names = names_of(found)
        known = next((each for each in found if each.identity.pk == facility.pk), None)
        own = [ShownCapacity.of(each, units) for each in held if not each.is_of_group]
        told = [] if before or after else over_time(held, names, at, units)
        return cls(
            facility=shown_facility(facility, known, own, at),
            own=[each for each in told if not each.facilities],
            together=[each for each in told if each.facilities],
            history=history.told(names, at, units),
            units=units,
            has_areas=_has_areas(held) or scales.has_areas(row.unit for row in history.figures),
        )


def _shown(
    found: list[Known], held: list[Capacity], at: datetime, units: Units
) -> tuple[list[ShownFacility], list[Placed]]:
    """The facilities in the order of the table, and those of them whose place is known."""
    known = {each.identity.pk: each for each in found}
    facilities = {key: each.identity for key, each in known.items()}
    own: dict[int, list[ShownCapacity]] = {}
    for capacity in held:
        facilities |= {each.pk: each for each in capacity.facilities}
        if not capacity.is_of_group:
            key = capacity.facilities[0].pk
            own.setdefault(key, []).append(ShownCapacity.of(capacity, units))
    pairs = []
    for key, facility in facilities.items():
        one = known.get(key)
        pairs.append((shown_facility(facility, one, own.get(key, []), at), one.said if one else {}))
    pairs.sort(key=lambda pair: pair[0].order)
    places = [place for shown, said in pairs if (place := placed(shown, said))]
    return [shown for shown, _said in pairs], places


def _weightiest(held: list[Capacity]) -> list[Capacity]:
    """Those worth a drawing before the others: of several together, then what is to change."""
    order = sorted(held, key=lambda each: (not each.is_of_group, not (each.current and each.plans)))
    return order[:CHARTS]


def _has_areas(held: list[Capacity]) -> bool:
    return scales.has_areas(figure.unit for each in held for figure in each.figures)
