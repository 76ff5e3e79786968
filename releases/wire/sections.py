"""The text of a release in its parts: body, “About …” texts, safe harbor."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from releases.wire.document import Block, Document, Kind, Said
from releases.wire.findings import Section
from releases.wire.furniture import is_furniture
from releases.wire.titles import about_title, is_safe_harbor_text, safe_harbor_title

_MOST_TITLE_WORDS = 12
_LONGEST_TITLE = 90
_NOTE = re.compile(
    r"(?:\d{1,2}|\[\d{1,2}\]|\(\d{1,2}\)|\*{1,4}|[†‡§¹²³⁴⁵⁶⁷⁸⁹]+)\s?[\"“A-ZÀ-Ý]|\*{1,4}[a-z]"
)
_NEXT_ABOUT = re.compile(r"(?<=[.!?)”])\s(?=About\s\S)")
_ENDS = ".!?:;,。！？：；…"


@dataclass
class Parts:
    """``body`` holds also what stands behind a standing part under a heading of its own; ``notes``
    are the footnotes."""

    body: list[Block] = field(default_factory=list)
    abouts: list[Section] = field(default_factory=list)
    about_blocks: list[Block] = field(default_factory=list)
    safe_harbor: Section | None = None
    notes: list[Block] = field(default_factory=list)


@dataclass
class _Open:
    """A standing part as it is being read."""

    kind: str  # “about”, “safe”
    title: Said[str] | None
    blocks: list[Block] = field(default_factory=list)


def parts_of(document: Document, blocks: Iterable[Block | None]) -> Parts:
    """The parts of what follows the dateline; None stands where contacts were."""
    parts = Parts()
    part: _Open | None = None
    for block in blocks:
        if block is None or block.kind is Kind.RULE:
            _close(document, parts, part)
            part = None
            continue
        for piece in _pieces(block):
            begun, rest = _begun(document, piece, has_safe=_has_safe(parts, part))
            if begun is not None:
                _close(document, parts, part)
                _take_heading(document, parts, begun)
                part, piece = begun, rest  # noqa: PLW2901  # what is left of it
            elif part is not None and _ends_part(piece):
                _close(document, parts, part)
                part = None
            if piece.text and not is_furniture(piece.text):
                _home(parts, part, piece).append(piece)
    _close(document, parts, part)
    return parts


def _ends_part(piece: Block) -> bool:
    return piece.kind is Kind.ROW or _is_title(piece) or _is_note(piece)


def _take_heading(document: Document, parts: Parts, begun: _Open) -> None:
    """A safe harbor under a heading that says no more than “Disclaimer”."""
    if begun.kind == "safe" and begun.title is None and parts.body and _is_title(parts.body[-1]):
        heading = parts.body.pop()
        begun.title = document.said(heading.start, heading.end)


def _has_safe(parts: Parts, part: _Open | None) -> bool:
    return parts.safe_harbor is not None or (part is not None and part.kind == "safe")


def _home(parts: Parts, part: _Open | None, piece: Block) -> list[Block]:
    if part is not None:
        return part.blocks
    return parts.notes if parts.body and _is_note(piece) else parts.body


def _is_note(piece: Block) -> bool:
    """A footnote: it begins with its number or its star."""
    if piece.kind is not Kind.PARAGRAPH:
        return False
    raised = any(m.tag == "sup" and m.start <= piece.start + 1 for m in piece.marks)
    return raised or _NOTE.match(piece.text) is not None


def _begun(document: Document, piece: Block, *, has_safe: bool) -> tuple[_Open | None, Block]:
    """The standing part that ``piece`` begins, and what of it is its text."""
    if piece.kind is Kind.ROW:
        return None, piece
    if length := about_title(piece):
        return _open(document, "about", piece, length)
    if length := safe_harbor_title(piece):
        return _open(document, "safe", piece, length)
    if not has_safe and piece.kind is Kind.PARAGRAPH and is_safe_harbor_text(piece.text):
        return _Open("safe", None), piece
    return None, piece


def _open(document: Document, kind: str, piece: Block, length: int) -> tuple[_Open, Block]:
    title = document.said(piece.start, piece.start + length)
    plain = title.value.rstrip(" :：.–—-")
    if title.value.endswith(".") and re.search(
        r"(?i)\b(?:Inc|Corp|Ltd|Co|Bros|[a-z](?:\.\s?[a-z]){1,3})\.$", title.value
    ):
        plain = title.value
    said = Said(plain, title.start, title.start + len(plain))
    rest = piece.part(piece.start + length, piece.end)
    lead = len(rest.text) - len(rest.text.lstrip(" :：–—-."))
    return _Open(kind, said), rest.part(rest.start + lead, rest.end)


def _close(document: Document, parts: Parts, part: _Open | None) -> None:
    if part is None:
        return
    if part.kind == "safe":
        if parts.safe_harbor is None and part.blocks:
            parts.safe_harbor = Section(part.title, _text(document, part))
    elif part.title is not None:
        parts.abouts.append(Section(part.title, _text(document, part)))
        parts.about_blocks.extend(part.blocks)


def _text(document: Document, part: _Open) -> Said[str]:
    """The paragraphs of a part, parted by empty lines."""
    if not part.blocks:
        end = part.title.end if part.title is not None else 0
        return Said("", end, end)
    words = "\n\n".join(block.text for block in part.blocks)
    return Said(words, part.blocks[0].start, part.blocks[-1].end)


def _pieces(block: Block) -> Iterator[Block]:
    """A block, cut before each of its lines that begins a standing part, and without the lines
    that are no part of a release."""
    if "\n" not in block.text:
        yield from _run_together(block)
        return
    start = block.start
    for line in block.lines():
        is_cut = line.start > start and line.text and _begins(block.part(line.start, line.end))
        if is_cut or is_furniture(line.text):
            yield block.part(start, line.start)
            start = line.start if is_cut else line.end
    yield block.part(start, block.end)


def _run_together(block: Block) -> Iterator[Block]:
    """Several “About …” texts in one paragraph, where it begins with one."""
    length = about_title(block)
    start = block.start
    if length is not None and length < len(block.text):
        for place in _NEXT_ABOUT.finditer(block.text, length):
            at = block.start + place.end()
            if about_title(block.part(at, min(at + 400, block.end))) is not None:
                yield block.part(start, at)
                start = at
    yield block.part(start, block.end)


def _begins(line: Block) -> bool:
    return about_title(line) is not None or safe_harbor_title(line) is not None


def _is_title(piece: Block) -> bool:
    """A heading, by mark-up or by looks: short, in bold or capitals or title case, no sentence."""
    text = piece.text
    if piece.kind is Kind.HEADING:
        return True
    if piece.kind is not Kind.PARAGRAPH or "\n" in text or len(text) > _LONGEST_TITLE:
        return False
    words = text.split()
    if (
        len(words) > _MOST_TITLE_WORDS
        or text[-1:] in _ENDS
        or re.search(r"www\.|://|@|\d{3}", text)
    ):
        return False
    is_bold = any(m.tag == "strong" and m.end - m.start >= len(text) - 1 for m in piece.marks)
    large = sum(word[:1].isupper() for word in words)
    return is_bold or large * 2 > len(words)
