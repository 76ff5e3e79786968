"""What the pages of trials are made of: the chart of the pipeline, a stretch of a history."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from ircms.market_day import market_day
from releases.ledger import Known
from releases.models import Release
from releases.querysets import PublicQuerySet
from trials.fields import Phase
from trials.models import OverallStatus, TrialUpdate
from trials.narrowing import OTHER, OTHER_NAME, PHASE_NAMES, phases_of
from trials.particulars import Particular, particulars, stated
from trials.querysets import folded, title_of

ALWAYS = (Phase.PHASE1, Phase.PHASE2, Phase.PHASE3, Phase.PHASE4)
_COMPLETED = frozenset({OverallStatus.COMPLETED})
_STOPPED = frozenset({OverallStatus.TERMINATED, OverallStatus.WITHDRAWN, OverallStatus.SUSPENDED})


@dataclass(frozen=True)
class Cell:
    """A stretch of the chart's columns, ``span`` of them, in which a trial is or is not."""

    span: int
    is_reached: bool = True


@dataclass(frozen=True)
class Row:
    """A trial in the chart; ``standing`` is ``completed`` or ``stopped`` where it no longer goes
    on, which it says in words too."""

    title: str
    address: str
    cells: list[Cell]
    said: Mapping[str, Particular]
    standing: str = ""


@dataclass(frozen=True)
class Group:
    """The trials in one condition; ``condition`` is None where none was stated."""

    condition: Particular | None
    rows: list[Row]


@dataclass(frozen=True)
class Pipeline:
    """The chart: ``newest`` is the statement made last of those it shows, None where it is
    empty."""

    columns: list[str]
    groups: list[Group]
    newest: TrialUpdate | None

    @property
    def width(self) -> int:
        """How many columns the table has, that of the trials included."""
        return len(self.columns) + 1


def chart(trials: list[Known]) -> Pipeline:
    """The chart of ``trials``, which are in its order already. Phases that no trial is in have
    no column, but for the four that all know."""
    reached = {column for known in trials for column in phases_of(known)}
    columns = [phase for phase in PHASE_NAMES if phase in reached or phase in ALWAYS]
    shown = [*map(str, columns), *([OTHER] if OTHER in reached else [])]
    groups = groupby(trials, key=lambda known: folded(known.values.get("condition", "")))
    return Pipeline(
        columns=[str(PHASE_NAMES.get(each, OTHER_NAME)) for each in shown],
        groups=[_group(list(together), shown) for _, together in groups],
        newest=max((known.newest for known in trials), key=_when, default=None),
    )


def _group(trials: list[Known], columns: list[str]) -> Group:
    conditions = [known.said["condition"] for known in trials if "condition" in known.said]
    newest = max(conditions, key=_when, default=None)
    said = {} if newest is None else particulars({"condition": newest})
    return Group(said.get("condition"), [_row(known, columns) for known in trials])


def _row(known: Known, columns: list[str]) -> Row:
    return Row(
        title=title_of(known),
        address=known.identity.get_absolute_url(),
        cells=_cells(phases_of(known), columns),
        said=particulars(known.said),
        standing=standing(known),
    )


def standing(known: Known) -> str:
    """``completed``, ``stopped``, or empty for a trial that goes on or does not say."""
    status = known.values.get("overall_status")
    if status in _STOPPED:
        return "stopped"
    return "completed" if status in _COMPLETED else ""


def _cells(reached: set[str], columns: list[str]) -> list[Cell]:
    cells: list[Cell] = []
    for is_reached, together in groupby(columns, key=lambda column: column in reached):
        span = len(list(together))
        # Phases that follow each other are one bar; where the trial is not, lines go through.
        cells += [Cell(span)] if is_reached else [Cell(1, is_reached=False)] * span
    return cells


def _when(update: TrialUpdate) -> tuple[object, int]:
    return update.out_at, update.pk


@dataclass(frozen=True)
class Entry:
    """What one release said of a trial."""

    update: TrialUpdate
    said: Mapping[str, Particular]
    is_corrected: bool

    @property
    def day(self) -> date:
        """The day on which it was said, where the market is."""
        return market_day(self.update.release.out_at)


@dataclass(frozen=True)
class History:
    """A stretch of what was said of a trial, newest first; ``older_than`` is the release to go on
    from, None at the end."""

    entries: list[Entry]
    older_than: Release | None

    @classmethod
    def of(cls, updates: "PublicQuerySet[Any]", *, length: int) -> "History":
        """The first ``length`` of ``updates`` (newest first); one more is asked for, to know
        whether there is more."""
        found = list(updates[: length + 1])
        entries = [Entry(each, stated(each), each.is_corrected) for each in found[:length]]
        has_older = len(found) > length
        return cls(entries, entries[-1].update.release if has_older else None)
