"""Whether a release corrects an earlier one, what it says of that, and where its own text begins.

The wires mark a corrected release in the headline (Business Wire: “CORRECTING and REPLACING”,
GlobeNewswire: “CORRECTION --”, PR Newswire: “/C O R R E C T I O N -- Issuer/”) and put a note
before or after the dateline. “UPDATE --” or “ADDING MULTIMEDIA” alone adds to a release that still
stands; only a note that this one takes the other's place makes a correction of it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from releases.wire.correction_notes import DATELINE, note_ends, note_starts, seems_a_note
from releases.wire.document import Block, Document, Kind, Said

_WITHIN = 12  # blocks: what stands further down is the release itself
_AT_THE_END = 6  # blocks
_LONGEST_HEADLINE = 400  # characters
_SHORTEST = 15  # characters, of what may stand after a note on its line

_WORDS = (
    r"correct(?:ions?|ed|ing)|correctif|corrigé|rectificati(?:f|on|va|ve)|erratum|errata|"
    r"corrigendum|"
    r"korrektur|korrigiert|korrigierte\s(?:fassung|version)|berichtigung|berichtigt|"
    r"richtigstellung|"
    r"correcci[oó]n|correzione|rettifica|correção|correctie|rättelse|korrigering|rettelse|oikaisu|"
    r"korjaus"
)
_DASH = r"(?:[:：/|]|\.{2,3}|…|--?|[–—])"
# A word for it, at most with what it is a correction of or from, and a sign that parts it from the
# headline: a market or a course that corrects has none.
_MARKED = re.compile(
    r"\W{0,6}(?:"
    r"(?:correct|updat|add|amend|clarify)ing\s(?:and|&)\sreplacing\b"
    rf"|(?:(?:media|news|press|release|clerical|update(?:d)?|and|&)\s){{0,3}}(?:{_WORDS})"
    r"(?:\s(?:and|et|und|&|to|from|by|of|de|du|der|zur?|zum|notice|release|version)\b[^:：–—|]{0,60}?)?"
    rf"\s?[)\]]?\s?{_DASH}(?:\s|\w|$)"
    r"|(?:\w+\s){1,6}?(?:announces|issues|provides)\s(?:an?\s)?correction\s(?:to|of|for|"
    r"regarding)\b"
    r"|c\so\sr\sr\se\sc\st\s(?:i\so\sn|e\sd)\b"
    r"|(?:更正|更正公告|勘误|勘誤|訂正)(?:[:：)）】\]\s-]|$)"
    r")",
    re.IGNORECASE,
)
_IN_CAPITALS = re.compile(
    r"\W{0,6}(?:(?:CORRECTION|CORRECTED|CORRECTIF|RECTIFICATIF|KORREKTUR|BERICHTIGUNG)"
    r"(?:\W{0,6}$|\s(?=.*[a-z]))|(?:AMENDED|AMENDMENT|REPLACEMENT)\s?(?:[:–—]|--?\s))"
)
_BEFORE_THE_END = 60  # characters: a mark that closes the headline is no longer
_MARKED_AT_THE_END = re.compile(
    r"(?:[-–—(\[（【]|\.{3})\s?(?:correct(?:ed|ion)(?:\s(?:version|release|copy))?|corrigé|rectifié"
    r"|rectificatif|korrigiert|korrektur|更正)\s?[)\]）】]?\W{0,3}$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Correction:
    """``begins``: where in the document's text the corrected release's own text begins: after the
    note, at ``corrected_headline`` where it is told anew there; 0 where nothing comes before it."""

    note: Said[str] | None
    corrected_headline: Said[str] | None
    begins: int


def correction_in(document: Document, language: str = "en") -> Correction | None:
    """None for a release that takes no other's place. The wires' own marks are English in a
    release in any language: all are looked for, and ``language`` decides nothing."""
    del language
    blocks = [block for block in document.blocks if block.kind is not Kind.RULE]
    is_marked = any(_is_marked(block.text) for block in _around_the_headline(blocks))
    for number, block in enumerate(blocks[:_WITHIN]):
        place = _note_in(block, is_marked=is_marked)
        if place is not None:
            return _with_note(document, blocks, number, place)
    for block in blocks[_WITHIN:][-_AT_THE_END:]:
        place = _note_in(block, is_marked=False)
        if place is not None:
            return Correction(document.said(place, block.end), None, 0)
    return Correction(None, None, 0) if is_marked else None


def _around_the_headline(blocks: list[Block]) -> Iterator[Block]:
    """What is short and stands before the first real paragraph."""
    for block in blocks[:_WITHIN]:
        if len(block.text) > _LONGEST_HEADLINE or DATELINE.search(block.text):
            return
        yield block


def _is_marked(text: str) -> bool:
    end = text[-_BEFORE_THE_END:]
    return bool(_MARKED.match(text) or _IN_CAPITALS.match(text) or _MARKED_AT_THE_END.search(end))


def _note_in(block: Block, *, is_marked: bool) -> int | None:
    """Where in the document a note begins in this block."""
    if _is_marked(block.text) and len(block.text) < _LONGEST_HEADLINE:
        return None  # the mark itself
    place = note_starts(block.text)
    if place is None and is_marked and seems_a_note(block.text):
        place = 0
    return None if place is None else block.start + place


def _with_note(document: Document, blocks: list[Block], number: int, start: int) -> Correction:
    end, tells_anew = _end_of_note(blocks[number:])
    note = document.said(start, end)
    is_late = any(DATELINE.search(block.text) for block in blocks[:number])
    if is_late and not tells_anew:
        return Correction(note, None, 0)
    after = _what_follows(blocks, end)
    if after is None:
        return Correction(note, None, 0)
    is_headline = tells_anew and _is_headline(after)
    headline = document.said(after.start, after.end) if is_headline else None
    return Correction(note, headline, after.start)


def _end_of_note(blocks: list[Block]) -> tuple[int, bool]:
    """Where the note ends, and whether with words such as “The corrected release reads:”. What is
    to be read instead may be listed before they come."""
    for number, block in enumerate(blocks[:_WITHIN]):
        if number and DATELINE.search(block.text):
            break
        if (end := note_ends(block.text)) is not None:
            return block.start + end, True
    return blocks[0].end, False


def _what_follows(blocks: list[Block], place: int) -> Block | None:
    for block in blocks:
        if block.end > place:
            rest = block.part(place, block.end)
            if len(rest.text) >= _SHORTEST:
                return rest
    return None


def _is_headline(block: Block) -> bool:
    text = block.text
    return (
        len(text) <= _LONGEST_HEADLINE
        and not DATELINE.search(text)
        and not re.search(r"[a-zà-ÿ)][.。]$", text)
    )
