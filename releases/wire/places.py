"""The places of a dateline, each with its state or country as printed."""

import re
from collections.abc import Iterator

from releases.wire.document import Said, collapsed
from releases.wire.regions import WITH_AND, is_region

_EDGES = " \t\n,;:/|&.-–—‒•*·"
_JOINT = re.compile(
    r"\s*,?\s*(?:\b(?:and|AND|et|ET|und|UND|och|og|en|y)\b(?=\s)|[&/;|、]|\s[-–—]\s)\s*"
    r"|(?<=[\u4e00-\u9fff])[和及與与](?=[\u4e00-\u9fff])"
)
_BEFORE_PLACES = re.compile(r"-{2,}\s*|\s[–—]\s|[•\n]\s*|\S[-–—]{2}\s+")
_COMMA = re.compile(r"\s*[,，،]\s*")
_ARTICLE = re.compile(r"[\s,](?:le|den|the|am|der|el|il)$", re.IGNORECASE)  # before a date
_HEBREW_AND = re.compile(r"(?<=[\u0590-\u05ff])\s(?=ו)")
_WORD = re.compile(r"\S+")
_CAPITALS = re.compile(
    r"(?:(?<=[a-zà-ÿ.!?:)])|\b)[A-ZÀ-ÝŁŞ][A-ZÀ-ÝŁŞ.'’-]+(?:\s[A-ZÀ-ÝŁŞ][A-ZÀ-ÝŁŞ.'’-]+)*"
)
_IN_BRACKETS = re.compile(r"\s\(([A-ZÀ-Ý][^()]{1,30})\)")  # “Lyon (France)”
_LONGEST = 60
_MOST_WORDS = 6
_SMALL = frozenset(
    "of the de da do dos del della di du la le les los las el al am an der den die im in sur sous "
    "et und och og en lès près upon on under am bei ob st saint and e i y na aan op het ter".split()
)
# Words in capitals that come before a dateline and are no part of a place.
_NO_CITY = frozenset(
    "ET EST EDT CT CST CDT MT PT PST PDT CET CEST GMT BST UTC AM PM FDA USA NASDAQ NYSE TSX CEO "
    "RELEASE NEWS INFORMATION IMMEDIATE FOR PRESS".split()
)


def places_in(text: str, start: int, end: int) -> list[Said[str]] | None:
    """The places that ``text`` names between two of its characters, in order: what stands before
    the date or the wire's mark. None where that is no list of places."""
    start, end = _trimmed(text, start, end)
    if start == end:
        return []
    start = _after_what_is_glued(text, start, end)
    found: list[Said[str]] = []
    for first, last in _groups(text, start, end):
        for one in _cities(text, first, last):
            if not _looks_like_a_place(one.value):
                return None
            found.append(one)
    return found


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _EDGES + '"“”(（':
        start += 1
    while start < end and text[end - 1] in ' \t\n,;:/|&-–—‒•*·("“”':
        end -= 1
    if article := _ARTICLE.search(text, max(start, end - 6), end):
        return _trimmed(text, start, article.start())
    return start, end


def _after_what_is_glued(text: str, start: int, end: int) -> int:
    """Subheads and legends may stand on the same line: where the places begin."""
    for dash in reversed(list(_BEFORE_PLACES.finditer(text, start, end))):
        rest = text[dash.end() : end]
        if rest.strip(_EDGES) and places_like(rest):
            return dash.end() + len(rest) - len(rest.lstrip(_EDGES))
    if end - start <= _LONGEST and places_like(text[start:end]):
        return start
    return _city_in_capitals(text, start, end)


def places_like(text: str) -> bool:
    """Whether ``text`` may be a list of places and nothing else."""
    text = _IN_BRACKETS.sub(r", \1", text)
    words = _WORD.findall(text.strip(_EDGES))
    if not words or len(words) > 4 * _MOST_WORDS or re.search(r"\d|[!?%$“”\"()]", text):
        return False
    return all(
        word[:1].isupper()
        or not word[:1].isalpha()
        or word.strip(",.").lower() in _SMALL
        or not word[:1].islower()
        for word in words
    ) and not re.search(r"[a-z]{5,}\.\s", text)


def _city_in_capitals(text: str, start: int, end: int) -> int:
    """Where the last run of words in capitals begins that leads to the end by way of a region."""
    tail = max(start, end - 160)
    for found in _CAPITALS.finditer(text, tail, end):
        first = found.start()
        for word in _WORD.finditer(found[0]):
            if word[0].strip(".,") in _NO_CITY:
                first = found.start() + word.end() + 1
            else:
                break
        if first < found.end() and places_like(text[first:end]):
            return first
    return start


def _groups(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Ranges parted by “and”, “&”, “/”, “;”."""
    place = start
    for joint in _joints(text, start, end):
        if joint.start() > place:
            yield place, joint.start()
        place = joint.end()
    if place < end:
        yield place, end


def _joints(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    lower = text[start:end].lower()
    kept = [
        (start + at, start + at + len(name)) for name in WITH_AND if (at := lower.find(name)) >= 0
    ]
    pattern = _HEBREW_AND if re.search(r"[\u0590-\u05ff]", text[start:end]) else _JOINT
    for joint in pattern.finditer(text, start, end):
        if not any(first <= joint.start() < last for first, last in kept):
            yield joint


def _cities(text: str, start: int, end: int) -> Iterator[Said[str]]:
    """Of a range without “and”: a city with its regions, or several cities."""
    first: int | None = None
    last = start
    for one, beyond in _between_commas(text, start, end):
        name = text[one:beyond]
        if first is None:
            first = one
        elif _is_another_city(name):
            yield _said(text, first, last)
            first = one
        last = beyond
    if first is not None:
        yield _said(text, first, last)


def _between_commas(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    place = start
    for comma in _COMMA.finditer(text, start, end):
        if comma.start() > place:
            yield place, comma.start()
        place = comma.end()
    if place < end:
        yield place, end


def _is_another_city(name: str) -> bool:
    """In capitals, and no state or country: “LONDON, PARIS”."""
    return name.isupper() and len(name) > 2 and not is_region(name)


def _said(text: str, start: int, end: int) -> Said[str]:
    if text[start] == "ו" and start and text[start - 1] == " ":
        start += 1  # Hebrew “and” is the first letter of what it joins
    value = re.sub(r"\s,", ",", collapsed(text[start:end]))
    return Said(value, start, end)


def _looks_like_a_place(name: str) -> bool:
    name = _IN_BRACKETS.sub(r", \1", name)
    words = name.split()
    return (
        0 < len(words) <= 2 * _MOST_WORDS
        and len(name) <= _LONGEST
        and not re.search(r"\d|[!?%$“”\"()@:]", name)
        and not words[0][:1].islower()
        and sum(w[:1].islower() and w.strip(",.").lower() not in _SMALL for w in words) == 0
    )
