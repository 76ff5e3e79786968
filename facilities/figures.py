"""What a figure must be: a number and a unit that its measure knows, as its passage has them."""

import re
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.html import escape

from facilities import days, numbers, units
from releases import numerals
from releases.markup.passages import occurs
from releases.numerals import Found

if TYPE_CHECKING:
    from facilities.models import CapacityFigure, CapacitySeries


def check(figure: "CapacityFigure") -> None:
    """Raise ValidationError, by field, where the figure cannot be or is not what is printed; its
    unit gets its stored name. What has not been filled in is left to its own field to say."""
    problems: dict[str, Any] = {}
    checks = (("value", _value), ("unit", _unit), ("as_printed", _as_printed), ("as_of", _as_of))
    for name, look in checks:
        if name == "as_printed" and problems:
            continue  # what is printed is compared with what can be
        try:
            look(figure)
        except ValidationError as refused:
            problems[name] = refused
    if problems:
        raise ValidationError(problems)


def _value(figure: "CapacityFigure") -> None:
    entered: Any = figure.value  # a form that was refused there has none
    if entered is None:
        return
    field = figure._meta.get_field("value")
    figure.value = field.to_python(entered)
    if figure.value < 0:
        raise ValidationError(
            f"{figure.value:,f} is negative, and no capacity is.", code="negative"
        )
    figure.value = field.clean(figure.value, figure)


def _unit(figure: "CapacityFigure") -> None:
    if not figure.unit:
        return
    series: CapacitySeries | None = getattr(figure, "series", None)
    if series is None:
        figure.unit = units.known_unit(figure.unit) or figure.unit
    else:
        figure.unit = units.unit_for(series.measure, figure.unit)


def _as_printed(figure: "CapacityFigure") -> None:
    printed = " ".join(figure.as_printed.split())
    if not printed:
        return
    if figure.passage and not occurs(printed, escape(figure.passage)):
        raise ValidationError(
            f"“{printed}” does not stand in the passage. Copy number and unit from it, whole "
            "words, in one piece.",
            code="not_in_the_passage",
        )
    language = figure.release.language
    found = numerals.numbers_in(printed, language)
    if not found:
        raise ValidationError(
            f"No number can be read in “{printed}”. Copy it with its unit, as in 47,300 square "
            "feet or twelve lines; number words are read in English and Chinese.",
            code="no_number",
        )
    for each in found:
        _refuse_unknown_suffix(each, printed)
    if figure.passage:
        _refuse_part(printed, found, figure.passage, language)
    if getattr(figure, "value", None) is not None and figure.unit:
        _compare(figure, printed, found)


def _refuse_unknown_suffix(found: Found, printed: str) -> None:
    """Letters that stand at digits without a blank are a unit, or else who knows what."""
    suffix = re.match(r"[a-z]+[²³\d]?", found.after)
    if suffix and units.known_unit(suffix[0]) is None:
        raise ValidationError(
            f"Nobody here knows what {found.text}{suffix[0]} in “{printed}” is. Copy a number with "
            "a unit, or have the text say it.",
            code="unclear_number",
        )


def _refuse_part(printed: str, found: list[Found], passage: str, language: str) -> None:
    """Refuse words that hold a part of a number: “a million” of half a million, 5 of 5 lakh."""
    whole, part = numerals.plain(passage), numerals.plain(printed)
    read = numerals.scan(passage, language)
    for place in re.finditer(re.escape(part), whole):
        there = [
            each for each in read if each.span[0] < place.end() and each.span[1] > place.start()
        ]
        if any(each.doubt for each in there):
            continue
        if [each.value for each in there] == [each.value for each in found]:
            return
    raise ValidationError(
        f"“{printed}” is a part of what the passage says there, or cannot be read as one number: "
        "copy all of the number, or have the text say it.",
        code="part_of_a_number",
    )


def _compare(figure: "CapacityFigure", printed: str, found: list[Found]) -> None:
    """Refuse a number or a unit that is not the one printed. Where the same is printed in another
    unit too (100,000 square feet (9,290 square metres)), that one may differ."""
    read = [(each, units.unit_in(each.after)) for each in found]
    own = [each for each, unit in read if unit is None or _agrees(figure.unit, unit)]
    if not own:
        unit = next(unit for _, unit in read if unit is not None)
        raise ValidationError(
            f"“{printed}” is in {units.printed_unit(unit)}; the unit entered is "
            f"{units.printed_unit(figure.unit)}. Make them agree.",
            code="another_unit",
        )
    if any(each.value != figure.value for each in own):
        said = " and ".join(numbers.grouped(each.value) for each in own)
        raise ValidationError(
            f"“{printed}” says {said}; the value entered is {numbers.grouped(figure.value)}. Make "
            "them agree, and copy no other number along.",
            code="another_number",
        )


def _agrees(unit: str, printed: str) -> bool:
    """A rate may be printed without its “a year”: the sentence says it elsewhere."""
    return unit == printed or units.is_rate_of(unit, printed)


def _as_of(figure: "CapacityFigure") -> None:
    if figure.basis == figure.Basis.ACTUAL and figure.as_of is not None:
        days.require_come(figure.as_of, figure.as_of_precision, figure.release)
