"""What a figure must be: a number and a unit that its measure knows, as its passage has them."""

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.html import escape

from facilities import numbers, units
from facilities.numbers import Found
from releases.markup.passages import occurs

if TYPE_CHECKING:
    from facilities.models import CapacityFigure, CapacitySeries


def check(figure: "CapacityFigure") -> None:
    """Raise ValidationError, by field, where the figure cannot be or is not what is printed; its
    unit gets its stored name. What has not been filled in is left to its own field to say."""
    problems: dict[str, Any] = {}
    for name, look in (("value", _value), ("unit", _unit), ("as_printed", _as_printed)):
        try:
            look(figure)
        except ValidationError as refused:
            problems[name] = refused
            if name != "as_printed":
                break  # what is printed is compared with what can be
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
    found = numbers.numbers_in(printed, language)
    if not found:
        _refuse_without_number(printed, language)
    elif getattr(figure, "value", None) is not None and figure.unit:
        _compare(figure, printed, found)


def _refuse_without_number(printed: str, language: str) -> None:
    # Number words are read in English; of other languages, whoever approves reads them.
    if language == "en":
        raise ValidationError(
            f"No number can be read in “{printed}”. Copy it with its unit, as in 47,300 square "
            "feet or twelve lines.",
            code="no_number",
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
