"""What pages show: each value with the address of the sentence that says it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.safestring import SafeString
from django.utils.text import slugify

from facilities import wording
from facilities.models import CapacityFigure, Facility, FacilityUpdate
from facilities.models.capacity import Measure
from facilities.places import subjects
from facilities.querysets import Capacity
from facilities.scales import AS_PRINTED, Units
from ircms.market_day import market_day
from releases.facts import Subject
from releases.ledger import Known

_Status = FacilityUpdate.Status
# Where the company works comes before where it is going to.
_ORDER = (_Status.OPENED, _Status.UNDER_CONSTRUCTION, _Status.PLANNED, _Status.CLOSED)


@dataclass(frozen=True)
class Said:
    """A value as readers read it, where the words stand that say it, and whether it is a plan;
    ``language`` is that of the value, where it is the release's own words."""

    text: str
    source: str
    is_planned: bool = False
    language: str = ""


@dataclass(frozen=True)
class ShownFigure:
    """A figure as printed, its day, and the same in the other system where there is one."""

    said: Said
    when: SafeString
    converted: str
    is_planned: bool
    is_overdue: bool = False

    @classmethod
    def of(
        cls, figure: CapacityFigure, *, is_overdue: bool = False, units: Units = AS_PRINTED
    ) -> "ShownFigure":
        is_planned = figure.basis == CapacityFigure.Basis.PLANNED
        conversion = units.beside(figure.value, figure.unit)
        language = figure.release.language
        return cls(
            said=Said(figure.as_printed, figure.get_absolute_url(), is_planned, language),
            when=wording.when(figure).html,
            converted=conversion.text if conversion else "",
            is_planned=is_planned,
            is_overdue=is_overdue,
        )


@dataclass(frozen=True)
class ShownCapacity:
    """What holds of a series: its current figure and its plans; ``history`` is the address at which
    it is told over time."""

    title: str
    figures: list[ShownFigure]
    history: str

    @classmethod
    def of(cls, capacity: Capacity, units: Units = AS_PRINTED) -> "ShownCapacity":
        current = [ShownFigure.of(capacity.current, units=units)] if capacity.current else []
        plans = [
            ShownFigure.of(each.figure, is_overdue=each.is_overdue, units=units)
            for each in capacity.plans
        ]
        page = capacity.facilities[0].get_absolute_url()
        history = f"{page}{units.query}#{figure_anchor(capacity)}"
        return cls(capacity.series.title, [*current, *plans], history)


@dataclass(frozen=True)
class Together:
    """What is stated of several facilities as one."""

    facilities: tuple[Subject, ...]
    figures: list[ShownCapacity]

    @classmethod
    def of(
        cls, capacities: list[Capacity], names: Mapping[int, str], units: Units = AS_PRINTED
    ) -> "list[Together]":
        """The figures for several facilities among ``capacities``, by what they are for."""
        found: dict[tuple[Subject, ...], list[ShownCapacity]] = {}
        for capacity in capacities:
            if capacity.is_of_group:
                shown = ShownCapacity.of(capacity, units)
                found.setdefault(subjects(capacity.facilities, names), []).append(shown)
        # By what readers see alone: the order of rows would tell who was drafted first.
        ordered = sorted(found, key=lambda each: [(s.name.casefold(), s.address) for s in each])
        return [cls(facilities, found[facilities]) for facilities in ordered]


@dataclass(frozen=True)
class ShownFacility:
    """A facility as readers know it: what none of the standing statements says is empty."""

    name: str
    name_said: Said | None
    address: str
    status: str
    status_said: Said | None
    is_overdue: bool
    places: list[Said]
    postal: Said | None
    coordinates: Said | None
    figures: list[ShownCapacity]

    @property
    def is_closed(self) -> bool:
        return self.status == _Status.CLOSED

    @property
    def is_silent(self) -> bool:
        """Whether nothing that was said of it alone stands."""
        said = (self.name_said, self.status_said, self.postal, self.coordinates)
        return not (any(said) or self.places or self.figures)

    @property
    def order(self) -> tuple[int, str, str]:
        place = _ORDER.index(_Status(self.status)) if self.status else 0
        return place, self.name.casefold(), self.address


def shown_facility(
    facility: Facility, known: Known | None, figures: list[ShownCapacity], at: datetime
) -> ShownFacility:
    said = known.said if known else {}
    status = said.get("status")
    return ShownFacility(
        name=said["name"].name if "name" in said else facility.spoken_address,
        name_said=_said(said["name"].name, said["name"]) if "name" in said else None,
        address=facility.get_absolute_url(),
        status=status.status if status else "",
        status_said=(_said(wording.status(status).html, status, is_own=False) if status else None),
        is_overdue=status is not None and _is_overdue(status, at),
        places=_places(said),
        postal=_said(said["address"].address, said["address"]) if "address" in said else None,
        coordinates=(
            _said(wording.coordinates(said["latitude"]), said["latitude"], is_own=False)
            if "latitude" in said
            else None
        ),
        figures=figures,
    )


def figure_anchor(capacity: Capacity) -> str:
    """Where on a facility's page a figure is told over time: made of what readers see of it."""
    places = sorted(each.slug for each in capacity.facilities)
    series = capacity.series
    measured = "" if series.measure == Measure.OTHER else series.measure.replace("_", " ")
    return slugify(" ".join(("figure", measured, series.label, *places)), allow_unicode=True)


def in_order(capacities: list[Capacity]) -> list[Capacity]:
    """Areas before lines before patients, and what is counted besides last."""
    order = list(Measure)
    return sorted(
        capacities,
        key=lambda each: (order.index(Measure(each.series.measure)), each.series.label.casefold()),
    )


def _said(text: str, update: FacilityUpdate, *, is_own: bool = True) -> Said:
    language = update.release.language if is_own else ""
    return Said(text, update.get_absolute_url(), language=language)


def _places(said: Mapping[str, FacilityUpdate]) -> list[Said]:
    """Locality, region, country; what one statement says leads there as one."""
    found: list[tuple[FacilityUpdate, str]] = []
    for part, name in enumerate(("locality", "region", "country")):
        if (update := said.get(name)) is None:
            continue
        text = wording.place_parts(update)[part]
        if found and found[-1][0].pk == update.pk:
            text = f"{found.pop()[1]}, {text}"
        found.append((update, text))
    return [_said(text, update) for update, text in found]


def _is_overdue(update: FacilityUpdate, at: datetime) -> bool:
    """Whether it is only planned still, though the day that was planned for has passed."""
    today = market_day(at)
    day = update.status_on
    return update.status == _Status.PLANNED and day is not None and day < today
