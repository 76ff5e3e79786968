"""Text in columns of a fixed width, for whoever reads it in one: a terminal, a mail, a wire.

A character of Chinese, Japanese or Korean takes two columns and may be followed by a line end;
words of other scripts stay whole, were they longer than the line (an address that is broken leads
nowhere).
"""

import re
from collections.abc import Iterator
from unicodedata import combining, east_asian_width

WIDTH = 76

# What begins no line, and what ends none (after W3C, Requirements for Chinese Text Layout, 3.1.3).
_NOT_FIRST = frozenset("、。，．・：；！？）］｝〕〉》」』】〗’”…—～·,.!?:;)]}%％℃")
_NOT_LAST = frozenset("（［｛〔〈《「『【〖‘“([{＄￥$")
_UNSEEN = frozenset("\u200b\u200c\u200d\u2060\ufeff\u00ad")
_SPACE = re.compile(r"[ \t\n]+")


def width_of(text: str) -> int:
    """How many columns ``text`` takes."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def wrapped(text: str, width: int = WIDTH) -> list[str]:
    """``text`` in lines of at most ``width`` columns, single words longer than that apart; its
    own line ends stay, other white space is one blank."""
    return [line for part in text.split("\n") for line in _lines(part, width)]


def padded(text: str, width: int, *, is_at_end: bool = False) -> str:
    """``text`` with blanks after it, or before it, to ``width`` columns."""
    blanks = " " * max(width - width_of(text), 0)
    return blanks + text if is_at_end else text + blanks


def _lines(text: str, width: int) -> Iterator[str]:
    line, length = "", 0
    for piece in _pieces(text):
        if line and length + width_of(piece.rstrip(" ")) > width:
            yield line.rstrip(" ")
            line, length = "", 0
        line, length = line + piece, length + width_of(piece)
    yield line.rstrip(" ")


def _pieces(text: str) -> Iterator[str]:
    """``text`` in pieces after each of which a line may end; a blank stands at a piece's end."""
    text = _SPACE.sub(" ", text).strip(" ")
    start = 0
    for place in range(1, len(text)):
        if _may_part(text[place - 1], text[place]):
            yield text[start:place]
            start = place
    if text:
        yield text[start:]


def _may_part(before: str, after: str) -> bool:
    if after == " " or before in _NOT_LAST:
        return False
    if before == " ":
        return True
    is_wide = _columns(before) == 2 or _columns(after) == 2
    return is_wide and after not in _NOT_FIRST and _columns(after) > 0


def _columns(character: str) -> int:
    if character in _UNSEEN or combining(character):
        return 0
    # Ambiguous ones (quotation marks, dashes) take two columns in a Chinese font and one elsewhere.
    return 2 if east_asian_width(character) in "WF" else 1
