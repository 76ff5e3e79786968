"""What the pages of facilities are made of."""

from dataclasses import dataclass
from datetime import datetime

from facilities.history import History
from facilities.models import Facility
from facilities.over_time import OverTime, over_time
from facilities.places import known_facilities, names_of
from facilities.querysets import capacities
from facilities.shown import ShownCapacity, ShownFacility, Together, in_order, shown_facility
from releases.models import Release


@dataclass(frozen=True)
class Overview:
    """All facilities of which something stands; figures of several together are apart."""

    working: list[ShownFacility]
    closed: list[ShownFacility]
    together: list[Together]

    @classmethod
    def of(cls, at: datetime) -> "Overview":
        found = known_facilities(at)
        names, held = names_of(found), in_order(capacities(at))
        known = {each.identity.pk: each for each in found}
        facilities = {key: each.identity for key, each in known.items()}
        own: dict[int, list[ShownCapacity]] = {}
        for capacity in held:
            facilities |= {each.pk: each for each in capacity.facilities}
            if not capacity.is_of_group:
                key = capacity.facilities[0].pk
                own.setdefault(key, []).append(ShownCapacity.of(capacity))
        shown = [
            shown_facility(facility, known.get(key), own.get(key, []), at)
            for key, facility in facilities.items()
        ]
        shown.sort(key=lambda each: each.order)
        return cls(
            working=[each for each in shown if not each.is_closed],
            closed=[each for each in shown if each.is_closed],
            together=Together.of(held, names),
        )


@dataclass(frozen=True)
class FacilityPage:
    """A facility: what holds of it, figures that are for it and others together, each of them over
    time, its history; ``over_time`` is told with its newest stretch."""

    facility: ShownFacility
    together: list[Together]
    history: History
    over_time: list[OverTime]

    @classmethod
    def of(
        cls,
        facility: Facility,
        at: datetime,
        *,
        before: Release | None = None,
        after: Release | None = None,
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
        own = [ShownCapacity.of(each) for each in held if not each.is_of_group]
        return cls(
            facility=shown_facility(facility, known, own, at),
            together=Together.of(held, names),
            history=history.told(names),
            over_time=[] if before or after else over_time(held, names, at),
        )
