"""Rich text as a tree: what the text form walks."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from releases.markup.prose import BLOCKS
from releases.markup.tokens import Token, tokens

_VOID = frozenset({"br", "hr"})


@dataclass
class Element:
    """One element of cleaned HTML with what stands in it, in order: elements and text."""

    name: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    inside: "list[Element | str]" = field(default_factory=list)

    def elements(self) -> "Iterator[Element]":
        return (each for each in self.inside if isinstance(each, Element))

    @property
    def is_block(self) -> bool:
        return self.name in BLOCKS or self.name == "hr"

    def number(self, name: str, most: int) -> int:
        """The attribute ``name`` as a number from 1 to ``most``; 1 for none."""
        text = self.attributes.get(name, "")
        return min(max(int(text), 1), most) if text.isascii() and text.isdigit() else 1


def tree(html: str) -> Element:
    """Cleaned ``html`` (every element closed) as a nameless element that holds all of it."""
    root = Element()
    open_ones = [root]
    for token in tokens(html):
        if token.kind == "text":
            open_ones[-1].inside.append(token.text)
        elif token.kind == "start":
            element = Element(token.name, dict(token.attributes))
            open_ones[-1].inside.append(element)
            if token.name not in _VOID:
                open_ones.append(element)
        elif token.kind == "end":
            _close(open_ones, token)
    return root


def _close(open_ones: list[Element], token: Token) -> None:
    """Close the innermost element of that name, and what is open in it; none if there is none."""
    for index in range(len(open_ones) - 1, 0, -1):
        if open_ones[index].name == token.name:
            del open_ones[index:]
            return
