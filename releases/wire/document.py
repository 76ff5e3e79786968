"""A release as blocks of text, each character of which knows where it stands in the source."""

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")

BETWEEN = "\n\n"  # between two blocks of a document's text
_REFERENCE = re.compile(r"&#?\w{1,31};")


class Kind(StrEnum):
    """What a block is by its source's own mark-up; a plain text has paragraphs and items alone."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROW = "row"  # of a table: its cells parted by tabs
    RULE = "rule"  # a line across the page: no text


@dataclass(frozen=True, slots=True)
class Mark:
    """Mark-up within a block: ``tag`` is ``strong``, ``em``, ``sup``, ``sub`` or ``a``."""

    tag: str
    start: int  # both in the document's text
    end: int
    href: str = ""


@dataclass(frozen=True, slots=True)
class Said(Generic[T]):
    """A value and the characters of the document's text that say it."""

    value: T
    start: int
    end: int


class Line(NamedTuple):
    """A line that the source breaks on purpose, and where it begins in the document's text."""

    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a heading, an item of a list, a row of a table.

    In ``text`` white space is collapsed to single blanks (no-break spaces too), zero-width signs
    are gone, a hard-wrapped paragraph is one line. ``\\n`` stands where the source breaks the line
    on purpose, ``\\t`` between the cells of a row.
    """

    kind: Kind
    text: str
    start: int = 0  # in the document's text
    level: int = 0  # of a heading, 1 to 6; of an item, how deep it is nested, from 1
    marks: tuple[Mark, ...] = ()
    table: int = 0  # of a row: which table it belongs to, from 1

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    def lines(self) -> list[Line]:
        found, start = [], self.start
        for text in self.text.split("\n"):
            found.append(Line(text, start))
            start += len(text) + 1
        return found

    def cells(self) -> list[Line]:
        found, start = [], self.start
        for text in self.text.split("\t"):
            found.append(Line(text, start))
            start += len(text) + 1
        return found

    def part(self, start: int, end: int) -> "Block":
        """What stands of this block between two places of the document, blanks around it dropped.
        Empty where nothing does."""
        start, end = max(start, self.start), min(end, self.end)
        text = self.text[start - self.start : max(start, end) - self.start]
        start += len(text) - len(text.lstrip())
        text = text.strip()
        end = start + len(text)
        marks = tuple(
            replace(mark, start=max(mark.start, start), end=min(mark.end, end))
            for mark in self.marks
            if mark.start < end and mark.end > start
        )
        return replace(self, text=text, start=start, marks=marks)


@dataclass(frozen=True)
class Document:
    """What was read: ``text`` is the blocks' texts, parted by empty lines."""

    source: str  # as given; of a word processor's file, the text found in it
    text: str
    blocks: tuple[Block, ...]
    origin: "array[int]"  # for each character of ``text``, where it stands in ``source``
    is_markup: bool = False  # whether ``source`` is HTML

    @cached_property
    def _starts(self) -> list[int]:
        return [block.start for block in self.blocks]

    def block_at(self, place: int) -> int:
        """The number of the block that holds the character at ``place`` of the text."""
        return max(bisect_right(self._starts, place) - 1, 0)

    def in_source(self, start: int, end: int) -> tuple[int, int]:
        """A range of the text as a range of the source."""
        if start >= end:
            place = self.origin[start] if start < len(self.origin) else len(self.source)
            return place, place
        last = self.origin[end - 1]
        reference = _REFERENCE.match(self.source, last) if self.is_markup else None
        return self.origin[start], reference.end() if reference else last + 1

    def said(self, start: int, end: int) -> Said[str]:
        """The words between two places, blanks around them dropped."""
        words = self.text[start:end]
        start += len(words) - len(words.lstrip())
        words = words.strip()
        return Said(collapsed(words), start, start + len(words))


def collapsed(text: str) -> str:
    """On one line, with single blanks."""
    return re.sub(r"\s+", " ", text).strip()


def assembled(
    source: str, pieces: "Iterable[tuple[Block, array[int]]]", *, is_markup: bool = False
) -> Document:
    """A document of blocks whose starts are still their own, each with the places in ``source`` of
    its characters. Blocks without text (but rules) are left out."""
    origin: array[int] = array("l")
    texts: list[str] = []
    blocks: list[Block] = []
    place = 0
    for block, places in _with_text(pieces):
        if texts:
            before = origin[-1] if origin else 0
            origin.extend([before] * len(BETWEEN))
            place += len(BETWEEN)
        marks = tuple(replace(m, start=m.start + place, end=m.end + place) for m in block.marks)
        blocks.append(replace(block, start=place, marks=marks))
        texts.append(block.text)
        origin.extend(places)
        place += len(block.text)
    return Document(source, BETWEEN.join(texts), tuple(blocks), origin, is_markup)


def _with_text(
    pieces: "Iterable[tuple[Block, array[int]]]",
) -> "Iterator[tuple[Block, array[int]]]":
    for block, places in pieces:
        if block.text or block.kind is Kind.RULE:
            yield block, places
