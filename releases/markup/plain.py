"""Rich text as plain text: for mail, search, descriptions and the ``.txt`` form of a release."""

import re

from releases.markup.prose import BLOCKS, HEADINGS
from releases.markup.tokens import tokens

_SPACE = re.compile(r"[\t\n\f\r ]+")
_APART = HEADINGS | {"blockquote", "hr", "ol", "p", "table", "ul"}
_NUMBER = re.compile(r"[0-9]{1,6}")
_DEEPEST = 10
# 10<sup>6</sup> without its mark would be 106.
RAISED = str.maketrans("0123456789+-−=()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾")
LOWERED = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")


def plain_text(html: str) -> str:
    """``html`` for reading without mark-up: paragraphs a blank line apart, bullets before items.

    Numbered lists keep their numbers, the cells of a row stand between `` | ``, figures raised or
    lowered stay so, references are resolved.
    """
    writing = _Plain()
    for token in tokens(html):
        if token.kind == "text":
            writing.text(token.text)
        elif token.kind in {"start", "end"}:
            first = next((value for key, value in token.attributes if key == "start"), "")
            writing.tag(token.name, is_start=token.kind == "start", first=first)
    return writing.result()


class _Plain:
    def __init__(self) -> None:
        self._out: list[str] = []
        self._gap = ""  # what goes before the next text: "", " ", a line end, or two
        self._marks: list[str] = []  # bullets, bars and quotation marks that go there
        self._lists: list[int | None] = []  # of each open list: the next number, or None
        self._cells: list[int] = []  # of each open table: the cells of this row so far
        self._script: dict[int, int] = {}

    def result(self) -> str:
        return "".join(self._out)

    def text(self, text: str) -> None:
        text = _SPACE.sub(" ", text)
        if text.startswith(" "):
            self._part(" ")
        if not text.strip(" "):
            return
        if self._out:
            self._out.append(self._gap)
        self._out += [*self._marks, text.strip(" ").translate(self._script)]
        self._gap, self._marks = "", []
        if text.endswith(" "):
            self._part(" ")

    def tag(self, name: str, *, is_start: bool, first: str) -> None:
        """A start or end tag; ``first`` is the number a list says it begins with."""
        if name in BLOCKS or name in {"br", "hr"}:
            self._block(name, is_start=is_start)
        if name in {"sup", "sub"}:
            self._script = (RAISED if name == "sup" else LOWERED) if is_start else {}
        elif name == "q":
            self._quote(is_start=is_start)
        elif name in {"ul", "ol"}:
            self._list(name, is_start=is_start, first=first)
        elif name == "li" and is_start:
            self._item()
        elif name == "table":
            self._table(is_start=is_start)

    def _block(self, name: str, *, is_start: bool) -> None:
        if name in {"td", "th"} and is_start:
            self._cell()
        elif name in _APART:
            self._part("\n" if self._lists or self._cells else "\n\n")
        else:
            self._part("\n")
        if name == "tr" and self._cells:
            self._cells[-1] = 0

    def _part(self, gap: str) -> None:
        """Keep the widest of the gaps asked for; inside a cell nothing breaks the line."""
        if self._cells and self._cells[-1] and gap.startswith("\n"):
            gap = " "
        self._gap = max(self._gap, gap, key=lambda wanted: (wanted.count("\n"), len(wanted)))

    def _quote(self, *, is_start: bool) -> None:
        if is_start:
            self._marks.append("“")
        elif self._marks and self._marks[-1] == "“":
            self._marks.pop()  # nothing was said
        else:
            self._out.append("”")

    def _cell(self) -> None:
        if self._cells and self._cells[-1]:
            self._gap = " "
            self._marks.append("| ")
        else:
            self._part(" ")
        if self._cells:
            self._cells[-1] += 1

    def _table(self, *, is_start: bool) -> None:
        if is_start:
            self._cells.append(0)
        elif self._cells:
            self._cells.pop()
            self._part("\n" if self._lists or self._cells else "\n\n")

    def _list(self, name: str, *, is_start: bool, first: str) -> None:
        if is_start:
            number = int(first) if _NUMBER.fullmatch(first) else 1
            self._lists.append(number if name == "ol" else None)
        elif self._lists:
            self._lists.pop()
            self._part("\n" if self._lists else "\n\n")

    def _item(self) -> None:
        number = self._lists[-1] if self._lists else None
        indent = "  " * min(len(self._lists) - 1, _DEEPEST)
        self._marks.append(f"{indent}• " if number is None else f"{indent}{number}. ")
        if number is not None:
            self._lists[-1] = number + 1
