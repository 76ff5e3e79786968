"""Units of capacity: what people write, what is stored, and the same in the other system.

Pint with definitions of our own, because its stock of units reads far more into a text than a
release means (“lines”, “a year”, “kt”).
"""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from functools import cache
from typing import Any
from unicodedata import normalize

import pint
from django.core.exceptions import ValidationError
from django.utils.translation import pgettext_lazy

from facilities.models.capacity import Measure

# A foot is 0.3048 metres exactly (international yard and pound agreement, 1959); an acre is 43,560
# square feet. After the symbol (``_``: none) come other spellings, as ``_spelled`` leaves them.
DEFINITIONS = """
metre = [length]
year = [time]
square_metre = metre ** 2 = m2 = square_meter = sq_m = sqm = sq_metre = sq_meter = m_2 = 平方米
square_foot = 0.09290304 * square_metre = ft2 = square_feet = sq_ft = sqft = sq_foot = sq_feet \
= ft_2 = sf = 平方英尺
hectare = 10000 * square_metre = ha = 公顷
acre = 43560 * square_foot
production_line = [lines] = _ = line = cell_production_line = manufacturing_line = 条生产线
patient = [people] = _ = people
patient_per_year = patient / year = _ = patients_per_year = people_per_year
item = [items]
"""
_PRINTED = {
    "square_metre": "square metres",
    "square_foot": "square feet",
    "hectare": "hectares",
    "acre": "acres",
    "production_line": "production lines",
    "patient": "patients",
    "patient_per_year": "patients a year",
    "item": "items",
}
# The dimension of a measure is that of this unit; another measure takes any.
_MEASURED_IN = {
    Measure.BUILDING_AREA: "square_metre",
    Measure.GMP_AREA: "square_metre",
    Measure.PRODUCTION_LINES: "production_line",
    Measure.PATIENTS_A_YEAR: "patient_per_year",
}
_OTHER_SYSTEM = {
    "square_foot": ("square_metre", pgettext_lazy("after a number", "m²")),
    "square_metre": ("square_foot", pgettext_lazy("after a number", "sq ft")),
    "acre": ("hectare", pgettext_lazy("after a number", "ha")),
    "hectare": ("acre", pgettext_lazy("after a number", "acres")),
}
_A_YEAR = re.compile(
    r"\s*(?:/\s*|\s(?:per|an?|each|every)\s+)(?:year|yr|annum)\.?$|\s(?:annually|yearly)$"
)
# Chinese units stand amid their sentence without blanks.
_TOKEN = re.compile(r"平方米|平方英尺|公顷|条生产线|[^\s(),;:“”\"]+")
_LONGEST_NAME = 5  # words: “cell production lines a year”
_PLAIN_WORD = re.compile(r"[^\W\d_]+(?:[ -][^\W\d_]+){0,4}")
_LONGEST_WORD = 40
_FEWEST_DIGITS = 3  # of a conversion: 70,000 square feet are 6,500 m², and not 7,000
_WHOLE_FROM = 100  # from here on, what was whole is converted to whole


@dataclass(frozen=True)
class Conversion:
    """A figure in the other system: not what was said, and marked so wherever it is shown."""

    value: Decimal
    unit: str
    text: str


def parse_unit(text: str) -> str:
    """The stored name of what people write: ``square_foot`` for ``sq. ft.``.

    Raises ValidationError, which names those known, for any other.
    """
    found = known_unit(text)
    if found is None:
        raise ValidationError(
            f"“{text.strip()}” is no unit known here. Known are {_listed()}.", code="unknown_unit"
        )
    return found


def known_unit(text: str) -> str | None:
    """The stored name of what people write, or None where nobody knows it."""
    spelled = _spelled(text)
    try:
        name = str(_registry().get_name(spelled)) if spelled else ""
    except pint.UndefinedUnitError:
        return None
    return name if name in _PRINTED else None


def unit_in(text: str) -> str | None:
    """The first unit that ``text``, such as what follows a number, names; the longest that begins
    there (patients a year, not patients)."""
    words = _TOKEN.findall(normalize("NFKC", text))
    for start in range(len(words)):
        for end in range(min(len(words), start + _LONGEST_NAME), start, -1):
            if found := known_unit(" ".join(words[start:end])):
                return found
    return None


def unit_for(measure: str, text: str) -> str:
    """The stored name of a unit for figures of ``measure``; what is counted in another measure
    may be any plain words. Raises ValidationError for what does not fit."""
    words = " ".join(text.split())
    if measure == Measure.OTHER and known_unit(words) is None:
        if len(words) > _LONGEST_WORD or _PLAIN_WORD.fullmatch(words) is None:
            raise ValidationError(
                f"“{words}” is no unit. Write in a few words what is counted, such as “cell "
                f"sources”, or one of {_listed()}.",
                code="unknown_unit",
            )
        return words
    unit = parse_unit(words)
    if measure in _MEASURED_IN and _dimension(unit) != _dimension(_MEASURED_IN[Measure(measure)]):
        raise ValidationError(
            f"{Measure(measure).label} is not measured in {printed_unit(unit)}. "
            f"It takes {_listed(measure)}.",
            code="unit_of_another_measure",
        )
    return unit


def printed_unit(unit: str) -> str:
    """``square feet`` for ``square_foot``; plain words are themselves."""
    return _PRINTED.get(unit, unit)


def converted(value: Decimal, unit: str) -> Conversion | None:
    """``value`` in the other system, as exactly as it was stated, or None for what has no other.

    It keeps the digits of the original, at least three, and no fraction of what was whole:
    100,000 square feet are 9,290 m², and 113,038 are 10,502.
    """
    if unit not in _OTHER_SYSTEM:
        return None
    other, symbol = _OTHER_SYSTEM[unit]
    exact = _registry().Quantity(value, unit).to(other).magnitude
    rounded = _rounded(Decimal(exact), like=value)
    return Conversion(rounded, other, f"{rounded:,f} {symbol}")


def other_unit(unit: str) -> str | None:
    """The unit of the other system that ``unit`` is converted to, or None for what has none."""
    return _OTHER_SYSTEM[unit][0] if unit in _OTHER_SYSTEM else None


def in_unit(value: Decimal, unit: str, wanted: str) -> Decimal | None:
    """``value`` in another unit, exactly, for a drawing; None where one cannot be the other."""
    if unit == wanted:
        return value
    if unit not in _PRINTED or wanted not in _PRINTED or _dimension(unit) != _dimension(wanted):
        return None
    return Decimal(_registry().Quantity(value, unit).to(wanted).magnitude)


def is_rate_of(unit: str, counted: str) -> bool:
    """Whether ``unit`` is so many ``counted`` a year: patients a year, and patients."""
    if unit not in _PRINTED or counted not in _PRINTED:
        return False
    return bool(_dimension(unit) == _dimension(counted) / _dimension("year"))


def _rounded(exact: Decimal, *, like: Decimal) -> Decimal:
    if not exact:
        return Decimal(0)
    digits = max(len(like.normalize().as_tuple().digits), _FEWEST_DIGITS)
    exponent = exact.adjusted() - digits + 1
    if like == like.to_integral_value() and abs(exact) >= _WHOLE_FROM:
        exponent = max(exponent, 0)
    rounded = exact.quantize(Decimal(1).scaleb(exponent), ROUND_HALF_EVEN).normalize()
    # Normalised, 9,290 is 9.29E+3; written out again it formats as people write it.
    return rounded.quantize(Decimal(1)) if rounded == rounded.to_integral_value() else rounded


@cache
def _registry() -> Any:
    registry: Any = pint.UnitRegistry(None, non_int_type=Decimal)
    registry.load_definitions(DEFINITIONS.replace("\\\n", "").strip().splitlines())
    return registry


@cache
def _dimension(unit: str) -> Any:
    return _registry().get_dimensionality(unit)


def _spelled(text: str) -> str:
    """A spelling as the definitions have it: ``sq_ft`` for ``Sq. Ft.``, ``m2`` for ``m²``."""
    plain = normalize("NFKC", text).casefold().strip()
    plain = _A_YEAR.sub(" per year", plain)
    return re.sub(r"[\s_-]+", "_", plain.replace(".", " ").replace("^", "").strip())


def _listed(measure: str | None = None) -> str:
    wanted = _MEASURED_IN.get(Measure(measure)) if measure else None
    names = [
        printed
        for unit, printed in _PRINTED.items()
        if wanted is None or _dimension(unit) == _dimension(wanted)
    ]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
