"""Markdown within a line: links, emphasis, images, escaped signs."""

import re

from releases.wire.pen import Pen

# Each alternative is bounded and cannot hold its own opening sign: linear on any text.
_SIGNS = re.compile(
    r"!\[(?P<alt>[^\[\]\n]{0,300})\]\([^()\s]{0,2000}\)"
    r"|\[(?P<words>[^\[\]\n]{1,500})\]\((?P<href>[^()\s]{1,2000})\)"
    r"|\\(?P<escaped>[\\`*_{}\[\]()#+\-.!&>~|])"
    r"|(?P<strong>\*\*|__)(?=\S)(?P<bold>[^*_\n]{1,300})(?<=\S)(?P=strong)"
    r"|(?<![\w*])\*(?=[^\s*])(?P<em>[^*\n]{1,200})(?<=[^\s*])\*(?![\w*])"
    r"|<(?P<address>(?:https?://|mailto:)[^<>\s]{1,2000})>"
)


def write(pen: Pen, text: str, at: int) -> None:
    """``text``, which stands at ``at`` in the source, without the signs."""
    place = 0
    for found in _SIGNS.finditer(text):
        pen.text(text[place : found.start()], at + place)
        _write_sign(pen, found, at)
        place = found.end()
    pen.text(text[place:], at + place)


def _write_sign(pen: Pen, found: re.Match[str], at: int) -> None:
    for name, tag in (("words", "a"), ("address", "a"), ("bold", "strong"), ("em", "em")):
        if found[name] is not None:
            pen.opens(tag, (found["href"] or found["address"] or "") if tag == "a" else "")
            pen.text(found[name], at + found.start(name))
            pen.closes(tag)
            return
    if found["escaped"]:
        pen.text(found["escaped"], at + found.start("escaped"))
