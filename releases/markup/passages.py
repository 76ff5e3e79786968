"""Passages: the words of a release that a statement rests on, found in its text and marked there.

A passage is compared as it reads, not as it was typed: any white space is one blank, any quotation
mark a straight one, and tags are not there, but for those that part words. It must stand by itself:
“7,300 square feet” is not what “47,300 square feet” says.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape, unescape
from itertools import chain, pairwise

from releases.markup.prose import BLOCKS
from releases.markup.tokens import Token, tokens

_PARTS = BLOCKS | {"br", "hr"}

_SINGLE_QUOTES = "‘’‚‛‹›′‵ʹʻʼʽ´`＇"
_DOUBLE_QUOTES = "“”„‟«»″‶ʺ＂〝〞〟"
# Soft hyphens and what has no width: joiners, word joiners, marks of direction, byte order marks.
_UNSEEN = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_FOLDED = {
    **dict.fromkeys(map(ord, _SINGLE_QUOTES), "'"),
    **dict.fromkeys(map(ord, _DOUBLE_QUOTES), '"'),
    **{code: " " for code in range(0x3001) if chr(code).isspace()},
}
_DROPPED = re.compile(f"[{_UNSEEN}]+")
# What does not stand for itself character by character; all else maps one to one.
_IRREGULAR = re.compile(rf"&#?[0-9a-zA-Z]+;|\s{{2,}}|[{_UNSEEN}]+")

# Chinese, Japanese and Korean are written without blanks, or with particles joined to the words.
_CJK = (
    "\u1100-\u11ff\u2e80-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff66-\uffdc"
    "\U00020000-\U0003ffff"
)
_ACCENTS = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_WORD = rf"(?:[^\W{_CJK}]|[{_ACCENTS}])"
_NUMERAL = r"[\d〇零一二三四五六七八九十百千万萬亿億兆两兩]"
# What goes on in one word or number across a place: (just before it, just after it).
_JOINS = (
    (_WORD, _WORD),
    (_NUMERAL, _NUMERAL),
    (r"\d[,.']", r"\d"),
    (r"\d", r"[,.']\d"),
)


@dataclass(frozen=True)
class Reference:
    """A link from a passage to a fact: ``text`` is shown, ``label`` is its accessible name."""

    href: str
    text: str
    label: str


@dataclass(frozen=True)
class Mark:
    """A passage to be marked: its place gets ``anchor`` for an id, its end the ``references``."""

    passage: str
    anchor: str
    references: tuple[Reference, ...]


def normalised(text: str) -> str:
    """``text`` as passages are compared: single blanks, straight quotes, nothing unseen."""
    return " ".join(_DROPPED.sub("", text).translate(_FOLDED).split())


def text_of(html: str) -> str:
    """The normalised text of cleaned ``html``; blocks, line breaks and cells part its words."""
    return _Words(html).text


def occurs(passage: str, *htmls: str) -> bool:
    """Whether ``passage`` has words, and one of the cleaned texts says them, at word boundaries.

    A plain text, such as a headline, is escaped first.
    """
    return Texts(htmls).hold(passage)


class Texts:
    """Cleaned texts in which passages are looked for, each read once, when it is first needed."""

    def __init__(self, htmls: Sequence[str]) -> None:
        self.htmls = tuple(htmls)
        self._read: list[_Words] = []

    def hold(self, passage: str) -> bool:
        """Whether ``passage`` has words, and one of the texts says them, at word boundaries."""
        wanted = normalised(passage)
        return bool(wanted) and any(words.find(wanted) for words in self._words())

    def _words(self) -> "Iterator[_Words]":
        yield from self._read
        for html in self.htmls[len(self._read) :]:
            self._read.append(_Words(html))
            yield self._read[-1]


def mark_text(text: str, marks: Sequence[Mark]) -> tuple[str, tuple[Mark, ...]]:
    """As ``mark``, for a plain text: the html of it, and the marks it does not hold."""
    return mark(escape(text, quote=False), marks)


def mark(html: str, marks: Sequence[Mark]) -> tuple[str, tuple[Mark, ...]]:
    """Cleaned ``html`` with each passage marked where it first stands, and the marks not found.

    Only ``<span>`` around characters and ``<sup>`` after a passage are added: without them the
    html is what it was, byte for byte.
    """
    words = _Words(html)
    found, missing = [], []
    for wanted in marks:
        place = words.find(normalised(wanted.passage))
        if place is None:
            missing.append(wanted)
        else:
            found.append(_Found(wanted, *place))
    return _marked(html, words, found), tuple(missing)


@dataclass(frozen=True)
class _Found:
    mark: Mark
    start: int
    end: int


class _Words:
    """The normalised text of cleaned html, and where in the html each of its characters stands."""

    def __init__(self, html: str) -> None:
        self._html = html
        self._out: list[str] = []
        self._length = 0
        # Of each piece: where it begins in the text, and where it begins and ends in the html.
        self._at: list[int] = []
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._nodes: list[tuple[int, int]] = []  # text nodes that have words
        self._links: list[tuple[int, int]] = []
        self._link = 0
        for token, following in pairwise(chain(tokens(html), [Token("text", len(html))])):
            self._read(token, following.at)
        self.text = "".join(self._out).removesuffix(" ")

    def find(self, passage: str) -> tuple[int, int] | None:
        """Where the html that reads as ``passage``, normalised, first begins and ends."""
        if not passage or passage not in self.text:
            return None
        found = _alone(passage).search(self.text)
        if found is None:
            return None
        return self._source(found.start())[0], self._source(found.end() - 1)[1]

    def nodes(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """What text nodes that have words hold between two places of the html."""
        index = max(bisect_right(self._nodes, (start, len(self._html))) - 1, 0)
        while index < len(self._nodes) and self._nodes[index][0] < end:
            first, last = self._nodes[index]
            if last > start:
                yield max(first, start), min(last, end)
            index += 1

    def outside_link(self, place: int) -> int:
        """``place``, or the end of the link that it is in: a link cannot hold another."""
        index = bisect_left(self._links, (place,)) - 1
        return max(place, self._links[index][1]) if index >= 0 else place

    def _source(self, place: int) -> tuple[int, int]:
        """Where in the html the character at ``place`` of the text begins and ends."""
        index = bisect_right(self._at, place) - 1
        start, end, at = self._starts[index], self._ends[index], self._at[index]
        length = len(self._out[index])
        if end - start != length:
            return start, end  # a reference, or white space: one character, however it is written
        return start + place - at, start + place - at + 1

    def _read(self, token: Token, end: int) -> None:
        if token.kind == "text":
            before = len(self._out)
            self._read_text(token.at, end)
            if any(piece != " " for piece in self._out[before:]):
                self._nodes.append((token.at, end))
        elif token.name in _PARTS:
            self._add(" ", token.at, token.at)
        elif token.name == "a" and token.kind == "start":
            self._link = token.at
        elif token.name == "a" and token.kind == "end":
            self._links.append((self._link, end))

    def _read_text(self, start: int, end: int) -> None:
        for found in _IRREGULAR.finditer(self._html, start, end):
            self._add(self._html[start : found.start()].translate(_FOLDED), start, found.start())
            self._add(_read_as(found[0]), *found.span())
            start = found.end()
        self._add(self._html[start:end].translate(_FOLDED), start, end)

    def _add(self, text: str, start: int, end: int) -> None:
        """Add a piece; a blank after a blank, or before all words, is none."""
        if text.startswith(" ") and (not self._out or self._out[-1].endswith(" ")):
            text, start = text[1:], start + 1
        if text:
            self._out.append(text)
            self._at.append(self._length)
            self._starts.append(start)
            self._ends.append(end)
            self._length += len(text)


def _read_as(source: str) -> str:
    text = _DROPPED.sub("", unescape(source)).translate(_FOLDED)
    return re.sub(" +", " ", text)


def _alone(passage: str) -> re.Pattern[str]:
    """Finds ``passage`` where no word or number goes on beyond it.

    What may not stand before is asked after the first character, so that the search can skip to
    that character instead of asking at every place.
    """
    first = re.escape(passage[0])
    before = [f"(?<!{left}{first})" for left, right in _JOINS if re.match(right, passage)]
    after = [f"(?!{right})" for left, right in _JOINS if re.search(rf"{left}\Z", passage)]
    return re.compile("".join([first, *before, re.escape(passage[1:]), *after]))


def _marked(html: str, words: _Words, found: Sequence[_Found]) -> str:
    anchors: dict[int, list[str]] = defaultdict(list)
    references: dict[int, list[Reference]] = defaultdict(list)
    for one in found:
        anchors[one.start].append(one.mark.anchor)
        references[words.outside_link(one.end)] += one.mark.references
    pieces = dict(_pieces(words, found))
    parted = _parted(pieces, found)
    ends = set(pieces.values())
    out: list[str] = []
    written = 0
    for place in sorted({*pieces, *ends, *references}):
        out.append(html[written:place])
        written = place
        if place in ends:
            out.append("</span>")
        if place in references:
            out.append(_references(references[place]))
        if place in pieces:
            out.append(_opening(anchors.get(place, ()), parted.get(place, ())))
    return "".join([*out, html[written:]])


def _pieces(words: _Words, found: Sequence[_Found]) -> Iterator[tuple[int, int]]:
    """What is to be wrapped: in one text node each, parted where a passage begins or ends."""
    begun = Counter(one.start for one in found)
    begun.subtract(Counter(one.end for one in found))
    depth = 0
    for start, end in pairwise(sorted(begun)):
        depth += begun[start]
        if depth:
            yield from words.nodes(start, end)


def _parted(pieces: Mapping[int, int], found: Sequence[_Found]) -> dict[int, list[str]]:
    """By piece, the anchors of the passages that it is one of several pieces of."""
    parted: dict[int, list[str]] = defaultdict(list)
    starts = sorted(pieces)
    for one in found:
        inside = starts[bisect_left(starts, one.start) : bisect_left(starts, one.end)]
        for start in inside if len(inside) > 1 else ():
            parted[start].append(one.mark.anchor)
    return parted


def _opening(anchors: Iterable[str], passages: Iterable[str]) -> str:
    """The start of a piece; where several passages begin, all but the last have an own element.
    A piece of a parted passage says so: whoever is led there is shown all of it."""
    said = " ".join(escape(anchor) for anchor in dict.fromkeys(passages))
    data = f' data-said="{said}"' if said else ""
    ids = [f' id="{escape(anchor)}"' for anchor in dict.fromkeys(anchors)] or [""]
    before = "".join(f"<span{one}></span>" for one in ids[:-1])
    return f'{before}<span class="passage"{ids[-1]}{data}>'


def _references(references: Iterable[Reference]) -> str:
    links = " ".join(
        f'<a href="{escape(one.href)}" aria-label="{escape(one.label)}">{escape(one.text)}</a>'
        for one in dict.fromkeys(references)
    )
    return f'<sup class="passage-facts">{links}</sup>' if links else ""
