"""What the words about a figure claim: what is measured, if it is so or planned, for which day.

Pure functions over a sentence. Each tells nothing rather than guess: what it cannot tell is asked.
"""

import re
from dataclasses import dataclass
from datetime import date

from facilities import units
from facilities.models import CapacityFigure
from facilities.models.capacity import Measure
from releases.precision import Precision, last_day
from releases.wire import dates

_Basis = CapacityFigure.Basis
_REACH = 60  # characters on each side of a figure that say what it measures
_GMP = r"(?:c?GMP|[Gg]ood [Mm]anufacturing [Pp]ractice|[Cc]lean[\s-]?room|洁净|潔淨)"
_GMP_BEFORE = re.compile(rf"{_GMP}[\w -]{{0,30}}(?:of|to|is|be|totals?|reach\w*)[\w -]{{0,20}}$")
_GMP_AFTER = re.compile(rf"^[\s-]{{0,2}}(?:of )?(?:[\w-]+ ){{0,2}}{_GMP}")
_CAPACITY = re.compile(r"\bcapacity\b", re.IGNORECASE)
_PLACE = (
    r"(?:facilit(?:y|ies)|building|plant|site|campus|factory|warehouse|headquarters|cent(?:er|re))"
)
_BUILDING = re.compile(
    rf"^[\s-]{{0,2}}(?:of )?(?:[\w-]+ ){{0,4}}{_PLACE}\b"
    r"|^[\s-]{0,2}(?:of )?(?:floor|office|total)",
    re.IGNORECASE,
)
_MEASURES = re.compile(
    rf"{_PLACE}\b[^.;]{{0,40}}\b(?:measur\w+|spans?|spanning|covers?|covering|occup\w+|totall?\w*|"
    r"compris\w+|encompass\w*|is|has|will be|will have|of)\b[^.;]{0,25}$",
    re.IGNORECASE,
)
_A_YEAR = re.compile(r"\b(?:a|an|per|each|every) year\b|\bannual|\byearly\b|/year", re.IGNORECASE)
_PLANNED = re.compile(
    r"\b(?:will|shall|would|plans?|planned|planning|expects?|expected|anticipat\w+|intends?|intended|"
    r"scheduled|to be (?:built|completed|opened|finished)|(?:is|are) to\b|proposed|upon completion|"
    r"when (?:complete[d]?|finished|fully)|once (?:complete[d]?|operational|open)|groundbreaking|"
    r"break(?:s|ing)? ground|broke ground|under construction|wird|werden|soll(?:en)?|geplant|sera|"
    r"seront|prévue?s?)\b|[将將]|预计|預計|计划|計劃",
    re.IGNORECASE,
)
_ACTUAL = re.compile(
    r"\b(?:has|have|had|is|are|was|were|currently|at present|today|opened|completed|features?|"
    r"houses?|spans?|covers?|comprises?|comprising|consists?|consisting|includes?|including|contains?|"
    r"operates?|operating|occup(?:y|ies)|totals?|totaling|totalling|measures?|holds?|leased|leases|"
    r"owns?|acquired|with|fills?|makes?|can|takes? up|umfass\w+|verfüg\w+|hat|kann|dispose|compte|"
    r"occupe|abrite)\b|[为為有]|面[积積]",
    re.IGNORECASE,
)
_ANNOUNCED = re.compile(r"\b(?:(?:has|have) )?(?:today )?announce[ds]?\b", re.IGNORECASE)
_CLAUSE = re.compile(r", (?:which|where) (?:also )?(?=(?:has|have|is|are|houses?|holds?|can)\b)")
# A verb of what is to come: “will have” has nothing yet.
_AHEAD = re.compile(r"\b(?:will|shall|would|to|once|when|is|are) \w+|\bopened on\b", re.IGNORECASE)
# What stands beside a plan and is none: then it is open which of the two a figure is of.
_BY_NOW = re.compile(
    r"\b(?:currently|at present|already|opened|completed|has|have|now)\b", re.IGNORECASE
)
_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December".split(
        "|"
    )
)
_MONTH = re.compile(rf"\b({'|'.join(_MONTHS)}),? (?:of )?((?:19|20)\d\d)\b")
_PART_OF_YEAR = re.compile(
    r"\b(?:(?:first|second|third|fourth|last) (?:quarter|half) of|Q[1-4],?|[1-4]Q|early|mid|late|"
    r"spring|summer|fall|autumn|winter|middle of|beginning of|start of)(?: of|[ -])?\s?"
    r"((?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:by|in|during|for|until|end of|year-end|year end),? ((?:19|20)\d\d)\b")


@dataclass(frozen=True)
class Measured:
    """What is measured, in which unit; ``doubt`` where it could be something else."""

    measure: str
    label: str
    unit: str
    doubt: str = ""


@dataclass(frozen=True)
class Day:
    """A day as far as it is known."""

    on: date
    precision: str
    doubt: str = ""


def names_gmp(text: str) -> bool:
    """Whether a text speaks of GMP or of clean rooms at all."""
    return re.search(_GMP, text) is not None


def measured(
    sentence: str, start: int, end: int, unit: str, about: str, *, has_gmp: bool = True
) -> Measured:
    """What the figure from ``start`` to ``end`` of ``sentence`` measures. ``unit`` is as read,
    ``about`` the paragraph that it stands in; ``has_gmp`` says that the text speaks of GMP."""
    name = units.known_unit(unit)
    if name == "production_line" or unit.casefold().endswith("production lines"):
        return Measured(Measure.PRODUCTION_LINES, "", units.printed_unit("production_line"))
    if name in ("patient", "patient_per_year"):
        if name == "patient_per_year" or _A_YEAR.search(sentence):
            return Measured(Measure.PATIENTS_A_YEAR, "", units.printed_unit("patient_per_year"))
        return Measured(Measure.OTHER, "patients", units.printed_unit("patient"))
    if name is None or name == "item":
        words = " ".join(unit.split())
        counted = units.unit_in(words)  # “patients per week” are printed as patients
        return Measured(Measure.OTHER, words, units.printed_unit(counted) if counted else words)
    before, after = sentence[max(0, start - _REACH) : start], sentence[end : end + _REACH]
    # Where nothing is said of GMP or clean rooms, an area is that of the building.
    area = _of_area(before, after, about) or ("" if has_gmp else str(Measure.BUILDING_AREA))
    doubt = "" if area else "Which area is it: that of the building, or that of its GMP rooms?"
    return Measured(area or str(Measure.BUILDING_AREA), "", units.printed_unit(name), doubt)


def basis(sentence: str, start: int = 0, *, is_to_open: bool) -> str:
    """Actual or planned, of what begins at ``start``; empty where the words allow both, or say
    neither. What is of a facility that is yet to open is planned."""
    if clause := _CLAUSE.search(sentence, 0, start):
        sentence = sentence[clause.start() :]  # what it says holds there, whatever is around it
    planned, actual = _PLANNED.search(sentence), _ACTUAL.search(sentence)
    if is_to_open:
        return str(_Basis.PLANNED)
    if planned is None:
        return str(_Basis.ACTUAL) if actual else ""
    rest = _AHEAD.sub(" ", _ANNOUNCED.sub(" ", sentence))
    return "" if _BY_NOW.search(rest) else str(_Basis.PLANNED)


def day(sentence: str) -> Day | None:
    """The one day that a sentence names, as far as it does; None for none or for several."""
    full = dates.dates_in(sentence)
    if len(full) == 1:
        return Day(full[0].date, Precision.DAY)
    if full:
        return None
    if len(months := _MONTH.findall(sentence)) == 1:
        name, year = months[0]
        month = date(int(year), _MONTHS.index(name) + 1, 1)
        return Day(last_day(month, Precision.MONTH), Precision.MONTH)
    if len(parts := list(_PART_OF_YEAR.finditer(sentence))) == 1:
        doubt = f"The text says “{parts[0][0]}”: a day is known to the month or the year only."
        return Day(date(int(parts[0][1]), 12, 31), Precision.YEAR, doubt)
    if len(years := _YEAR.findall(sentence)) == 1:
        return Day(date(int(years[0]), 12, 31), Precision.YEAR)
    return None


def _of_area(before: str, after: str, about: str) -> str:
    """Which area the words next to it say; empty where they do not."""
    if _GMP_AFTER.search(after) and not _BUILDING.search(after):
        return str(Measure.GMP_AREA)
    if _GMP_BEFORE.search(before):
        return str(Measure.GMP_AREA)
    if re.search(_GMP, about) and (_CAPACITY.search(after[:30]) or _CAPACITY.search(before)):
        return str(Measure.GMP_AREA)
    if _BUILDING.search(after) or _MEASURES.search(before):
        return str(Measure.BUILDING_AREA)
    return ""
