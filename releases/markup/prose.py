"""Writes rich text in one form, whatever form it came in.

Text stands in paragraphs, list items and cells; lists hold items and tables hold rows of cells;
emphasis and links stand inside blocks; nothing empty is written; white space is single. Mark-up
opened in the wrong place or never closed is put right, and no text is ever lost or moved.
"""

import re
from dataclasses import dataclass
from html import escape

HEADINGS = frozenset({"h2", "h3", "h4"})
LEAVES = HEADINGS | {"p"}
LISTS = frozenset({"ul", "ol"})
CELLS = frozenset({"td", "th", "caption"})
SECTIONS = frozenset({"thead", "tbody", "tfoot"})
TABLE_PARTS = SECTIONS | {"table", "tr"}
INSIDE_TABLE = SECTIONS | CELLS | {"tr"}
BLOCKS = LEAVES | LISTS | CELLS | TABLE_PARTS | {"blockquote", "li"}
INLINES = frozenset({"a", "abbr", "cite", "em", "q", "strong", "sub", "sup"})

_OF_TABLES = TABLE_PARTS | CELLS
_NOTHING: frozenset[str] = frozenset()
# What a cell or row may be opened in; the first is opened when none is there.
_PARENTS = {"td": ("tr",), "th": ("tr",), "tr": ("tbody", "thead", "tfoot")}
_SPACE = re.compile(r"[\t\n\f\r ]+")


class TooLong(Exception):
    """The text would be longer than allowed: a link around thousands of paragraphs, say."""


@dataclass(slots=True)
class _Block:
    tag: str
    html: str
    is_written: bool = False
    has_text: bool = False  # text directly inside, nothing after it yet
    was_interrupted: bool = False  # a block stands in it: more text needs a paragraph
    is_implied: bool = False  # a list around an item that had none: ends with its items


@dataclass(slots=True)
class _Inline:
    tag: str
    html: str  # "" when it is inside another of its kind, and adds nothing
    depth: int


class Prose:
    """Takes ``start``, ``end`` and ``text`` in order; ``html`` is the text in its one form."""

    def __init__(self, longest: int) -> None:
        self._longest = longest
        self._out: list[str] = []
        self._length = 0
        self._blocks: list[_Block] = []
        self._inlines: list[_Inline] = []  # in force; the first `_open` of them are written
        self._open = 0

    @property
    def depth(self) -> int:
        return len(self._blocks) + len(self._inlines)

    @property
    def html(self) -> str:
        self._close(0)
        return "".join(self._out)

    @property
    def is_in_table(self) -> bool:
        return any(block.tag == "table" for block in self._blocks)

    def start(self, tag: str, attributes: str = "") -> None:
        """Open ``tag``, its attributes ready to be written; cells and rows only in a table."""
        if tag in INLINES:
            self._start_inline(tag, f"<{tag}{attributes}>")
        elif tag == "br":
            self._break()
        elif tag == "hr":
            self._room()
            self._write_blocks()
            self._write("<hr>")
        elif tag in INSIDE_TABLE:
            self._start_in_table(tag, f"<{tag}{attributes}>")
        elif tag == "p" and self._top in HEADINGS:
            self.text(" ")  # a heading is one paragraph already
        else:
            self._start_block(tag, f"<{tag}{attributes}>")

    def end(self, tag: str) -> None:
        """Close the innermost ``tag``, and what was left open in it; nothing if none is open."""
        if tag in INLINES:
            self._end_inline(tag)
        elif tag == "p" and self._top in HEADINGS:
            self.text(" ")
        elif (index := self._find(tag, _NOTHING if tag in _OF_TABLES else CELLS)) is not None:
            self._close(index)

    def text(self, text: str) -> None:
        """Add ``text``, as read: characters, not mark-up."""
        text = _SPACE.sub(" ", text)
        if self._out and self._out[-1].endswith(" "):
            text = text.lstrip(" ")
        if text in {"", " "}:
            if text and self._blocks and self._blocks[-1].has_text:
                self._write(" ")
            return
        if self._top in TABLE_PARTS or self._top in LISTS:
            self._room()
        if self._top in {"", "blockquote"} or self._blocks[-1].was_interrupted:
            self._push("p", "<p>")
        block = self._blocks[-1]
        self._write_blocks()
        for inline in self._inlines[self._open :]:
            self._write(inline.html)
        self._open = len(self._inlines)
        self._write(escape(text if block.has_text else text.lstrip(" "), quote=False))
        block.has_text = True

    @property
    def _top(self) -> str:
        return self._blocks[-1].tag if self._blocks else ""

    def _start_inline(self, tag: str, html: str) -> None:
        if tag == "a":
            self._end_inline("a")
        is_doubled = tag in {"em", "strong"} and any(i.tag == tag for i in self._inlines)
        self._inlines.append(_Inline(tag, "" if is_doubled else html, len(self._blocks)))

    def _end_inline(self, tag: str) -> None:
        for index in range(len(self._inlines) - 1, -1, -1):
            if self._inlines[index].tag == tag:
                self._close_inlines(index)
                del self._inlines[index]
                return

    def _break(self) -> None:
        if self._blocks and self._blocks[-1].has_text:
            self._write("<br>")

    def _start_block(self, tag: str, html: str) -> None:
        if tag == "li":
            item = self._find("li", LISTS | CELLS | {"blockquote"})
            if item is not None:
                self._close(item)
            self._leave_leaf()
            if self._top not in LISTS:
                self._room()
                self._push("ul", "<ul>")
                self._blocks[-1].is_implied = True
        else:
            self._room()
        self._push(tag, html)

    def _room(self) -> None:
        """Make the place one where a block may stand: no paragraph, list or row, but in them."""
        self._leave_leaf()
        if self._top in LISTS and self._blocks[-1].is_implied:
            self._close(len(self._blocks) - 1)
        if self._top in LISTS:
            self._push("li", "<li>")
        elif self._top in TABLE_PARTS:
            self._start_in_table("td", "<td>")
        elif self._blocks:
            self._interrupt(self._blocks[-1])

    def _leave_leaf(self) -> None:
        if self._top in LEAVES:
            self._close(len(self._blocks) - 1)

    def _start_in_table(self, tag: str, html: str) -> None:
        table = self._find("table", _NOTHING)
        if table is None:
            raise ValueError(f"<{tag}> outside a table")
        parents = _PARENTS.get(tag, ("table",))
        inner = range(len(self._blocks) - 1, table, -1)
        row = next((i for i in inner if self._blocks[i].tag in parents), table)
        if row == table and parents != ("table",):
            self._start_in_table(parents[0], f"<{parents[0]}>")
        else:
            self._close(row + 1)
        self._push(tag, html)
        if tag in {"td", "th"}:
            self._write_blocks()  # an empty cell counts

    def _find(self, tag: str, barriers: frozenset[str]) -> int | None:
        """The index of the innermost open ``tag``, not looking out of a barrier or a table."""
        tags = HEADINGS if tag in HEADINGS else {tag}
        for index in range(len(self._blocks) - 1, -1, -1):
            if self._blocks[index].tag in tags:
                return index
            if self._blocks[index].tag in barriers or self._blocks[index].tag == "table":
                return None
        return None

    def _push(self, tag: str, html: str) -> None:
        if self._blocks:
            self._interrupt(self._blocks[-1])
        self._blocks.append(_Block(tag, html))

    def _interrupt(self, block: _Block) -> None:
        self._close_inlines(0)
        if block.has_text:
            self._trim()
        block.was_interrupted = block.was_interrupted or block.has_text
        block.has_text = False

    def _close(self, index: int) -> None:
        """Close the blocks from the innermost to the one at ``index``, and the marks in them."""
        self._close_inlines(0)
        while len(self._blocks) > index:
            block = self._blocks.pop()
            if block.has_text:
                self._trim()
            if block.is_written:
                self._write(f"</{block.tag}>")
                if self._blocks and block.tag != "li":
                    self._blocks[-1].was_interrupted = True
        self._inlines = [inline for inline in self._inlines if inline.depth <= index]

    def _close_inlines(self, index: int) -> None:
        """Write the end of the open marks from the last to the one at ``index``."""
        for inline in reversed(self._inlines[index : self._open]):
            if inline.html:
                self._write(f"</{inline.tag}>")
        self._open = min(self._open, index)

    def _write_blocks(self) -> None:
        first = len(self._blocks)
        while first and not self._blocks[first - 1].is_written:
            first -= 1
        for block in self._blocks[first:]:
            self._write(block.html)
            block.is_written = True

    def _write(self, html: str) -> None:
        self._out.append(html)
        self._length += len(html)
        if self._length > self._longest:
            raise TooLong

    def _trim(self) -> None:
        """Take white space and line breaks from the end of a block."""
        while self._out and (self._out[-1] == "<br>" or not self._out[-1].startswith("<")):
            text = self._out.pop().rstrip(" ")
            if text and text != "<br>":
                self._out.append(text)
                return
