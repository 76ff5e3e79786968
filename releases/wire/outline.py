"""A release in its parts, before anything in them is read."""

from collections.abc import Iterator
from dataclasses import dataclass

from releases.wire.contacts import contact_blocks, contact_parts, contact_start
from releases.wire.corrections import Correction, correction_in
from releases.wire.dateline import Dateline, dateline_in
from releases.wire.document import Block, Document, Kind, Said
from releases.wire.findings import Section
from releases.wire.furniture import is_furniture, is_legend
from releases.wire.language import language_of
from releases.wire.preamble import is_prose, preamble_of
from releases.wire.sections import parts_of

_SHORTEST_LEAD = 90  # characters, where no dateline says which paragraph is the lead


@dataclass(frozen=True)
class Outline:
    """``body`` are the blocks from the lead on, up to the standing parts and after them; ``notes``
    are its footnotes."""

    language: str
    headline: Said[str] | None
    subheadlines: tuple[Said[str], ...]
    dateline: Dateline | None
    lead: Said[str] | None
    body: tuple[Block, ...]
    notes: tuple[Block, ...]
    abouts: tuple[Section, ...]
    about_blocks: tuple[Block, ...]
    safe_harbor: Section | None
    contact_blocks: tuple[Block, ...]
    correction: Correction | None


def outline_of(document: Document) -> Outline:
    """The parts of the release that ``document`` holds."""
    language = language_of(document.text)
    contacts = frozenset(contact_blocks(document, language))
    correction = correction_in(document, language)
    dateline = dateline_in(document)
    begins = dateline.start if dateline is not None else _first_prose(document, contacts)
    note = _note(correction)
    preamble = preamble_of(document, begins, contacts, note)
    start = _lead_start(document, dateline, correction, begins, preamble.headline)
    parts = parts_of(document, _after(document, start, contacts))
    body = tuple(parts.body)
    return Outline(
        language=language,
        headline=preamble.headline,
        subheadlines=preamble.subheadlines,
        dateline=dateline,
        lead=_lead(body),
        body=body,
        notes=tuple(parts.notes),
        abouts=tuple(parts.abouts),
        about_blocks=tuple(parts.about_blocks),
        safe_harbor=parts.safe_harbor,
        contact_blocks=tuple(contact_parts(document, language)),
        correction=correction,
    )


def _first_prose(document: Document, contacts: frozenset[int]) -> int:
    """Where a release without a dateline begins: with its first paragraph."""
    for number, block in enumerate(document.blocks[1:], start=1):
        is_text = is_prose(block, _SHORTEST_LEAD) and block.text.endswith(".")
        if number not in contacts and is_text and not is_legend(block.text):
            return block.start
    return document.blocks[1].start if len(document.blocks) > 1 else len(document.text)


def _note(correction: Correction | None) -> range:
    if correction is None or correction.note is None:
        return range(0)
    return range(correction.note.start, correction.note.end)


def _lead_start(
    document: Document,
    dateline: Dateline | None,
    correction: Correction | None,
    begins: int,
    headline: Said[str] | None,
) -> int:
    """Where the lead begins: after the dateline; of a release that replaces another one, after the
    note and the headline that it repeats, and after its own dateline."""
    start = dateline.end if dateline is not None else begins
    if correction is None or correction.begins <= start:
        return start
    first = document.block_at(correction.begins)
    again = dateline_in(document, first)
    if again is not None and again.places and again.start >= correction.begins:
        return again.end
    for block in document.blocks[first:]:
        if block.end > correction.begins and is_prose(block):
            return max(block.start, correction.begins)
    return start


def _after(document: Document, start: int, contacts: frozenset[int]) -> Iterator[Block | None]:
    """The blocks from ``start`` on, None for those of contacts; the release printed once more
    behind them is not read again."""
    for number, block in enumerate(document.blocks):
        if block.end < start or (block.end == start and block.text):
            continue
        if number in contacts:
            yield None
            continue
        own = block if block.start >= start else block.part(start, block.end)
        details = contact_start(own) if own.kind is not Kind.RULE else None
        if details is not None and details > own.start:
            yield own.part(own.start, details)
            yield None
        else:
            yield own


def _lead(body: tuple[Block, ...]) -> Said[str] | None:
    for block in body:
        if block.kind in (Kind.PARAGRAPH, Kind.ITEM) and not is_furniture(block.text):
            return Said(" ".join(block.text.split()), block.start, block.end)
    return None
