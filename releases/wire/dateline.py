"""The dateline: places, date and wire at the head of the first paragraph.

“SHANGHAI, China and CUPERTINO, Calif., Sept. 22, 2017 (GLOBE NEWSWIRE) --”; Business Wire prints
no date, other wires print it before their mark or after it, a company's own copy has no mark.
"""

import re
from dataclasses import dataclass

from releases.wire.dates import Dated, date_at, dates_in
from releases.wire.document import Block, Document, Kind, Said
from releases.wire.places import places_in, places_like
from releases.wire.regions import is_region
from releases.wire.wires import WireMark, mark_in

_HEAD = 700  # characters of a block in which its dateline ends, subheads glued to it included
_MOST_BLOCKS = 80
_SHORTEST_PARAGRAPH = 120
_MOST_CITY_WORDS = 4
_SEPARATORS = re.compile(r"[\s\-–—‒―:|/•]*")
_TIME = re.compile(
    r"\d{1,2}[:.h]\d\d\s?(?:[ap]\.?m\.?)?(?:\s?[A-Z]{2,5}|\sUhr)?\s?[-–—|:/]+\s*", re.IGNORECASE
)
_TAGS = re.compile(r"(?:[#$][A-Za-z][\w.]{0,30}(?:\s*[-–—]{1,2}\s*|\s+|(?=[A-Z])))+")
_AFTER_DATE = re.compile(
    r"\)?\s?(?:電|电|讯|訊)?\s?[,，]?\s?(?P<time>\(?(?:at\s)?\d{1,2}(?:[:.h]\d\d|\s?h(?=\W))?\s?(?:[ap]\.?m\.?)?"
    r"(?:\s?(?:[A-Z]{2,5}|Uhr|heures))?"
    r"(?:\s?/\s?\d{1,2}[:.h]\d\d\s?(?:[ap]\.?m\.?\s?)?[A-Z]{2,5})*\)?)?"
    r"(?:[;,]\s(?:regulated|inside) information[\w\s–-]{0,40}?)?"
    r"\s?[,.;]?\s?(?P<sep>$|\n|(?<=\.)\s(?=[A-ZÀ-Ý])|[-–—‒―/:|(]+)",
    re.IGNORECASE,
)
_LEGEND = re.compile(
    r"(?:for immediate (?:release|distribution)|(?:press|news|media) release"
    r"|(?:regulated|inside) information"
    r"|communiqué de presse|pressemitteilung|medienmitteilung|ad[- ]hoc(?:[\s-](?:announcement|"
    r"mitteilung))?|新闻稿|新聞稿)[\s:.–—-]*",
    re.IGNORECASE,
)
_NO_DATE = re.compile(r"(?P<place>[A-ZÀ-Ý][\w.'’ ,&À-ÿ-]{1,70}?)\s?(?:--+|[–—])\s?(?=[A-Z\"“«])")


@dataclass(frozen=True)
class Dateline:
    """``start`` to ``end`` is the dateline with the separator behind it; the lead begins at
    ``end``, which is the end of its block where nothing follows there."""

    places: tuple[Said[str], ...]
    date: Said[str] | None  # ISO
    wire: Said[str] | None
    start: int
    end: int
    block: int  # its number in the document


def dateline_in(document: Document, begin: int = 0) -> Dateline | None:
    """The dateline of a release, looked for from block ``begin`` on: one with a wire's mark before
    any other; then a place with a date; then a place alone, or a date."""
    numbered = list(enumerate(document.blocks))[begin : begin + _MOST_BLOCKS]
    numbered = [(n, block) for n, block in numbered if block.kind is not Kind.ROW]
    bare: Dateline | None = None
    for number, block in numbered:
        found = _with_wire(block, number)
        if found is not None and (found.places or found.date):
            return found
        bare = bare or found
    if bare is not None and bare.end >= document.blocks[bare.block].end:
        return _placed(numbered, bare)
    return _without_wire(numbered) or bare


def _placed(numbered: list[tuple[int, Block]], bare: Dateline) -> Dateline:
    """A wire's mark that stands alone: the places may stand at the head of what follows."""
    after = [(n, block) for n, block in numbered if n > bare.block][:3]
    found = next(filter(None, (_place_and_date(block, n) for n, block in after)), None)
    if found is None:
        return bare
    return Dateline(found.places, found.date, bare.wire, bare.start, found.end, found.block)


def _without_wire(numbered: list[tuple[int, Block]]) -> Dateline | None:
    for read in (_place_and_date, _place_alone, _date_alone):
        for number, block in numbered:
            found = read(block, number)
            if found is not None:
                return found
    return None


def _with_wire(block: Block, number: int) -> Dateline | None:
    head = block.text[:_HEAD]
    mark = mark_in(head)
    if mark is None:
        return None
    dated = _date_before(head, mark)
    end_of_places = dated.start if dated else mark.start
    after = _after(head, mark.end)
    if dated is None:
        dated = next(iter(_moved(dates_in(_mark_text(head, mark)), mark.start)), None)
    again, after = _date_after(head, after)
    dated = dated or again
    places = places_in(head, _after_legends(head), end_of_places)
    if places is None:
        return None
    if not places:
        places, after = _places_behind(head, after)
    return _dateline(block, number, places, dated, mark, block.start + after)


def _places_behind(head: str, after: int) -> tuple[list[Said[str]], int]:
    """Places that follow the date or the mark: “October 2, 2023 – TORONTO – The company …”."""
    found = _NO_DATE.match(head, after)
    if found is None or not _is_place(found["place"]):
        return [], after
    places = places_in(head, after, found.end("place")) or []
    return places, _after(head, found.end("place")) if places else after


def _date_before(head: str, mark: WireMark) -> Dated | None:
    """The date right before the mark; of one printed twice, the first."""
    found = [each for each in dates_in(head[: mark.start]) if mark.start - each.end < 60]
    if not found:
        return None
    between = head[found[-1].end : mark.start]
    if len(found) == 1 and re.search(r"[a-z]{4,}", between):
        return None
    return found[0] if len(found) > 1 and found[0].date == found[-1].date else found[-1]


def _moved(found: list[Dated], by: int) -> list[Dated]:
    return [Dated(each.date, each.start + by, each.end + by) for each in found]


def _mark_text(head: str, mark: WireMark) -> str:
    """“(Newsfile Corp. - June 9, 2021)”: some wires print the date within their mark."""
    return head[mark.start : mark.end]


def _after_legends(head: str) -> int:
    """Where what is said begins, after “FOR IMMEDIATE RELEASE” and its like."""
    place = 0
    while legend := _LEGEND.match(head, place):
        place = legend.end()
    return place


def _after(head: str, place: int) -> int:
    separators = _SEPARATORS.match(head, place)
    place = separators.end() if separators else place
    if time := _TIME.match(head, place):
        place = time.end()
    tags = _TAGS.match(head, place)
    return tags.end() if tags else place


def _date_after(head: str, place: int) -> tuple[Dated | None, int]:
    """A date that follows the mark, “/PRNewswire/ -- Jan. 5, 2024 --”, and where the lead begins;
    a lead that begins with a date is none."""
    found = date_at(head, place)
    if found is None:
        return None, place
    day, end = found
    separator = re.match(r"\s?(?:[-–—/|]+|$)\s*", head[end:])
    if separator is None:
        return None, place
    return Dated(day, place, end), end + separator.end()


def _place_and_date(block: Block, number: int) -> Dateline | None:
    head = block.text[:300]
    begin = _after_legends(head)
    for dated in dates_in(head)[:1]:
        after = _AFTER_DATE.match(head, dated.end)
        between = head[begin : dated.start]
        if after is None or not between.strip(" ,-–—:|") or not _may_be_places(between):
            return None
        places = places_in(head, begin, dated.start)
        if places:
            end = block.start + _after(head, after.start("sep"))
            return _dateline(block, number, places, dated, None, end)
    return None


def _may_be_places(text: str) -> bool:
    plain = text.strip(" ,-–—:|(")
    return (
        len(plain) <= 100 and places_like(plain) and not re.search(r"\b(?:on|from|dated)\b", plain)
    )


def _place_alone(block: Block, number: int) -> Dateline | None:
    """“NORTON, Mass. -- The company …”."""
    if len(block.text) < _SHORTEST_PARAGRAPH:
        return None
    places, after = _places_behind(block.text[:160], 0)
    if not places:
        return None
    return _dateline(block, number, places, None, None, block.start + after)


def _is_place(words: str) -> bool:
    """A city in capitals, or one with a state or a country that is one."""
    city, *regions = (each.strip() for each in words.strip(" ,").split(","))
    if regions:
        return all(map(is_region, regions)) and len(city.split()) <= _MOST_CITY_WORDS
    is_large = city.isupper() and len(city) > 2 and len(city.split()) <= _MOST_CITY_WORDS
    return is_large and re.search(r"[^A-ZÀ-Ý .'’-]", city) is None


def _date_alone(block: Block, number: int) -> Dateline | None:
    """A line that has a date and nothing else, but a legend before it and a time behind it."""
    head = block.text[:200]
    begin = _after_legends(head)
    found = date_at(head, begin)
    if found is None:
        return None
    day, end = found
    after = _AFTER_DATE.match(head, end)
    if after is None:
        return None
    places, rest = _places_behind(head, _after(head, after.start("sep")))
    return _dateline(block, number, places, Dated(day, begin, end), None, block.start + rest)


def _dateline(
    block: Block,
    number: int,
    places: list[Said[str]],
    dated: Dated | None,
    mark: WireMark | None,
    end: int,
) -> Dateline:
    at = block.start
    said = tuple(Said(each.value, at + each.start, at + each.end) for each in places)
    day = Said(dated.date.isoformat(), at + dated.start, at + dated.end) if dated else None
    wire = Said(mark.name, at + mark.start, at + mark.end) if mark else None
    starts = [each.start for each in (*said, day, wire) if each is not None]
    return Dateline(said, day, wire, min(starts, default=at), end, number)
