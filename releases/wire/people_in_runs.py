"""Words without commas in contact details: a name, a title, a firm, or several of them run "
"together."""

import re
from collections.abc import Set
from dataclasses import dataclass
from enum import StrEnum

from releases.wire.document import Document
from releases.wire.people import SURE, likeness, name_in
from releases.wire.posts import (
    closes_as_firm,
    is_address,
    is_department,
    is_firm,
    is_region,
    is_title,
    title_begins,
)


class Part(StrEnum):
    HEADING = "heading"
    FOR = "for"  # the firm that a heading names
    NAME = "name"
    UNSURE = "unsure"  # a person's name, or a firm's that looks like one
    TITLE = "title"
    DEPARTMENT = "department"
    REGION = "region"
    FIRM = "firm"
    BOTH = "both"  # the firm of two people: “both of Acme”
    PHONE = "phone"
    EMAIL = "email"
    OR = "or"
    BREAK = "break"
    OTHER = "other"  # an address, a site


Piece = tuple[Part, int, int]  # where in the words it begins and ends


@dataclass(frozen=True)
class Known:
    """What the release says elsewhere, in small letters: its words, the firms that it names; and
    the addresses on the line that is read."""

    words: Set[str] = frozenset()
    firms: Set[str] = frozenset()
    mails: Set[str] = frozenset()


_FIRM_ENDS = re.compile(
    r"\b(?:Inc\.?|Corp\.?|Ltd\.?|LLC|LLP|L\.P\.|plc|PLC|GmbH|AG|Limited)\s(?=[A-ZÀ-Þ])"
)
_WORKS_AT = re.compile(r"\s(?:of|for|at|from|bei|von|chez|de)\s(?=[A-ZÀ-Þ0-9])")
_OF_FIRM = re.compile(
    r"(?i:relations?\s(?:avec\sles\s)?(?:publiques|presse|médias|médiatiques|investisseurs)"
    r"|service\sde\spresse|bureau\sde\spresse|(?:media|press|investor|public)\srelations"
    r"|press\soffice|communications)\s(?:(?:de\sla|des?|du|of|at|for)\s|d['’])(?=[A-ZÀ-Þ0-9])"
    r"|代表(?=[A-Z])"
)
_AT = re.compile(r"\s(?:at|bei|chez)\s(?=[A-ZÀ-Þ0-9])")
_TWO = re.compile(r"\s(?:and|&|et|und|or|oder|ou)\s")
_GLUED = re.compile(r"(?<=[a-zà-ÿ.])(?=[A-ZÀ-Þ])")
_PREFIX = re.compile(r"\b(?:Mc|Mac|De|Di|Du|La|Le|Van|Fitz)\Z")  # of one name: “DeWitt”
_BOTH = re.compile(r"(?:both|all)\s(?:of|from|with|at)\s", re.IGNORECASE)
_BRACKETED = re.compile(r"\s\(([^()]{2,60})\)$")
_DEPARTMENTS = re.compile(
    r"(?:investors?|media|press|analysts?|presse|medien|médias?|and|&|/|\s){1,5}", re.IGNORECASE
)
_ADVISES = re.compile(
    r"(?i)\b(?:advis[eo]r|broker|nomad|bookrunner|agency|pr|public relations|sponsor)"
)
_LONGEST = 90  # characters; what is longer is prose
_ABOUT = re.compile(r"(?:^|\n)(?:About|À propos d[eu'’]s?|Über|关于|關於)\s?([^\n]{2,60})(?=\n)")
_LISTED = re.compile(
    r"((?:[A-Z0-9][\w&'’.-]{0,30},?\s){1,5}?)"
    r"(?:Inc|Corp|Ltd|LLC|plc|PLC|AG|GmbH|Limited|Group|Holdings)\b"
    r"|((?:[A-Z][\w&'’-]{0,30}\s){1,4})\((?:NYSE|NASDAQ|Nasdaq|TSX|OTC|LSE)"
)
_ENDS_READ = 30_000  # characters of the text at its beginning, and at its end


def known_from(document: Document) -> Known:
    text = document.text
    if len(text) > 2 * _ENDS_READ:
        text = text[:_ENDS_READ] + "\n" + text[-_ENDS_READ:]
    firms = {match[1].strip().casefold() for match in _ABOUT.finditer(text)}
    for match in _LISTED.finditer(text):
        name = (match[1] or match[2]).strip(" ,").casefold()
        if len(name) > 2:
            firms.add(name)
    words = {word.casefold() for word in re.findall(r"[^\W_]{3,40}", text)}
    return Known(words, firms)


def pieces_in(text: str, known: Known) -> list[Piece]:
    """The parts of ``text``, in order: mostly one."""
    whole = (0, len(text))
    if both := _BOTH.match(text):
        return [(Part.BOTH, both.end(), len(text))]
    if glued := _after_firm(text, known):
        return [(Part.FIRM, 0, glued), *_moved(pieces_in(text[glued:], known), glued)]
    if name := name_in(text):
        sure = likeness(text, frozenset(), known.firms) >= SURE
        start = text.index(name)
        return [(Part.NAME if sure else Part.UNSURE, start, start + len(name))]
    if is_department(text):
        return [(Part.DEPARTMENT, *whole)]
    if _OF_FIRM.match(text) and len(text) <= _LONGEST:
        return [(Part.FIRM, *whole)]  # “Media Relations of Acme”, 代表Acme
    for rule in (_two_people, _in_brackets, _at_a_firm, _run_together):
        if pieces := rule(text, known):
            return pieces
    return [(_single(text), *whole)]


def _after_firm(text: str, known: Known) -> int | None:
    """Where a name is glued to a firm that the release names elsewhere."""
    for glue in _GLUED.finditer(text[:_LONGEST]):
        firm = text[: glue.start()].casefold().rstrip(".")
        if firm in known.firms and name_in(text[glue.start() :]):
            return glue.start()
    return None


def _single(text: str) -> Part:
    if is_address(text) and not (closes_as_firm(text) and not re.search(r"\d", text)):
        return Part.OTHER
    if is_title(text):
        return Part.TITLE
    if is_region(text):
        return Part.REGION
    is_prose = len(text) > _LONGEST or (
        len(text.split()) > 5 and text.count(" ") > sum(map(str.isupper, text))
    )
    if (
        is_prose
        or not re.match(r"[A-ZÀ-Þ0-9a-z\u4e00-\u9fff]", text)
        or not re.search(r"[^\W\d_]{2}", text)
    ):
        return Part.OTHER
    if not re.search(r"[A-ZÀ-Þ\u4e00-\u9fff]", text):
        return Part.OTHER
    return Part.FIRM


def _two_people(text: str, known: Known) -> list[Piece]:
    split = _TWO.search(text)
    if split is None or not name_in(text[: split.start()]) or not name_in(text[split.end() :]):
        return []
    sides = ((0, split.start()), (split.end(), len(text)))
    is_sure = any(likeness(text[a:b], frozenset(), known.firms) >= SURE for a, b in sides)
    return [(Part.NAME if is_sure else Part.UNSURE, *side) for side in sides]


def _in_brackets(text: str, known: Known) -> list[Piece]:
    found = _BRACKETED.search(text)
    if found and _ADVISES.search(found[1]) and not name_in(text[: found.start()]):
        return [(Part.FIRM, 0, found.start())]
    if found is None or not name_in(text[: found.start()]):
        return []
    if _DEPARTMENTS.fullmatch(found[1]):
        return pieces_in(text[: found.start()], known)
    inside = [
        (part, found.start(1) + a, found.start(1) + b) for part, a, b in pieces_in(found[1], known)
    ]
    return [*pieces_in(text[: found.start()], known), *inside]


def _at_a_firm(text: str, known: Known) -> list[Piece]:
    for match in _WORKS_AT.finditer(text):
        if name_in(text[: match.start()]):
            after = pieces_in(text[match.end() :], known)
            return [(Part.NAME, 0, match.start()), *_moved(after, match.end())]
    at = _AT.search(text)
    if at and is_title(text[: at.start()]):
        return [*pieces_in(text[: at.start()], known), (Part.FIRM, at.end(), len(text))]
    return []


def _moved(pieces: list[Piece], by: int) -> list[Piece]:
    return [(part, start + by, end + by) for part, start, end in pieces]


def _run_together(text: str, known: Known) -> list[Piece]:
    """“Acme Ltd. Jane Roe Director”, “Jane RoeAcme Ltd.”, “Jane Roe Director of Sales”."""
    for cut in _cuts(text, known):
        head, tail = text[:cut].rstrip(" ,"), text[cut:].lstrip()
        if head and tail:
            moved = _moved(pieces_in(tail, known), len(text) - len(tail))
            first = pieces_in(head, known)
            return [*first, *moved]
    return []


def _cuts(text: str, known: Known) -> list[int]:
    """Where a name, a title or a firm may begin in the middle."""
    begins = text[:_LONGEST]
    cuts = [
        firm.end()
        for firm in _FIRM_ENDS.finditer(begins)
        if _begins_with_name(text[firm.end() :], known)
    ]
    cuts += [
        glue.start() for glue in _GLUED.finditer(begins) if _parts_at(text, glue.start(), known)
    ]
    title = title_begins(text)
    if title and name_in(text[:title].rstrip(" ,-")) and is_title(text[title:]):
        cuts.append(title)
    words = [match.start() for match in re.finditer(r"(?<=\s)\S", begins)]
    for place in words[1:4]:
        rest = text[place:].casefold().strip(" .,")
        if rest in known.firms and _is_sure(text[:place].rstrip(), known):
            cuts.append(place)
    return cuts


def _parts_at(text: str, place: int, known: Known) -> bool:
    head, tail = text[:place].rstrip(), text[place:]
    if _is_sure(head, known) or (is_firm(head) and _begins_with_name(tail, known)):
        return True
    if _PREFIX.search(head):
        return False
    return name_in(head) is not None and is_title(tail) and not is_title(head)


def _is_sure(text: str, known: Known) -> bool:
    return likeness(text, known.mails, known.firms) >= SURE


def _begins_with_name(text: str, known: Known) -> bool:
    words = text.split()
    return any(_is_sure(" ".join(words[:count]), known) for count in (2, 3))
