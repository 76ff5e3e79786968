"""HTML as blocks: what a wire, a web page or a word processor sends."""

import html
import re
from array import array
from collections.abc import Iterator
from itertools import pairwise

from releases.markup.tokens import Token, tokens
from releases.wire.document import Block, Kind
from releases.wire.pen import Pen

_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption "
    "figure footer form header hgroup html legend main nav ol p pre section summary table tbody "
    "tfoot thead ul nitf hedline body.head body.content".split()
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)} | {"hl1": 1, "hl2": 2}
_ALONE = frozenset({*_HEADINGS, "li", "hr"})
_INLINES = {"b": "strong", "strong": "strong", "i": "em", "em": "em", "sup": "sup", "sub": "sub"}
_LOOKS = re.compile(
    r"<(?:!doctype|html|body|head|div|p|h[1-6]|table|br|ul|ol|span|article|section|pre|nitf)"
    r"(?=[\s/>])[^<>]{0,2000}>",
    re.IGNORECASE,
)
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});?")
_MOST_CELLS = 1_000

Piece = tuple[Block, "array[int]"]


def is_hypertext(source: str) -> bool:
    """Whether ``source`` is HTML and not plain text: it has the tag of a block near its start."""
    return _LOOKS.search(source[:20_000]) is not None


def blocks_in(source: str) -> Iterator[Piece]:
    """The blocks of ``source``, each with the places of its characters."""
    reader = _Reader(source)
    found = [*tokens(source), Token("noise", len(source), "end")]
    for token, after in pairwise(found):
        yield from reader.take(token, after.at)
    yield from reader.finish()


class _Reader:
    def __init__(self, source: str) -> None:
        self.source = source
        self.pen = Pen()
        self.level = 0  # of the heading that is open
        self.depth = 0  # of lists
        self.is_item = False
        self.is_preformatted = False
        self.tables: list[int] = []
        self.met = 0  # tables so far
        self.cells = -1  # of the row that is open; -1 without one

    def take(self, token: Token, end: int) -> Iterator[Piece]:
        if token.kind == "text":
            self._text(token.at, end)
        elif token.kind in ("start", "end") and token.name:
            yield from self._tag(token)

    def finish(self) -> Iterator[Piece]:
        yield from self._close()

    def _text(self, start: int, end: int) -> None:
        place = start
        for reference in _REFERENCE.finditer(self.source, start, end):
            self._plain(place, reference.start())
            self.pen.sign(html.unescape(reference[0]), reference.start())
            place = reference.end()
        self._plain(place, end)

    def _plain(self, start: int, end: int) -> None:
        if not self.is_preformatted:
            self.pen.text(self.source[start:end], start)
            return
        for line in re.finditer(r"[^\n]+|\n", self.source[start:end]):
            if line[0] == "\n":
                self.pen.breaks("\n", start + line.start())
            else:
                self.pen.text(line[0], start + line.start())

    def _tag(self, token: Token) -> Iterator[Piece]:
        name, is_start = token.name, token.kind == "start"
        if name == "br":
            yield from self._break(token.at)
        elif name in _INLINES or name == "a":
            self._inline(token)
        elif name in ("td", "th", "tr", "table"):
            yield from self._table(name, is_start, token.at)
        elif name in _BLOCKS:
            yield from self._block(name, is_start, token.at)
        elif name in _ALONE:
            yield from self._close()
            self.level = _HEADINGS.get(name, 0) if is_start else 0
            self.is_item = name == "li" and is_start
            if name == "hr":
                yield Block(Kind.RULE, ""), array("l")

    def _break(self, at: int) -> Iterator[Piece]:
        if self.pen.is_at_break and self.cells < 0:
            yield from self._close()  # an empty line parts paragraphs
        self.pen.breaks("\n", at)

    def _inline(self, token: Token) -> None:
        tag = _INLINES.get(token.name, "a")
        if token.kind == "end":
            self.pen.closes(tag)
        elif tag == "a":
            self.pen.closes(tag)
            self.pen.opens(tag, dict(reversed(token.attributes)).get("href", ""))
        else:
            self.pen.opens(tag)

    def _block(self, name: str, is_start: bool, at: int) -> Iterator[Piece]:
        if self.cells >= 0:
            self.pen.breaks("\n", at)  # a paragraph within a cell
            return
        yield from self._close()
        if name in ("ul", "ol"):
            self.depth = max(0, self.depth + (1 if is_start else -1))
            self.is_item = self.is_item and self.depth > 0
        elif name == "pre":
            self.is_preformatted = is_start

    def _table(self, name: str, is_start: bool, at: int) -> Iterator[Piece]:
        if name in ("td", "th"):
            if is_start and self.cells >= 0:
                if 0 < self.cells < _MOST_CELLS:
                    self.pen.breaks("\t", at)
                self.cells += 1
            return
        yield from self._close()
        self.cells = -1
        if name == "tr" and is_start:
            self.cells = 0
        elif name == "table" and is_start:
            self.met += 1
            self.tables.append(self.met)
        elif name == "table" and self.tables:
            self.tables.pop()

    def _close(self) -> Iterator[Piece]:
        is_row = self.cells > 1
        table = self.tables[-1] if self.tables and self.cells >= 0 else 0
        if self.level:
            written = self.pen.block(Kind.HEADING, self.level)
        elif is_row:
            written = self.pen.block(Kind.ROW, table=table)
        elif self.is_item:
            written = self.pen.block(Kind.ITEM, max(self.depth, 1))
        else:
            written = self.pen.block(Kind.PARAGRAPH)
        if written[0].text.strip():
            yield written
