"""The lines of contact details in the order they are read in: a table's columns one by one."""

import re
from collections.abc import Iterator
from itertools import groupby

from releases.wire.details import details_in
from releases.wire.document import Block, Kind, Line

_LABEL = re.compile(
    r"[^\d@]{1,30}[:：]\s?|(?i:tel|phone|e-?mail|fax|name|title|mobile|web|address)\W?"
)


def lines_of(blocks: list[Block]) -> Iterator[Line]:
    """Lines, with an empty one between two blocks and between two columns."""
    for number, (table, rows) in enumerate(_tables(blocks)):
        if number:
            yield Line("", rows[0].start)
        if table:
            yield from _of_table(rows)
        else:
            yield from (line for block in rows for line in _of_cell(Line(block.text, block.start)))


def _tables(blocks: list[Block]) -> Iterator[tuple[bool, list[Block]]]:
    numbered = [(b.table or 1 if b.kind is Kind.ROW else -n - 1, b) for n, b in enumerate(blocks)]
    for key, group in groupby(numbered, key=lambda pair: pair[0]):
        yield key > 0, [block for _, block in group]


def _of_cell(cell: Line) -> Iterator[Line]:
    start = cell.start
    for text in cell.text.replace("\t", "\n").split("\n"):
        stripped = text.strip()
        if stripped:
            yield Line(stripped, start + text.index(stripped))
        start += len(text) + 1


def _of_table(rows: list[Block]) -> Iterator[Line]:
    cells = [row.cells() for row in rows]
    if _is_in_columns(cells):
        yield from _column_by_column(cells)
        return
    for row in cells:
        if len(row) > 1 and _LABEL.fullmatch(row[0].text):
            yield from _labelled(row)
        else:
            yield from (line for cell in row for line in _of_cell(cell))


def _column_by_column(rows: list[list[Line]]) -> Iterator[Line]:
    for column in range(max(map(len, rows))):
        if column:
            yield Line("", rows[0][0].start)
        for row in rows:
            if column < len(row):
                yield from _of_cell(row[column])


def _labelled(row: list[Line]) -> Iterator[Line]:
    """A label and what it labels as one line, where they are no further apart than a tab."""
    if all("\n" not in cell.text for cell in row[:2]):
        yield Line(f"{row[0].text}\t{row[1].text}", row[0].start)
        for cell in row[2:]:
            yield from _of_cell(cell)
        return
    for cell in row:
        yield from _of_cell(cell)


def _is_in_columns(rows: list[list[Line]]) -> bool:
    """Whether contacts stand side by side: a row holds two of one kind, or cells of many lines."""
    wide = [row for row in rows if len(row) > 1 and sum(bool(cell.text) for cell in row) > 1]
    if not wide:
        return False
    labelled = sum(
        bool(_LABEL.fullmatch(row[0].text)) and not _LABEL.fullmatch(row[1].text) for row in wide
    )
    if labelled * 2 > len(wide):
        return False
    if any(sum("\n" in cell.text for cell in row) > 1 for row in wide):
        return True
    alike = sum(_kind(row[0].text) == _kind(row[1].text) for row in wide)
    return alike * 2 > len(wide)


def _kind(cell: str) -> str:
    details = details_in(cell[:300])
    return details[0].kind if details else "words"
