"""What stands above the dateline: headline, subheadlines, and what is neither."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from releases.wire.document import Block, Document, Kind, Line, Said
from releases.wire.furniture import is_company_alone, is_furniture, is_legend

_PROSE = 140  # characters: a paragraph as long as this, ended like a sentence, is no headline
_PROSE_EASTERN = 60
_LONGEST = 600
_JOINS_ON = re.compile(
    r"[,:&–—-]$|\b(?:and|or|of|the|a|an|for|to|in|on|with|by|at|from|as|de|du|la|le|et|und|der|die"
    r"|mit|für|von|its|his|her|their)$",
    re.IGNORECASE,
)
_DASHES = " \t-–—•*_/"
_BETWEEN = re.compile(r"\s*(?:[-–—]{2,}(?:\s+[-–—]{2,})?|•|\n)\s*")


@dataclass(frozen=True)
class Preamble:
    headline: Said[str] | None
    subheadlines: tuple[Said[str], ...]


def preamble_of(document: Document, end: int, skipped: frozenset[int], note: range) -> Preamble:
    """Headline and subheadlines among what stands before ``end`` (a place in the text); blocks
    numbered in ``skipped`` are contacts, what lies in ``note`` is a note of a correction."""
    lines = [
        (line, block)
        for number, block in enumerate(document.blocks)
        if block.start < end and number not in skipped
        for line in _lines(block, end)
        if not (note and note.start <= line.start < note.stop)
    ]
    kept = [(line, block) for line, block in lines if _is_said(line)]
    if not kept:
        return Preamble(None, ())
    first = _first(kept)
    headline, rest = _headline(document, kept[first:])
    return Preamble(headline, tuple(_subheadlines(document, headline, rest)))


def is_prose(block: Block, shortest: int = _PROSE) -> bool:
    """Whether a block is a paragraph of the text and no headline: as long as ``shortest``
    characters, and ended like a sentence."""
    text = block.text
    if block.kind in (Kind.HEADING, Kind.ROW, Kind.RULE) or "\n" in text[:_PROSE]:
        return len(text) > _LONGEST and block.kind is Kind.PARAGRAPH
    eastern = sum("\u3000" <= sign <= "\u9fff" for sign in text[:200])
    if eastern > 30:
        return len(text) >= _PROSE_EASTERN and "。" in text
    is_sentence = re.search(r"[.!?:]['\"”’»)\d*]{0,3}$", text) is not None
    return len(text) >= shortest and (is_sentence or len(text) > 2 * _PROSE)


def _lines(block: Block, end: int) -> Iterator[Line]:
    """The lines of a block up to ``end``; what was broken in the middle of a headline is one."""
    if block.kind in (Kind.ROW, Kind.RULE):
        return
    before = block.part(block.start, end)
    if not before.text:
        return
    if end < block.end:
        yield from _glued(before)
        return
    joined: Line | None = None
    for line in before.lines():
        if joined is not None and _goes_on(joined.text, line.text, block):
            joined = Line(f"{joined.text}\n{line.text}", joined.start)
        else:
            if joined is not None:
                yield joined
            joined = line
    if joined is not None:
        yield joined


def _glued(before: Block) -> Iterator[Line]:
    """What stands before a dateline in its own block: “--One subhead-- --Another-- BOSTON”."""
    place = 0
    for dashes in _BETWEEN.finditer(before.text):
        if dashes.start() > place:
            yield Line(before.text[place : dashes.start()], before.start + place)
        place = dashes.end()
    if place < len(before.text):
        yield Line(before.text[place:], before.start + place)


def _goes_on(above: str, line: str, block: Block) -> bool:
    if block.kind is Kind.HEADING:
        return True
    return bool(line[:1].islower() or _JOINS_ON.search(above)) and not is_furniture(above)


def _is_said(line: Line) -> bool:
    text = line.text.strip(_DASHES)
    return (
        bool(text)
        and not is_furniture(line.text)
        and not is_legend(text)
        and not _is_bare_sign(text)
    )


def _is_bare_sign(text: str) -> bool:
    return not re.search(r"[^\W\d_]{2}|[\u3000-\u9fff]", text)


def _first(kept: list[tuple[Line, Block]]) -> int:
    """Which line is the headline: the first heading; else the first that is no letterhead."""
    tops = [
        n for n, (_, block) in enumerate(kept) if block.kind is Kind.HEADING and block.level == 1
    ]
    if tops:
        return tops[0]
    headings = [n for n, (_, block) in enumerate(kept) if block.kind is Kind.HEADING]
    if headings and headings[0] == 0:
        return 0
    lines = [line.text for line, _ in kept]
    for number, (line, after) in enumerate(pairwise([*lines, ""])):
        is_letterhead = is_company_alone(line) and line.split()[0].strip(",") in after
        if not is_letterhead:
            return number
    return 0


def _headline(
    document: Document, kept: list[tuple[Line, Block]]
) -> tuple[Said[str], list[tuple[Line, Block]]]:
    line, _ = kept[0]
    return _stripped(document, line), kept[1:]


def _stripped(document: Document, line: Line) -> Said[str]:
    text = line.text
    start = line.start + len(text) - len(text.lstrip(_DASHES))
    end = line.start + len(text.rstrip(_DASHES))
    return document.said(start, max(start, end))


def _subheadlines(
    document: Document, headline: Said[str], rest: list[tuple[Line, Block]]
) -> Iterator[Said[str]]:
    told = {_key(headline.value)}
    whole = _key(headline.value)
    for line, block in rest:
        is_whole = len(line.text) == len(block.text)
        if len(line.text) > _LONGEST or (
            is_whole and is_prose(block) and block.kind is not Kind.ITEM
        ):
            continue
        said = _stripped(document, line)
        key = _key(said.value)
        is_part = len(key) > 20 and key in whole
        if key and key not in told and not is_part:
            told.add(key)
            yield said


def _key(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().lower()
