"""Plain makers of facilities, and of releases that say something of them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Protocol

from facilities.models import CapacityFigure, Facility, FacilityUpdate
from facilities.models.capacity import Measure
from facilities.units import unit_in
from ircms.actor import acting_as
from releases.models import Release
from releases.numerals import numbers_in
from tests import factories
from tests.factories import NOON, ada

WUXI, PORTO, OSLO = "Wuxi", "Porto", "Oslo"


class Statement(Protocol):
    """Words, and what they state."""

    @property
    def passage(self) -> str: ...

    def put_on(self, release: Release) -> Any: ...


@dataclass
class Figure:
    """``as_printed`` for ``places`` together; value and unit are read from it."""

    places: Sequence[str]
    as_printed: str
    columns: dict[str, Any] = field(default_factory=dict)

    @property
    def passage(self) -> str:
        return str(self.columns.get("passage", f"{' and '.join(self.places)}: {self.as_printed}."))

    def put_on(self, release: Release) -> CapacityFigure:
        (read,) = numbers_in(self.as_printed)
        defaults: dict[str, Any] = {
            "measure": Measure.GMP_AREA,
            "value": read.value,
            "unit": unit_in(read.after) or "",
            "as_printed": self.as_printed,
            "passage": self.passage,
        }
        facilities = [facility(name) for name in self.places]
        return CapacityFigure.state(
            release=release, facilities=facilities, **defaults | self.columns
        )


@dataclass
class Said:
    """What is said of a place itself; its name is told with it."""

    place: str
    columns: dict[str, Any]

    @property
    def passage(self) -> str:
        return str(self.columns.get("passage", f"Of {self.place} there is news."))

    def put_on(self, release: Release) -> FacilityUpdate:
        told = {"name": f"{self.place} plant", "passage": self.passage} | self.columns
        return FacilityUpdate.objects.create(release=release, facility=facility(self.place), **told)


def facility(name: str = WUXI) -> Facility:
    """The facility that staff call by ``name``, made where it is new."""
    found = Facility.objects.filter(name=name).first()
    if found is None:
        with acting_as(ada()):
            found = Facility.objects.create(name=name)
    return found


def actual(
    places: str | Sequence[str], as_printed: str, day: date | None, **columns: Any
) -> Figure:
    return Figure(_several(places), as_printed, {"as_of": day, **columns})


def planned(
    places: str | Sequence[str], as_printed: str, day: date | None, **columns: Any
) -> Figure:
    return Figure(_several(places), as_printed, {"basis": "planned", "as_of": day, **columns})


def said(place: str = WUXI, **columns: Any) -> Said:
    return Said(place, columns)


def drafted(headline: str, *statements: Statement, **columns: Any) -> Release:
    """A release that says all of ``statements``, not approved; due a day before NOON."""
    body = "".join(f"<p>{statement.passage}</p>" for statement in statements)
    columns = {"body": body or "<p>Nothing of note.</p>", "publish_at": days_ago(1)} | columns
    release = factories.draft(headline, **columns)
    with acting_as(ada()):
        for statement in statements:
            statement.put_on(release)
    return release


def public(headline: str, *statements: Statement, **columns: Any) -> Release:
    """The same, out since ``publish_at``."""
    return factories.approve(drafted(headline, *statements, **columns))


def embargoed(headline: str, *statements: Statement, **columns: Any) -> Release:
    """The same, approved and due an hour after NOON."""
    due = NOON + timedelta(hours=1)
    return factories.approve(drafted(headline, *statements, **{"publish_at": due} | columns))


def days_ago(days: int) -> datetime:
    return NOON - timedelta(days=days)


def _several(places: str | Sequence[str]) -> list[str]:
    return [places] if isinstance(places, str) else list(places)
