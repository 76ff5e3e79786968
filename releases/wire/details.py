"""Telephone numbers and mail addresses in a line of contact details."""

import re
from collections.abc import Iterator, Set
from typing import NamedTuple


class Detail(NamedTuple):
    """``kind``: ``phone``, ``fax``, ``email`` or ``site``; ``start`` and ``end`` in the line."""

    kind: str
    value: str
    start: int
    end: int


_EXTENSION = (
    r"(?i:\s?[,;]?\s?\(?(?:ext(?:ension)?|x|poste|durchwahl|dw|转|轉|内线|內線)"
    r"[.:]?\s?#?\d{1,6}\)?)?"
)
# Up to 30 characters, so that no run of digits is tried in all its parts.
_PHONE = re.compile(
    r"\b1?[-. ]?8\d\d[-. ](?:\d{3}[-. ])?(?=[A-Z-]{0,9}[A-Z])[A-Z\d][A-Z\d-]{3,9}\b"
    r"|(?<![\d,$€£#@_])(?<![A-Z])(?<![A-Z]-)(?<!\d\.)"
    r"(?:\+\s?|\(\+?)?\d(?:[\d().·‑‐-]|\s(?![/–-]\s)|[/–](?=\d)){4,28}\d(?!\d)" + _EXTENSION
)
_MOST_DIGITS = 16  # of one number; what has more is two
_SHORT = re.compile(r"(?:\+?1[\s.-])?\(?\d{3}\)?[\s.-]?\d{3}[\s.-]\d{4}(?!\d)")
_NO_PHONE = re.compile(
    r"(?:19|20)\d\d\s?[-–/]\s?(?:19|20)\d\d|\d{5}-\d{4}|(?:19|20)\d\d([-./])\d{1,2}\1\d{1,2}"
    r"|\d{1,2}([-./])\d{1,2}\2(?:19|20)?\d\d|\d{1,3}(?:\.\d{1,3}){3}"
)
_FAX_BEFORE = re.compile(
    r"(?:\b(?:tele|tele-)?fax|\bfacsimile|\btélécopieur|\btéléc|\bfaksi|传真|傳真|(?:^|[\s|,;/])F)"
    r"(?:\s(?:no|number)s?)?\s?[.:：]*\s*[+(]*$",
    re.IGNORECASE,
)
_FAX_OR_PHONE = re.compile(
    r"\b(?:tel|phone|ph|t)[a-z]{0,6}[./ &]{1,4}(?:fax|f)\W{0,3}$", re.IGNORECASE
)
_FAX_AFTER = re.compile(r"\s?[(\[]?\s?(?:fax|facsimile|f)\s?[)\]](?!\w)|\sfax\b", re.IGNORECASE)
_SITE = re.compile(r"(?:https?://|www\.)[^\s,;|]{2,300}", re.IGNORECASE)
_BARE_SITE = re.compile(
    r"(?<![\w@.-])[a-z0-9][a-z0-9-]{1,40}(?:\.[a-z0-9-]{2,30}){0,2}\.(?:com|org|net|io|ai|bio|"
    r"eu|ca|de|fr|ch|cn|co\.uk|example)(?:/\S{0,200})?(?![\w@])"
)
_AT = re.compile(
    r"@|＠|\s?[(\[{]\s?(?:at|@|ät)\s?[)\]}]\s?| \[?at\]? (?=[\w-]{2,40}(?:\.| dot | \(dot\) ))",
    re.IGNORECASE,
)
_BEFORE_AT = re.compile(r"[\w.+%'’&-]{1,64}$")
_DOT = r"(?:\.|\s?[(\[]\s?(?:dot|punkt|point|\.)\s?[)\]]\s?| dot )"
_AFTER_AT = re.compile(
    rf"\s?[a-zA-Z0-9][a-zA-Z0-9-]{{0,62}}(?:{_DOT}[a-zA-Z][a-zA-Z0-9-]{{0,62}}){{1,5}}"
)
_GLUED_SITE = re.compile(r"(?<=[a-z])(?:www\.|https?$|https?:)", re.IGNORECASE)
_AFTER_CASE = re.compile(r"(?<=[a-z])(?=[A-Z])")
_FIRM_BEFORE = re.compile(
    r"^.{0,60}?(?:Inc|Ltd|Corp|LLC|LLP|Limited|plc|AG|GmbH|S\.A|Co)\.?(?=[a-z])"
)
_POST_BEFORE = re.compile(r"(?:C[EFMOSTI]O|[ES]?VP|IR|PR|CFA|MBA|MD|Ph\.?D\.?|USA)(?=[a-z]{2})")
_NUMBER_BEFORE = re.compile(r".{0,30}?\d[\d.-]{5,20}\d(?=[A-Za-z])")
_REST_OF_NUMBER = re.compile(r"[\d.-]{4,10}(?=[A-Za-z])")
BOXES = frozenset(
    "info ir pr press media presse medien investor investors investorrelations contact contacts "
    "hello"
    " news newsroom sales office support mail enquiries inquiries communications comms kontakt"
    " mediarelations publicrelations relations".split()
)


def details_in(line: str, known: Set[str] = frozenset()) -> list[Detail]:
    """In order. ``known``: words of the release in small letters; they show where a mail address
    begins that is glued to a name (“Jane Roeacme@…”)."""
    found = list(_mails(line, known))
    found += _outside(found, (_detail("site", match) for match in _SITE.finditer(line)))
    found += _outside(found, (_detail("site", match) for match in _BARE_SITE.finditer(line)))
    found += _outside(found, _phones(line))
    return sorted(found, key=lambda each: each.start)


def digits_of(phone: str) -> str:
    return re.sub(r"\D", "", phone)


def _detail(kind: str, match: re.Match[str]) -> Detail:
    return Detail(kind, match[0], match.start(), match.end())


def _outside(found: list[Detail], more: Iterator[Detail]) -> list[Detail]:
    return [each for each in more if all(each.end <= o.start or o.end <= each.start for o in found)]


def _phones(line: str) -> Iterator[Detail]:
    for match in _PHONE.finditer(line):
        text = _balanced(match[0].rstrip(" ("))
        if (
            len(digits_of(text)) > _MOST_DIGITS
            and len(two := list(_SHORT.finditer(line, *match.span()))) > 1
        ):
            yield from (_detail("phone", each) for each in two)
            continue
        digits = len(digits_of(re.split(r"(?i)ext|x|poste", text)[0]))
        if not 7 <= digits <= _MOST_DIGITS and not re.search(r"[A-Za-z]{3}", text):
            continue
        if _NO_PHONE.fullmatch(text) or _is_a_mere_number(text, line, match):
            continue
        start = match.start() + match[0].index(text[:1])
        yield Detail(_kind(line, match), text, start, start + len(text))


def _balanced(text: str) -> str:
    """Without a bracket at its end or beginning that has no other."""
    if text.count(")") > text.count("("):
        text = text[: text.rindex(")")] if text.endswith(")") else text
    if text.count("(") > text.count(")") and text.startswith("("):
        text = text[1:]
    return text.strip()


def _is_a_mere_number(text: str, line: str, match: re.Match[str]) -> bool:
    is_bare = text.isdigit() and len(text) < 10
    is_told = re.search(
        r"(?:[a-z.]|：|话|話|机|機)\s?[:：.]?\s?$",
        line[max(match.start() - 9, 0) : match.start()],
        re.IGNORECASE,
    )
    return is_bare and not is_told and line.strip() != text


def _kind(line: str, match: re.Match[str]) -> str:
    before = line[max(match.start() - 24, 0) : match.start()]
    after = line[match.end() : match.end() + 14]
    if _FAX_AFTER.match(after) or (_FAX_BEFORE.search(before) and not _FAX_OR_PHONE.search(before)):
        return "fax"
    return "phone"


def _mails(line: str, known: Set[str]) -> Iterator[Detail]:
    for at in _AT.finditer(line):
        local = _BEFORE_AT.search(line[max(at.start() - 64, 0) : at.start()])
        domain = _AFTER_AT.match(line[at.end() : at.end() + 200])
        if local is None or domain is None:
            continue
        name, host = local[0], _without_what_is_glued(domain[0])
        begin = at.start() - len(name)
        name = name[_glued(name, line[max(begin - 40, 0) : begin], known) :].lstrip(".'’-")
        start, end = at.start() - len(name), at.end() + len(host)
        plain = re.sub(_DOT, ".", host).strip()
        if name and "." in plain:
            yield Detail("email", f"{name}@{plain}", start, end)


def _without_what_is_glued(host: str) -> str:
    """The domain, without a site, a word or a number that follows it with no blank between."""
    if "." not in host:
        return host  # told in words
    if glued := _GLUED_SITE.search(host):
        host = host[: glued.start()]
    labels = host.split(".")
    for number, label in enumerate(labels[1:], 1):
        before = labels[number - 1]
        if number > 1 and label[:1].isupper() and before.islower():
            return ".".join(labels[:number])
        if cut := _AFTER_CASE.search(label):
            return ".".join([*labels[:number], label[: cut.start()]])
    last = re.match(r"[A-Za-z]{2,24}", labels[-1])
    return ".".join([*labels[:-1], last[0]]) if last else host


def _glued(name: str, before: str, known: Set[str]) -> int:
    """How many characters of what stands before the “@” belong to the words before it."""
    if firm := _FIRM_BEFORE.match(name):
        return firm.end()
    if (post := _POST_BEFORE.match(name)) and re.search(r"[\w,]\s$", before):
        return post.end()
    if number := _NUMBER_BEFORE.match(name):
        return number.end()
    if (number := _REST_OF_NUMBER.match(name)) and re.search(r"\d[\s).-]?$", before):
        return number.end()
    word = re.search(r"([^\W\d_][\w.'’-]{0,30})\s$", before)
    if word is None or not word[1][0].isupper() or not name[0].isupper():
        return 0
    if cut := _AFTER_CASE.search(name):
        return cut.start()
    return _after_surname(name, word[1].casefold(), known)


def _after_surname(name: str, given: str, known: Set[str]) -> int:
    small = name.casefold()
    for cut in range(2, len(small) - 1):
        surname, rest = small[:cut], re.sub(r"[._-]", "", small[cut:])
        of_person = {given, surname, given + surname, surname + given, given[0] + surname,
                     given + surname[0], surname + given[0], given[0] + surname[0]}  # fmt: skip
        if rest in of_person | BOXES:
            return cut
    for cut in range(3, len(small) - 2):
        if small[cut:] in known:
            return cut
    return 0
