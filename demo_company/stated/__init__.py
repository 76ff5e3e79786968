"""What an announcement states, so that pages and data can show it; each with its passage.

The columns are those of the models; ``rows.write_statements`` stores them. Days that no source
states are left empty, and so is everything else that none says.
"""

from dataclasses import dataclass
from datetime import date, time


@dataclass(frozen=True)
class Subject:
    """What is spoken of: known by its address; the name is for staff."""

    slug: str
    name: str


@dataclass(frozen=True, kw_only=True)
class StatedFacility:
    """What is said of a facility."""

    facility: Subject
    passage: str
    name: str = ""
    locality: str = ""
    region: str = ""
    country: str = ""
    address: str = ""
    status: str = ""
    status_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class StatedFigure:
    """A figure for ``facilities`` taken together; ``unit`` in words. An actual figure without
    ``as_of`` holds on the day of its announcement; a plan without one has no day."""

    facilities: tuple[Subject, ...]
    measure: str
    value: int
    unit: str
    as_printed: str
    passage: str
    label: str = ""
    basis: str = "actual"
    as_of: date | None = None
    as_of_precision: str = "day"


@dataclass(frozen=True, kw_only=True)
class StatedTrial:
    """What is said of a trial."""

    trial: Subject
    passage: str
    title: str
    condition: str
    phase_as_printed: str
    phases: tuple[str, ...]
    countries: tuple[str, ...] = ()
    modality: str = ""
    intervention: str = ""


@dataclass(frozen=True, kw_only=True)
class StatedEvent:
    """What is said of an event. The hour is that of the clocks in ``zone``."""

    event: Subject
    passage: str
    title: str = ""
    starts_on: date | None = None
    starts_time: time | None = None
    zone: str = ""
    venue: str = ""
    status: str = ""


@dataclass(frozen=True, kw_only=True)
class StatedDocument:
    """What one of the announcement's files is; ``file`` is its name."""

    document: Subject
    file: str
    kind: str
    dated_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class StatedPage:
    """The standing page whose text the announcement is."""

    page: Subject
    title: str = ""


@dataclass(frozen=True, kw_only=True)
class Stated:
    """All that one announcement states, in the order in which it is to be shown."""

    facilities: tuple[StatedFacility, ...] = ()
    figures: tuple[StatedFigure, ...] = ()
    trials: tuple[StatedTrial, ...] = ()
    events: tuple[StatedEvent, ...] = ()
    documents: tuple[StatedDocument, ...] = ()
    pages: tuple[StatedPage, ...] = ()


NOTHING_STATED = Stated()
