"""A table in columns of text. One too wide for that is set row by row, its cells between bars."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from releases.paper.columns import padded, width_of, wrapped

_GAP = 2  # columns between two columns of the table
_MOST_COLUMNS = 10
_NARROWEST = 6
_FIGURE = re.compile(r"\(?[−–—-]?[$€£¥]?\s?\d[\d.,\s]*[%)]*|[$€£¥—–-]|")


@dataclass
class Row:
    """``cells`` are text (with its line ends), columns spanned and rows spanned."""

    cells: list[tuple[str, int, int]]
    is_head: bool = False


@dataclass
class _Cell:
    text: str
    first: int
    span: int


@dataclass
class _Grid:
    """Rows of cells, each at its column; what spans rows stands in its first, and leaves room in
    the others."""

    rows: list[tuple[list[_Cell], bool]] = field(default_factory=list)
    columns: int = 0


def set_table(rows: Sequence[Row], width: int) -> list[str]:
    """``rows`` as lines of at most ``width`` columns."""
    rows = [row for row in rows if any(text for text, *_ in row.cells)]
    if not rows:
        return []
    grid = _grid(rows)
    widths = _widths(grid, width) if grid is not None else None
    if grid is None or widths is None:
        return _row_by_row(rows, width)
    return _in_columns(grid, widths)


def _grid(rows: Sequence[Row]) -> _Grid | None:
    """Where each cell stands; None for a table of more columns than can be set."""
    grid, taken = _Grid(), dict[int, int]()  # by column: for how many rows more it is taken
    for row in rows:
        cells, column = list[_Cell](), 0
        taken = {at: left - 1 for at, left in taken.items() if left > 1}
        below = dict[int, int]()
        for text, span, height in row.cells:
            while column in taken:
                column += 1
            if column + span > _MOST_COLUMNS:
                return None
            cells.append(_Cell(text, column, span))
            below |= dict.fromkeys(range(column, column + span), height)
            column += span
        taken |= below
        grid.rows.append((cells, row.is_head))
        grid.columns = max(grid.columns, column)
    return grid


def _widths(grid: _Grid, width: int) -> list[int] | None:
    """The width of each column: what it needs, or its share of what is left; None where that is
    too little to read."""
    room = width - _GAP * (grid.columns - 1)
    needs = [1] * grid.columns
    for cells, _ in grid.rows:
        for cell in cells:
            if cell.span == 1:
                longest = max(width_of(line) for line in cell.text.split("\n"))
                needs[cell.first] = max(needs[cell.first], longest)
    widths = _shared(needs, room)
    return widths if all(got >= min(need, _NARROWEST) for got, need in zip(widths, needs)) else None  # noqa: B905 -- of one length


def _shared(needs: list[int], room: int) -> list[int]:
    """``room`` shared: who needs less than an equal part gets it, the others part the rest."""
    widths = [0] * len(needs)
    left = sorted(range(len(needs)), key=needs.__getitem__)
    while left:
        share = max(room // len(left), 1)
        narrowest = left.pop(0)
        widths[narrowest] = min(needs[narrowest], share)
        room -= widths[narrowest]
    return widths


def _in_columns(grid: _Grid, widths: list[int]) -> list[str]:
    ends = _figure_columns(grid)
    lines: list[str] = []
    for index, (cells, is_head) in enumerate(grid.rows):
        lines += _set_row(cells, widths, ends)
        ends_head = is_head and (index + 1 == len(grid.rows) or not grid.rows[index + 1][1])
        if ends_head and index + 1 < len(grid.rows):
            lines.append((" " * _GAP).join("-" * width for width in widths))
    return lines


def _set_row(cells: list[_Cell], widths: list[int], ends: set[int]) -> list[str]:
    """One row, as many lines as its tallest cell has."""
    room = [sum(widths[c.first : c.first + c.span]) + _GAP * (c.span - 1) for c in cells]
    texts = [wrapped(cell.text, width) for cell, width in zip(cells, room, strict=True)]
    lines: list[str] = []
    for number in range(max(map(len, texts), default=0)):
        line = ""
        for cell, width, text in zip(cells, room, texts, strict=True):
            starts = sum(widths[: cell.first]) + _GAP * cell.first
            piece = text[number] if number < len(text) else ""
            is_at_end = cell.span == 1 and cell.first in ends
            line = padded(line, starts) + padded(piece, width, is_at_end=is_at_end)
        lines.append(line.rstrip())
    return lines


def _figure_columns(grid: _Grid) -> set[int]:
    """The columns that hold figures below their head: those stand at the end of theirs."""
    texts: dict[int, list[str]] = {}
    for cells, is_head in grid.rows:
        for cell in cells if not is_head else ():
            if cell.span == 1:
                texts.setdefault(cell.first, []).append(cell.text.strip())
    return {
        column
        for column, found in texts.items()
        if any(found) and all(_FIGURE.fullmatch(text) for text in found)
    }


def _row_by_row(rows: Sequence[Row], width: int) -> list[str]:
    """A paragraph for each row, what follows its first line set in."""
    lines: list[str] = []
    for row in rows:
        text = " | ".join(text.replace("\n", " ") for text, *_ in row.cells if text)
        first, *rest = wrapped(text, width - 2) or [""]
        lines += [first, *(f"  {line}" for line in rest)]
    return lines
