"""Sentences of a text, each with what it says in numbers and the words around that."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from releases.factcheck.mentions import Mention, mentions_in

_LONGEST = 700  # characters: what is longer is cut, for what it costs
_MOST, _MOST_MENTIONS = 2_000, 4_000  # sentences, and numbers, of one text: more is no release
_END = re.compile(
    r"(?<![A-Z]\.[A-Z])(?<!\b[A-Z])(?<!Inc)(?<!Ltd)(?<!Corp)(?<!Co)(?<!Dr)(?<!Mr)(?<!Ms)(?<!Mrs)"
    r"(?<!Prof)(?<!No)(?<!vs)(?<!\bca)(?<!sq)(?<!ft)(?<!U\.S)"
    r"[.!?]['\"”’)]?\s+(?=[A-ZÄÖÜÉÈ“\"(\d])|[。！？；]"
)
_WORD = re.compile(r"[^\W\d_㐀-鿿]+(?:['’][^\W\d_]+)?|[㐀-鿿]")
CELL = " | "  # between the cells of a row, as ``plain_text`` leaves them
_COMMON = frozenset(
    "the a an of in and to for with its on at by is are as that it has have from be was were will "
    "this which or their our company der die das und in mit le la les des et".split()
)


@dataclass(frozen=True)
class Sentence:
    """A sentence, or a row of a table; ``start`` is its place in the text."""

    text: str
    start: int
    mentions: tuple[Mention, ...]
    is_row: bool = False

    @cached_property
    def tokens(self) -> list[str]:
        """Its words in small letters; in the stead of each mention its sort, as ``#figure``."""
        found: list[str] = []
        at = 0
        for each in self.mentions:
            found += _words(self.text[at : each.start])
            found.append(f"#{each.sort}")
            at = each.end
        return found + _words(self.text[at:])

    @cached_property
    def words(self) -> Counter[str]:
        """Its words without mentions, and how often each stands there."""
        return Counter(token for token in self.tokens if not token.startswith("#"))

    @cached_property
    def telling(self) -> frozenset[str]:
        """Those of its words that say something."""
        return frozenset(self.words) - _COMMON

    @cached_property
    def names(self) -> frozenset[str]:
        """What looks like a name in it, in small letters: written with a capital letter, not at the
        beginning, or all in capitals."""
        found = set()
        for match in _WORD.finditer(self.text):
            word = match[0]
            is_first = match.start() == 0 or self.text[match.start() - 2 : match.start()] in (
                ". ", "“",
            )  # fmt: skip
            if word[0].isupper() and (not is_first or (len(word) > 1 and word.isupper())):
                found.add(word.casefold())
        return frozenset(found)


@lru_cache(maxsize=256)
def sentences_of(text: str, language: str) -> tuple[Sentence, ...]:
    """The sentences of ``text``, in order. Public texts never change: what was read is kept."""
    found: list[Sentence] = []
    read = 0
    for start, line in _lines(text):
        is_row = CELL in line
        for at, words in [(0, line)] if is_row else _split(line):
            for cut in range(0, len(words), _LONGEST):
                piece = words[cut : cut + _LONGEST]
                mentions = tuple(mentions_in(piece, language))
                found.append(Sentence(piece, start + at + cut, mentions, is_row))
                read += len(mentions)
                if len(found) >= _MOST or read >= _MOST_MENTIONS:
                    return tuple(found)
    return tuple(found)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    at = 0
    for line in text.split("\n"):
        stripped = line.lstrip(" •")
        if stripped.strip():
            yield at + len(line) - len(stripped), stripped.rstrip()
        at += len(line) + 1


def _split(line: str) -> Iterator[tuple[int, str]]:
    at = 0
    for match in _END.finditer(line):
        yield at, line[at : match.end()].rstrip()
        at = match.end()
    if line[at:].strip():
        yield at, line[at:]


def _words(text: str) -> list[str]:
    return [match[0].casefold().replace("’", "'") for match in _WORD.finditer(text)]
