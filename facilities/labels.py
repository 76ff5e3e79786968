"""Values beside the marks of a chart: each where it covers nothing, in the narrowest chart.

Places stretch with the width and letters do not, so what is clear there is clear on any screen.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from facilities.chart import Line, Mark

_NARROWEST = 330  # pixels
_LETTER, _LINE = 8.0, 19
_LONGEST, _MOST_LINES = 24, 2  # letters of a line, and lines
_OFF = 13  # pixels from the mark


@dataclass(frozen=True)
class Label:
    """Each line with the height of its base; ``is_end`` says that they end at the mark, where they
    would begin at it."""

    lines: tuple[tuple[str, float], ...]
    is_end: bool


@dataclass(frozen=True)
class _Box:
    left: float
    top: float
    right: float
    bottom: float

    @property
    def is_inside(self) -> bool:
        return self.left >= 0 and self.right <= _NARROWEST and self.top >= 0

    def covers(self, other: "_Box") -> bool:
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom


def put_labels(marks: "list[Mark]", lines: "Iterable[Line]") -> "list[Mark]":
    """``marks``, the weightiest first, with labels where there is room for them."""
    taken = [_of_line(each) for each in lines]
    taken += [_Box(_px(each.x) - 7, each.y - 7, _px(each.x) + 7, each.y + 7) for each in marks]
    labelled = []
    for mark in marks:
        for label, box in _tries(mark):
            if box.is_inside and not any(box.covers(each) for each in taken):
                taken.append(box)
                labelled.append(replace(mark, label=label))
                break
        else:
            labelled.append(mark)
    return labelled


def _tries(mark: "Mark") -> "Iterator[tuple[Label, _Box]]":
    """Above and below, beginning at the mark and ending there."""
    text = _wrapped(mark.point.row.as_printed)
    width, height = _LETTER * max(map(len, text)), _LINE * len(text)
    x = _px(mark.x)
    for top in (mark.y - _OFF - height + 2, mark.y + _OFF - 3):
        for is_end in (x > _NARROWEST / 2, x <= _NARROWEST / 2):
            left = x - width + 6 if is_end else x - 6
            lines = tuple(
                (line, round(top + _LINE * (i + 1) - 5, 1)) for i, line in enumerate(text)
            )
            yield Label(lines, is_end), _Box(left, top, left + width, top + height)


def _wrapped(text: str) -> tuple[str, ...]:
    """In lines; what is too long for them ends in dots, and stands in full in the table."""
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > _LONGEST:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    if len(lines) > _MOST_LINES:
        lines = [*lines[: _MOST_LINES - 1], f"{lines[_MOST_LINES - 1]}…"]
    return tuple(line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…" for line in lines)


def _of_line(line: "Line") -> _Box:
    xs, ys = sorted((_px(line.x1), _px(line.x2))), sorted((line.y1, line.y2))
    return _Box(xs[0] - 3, ys[0] - 3, xs[1] + 3, ys[1] + 3)


def _px(percent: float) -> float:
    return percent / 100 * _NARROWEST
