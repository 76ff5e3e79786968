"""What a result shows of a text: the words around the first that were found, all of them marked.

It reads nothing but what the rule has let through already.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from search import words
from search.words import CHINESE, LETTERS

_BEFORE, _LENGTH = 70, 240  # characters
_BLANKS = re.compile(r"[^\S\n]+")


@dataclass(frozen=True)
class Wanted:
    """What was asked for, as patterns: ``patterns`` by word, over folded text."""

    patterns: dict[str, re.Pattern[str]]

    @classmethod
    def of(cls, asked: Sequence[str]) -> "Wanted":
        return cls({word: _pattern(word) for word in asked})

    def marked(self, text: str) -> SafeString:
        """``text`` as HTML, each word that was asked for marked."""
        return _marked(text, 0, len(text), self._places(text))

    def around(self, text: str) -> SafeString:
        """A stretch of ``text`` as HTML: of the line that has most of what was asked for, what
        stands around it. Empty for a text without words."""
        lines = [line for line in map(str.strip, _BLANKS.sub(" ", text).split("\n")) if line]
        if not lines:
            return mark_safe("")
        line = max(lines, key=self._has)
        places = self._places(line)
        start, end = _stretch(line, places[0][0] if places else 0)
        return _marked(line, start, end, places)

    def _has(self, line: str) -> int:
        folded = words.folded(line)
        return sum(_finds(folded, word, pattern) for word, pattern in self.patterns.items())

    def _places(self, text: str) -> list[tuple[int, int]]:
        """Where in ``text`` stands what was asked for: from and to, in order, none in another."""
        folded, at = _folded_with_places(text)
        found = sorted(
            (at[match.start(1)], at[match.end(1) - 1] + 1)
            for word, pattern in self.patterns.items()
            for match in _matches(folded, word, pattern)
        )
        places: list[tuple[int, int]] = []
        for start, end in found:
            if places and start <= places[-1][1]:
                places[-1] = (places[-1][0], max(end, places[-1][1]))
            else:
                places.append((start, end))
        return places


def _pattern(word: str) -> re.Pattern[str]:
    """Finds, in folded text, what may be the word: in a group, so that matches may overlap."""
    if re.match(f"[{CHINESE}]", word):
        return re.compile(f"(?=({re.escape(word)}))")
    body = "-".join(_forms(piece) for piece in word.split("-"))
    return re.compile(rf"(?<![{LETTERS}])(?<![0-9][.,])({body})(?![{LETTERS}]|[.,][0-9])")


def _forms(word: str) -> str:
    if word.isascii() and word.isdigit() and len(word) > 3:
        head = len(word) % 3 or 3
        groups = [word[:head], *(word[at : at + 3] for at in range(head, len(word), 3))]
        return ",?".join(groups)
    if re.fullmatch("[a-z]{3,}", word):
        plural = rf"|{word[:-1]}ies" if word.endswith("y") else ""
        return rf"(?:{word}(?:e?s)?{plural})"
    return re.escape(word)


def _matches(folded: str, word: str, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Those that are the word by the index's own rules."""
    for match in pattern.finditer(folded):
        if word in words.indexed(match[1]):
            yield match


def _finds(folded: str, word: str, pattern: re.Pattern[str]) -> bool:
    return any(True for _match in _matches(folded, word, pattern))


def _folded_with_places(text: str) -> tuple[str, Sequence[int]]:
    """``text`` folded, and of each of its characters which one of ``text`` it comes from."""
    if text.isascii():
        return text.lower(), range(len(text))
    out, at = [], []
    for place, char in enumerate(text):
        small = words.folded(char) if not char.isascii() else char.lower()
        out.append(small)
        at += [place] * len(small)
    return "".join(out), at


def _stretch(line: str, hit: int) -> tuple[int, int]:
    """From where to where ``line`` is shown: whole words, and where there is room, all of it."""
    if len(line) <= _LENGTH:
        return 0, len(line)
    start = max(0, min(hit - _BEFORE, len(line) - _LENGTH))
    end = min(len(line), start + _LENGTH)
    if start and (blank := line.find(" ", start, hit)) >= 0:
        start = blank + 1
    if end < len(line) and (blank := line.rfind(" ", start, end)) > hit:
        end = blank
    return start, end


def _marked(text: str, start: int, end: int, places: list[tuple[int, int]]) -> SafeString:
    out, done = ["… " if start else ""], start
    for first, last in places:
        if first >= start and last <= end:
            out += [escape(text[done:first]), "<mark>", escape(text[first:last]), "</mark>"]
            done = last
    out += [escape(text[done:end]), " …" if end < len(text) else ""]
    return mark_safe("".join(out))  # noqa: S308 -- all of the text went through escape()
