"""A step chart of a series: what held from which day on, and what is planned.

Drawn by the server as SVG. From left to right places are per cent, from top to bottom pixels: lines
are all level or upright, so that the chart fills any width while its letters keep their size. The
scale begins at nought. Values are drawn in one unit and labelled as they were printed.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from itertools import pairwise

from django.utils.translation import gettext as _

from facilities import days_axis, units, wording
from facilities.days_axis import Axis, Tick
from facilities.labels import Label, put_labels
from facilities.models import CapacityFigure
from facilities.scales import AS_PRINTED, Units, unit_name
from facilities.shown import ShownFigure
from facilities.standing import Standing

HEIGHT, TOP, BASE = 216, 52, 180  # of the drawing; of the highest value; of nought
UNDATED_AT = 96.0  # per cent: where plans without a day stand
_SAME_PLACE = 7.0  # per cent: marks of one value nearer than this are one
_ORDER = list(Standing)
_EARLIER = (Standing.SUPERSEDED, Standing.SETTLED)


@dataclass(frozen=True)
class Point:
    """A figure that was stated, as it is shown, and where it stands; ``was_planned`` says that an
    earlier plan has come true with it."""

    row: CapacityFigure
    figure: ShownFigure
    standing: Standing
    was_planned: bool = False

    @property
    def is_earlier_plan(self) -> bool:
        return self.figure.is_planned and self.standing in _EARLIER


_Valued = tuple[Point, Decimal]  # with its value in the unit of the drawing


@dataclass(frozen=True)
class Mark:
    """A point where it is drawn; ``began`` is where the month or the year begins of which alone it
    is known."""

    point: Point
    x: float
    y: float
    began: float | None = None
    label: Label | None = None

    @property
    def kind(self) -> str:
        """As style sheets call it."""
        if self.point.standing in _EARLIER:
            return "earlier-plan" if self.point.is_earlier_plan else "earlier"
        return str(self.point.standing.value)

    @property
    def told(self) -> str:
        """All of it in words."""
        row, standing = self.point.row, self.point.standing
        said = {"figure": row.as_printed, "when": wording.when(row).plain, "now": standing.words}
        return _("%(figure)s, %(when)s (%(now)s)") % said


@dataclass(frozen=True)
class Line:
    x1: float
    y1: float
    x2: float
    y2: float
    is_planned: bool = False


@dataclass(frozen=True)
class Chart:
    """``unit`` is that of the scale, in words; ``is_converted`` says that some were printed in
    another, ``left_out`` how many could not be drawn in it."""

    marks: list[Mark]
    lines: list[Line]
    ticks: list[Tick]
    unit: str
    is_converted: bool
    has_undated: bool
    left_out: int
    has_come_true: bool
    height: int = HEIGHT
    base: int = BASE


@dataclass
class _Drawing:
    today: date
    axis: Axis
    highest: Decimal
    marks: list[Mark] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)

    def y(self, value: Decimal) -> float:
        share = float(value / self.highest) if self.highest else 0.0
        return round(BASE - share * (BASE - TOP), 1)


def chart(points: Iterable[Point], today: date, asked: Units = AS_PRINTED) -> Chart | None:
    """The chart of ``points`` as of ``today``, or None where there are no two to compare."""
    found = sorted(points, key=lambda each: _ORDER.index(each.standing))
    if not found:
        return None
    unit = asked.drawn_in(found[0].row.unit)
    valued = [(each, units.in_unit(each.row.value, each.row.unit, unit)) for each in found]
    drawn = [(each, value) for each, value in valued if value is not None]
    drawing = _drawing(_told_once(drawn), today)
    if len(drawing.marks) < 2:
        return None
    return Chart(
        marks=_in_reading_order(put_labels(drawing.marks, drawing.lines)),
        lines=drawing.lines,
        ticks=drawing.axis.ticks(),
        unit=unit_name(unit),
        is_converted=any(each.row.unit != unit for each, _value in drawn),
        has_undated=any(each.point.row.as_of is None for each in drawing.marks),
        left_out=len(found) - len(drawn),
        has_come_true=any(each.point.was_planned for each in drawing.marks),
    )


def _drawing(drawn: list[_Valued], today: date) -> _Drawing:
    """Marks and lines of points with their values in one unit."""
    dated = [day for each, _value in drawn for day in days_axis.days_of(each.row)]
    axis = Axis.over([*dated, *_today(drawn, today)])
    drawing = _Drawing(today, axis, max(value for _each, value in drawn))
    for each, value in drawn:
        _mark(drawing, each, value)
    _draw_lines(drawing)
    return drawing


def _told_once(drawn: list[_Valued]) -> list[_Valued]:
    """Without earlier plans for a value that holds or is planned still: that one was said again,
    or has come true. The table has each of them."""
    gone = [each for each in drawn if each[0].is_earlier_plan]
    kept = [each for each in drawn if each not in gone]
    told = {value for each, value in kept if each.standing is not Standing.CORRECTED}
    planned = {value for _each, value in gone}
    kept = [
        (replace(each, was_planned=not each.figure.is_planned and value in planned), value)
        for each, value in kept
    ]
    return [*kept, *(each for each in gone if each[1] not in told)]


def _today(drawn: list[_Valued], today: date) -> list[date]:
    """Today belongs to the axis where something is to come after it."""
    is_ahead = any(each.standing is Standing.PLANNED and each.row.as_of for each, _value in drawn)
    return [today] if is_ahead else []


def _mark(drawing: _Drawing, point: Point, value: Decimal) -> None:
    """Add a mark, unless one of the same sort and value stands there: a figure said again."""
    row, y = point.row, drawing.y(value)
    x = UNDATED_AT if row.as_of is None else drawing.axis.x(row.as_of)
    for other in drawing.marks:
        is_alike = other.point.figure.is_planned == point.figure.is_planned
        if is_alike and other.y == y and abs(other.x - x) <= _SAME_PLACE:
            return
    first = days_axis.first_day(row)
    began = None if first is None or first == row.as_of else drawing.axis.x(first)
    drawing.marks.append(Mark(point, x, y, began))


def _draw_lines(drawing: _Drawing) -> None:
    held = [each for each in drawing.marks
            if not each.point.figure.is_planned
            and each.point.standing is not Standing.CORRECTED]  # fmt: skip
    held.sort(key=lambda each: (each.x, each.point.row.as_of, each.point.row.out_at))
    plans = [each for each in drawing.marks if each.point.standing.is_open_plan]
    plans.sort(key=lambda each: each.x)
    is_ahead = any(
        each.point.standing is Standing.PLANNED and each.point.row.as_of for each in plans
    )
    now = min(max(drawing.axis.x(drawing.today), held[-1].x if held else 0.0), 100.0)
    end = now if is_ahead else 100.0
    for one, other in pairwise(held):
        _step(drawing, one.x, one.y, other, is_planned=False)
    if held:
        drawing.lines.append(Line(held[-1].x, held[-1].y, end, held[-1].y))
    pen = (end, held[-1].y) if held else None
    for plan in plans:
        if pen is not None:
            _step(drawing, min(pen[0], plan.x), pen[1], plan, is_planned=True)
        pen = (plan.x, plan.y)
    if plans and pen is not None:
        drawing.lines.append(Line(pen[0], pen[1], 100.0, pen[1], is_planned=True))


def _step(drawing: _Drawing, x: float, y: float, to: Mark, *, is_planned: bool) -> None:
    """On from a place to ``to``: level first, then up or down."""
    if to.x > x:
        drawing.lines.append(Line(x, y, to.x, y, is_planned))
    if to.y != y:
        drawing.lines.append(Line(to.x, y, to.x, to.y, is_planned))


def _in_reading_order(marks: list[Mark]) -> list[Mark]:
    return sorted(marks, key=lambda each: (each.x, -each.y))
