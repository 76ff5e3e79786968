"""Where a text speaks of facilities: by a place (“our Bergen plant”), or of several together.

Pure functions over text. What is read is plain: a noun for a facility and a name beside it. Whether
the name is that of a place, the text itself has to say elsewhere.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from releases.markup.passages import normalised
from releases.wire.regions import is_region

_NAME = r"[A-ZÀ-Þ][\w’'-]{1,30}(?:[ -](?:[a-z]{2,3}[ -])?[A-ZÀ-Þ][\w-]{1,30}){0,3}"
_ONE = (
    r"(?:[Ff]acility|[Pp]lant|[Ss]ite|[Cc]ampus|[Ff]actory|[Ll]aboratory|[Bb]uilding|"
    r"[Cc]ent(?:er|re)|[Hh]ub)"
)
_SEVERAL = r"(?:[Ff]acilities|[Pp]lants|[Ss]ites|[Ff]actories|[Ll]aboratories|[Bb]uildings)"
# Our new Bergen GMP facility: the name, and words that stand between it and the noun.
_BEFORE = re.compile(
    rf"(?<![\w-])(?P<name>{_NAME})(?: (?:[a-z][a-z-]{{1,20}}|c?GMP|R&D)){{0,3}} {_ONE}\b"
)
# A manufacturing facility in Bergen, Norway.
_AFTER = re.compile(
    rf"\b{_ONE}(?: [a-z][a-z-]{{1,15}}){{0,2}},? (?:in|at|near|outside) (?:the )?(?P<name>{_NAME})"
)
_LIST = re.compile(
    rf"\b{_SEVERAL}\b[^.;()\n]{{0,40}}?(?:[(:,] ?| )(?:in |at )?"
    rf"(?P<names>{_NAME}(?:, {_NAME}){{0,8}},? (?:and|&) {_NAME})"
)
_TOGETHER = re.compile(
    rf"\b(?:total|combined|aggregate|overall|together|{_SEVERAL.replace('(?:', '(?:all |', 1)})\b",
    re.IGNORECASE,
)
_PARTS = re.compile(r",? (?:and|&) |, ")
_AROUND, _MOST_PLACES = 250, 40  # characters around a name; places of it that are looked at
_SHORTEST_IN_CAPITALS = 5  # letters: GMP and CDMO are no places
# Words in capitals before a noun for a facility that name no place.
_NO_PLACE = frozenset(
    "the a an its our new their this that state-of-the-art gmp cgmp manufacturing production cell "
    "gene therapy research development commercial clinical good practice biologics drug company "
    "r&d multi-product world-class first second third main grand opening planned "
    "global advanced innovation technology medical cancer biotech center centre facility plant "
    "site campus office headquarters laboratory pilot plans opens".split()
)
_LEADING = re.compile(r"(?:The|Its|Our|New|Their|A|An|Of|In|At|With|Opens|Plans|Announces) ")


@dataclass(frozen=True)
class Mention:
    """Names of facilities that the text speaks of together, and where it does. Of one alone,
    ``is_by_name`` says that the name stands before the noun, where other things may stand too."""

    names: tuple[str, ...]
    start: int
    end: int
    is_by_name: bool = False


def lists_in(text: str) -> list[Mention]:
    """Where several facilities are named together, in order: “sites in Bergen, Oslo and Moss”."""
    found = []
    for match in _LIST.finditer(text):
        parts = [_bare(part) for part in _PARTS.split(match["names"])]
        names = tuple(dict.fromkeys(name for name in parts if _may_be_a_place(name)))
        if len(names) > 1:
            found.append(Mention(names, match.start(), match.end()))
    return found


def single_in(text: str) -> list[Mention]:
    """Where a facility is named with its place, in order; also where the name may be none."""
    found = []
    for pattern, is_by_name in ((_BEFORE, True), (_AFTER, False)):
        for match in pattern.finditer(text):
            name = _bare(match["name"])
            if _may_be_a_place(name):
                found.append(Mention((name,), match.start("name"), match.end(), is_by_name))
    return sorted(found, key=lambda mention: mention.start)


def is_together(sentence: str) -> bool:
    """Whether a sentence speaks of several facilities, or of a total."""
    return _TOGETHER.search(sentence) is not None


def is_a_place(name: str, around: str, datelines: Iterable[str]) -> bool:
    """Whether the text uses ``name`` as that of a place: in its dateline, or after “in”. Of the
    text, what stands around the name is looked at."""
    if any(key(name) == key(part) for line in datelines for part in line.split(",")):
        return True
    return bool(re.search(rf"\b(?:in|at|of|near|from) {re.escape(name)}\b", around))


def around(name: str, text: str) -> str:
    """What stands around ``name`` in ``text``, a line for each place, the first places alone."""
    found: list[str] = []
    place = text.find(name)
    while place >= 0 and len(found) < _MOST_PLACES:
        start, end = max(0, place - _AROUND), place + len(name) + _AROUND
        found.append(text[start:end])
        place = text.find(name, place + len(name))
    return "\n".join(found)


def other_name(name: str, places: Iterable[str], text: str) -> str | None:
    """Which of ``places`` it is that ``name`` is a part of: “Lysaker” of “Oslo’s Lysaker Park”, or
    of “the Lysaker Park in Oslo”. ``text`` is what stands around the name."""
    part, words = re.escape(name), r"(?: [A-ZÀ-Þ][\w-]{1,30}){0,3}"
    for place in places:
        if place not in text:
            continue
        city = re.escape(place)
        inside = rf"\b{city}(?:[’']s)?{words} {part}\b|\b{part}\b{words},? (?:of|in) {city}\b"
        beside = rf"\b{part} {_ONE} in {city}\b"
        if place != name and (re.search(inside, text) or re.search(beside, text)):
            return place
    return None


def key(name: str) -> str:
    """A name as it is compared."""
    return normalised(name).casefold().replace("'s", "").strip(" .,")


@lru_cache(maxsize=4096)
def alias_key(name: str) -> str:
    """As ``key``, kept: of names of facilities, which are short and asked about again and again."""
    return key(name)


def named_in(text: str, names: Iterable[str]) -> Iterator[str]:
    """Those of ``names`` that stand in ``text`` as whole words, whatever their capitals."""
    plain = normalised(text).casefold()
    for name in names:
        wanted = alias_key(name)
        if wanted in plain and re.search(rf"(?<!\w){re.escape(wanted)}(?!\w)", plain):
            yield name


def _bare(name: str) -> str:
    """Without words before and after it that are of the sentence."""
    name = re.sub(r"[’']s\b.*", "", name)
    while (shorter := _LEADING.sub("", name, count=1)) != name:
        name = shorter
    words = name.split()
    while words and words[0].casefold() in _NO_PLACE:
        words = words[1:]
    while words and words[-1].casefold() in _NO_PLACE:
        words = words[:-1]
    return " ".join(words)


def _may_be_a_place(name: str) -> bool:
    if not name or is_region(name) or key(name) in _NO_PLACE:
        return False
    return not (name.isupper() and len(name) < _SHORTEST_IN_CAPITALS)
