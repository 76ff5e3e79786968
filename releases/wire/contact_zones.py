"""Where contact details stand: under a heading, in a sentence that says whom to call, or bare."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from releases.wire.contact_bare import bare_contacts
from releases.wire.contact_headings import Heading, begins_inside, heading_in
from releases.wire.contact_labels import LABELS
from releases.wire.contact_signs import (
    MAY_HOLD_NUMBERS,
    NO_NUMBERS,
    PROSE,
    holds_numbers,
    is_no_detail,
    is_tail,
    lines_within,
)
from releases.wire.document import Block, Document, Kind, Line
from releases.wire.people import SURE, likeness
from releases.wire.people_in_runs import known_from
from releases.wire.posts import closes_as_firm, is_department

_AT_THE_TOP = 25  # blocks
_AT_THE_END = 250
_ZONE = 40  # blocks: no release names more contacts
_WITHOUT = 7  # blocks that may pass before the first number
_SENTENCE = 700  # characters of a paragraph that says whom to call
_BARE_AT_THE_TOP = 12  # blocks
_BARE_AT_THE_END = 30
_ABOVE = 3  # lines


def contact_blocks(document: Document, language: str = "en") -> list[int]:
    """The numbers of the blocks that are contact details or their headings, wherever they stand.
    A block that is so in part only is left out: see ``contact_parts``."""
    return [
        document.block_at(part.start)
        for part in contact_parts(document, language)
        if len(part.text) == len(document.blocks[document.block_at(part.start)].text)
    ]


def contact_start(block: Block) -> int | None:
    """Where in the document contact details begin in a block that begins as something else."""
    if not MAY_HOLD_NUMBERS.search(block.text[-_SENTENCE:]):
        return None
    for line in lines_within(block)[1:][-_ZONE:]:
        if _heading(line.text) and _are_details(block.text[line.start - block.start :]):
            return line.start
    place = begins_inside(block.text)
    if place is None or not _are_details(block.text[place:]):
        return None
    return block.start + place


def _are_details(text: str) -> bool:
    return len(text) <= _SENTENCE and not NO_NUMBERS.search(text) and holds_numbers(text)


def contact_parts(document: Document, language: str = "en") -> list[Block]:
    """The contact details, as blocks or the parts of blocks that hold them, in order."""
    del language  # headings are known in all languages: releases mix them
    blocks = document.blocks
    parts: dict[int, Block] = {}
    number = 0
    while number < len(blocks):
        is_near = number < _AT_THE_TOP or number >= len(blocks) - _AT_THE_END
        start = _announced(blocks[number]) if is_near else None
        zone = list(_zone(blocks, number, start)) if start is not None else []
        if zone and number and _is_whose(blocks[number - 1].text):
            parts[number - 1] = blocks[number - 1]
        parts.update(zone)
        number = zone[-1][0] + 1 if zone else number + 1
    known = known_from(document)
    for run in _bare_runs(blocks, parts):
        parts.update(bare_contacts(blocks, run, known))
    return [parts[number] for number in sorted(parts)]


def _is_post(lines: list[Line], number: int) -> bool:
    """Whether what a line announces begins above it: “Jane Roe”, “Investor Relations”."""
    above = lines[:number]
    if number == 1 and closes_as_firm(above[0].text.strip()):
        return True  # “Acme Foundation”, “Contact: Jane Roe”
    is_named = 0 < number <= _ABOVE and not any(is_no_detail(line.text) for line in above)
    return is_named and is_department(lines[number].text) and lines[number].text[-1:] != ":"


def _heading(line: str) -> Heading | None:
    """The heading of a line that is no label of a detail, such as “Company: Acme”."""
    heading = heading_in(line)
    is_label = heading and heading.is_weak and any(one.match(line) for one in LABELS.values())
    return None if is_label else heading


def _is_whose(text: str) -> bool:
    """Whether it is “For Acme:”, which says whose contacts those beneath are."""
    heading = heading_in(text) if text[:4] in ("For ", "Pour", "Für ") else None
    return bool(heading and heading.firm and heading.end >= len(text.rstrip()))


def _announced(block: Block) -> int | None:
    """Where in the document contact details are announced in the block."""
    if block.kind is Kind.RULE or len(block.text) > 12 * PROSE:
        return None
    lines = lines_within(block)
    for number, line in enumerate(lines):
        heading = _heading(line.text)
        if heading is None or (
            heading.firm and re.match(r"(?i)(?:for|pour|für|at|on) ", line.text)
        ):
            continue
        rest = line.text[heading.end :]
        if len(rest) < PROSE or holds_numbers(rest[:PROSE]):
            return block.start if _is_post(lines, number) else line.start
    return contact_start(block)


def _zone(blocks: Sequence[Block], first: int, start: int) -> Iterator[tuple[int, Block]]:
    """What belongs to the heading at ``start``, up to the last line with a number in it."""
    held: list[tuple[int, Block]] = []
    has_numbers = False
    for number in range(first, min(first + _ZONE, len(blocks))):
        block = blocks[number]
        begin = start if number == first else block.start
        end = _usable(block, begin, is_first=number == first, has_numbers=has_numbers)
        part = block.part(begin, end)
        if not part.text and block.kind is not Kind.RULE:
            break
        if part.text:
            held.append((number, part))
        if holds_numbers(part.text) or _links_to_mail(part):
            yield from held
            held, has_numbers = [], True
        elif has_numbers and is_tail(part.text):
            yield from held
            held = []
        if end < block.end or (not has_numbers and number - first >= _WITHOUT):
            break
    if not has_numbers:
        yield from _named_alone(held)


def _named_alone(held: list[tuple[int, Block]]) -> Iterator[tuple[int, Block]]:
    """A heading with a name and no number, as where the page hides its addresses."""
    text = "\n".join(part.text for _, part in held[:2])
    heading = heading_in(text.split("\n")[0])
    if heading is None or heading.is_weak or len(text) > PROSE:
        return
    rest = text[heading.end :].strip().split("\n")[0]
    if likeness(re.split(r",|\s[–|-]\s", rest)[0], frozenset(), frozenset()) >= SURE:
        yield from held[: 1 if text[heading.end : len(held[0][1].text)].strip() else 2]


def _usable(block: Block, begin: int, *, is_first: bool, has_numbers: bool) -> int:
    """Up to where the block may be contact details."""
    if block.kind is Kind.RULE:
        return block.start if has_numbers else block.end
    if block.kind is Kind.HEADING and not is_first and heading_in(block.text) is None:
        return block.start
    for line in lines_within(block):
        if line.end <= begin or (is_first and line.start <= begin):
            continue
        if is_no_detail(line.text):
            return line.start
    return block.end


def _links_to_mail(block: Block) -> bool:
    return any(mark.href.startswith("mailto:") and "@" in mark.href for mark in block.marks)


def _bare_runs(blocks: Sequence[Block], parts: dict[int, Block]) -> Iterator[list[int]]:
    """Short blocks one after the other, near the beginning or the end, under no heading."""
    top = range(min(_BARE_AT_THE_TOP, len(blocks)))
    end = range(max(len(blocks) - _BARE_AT_THE_END, len(top)), len(blocks))
    run: list[int] = []
    for number in chain(top, end):
        block = blocks[number]
        is_short = block.kind is not Kind.RULE and block.kind is not Kind.HEADING
        is_short = is_short and len(block.text) < 2 * PROSE and number not in parts
        is_short = is_short and contact_start(block) is None
        if is_short and not any(
            is_no_detail(line.text) or len(line.text) > PROSE // 2 for line in lines_within(block)
        ):
            run.append(number)
            continue
        yield run
        run = []
    yield run
