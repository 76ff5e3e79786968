"""Plain text as blocks: as typed, as hard-wrapped by a mail program, or with Markdown's signs."""

import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, replace

from releases.wire.document import Block, Kind
from releases.wire.inlines import write
from releases.wire.pen import Pen

Piece = tuple[Block, "array[int]"]

_LINES = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+|\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_RULE = re.compile(r"(?:[-*_=#~–—]\s?){3,}|[-–—]\s?(?:30|0|ends?|ende|fin)\s?[-–—]", re.IGNORECASE)
_HEADING = re.compile(r"(#{1,6})\s+(?=[^\s#])|(#{1,6})(?=[A-ZÀ-Ý][a-z])")
_CLOSING_HASHES = re.compile(r"\s+#{1,6}$")
_ITEM = re.compile(r"(?:[*•·▪●◦‣■►✓]|[-–—]{1,2}|\(?\d{1,2}[.)])\s+(?=\S)|[•·▪●◦‣■►✓](?=[^\s•·])")
_QUOTED = re.compile(r"(?:>\s?)+")
_GAP = re.compile(r"(?:(?<=\S)[ \xa0]{0,80}\t\s{0,80}|(?<=[^\s.!?:])[ \xa0]{3,80})(?=\S)")
_FEWEST_ROWS = 2
_ENDS = ".!?:;。！？：；…"
_PROSE = 80  # characters: a line as long as this is a paragraph, or a part of one
_WIDEST = 110  # characters: no mail program or terminal wraps wider


@dataclass(frozen=True, slots=True)
class _Line:
    text: str  # without blanks around it, quote marks of a mail, a heading's or an item's sign
    at: int
    kind: Kind | None = None  # None for an empty one
    level: int = 0
    indent: int = 0  # how many characters stand before it on its line


def blocks_in(source: str) -> Iterator[Piece]:
    """The blocks of ``source``, each with the places of its characters."""
    lines = list(_lines(source))
    width = _wrapped_at(lines)
    for chunk in _chunks(lines):
        yield from _blocks(_in_columns(chunk), width)


def _lines(source: str) -> Iterator[_Line]:
    for found in _LINES.finditer(source):
        text = found[0]
        if text[0] in "\n\r\x0b\x0c\x85\u2028\u2029":
            if text != "\x0b":
                yield _Line("\n", found.start())
            continue
        yield _line(text, found.start())


def _line(text: str, at: int) -> _Line:
    stripped = text.strip(" \t\xa0\u3000\u200b\ufeff")
    if stripped.endswith("\\"):
        stripped = stripped[:-1].rstrip()  # Markdown's line break
    indent = len(text) - len(text.lstrip(" \t\xa0"))
    at += text.find(stripped) if stripped else 0
    if quoted := _QUOTED.match(stripped):
        stripped, at = stripped[quoted.end() :], at + quoted.end()
    if not stripped:
        return _Line("", at)
    if len(stripped) < _PROSE and _RULE.fullmatch(stripped):
        return _Line("", at, Kind.RULE)
    if heading := _HEADING.match(stripped):
        rest = _CLOSING_HASHES.sub("", stripped[heading.end() :])
        level = len(heading[1] or heading[2])
        return _Line(rest, at + heading.end(), Kind.HEADING, level, heading.end())
    if item := _ITEM.match(stripped):
        level = 1 + min(indent // 2, 5)
        return _Line(stripped[item.end() :], at + item.end(), Kind.ITEM, level, item.end() + indent)
    return _Line(stripped, at, Kind.PARAGRAPH, 0, indent)


def _in_columns(chunk: list[_Line]) -> list[_Line]:
    """Two lines or more with wide gaps under each other are rows of a table."""
    wide = [
        line.kind is Kind.PARAGRAPH
        and len(line.text) < _WIDEST
        and _GAP.search(line.text) is not None
        for line in chunk
    ]
    if sum(wide) < _FEWEST_ROWS:
        return chunk
    return [
        replace(line, kind=Kind.ROW) if is_wide else line
        for line, is_wide in zip(chunk, wide, strict=True)
    ]


def _wrapped_at(lines: list[_Line]) -> int:
    """How many characters wide the text was wrapped; 0 where each line is a paragraph."""
    lengths = sorted(len(line.text) for line in lines if line.kind is not None and line.text)
    long = [length for length in lengths if length > 40]
    if len(long) < 6:
        return 0
    width = long[int(len(long) * 0.95) - 1]
    near = sum(length > width - 14 for length in long)
    return width if width <= _WIDEST and near >= len(long) * 0.4 else 0


def _chunks(lines: list[_Line]) -> Iterator[list[_Line]]:
    """Lines without an empty one between them."""
    chunk: list[_Line] = []
    is_ended = False
    for line in lines:
        if line.text == "\n":
            if is_ended and chunk:
                yield chunk
                chunk = []
            is_ended = True
            continue
        is_ended = False
        if line.kind is None:
            is_ended = True
        else:
            chunk.append(line)
    if chunk:
        yield chunk


def _blocks(chunk: list[_Line], width: int) -> Iterator[Piece]:
    pen, kind, level = Pen(), Kind.PARAGRAPH, 0
    last: _Line | None = None
    has_prose = False  # whether what is being written is a paragraph and not single lines
    for line in chunk:
        joins = last is not None and _continues(last, line, width)
        stays = last is not None and not joins and _is_next_line(last, line, width, has_prose)
        if joins and last is not None:
            _join(pen, last, line)
            has_prose = True
        elif stays:
            pen.breaks("\n", line.at - 1)
        else:
            yield from _written(pen, kind, level)
            kind, level = line.kind or Kind.PARAGRAPH, line.level
            has_prose = len(line.text) >= _PROSE
        if line.kind is Kind.ROW:
            _write_row(pen, line)
        elif line.kind is not Kind.RULE:
            write(pen, line.text, line.at)
        last = line
    yield from _written(pen, kind, level)


def _write_row(pen: Pen, line: _Line) -> None:
    place = 0
    for gap in _GAP.finditer(line.text):
        write(pen, line.text[place : gap.start()], line.at + place)
        pen.breaks("\t", line.at + gap.start())
        place = gap.end()
    write(pen, line.text[place:], line.at + place)


def _written(pen: Pen, kind: Kind, level: int) -> Iterator[Piece]:
    written = pen.block(kind, level, table=int(kind is Kind.ROW))
    if written[0].text or kind is Kind.RULE:
        yield written


def _continues(last: _Line, line: _Line, width: int) -> bool:
    """Whether ``line`` goes on where ``last`` was wrapped: its first word had no room there."""
    kinds = {last.kind, line.kind}
    if not width or kinds & {Kind.RULE, Kind.ROW} or line.kind is Kind.HEADING:
        return False
    if line.kind is Kind.ITEM and (last.kind is Kind.ITEM or last.text[-1:] in _ENDS):
        return False
    if len(last.text) <= width * 0.5:
        return False
    room = width - len(last.text) - last.indent
    if last.kind is Kind.HEADING:
        return len(last.text) + last.indent > width * 0.75  # an empty line follows a heading
    is_unfinished = line.text[:1].islower() and last.text[-1:] not in _ENDS
    return is_unfinished or len(line.text.split(None, 1)[0]) >= room


def _is_next_line(last: _Line, line: _Line, width: int, has_prose: bool) -> bool:
    """Whether both are lines of one block: an address, a table of names."""
    plain = last.kind is Kind.PARAGRAPH and line.kind is Kind.PARAGRAPH
    longest = width - 8 if width else _PROSE
    return plain and not has_prose and len(line.text) < longest and len(last.text) < longest


def _join(pen: Pen, last: _Line, line: _Line) -> None:
    """A word parted at its hyphen is one again; Chinese and Japanese have no blanks."""
    before, after = last.text[-1:], line.text[:1]
    is_parted = before == "-" and len(last.text) > 1 and last.text[-2].isalpha()
    if (is_parted and after.isalpha()) or (_is_east_asian(before) and _is_east_asian(after)):
        pen.glue()
    else:
        pen.blank(line.at - 1)


def _is_east_asian(character: str) -> bool:
    return "\u3000" <= character <= "\u9fff" or "\uff00" <= character <= "\uffef"
