"""Where a facility is: what a release says, or else the city that it names."""

from collections.abc import Mapping
from dataclasses import dataclass

from facilities.gazetteer import Point, city
from facilities.models import FacilityUpdate
from facilities.shown import ShownFacility


@dataclass(frozen=True)
class Placed:
    """A facility with where it is; ``is_by_city`` where no release gave coordinates."""

    facility: ShownFacility
    point: Point
    is_by_city: bool
    country: str


def placed(facility: ShownFacility, said: Mapping[str, FacilityUpdate]) -> Placed | None:
    """Where ``facility`` is; ``said`` are the statements that hold of it, by attribute. None for
    what nobody can tell, and for what has closed."""
    if facility.is_closed:
        return None
    country = str(said["country"].country.name) if "country" in said else ""
    if exact := said.get("latitude"):
        point = Point(float(exact.latitude or 0), float(exact.longitude or 0))
        return Placed(facility, point, is_by_city=False, country=country)
    words = {name: str(getattr(said[name], name)) if name in said else ""
             for name in ("locality", "region", "country")}  # fmt: skip
    found = city(words["locality"], words["region"], words["country"])
    return None if found is None else Placed(facility, found, is_by_city=True, country=country)
