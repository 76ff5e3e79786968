"""The sentence of a document that holds some words: what a statement rests on."""

import re
from bisect import bisect_left, bisect_right

from releases.wire.document import Document

# What ends in a full stop without ending a sentence, without it, in small letters.
_SHORTENED = frozenset(
    "inc corp co ltd llc plc dr mr mrs ms prof st no nos vs approx sq ft u.s u.k e.g i.e a.m p.m "
    "jan feb mar apr jun jul aug sep sept oct nov dec ph.d m.d fig ca bzw nr str z.b env s.a n.v "
    "calif mass md pa conn va ariz colo fla ill mich minn wash tenn".split()
)
# “a.m.” may end a sentence as well: what follows then begins with a word that often does.
_END = re.compile(r"[.!?][”’\"')\]]{0,3}(?=\s)|[。！？][”’」』]{0,2}|\n")
_LAST_WORD = re.compile(r"[\w.&]{1,20}\Z")
_BEGINS = re.compile(r"\s{1,3}[“‘\"'(«„]{0,2}[A-Z0-9À-Þ]")
_OPENING = {"“": "”", "«": "»", "„": "“", "「": "」", "‘": "’", '"': '"'}


# A passage has at most 2,000 characters: what goes on for longer is looked at so far on each side.
_REACH = 2000


class Sentences:
    """The sentences of a document. Where a block is cut is found once, however many words of it
    are asked about."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._cuts: dict[tuple[int, int], list[int]] = {}

    def at(self, start: int, end: int) -> tuple[int, int]:
        """Where in the document's text the sentence begins and ends that holds the characters from
        ``start`` to ``end``; more than one, where they reach over several. It stays in its block;
        of what no passage could hold, it is the stretch around them."""
        text = self._document.text
        first = self._document.blocks[self._document.block_at(start)]
        last = self._document.blocks[self._document.block_at(max(end - 1, start))]
        cuts = self._within(first.start, last.end)
        before = bisect_right(cuts, start) - 1
        after = bisect_left(cuts, end, lo=before + 1)
        begin = cuts[before] if before >= 0 else first.start
        close = cuts[after] if after < len(cuts) else last.end
        begin, close = _near(text, begin, close, start, end)
        return _trimmed(text, begin, close, keep=(start, end))

    def _within(self, begin: int, close: int) -> list[int]:
        if (begin, close) not in self._cuts:
            self._cuts[begin, close] = _ends(self._document.text, begin, close)
        return self._cuts[begin, close]


def sentence_at(document: Document, start: int, end: int) -> tuple[int, int]:
    """As ``Sentences.at``, for one question about a document."""
    return Sentences(document).at(start, end)


def _near(text: str, begin: int, close: int, start: int, end: int) -> tuple[int, int]:
    """No more than ``_REACH`` characters on either side, in whole words."""
    if start - begin > _REACH:
        blank = text.find(" ", start - _REACH, start)
        begin = blank + 1 if blank >= 0 else start
    if close - end > _REACH:
        blank = text.rfind(" ", end, end + _REACH)
        close = blank if blank >= 0 else end
    return begin, close


def _ends(text: str, start: int, end: int) -> list[int]:
    """Where sentences end between two places of ``text``, in order."""
    return [
        found.end()
        for found in _END.finditer(text, start, end)
        if not found[0].startswith(".") or _is_full_stop(text, found.start(), found.end(), start)
    ]


def _is_full_stop(text: str, stop: int, after: int, start: int) -> bool:
    if not _BEGINS.match(text, after):
        return False
    word = _LAST_WORD.search(text, max(start, stop - 20), stop)
    plain = word[0].casefold().strip(".") if word else ""
    is_initial = len(plain) == 1 and word is not None and word[0].strip(".").isupper()
    return plain not in _SHORTENED and not is_initial


def _trimmed(text: str, start: int, end: int, *, keep: tuple[int, int]) -> tuple[int, int]:
    """Without blanks around it, nor a quotation mark whose other one stands elsewhere."""
    while start < keep[0] and text[start].isspace():
        start += 1
    while end > keep[1] and text[end - 1].isspace():
        end -= 1
    opening = text[start] if start < len(text) else ""
    if opening in _OPENING and start < keep[0] and _OPENING[opening] not in text[start + 1 : end]:
        start += 1
    closing = text[end - 1 : end]
    for one, other in _OPENING.items():
        if closing == other and end > keep[1] and one not in text[start : end - 1]:
            end -= 1
            break
    return start, end
