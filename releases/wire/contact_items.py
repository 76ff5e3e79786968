"""Lines of contact details as what stands in them: headings, names, titles, firms, numbers."""

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass, replace
from itertools import pairwise

from releases.wire.contact_headings import Heading, heading_in
from releases.wire.contact_labels import LABELS, Label, bare
from releases.wire.details import details_in
from releases.wire.document import Line, Mark
from releases.wire.people import DEGREES
from releases.wire.people_in_runs import Known, Part, Piece, pieces_in
from releases.wire.posts import is_of_a_region, names_a_firm


@dataclass(frozen=True, slots=True)
class Item:
    """``start`` and ``end`` in the document; ``line``: its number among the lines read; ``gap``:
    what stands between it and the item before it on the line."""

    part: Part
    text: str
    start: int
    end: int
    line: int
    gap: str = ""


_SPLIT = re.compile(r"\s[|•·–—-]\s|\s?[|•·;；]\s?|\s?/\s?(?=[A-ZÀ-Þ])|\t|\s—\s?|\s?，\s?|、")
_OR = re.compile(r"(?i)\W{0,3}(?:or|and/or|oder|ou|或)\W{0,3}")
_COMMA = re.compile(
    rf",\s(?!(?:Inc|Ltd|LLC|LLP|L\.?P|Corp|Co|PLC|plc|Limited|S\.?A|N\.?V|GmbH|AG|Incorporated|"
    rf"LP)\b|{DEGREES}(?:[\s,]|$))"
)


_ANNOUNCES = re.compile(r"[:：]\s?\Z|\b(?:contact|call|reach)\s?\Z")
_LED_BY_FIRM = re.compile(r"([^:：@]{2,60}?)\s?[:：]\s(?=[A-ZÀ-Þ])")
_REST_OF_ADDRESS = re.compile(r"[A-Z]{2}\b|\w{0,4}\d|[A-Z][a-z]+\.?(?:\s\d{4,6}\b.{0,20})?$")


def items_in(line: Line, number: int, known: Known, marks: tuple[Mark, ...] = ()) -> list[Item]:
    found = _in_line(line, number, known, marks)
    for place, (before, item) in enumerate(pairwise(found), 1):
        gap = line.text[before.end - line.start : max(item.start, before.end) - line.start]
        found[place] = replace(item, gap=gap)
    return found


def _in_line(line: Line, number: int, known: Known, marks: tuple[Mark, ...]) -> list[Item]:
    text, start = line.text, line.start
    if _OR.fullmatch(text):
        return [Item(Part.OR, text, start, line.end, number)]
    if headings := list(_over_others(line, number, known)):
        return headings
    found, place = list(_announced(line, number)), 0
    if found:
        place = found[-1].end - start
        found = [item for item in found if item.part is not Part.BREAK]
    rest = text[place:]
    for label, pattern in LABELS.items():
        if labelled := pattern.match(rest):
            return found + list(_labelled(label, line, place + labelled.end(), number, known))
    return found + list(_parts(Line(rest, start + place), number, known, marks))


def _announced(line: Line, number: int) -> Iterator[Item]:
    """The headings it begins with, and a BREAK where the last of them ends."""
    place = 0
    for _ in range(3):
        rest = line.text[place:]
        if not rest or any(pattern.match(rest) for pattern in LABELS.values()):
            break
        heading = heading_in(rest)
        if heading is None:
            break
        yield _heading(line, place, heading, number)
        if heading.firm:
            first, last = heading.firm
            yield from _named(line, place + first, place + last, number)
        place += heading.end
    if place:
        yield Item(Part.BREAK, "", line.start + place, line.start + place, number)


def _named(line: Line, first: int, last: int, number: int) -> Iterator[Item]:
    """The firm that a heading names; none where it says a part of the world, or a purpose."""
    text = line.text[first:last]
    if names_a_firm(text):
        yield _item(Part.FOR, line, first + (4 if text.startswith("the ") else 0), last, number)


def _over_others(line: Line, number: int, known: Known) -> Iterator[Item]:
    """A line that is the heading of those beneath it, by its colon (“Acme:”) or by what it says
    (“Outside Japan”)."""
    text = line.text.rstrip(" :：")
    has_colon = text != line.text
    if is_of_a_region(text):
        yield _item(Part.HEADING, line, 0, len(line.text), number)
    elif (
        has_colon
        and 1 < len(text) < _SHORT
        and heading_in(line.text) is None
        and not any(pattern.match(line.text) for pattern in LABELS.values())
        and not details_in(text)
        and bare(line.text, 0, len(line.text), is_before_detail=True, is_after_detail=False)[1]
        and [part for part, _, _ in pieces_in(text, known)] in _OVER
    ):
        yield _item(Part.HEADING, line, 0, len(line.text), number)
        yield from _named(line, 0, len(text), number)


def _heading(line: Line, place: int, heading: Heading, number: int) -> Item:
    text = line.text[place : place + heading.end]
    is_whole = heading.is_weak and text == line.text and not text.rstrip().endswith((":", "："))
    is_department = is_whole and " " in text.strip() and not heading.firm and len(text) < 60
    part = (
        Part.DEPARTMENT
        if is_department and pieces_in(text, Known())[0][0] is Part.DEPARTMENT
        else Part.HEADING
    )
    return _item(part, line, place, place + heading.end, number)


def _item(part: Part, line: Line, first: int, last: int, number: int) -> Item:
    text = line.text[first:last]
    first += len(text) - len(text.lstrip())
    text = text.strip()
    return Item(part, text, line.start + first, line.start + first + len(text), number)


_SHORT = 60  # characters of a heading
_OVER: tuple[list[Part], ...] = ([Part.FIRM], [Part.DEPARTMENT], [Part.REGION], [Part.OTHER])
_LABELLED = {Label.NAME: Part.NAME, Label.TITLE: Part.TITLE, Label.FIRM: Part.FIRM}


def _labelled(label: Label, line: Line, place: int, number: int, known: Known) -> Iterator[Item]:
    """What a label says the rest of its line is, whatever it looks like."""
    rest = Line(line.text[place:], line.start + place)
    items = list(_parts(rest, number, known, ()))
    if label is Label.OTHER:
        yield _item(Part.OTHER, line, 0, len(line.text), number)
        yield from (item for item in items if item.part is Part.EMAIL)
        return
    texts = [item for item in items if not is_detail(item)]
    is_person = label is not Label.NAME or not texts or texts[0].part is not Part.DEPARTMENT
    if texts and is_person:
        last = texts[0] if label is Label.NAME else texts[-1]
        first, end = texts[0].start - line.start, last.end - line.start
        yield _item(_LABELLED[label], line, first, end, number)
        texts = texts[:1] if label is Label.NAME else texts
    yield from (item for item in items if item not in texts)


_KINDS = {"phone": Part.PHONE, "email": Part.EMAIL, "fax": Part.OTHER, "site": Part.OTHER}


def _parts(line: Line, number: int, known: Known, marks: tuple[Mark, ...]) -> Iterator[Item]:
    """What stands in a line, its heading taken away: details, and between them words."""
    details = details_in(line.text, known.words)
    mails = frozenset(detail.value for detail in details if detail.kind == "email")
    known = replace(known, mails=mails)
    place = 0
    for detail in details:
        yield from _words(line, place, detail.start, number, known)
        yield Item(
            _KINDS[detail.kind],
            detail.value,
            line.start + detail.start,
            line.start + detail.end,
            number,
        )
        place = detail.end
    yield from _words(line, place, len(line.text), number, known)
    if not any(detail.kind == "email" for detail in details):
        for mark in marks:
            address = re.fullmatch(r"mailto:\s?([^?\s]{3,80}@[^?\s]{3,80})(?:\?.*)?", mark.href)
            if address and line.start <= mark.start < line.end:
                yield Item(Part.EMAIL, address[1], mark.start, mark.end, number)


def _words(line: Line, first: int, last: int, number: int, known: Known) -> Iterator[Item]:
    """Names, titles and firms between two details."""
    text = line.text[first:last]
    has_detail_after = last < len(line.text)
    place = 0
    for split in [*_SPLIT.finditer(text), None]:
        end = split.start() if split else len(text)
        begin, end = bare(
            text, place, end, is_before_detail=has_detail_after, is_after_detail=first > 0
        )
        if begin < end:
            yield from _segments(line, first + begin, first + end, number, known)
        if split:
            if re.search("[;；]", split[0]) and re.search(r"[^\W\d_]{3}", text[split.end() :]):
                yield Item(
                    Part.OR,
                    ";",
                    line.start + first + split.start(),
                    line.start + first + split.end(),
                    number,
                )
            place = split.end()


def _segments(line: Line, first: int, last: int, number: int, known: Known) -> Iterator[Item]:
    """The pieces of what commas part; departments and regions after a title belong to it."""
    text = line.text[first:last]
    found: list[Item] = []
    if first and (heading := heading_in(text)) and _ANNOUNCES.search(text[: heading.end]):
        yield _item(Part.HEADING, line, first, first + heading.end, number)
        first += heading.end
        text = text[heading.end :]
    elif (led := _LED_BY_FIRM.match(text)) and _is_firm_alone(led[1], known):
        yield _item(Part.HEADING, line, first, first + led.end(), number)
        yield from _named(line, first, first + led.end(1), number)
        first += led.end()
        text = text[led.end() :]
    place = 0
    for comma in [*_COMMA.finditer(text), None]:
        end = comma.start() if comma else len(text)
        for piece in pieces_in(text[place:end], known):
            _add(found, piece, line, first + place, number)
        place = comma.end() if comma else end
    yield from found


def _is_firm_alone(text: str, known: Known) -> bool:
    return names_a_firm(text) and [part for part, _, _ in pieces_in(text, known)] == [Part.FIRM]


def _add(found: list[Item], piece: Piece, line: Line, offset: int, number: int) -> None:
    part, start, end = piece
    item = _item(part, line, offset + start, offset + end, number)
    if (
        found
        and found[-1].part is Part.TITLE
        and part in (Part.DEPARTMENT, Part.TITLE, Part.REGION)
    ):
        last = found.pop()
        item = _item(Part.TITLE, line, last.start - line.start, item.end - line.start, number)
    elif (
        part is Part.OTHER
        and found
        and found[-1].part is Part.FIRM
        and _REST_OF_ADDRESS.match(item.text)
    ):
        found.pop()  # the town before it
    elif found and part is Part.DEPARTMENT and found[-1].part in (Part.NAME, Part.UNSURE):
        item = Item(Part.TITLE, item.text, item.start, item.end, number)
    if item.text:
        found.append(item)


def is_detail(item: Item) -> bool:
    return item.part in (Part.PHONE, Part.EMAIL)


def mails_in(items: list[Item]) -> Set[str]:
    return {item.text for item in items if item.part is Part.EMAIL}
