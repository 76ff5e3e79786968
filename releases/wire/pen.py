"""Writes a block: white space collapsed, each character with its place in the source."""

import re
from array import array

from releases.wire.document import Block, Kind, Mark

# Nothing that is seen: zero-width signs, soft hyphens, marks that order text, a byte-order mark.
_UNSEEN = "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
_MOST_OPEN = 20  # elements within each other; more are a mistake, and none is closed
_WORDS = re.compile(rf"[^\s{_UNSEEN}]+|[{_UNSEEN}]+")


class Pen:
    """One block as it is being written."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.places: array[int] = array("l")
        self.marks: list[Mark] = []
        self._open: list[tuple[str, int, str]] = []
        self._blank_at = -1  # where white space stands that is written if more text follows

    @property
    def length(self) -> int:
        return len(self.places)

    def text(self, source: str, at: int) -> None:
        """``source``, which stands at ``at``; its white space is collapsed."""
        end = 0
        for word in _WORDS.finditer(source):
            start = word.start()
            if start > end:
                self.blank(at + end)
            end = word.end()
            if source[start] in _UNSEEN_SET:
                continue
            self._settle()
            self.parts.append(word[0])
            self.places.extend(range(at + start, at + end))
        if end < len(source):
            self.blank(at + end)

    def sign(self, text: str, at: int) -> None:
        """``text`` that stands for what is at ``at``: a character reference."""
        for character in text:
            if character.isspace():
                self.blank(at)
            elif character not in _UNSEEN_SET:
                self._settle()
                self.parts.append(character)
                self.places.append(at)

    def blank(self, at: int) -> None:
        if self._blank_at < 0:
            self._blank_at = at

    def breaks(self, sign: str, at: int) -> None:
        """A line break or a tab between cells: blanks before it go, and breaks at the edges of a
        cell."""
        self._blank_at = -1
        while sign == "\t" and self.is_at_break:
            self.parts.pop()
            self.places.pop()
        if sign == "\t" or (self.parts and self.parts[-1] not in "\n\t"):
            self.parts.append(sign)
            self.places.append(at)

    @property
    def is_at_break(self) -> bool:
        return bool(self.parts) and self.parts[-1] == "\n"

    def glue(self) -> None:
        """What follows joins on without the blank that was to come."""
        self._blank_at = -1

    def _settle(self) -> None:
        if self._blank_at >= 0 and self.parts and self.parts[-1] not in "\n\t":
            self.parts.append(" ")
            self.places.append(self._blank_at)
        self._blank_at = -1

    def opens(self, tag: str, href: str = "") -> None:
        if self._blank_at >= 0:
            self._settle()
        self._open.append((tag, self.length, href))

    def closes(self, tag: str) -> None:
        for number in range(len(self._open) - 1, max(-1, len(self._open) - _MOST_OPEN), -1):
            name, start, href = self._open[number]
            if name == tag:
                del self._open[number]
                self._mark(name, start, href)
                return

    def _mark(self, tag: str, start: int, href: str) -> None:
        if self.length > start:
            self.marks.append(Mark(tag, start, self.length, href))

    def block(self, kind: Kind, level: int = 0, table: int = 0) -> tuple[Block, "array[int]"]:
        """What has been written, as a block that begins at 0; what is open stays open for the
        next one."""
        still_open = [(tag, href) for tag, _, href in self._open[-_MOST_OPEN:]]
        for tag, start, href in self._open[-_MOST_OPEN:]:
            self._mark(tag, start, href)
        text, places, marks = self._trimmed()
        written = Block(kind, text, level=level, marks=tuple(marks), table=table), places
        self.parts, self.places, self.marks, self._blank_at = [], array("l"), [], -1
        self._open = [(tag, 0, href) for tag, href in still_open]
        return written

    def _trimmed(self) -> "tuple[str, array[int], list[Mark]]":
        text = "".join(self.parts)
        end = len(text.rstrip(" \n"))
        start = len(text) - len(text.lstrip(" \n")) if end else 0
        marks = [
            Mark(m.tag, max(m.start, start) - start, min(m.end, end) - start, m.href)
            for m in self.marks
            if m.start < end and m.end > start
        ]
        return text[start:end], self.places[start:end], marks


_UNSEEN_SET = frozenset(
    chr(code)
    for first, last in re.findall(r"(.)(?:-(.))?", _UNSEEN)
    for code in range(ord(first), ord(last or first) + 1)
)
