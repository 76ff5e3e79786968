"""The body of a release as HTML: paragraphs, headings, lists, tables, links; nothing else."""

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import groupby
from operator import attrgetter

from releases.wire.document import Block, Kind, Mark

_SCHEMES = ("http://", "https://", "mailto:", "tel:")
_TAGS = frozenset({"strong", "em", "sup", "sub", "a"})
_LONGEST_HEADING = 90
_MOST_HEADING_WORDS = 12
_ENDS = '.!?:;,。！？：；…”"»'


def body_html(blocks: Sequence[Block]) -> str:
    """``blocks`` as HTML, every character of theirs escaped."""
    written = []
    for (kind, table), group in groupby(blocks, key=attrgetter("kind", "table")):
        some = list(group)
        if kind is Kind.ITEM:
            written.append(_list(some))
        elif kind is Kind.ROW:
            written.append(_table(some, table))
        elif kind is not Kind.RULE:
            written += _paragraphs(some, blocks)
    return "\n".join(written)


def _list(items: Iterable[Block]) -> str:
    rows = "\n".join(f"<li>{_inline(item)}</li>" for item in items)
    return f"<ul>\n{rows}\n</ul>"


def _table(rows: Sequence[Block], _number: int) -> str:
    has_head = len(rows) > 1 and not any(
        sign.isdigit() for cell in rows[0].cells() for sign in cell.text[:20]
    )
    written = []
    for number, row in enumerate(rows):
        tag = "th" if has_head and number == 0 else "td"
        cells = "".join(
            f"<{tag}>{_inline(row.part(cell.start, cell.end))}</{tag}>" for cell in row.cells()
        )
        written.append(f"<tr>{cells}</tr>")
    return "<table>\n<tbody>\n" + "\n".join(written) + "\n</tbody>\n</table>"


def _paragraphs(some: Sequence[Block], blocks: Sequence[Block]) -> Iterator[str]:
    last = blocks[-1]
    for block in some:
        tag = "h2" if _is_heading(block) and block is not last else "p"
        if block.kind is Kind.HEADING and block.level > 2:
            tag = "h3"
        inline = escape(block.text.replace("\n", " ")) if tag != "p" else _inline(block)
        yield f"<{tag}>{inline}</{tag}>"


def _is_heading(block: Block) -> bool:
    if block.kind is Kind.HEADING:
        return True
    text = block.text
    words = text.split()
    if "\n" in text or len(text) > _LONGEST_HEADING or len(words) > _MOST_HEADING_WORDS:
        return False
    is_bold = any(m.tag == "strong" and m.end - m.start >= len(text) - 1 for m in block.marks)
    large = sum(word[:1].isupper() for word in words)
    return is_bold or (text[-1:] not in _ENDS and large * 2 > len(words) and len(words) > 1)


def _inline(block: Block) -> str:
    """The text of a block with its mark-up; marks that cross are cut to what they share."""
    marks = sorted(
        (mark for mark in block.marks if _is_written(mark)), key=lambda m: (m.start, -m.end)
    )
    return _within(block, block.start, block.end, marks)


def _within(block: Block, start: int, end: int, marks: Sequence[Mark]) -> str:
    parts, place, number = [], start, 0
    while number < len(marks):
        mark = marks[number]
        inner = [m for m in marks[number + 1 :] if m.start < mark.end]
        number += 1 + len(inner)
        if mark.start < place:
            continue
        stop = min(mark.end, end)
        parts.append(_escaped(block, place, mark.start))
        parts.append(_open(mark))
        nested = [m for m in inner if m.end <= stop and m.tag != mark.tag]
        parts.append(_within(block, mark.start, stop, nested))
        parts.append(f"</{mark.tag}>")
        place = stop
    parts.append(_escaped(block, place, end))
    return "".join(parts)


def _escaped(block: Block, start: int, end: int) -> str:
    return escape(block.text[start - block.start : end - block.start], quote=False).replace(
        "\n", "<br>"
    )


def _open(mark: Mark) -> str:
    return f'<a href="{escape(mark.href)}">' if mark.tag == "a" else f"<{mark.tag}>"


def _is_written(mark: Mark) -> bool:
    if mark.tag == "a":
        return mark.href.lower().startswith(_SCHEMES)
    return mark.tag in _TAGS
