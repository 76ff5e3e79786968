"""The pipeline at a glance: the few trials that are furthest, for the front page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from releases.ledger import Known
from trials.narrowing import PHASE_NAMES, phases_of
from trials.pages import ALWAYS, standing
from trials.particulars import Particular, particulars
from trials.querysets import pipeline, title_of

MOST_SHOWN = 5


@dataclass(frozen=True)
class Step:
    """One of the four phases that all know, and whether the trial is in it."""

    name: str
    is_reached: bool


@dataclass(frozen=True)
class Line:
    """A trial: what it is called, its page, and what holds of it."""

    title: str
    address: str
    said: Mapping[str, Particular]
    steps: list[Step]
    standing: str

    @property
    def condition(self) -> Particular | None:
        """Its condition, unless the title says the same."""
        found = self.said.get("condition")
        is_repeated = found is not None and found.text.casefold() in self.title.casefold()
        return None if is_repeated else found


@dataclass(frozen=True)
class Glance:
    """The lines of the front page; ``has_more`` says whether the pipeline holds others."""

    lines: list[Line]
    has_more: bool


def at_a_glance(at: datetime) -> Glance | None:
    """What stands at ``at`` of the trials that are furthest, those that go on first; None where
    there are none. In two queries."""
    found = sorted(pipeline(at), key=_place)
    if not found:
        return None
    return Glance([_line(known) for known in found[:MOST_SHOWN]], len(found) > MOST_SHOWN)


def _place(known: Known) -> tuple[bool, int]:
    """Sorting keeps the order of the pipeline among equals."""
    order = list(PHASE_NAMES)
    latest = max((order.index(each) for each in phases_of(known) if each), default=-1)
    return bool(standing(known)), -latest


def _line(known: Known) -> Line:
    reached = phases_of(known)
    return Line(
        title=title_of(known),
        address=known.identity.get_absolute_url(),
        said=particulars(known.said),
        steps=[Step(str(PHASE_NAMES[each]), each in reached) for each in ALWAYS],
        standing=standing(known),
    )
