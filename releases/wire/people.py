"""Whether words are a person's name, and how sure that is."""

import re
from collections.abc import Set

from releases.wire.given_names import CHINESE_SURNAMES, GIVEN_NAMES
from releases.wire.posts import is_department, is_firm, is_title

DEGREES = (
    r"(?:Ph\.?\s?D|M\.?D|M\.?B\.?A|D\.?V\.?M|Pharm\.?\s?D|J\.?D|M\.?Sc?|B\.?Sc?|D\.?Phil|"
    r"Dr\.?\sMed|CFA|CPA|CA|CMA|ICD\.D"
    r"|Esq|APR|IRC|CPIR|RN|FRCP\w?|FACS|FAHA|MPH|MPA|P\.?\s?Geol?|P\.?\s?Eng|LL\.?[MB]|Jr|Sr|II|"
    r"III|IV)\.?"
)
_DEGREES = re.compile(rf"(?:,?\s{DEGREES}|,\s?{DEGREES}){{1,4}}(?![\w])")
_HONORIFIC = re.compile(
    r"(?:Mr|Ms|Mrs|Miss|M|Mme|Mlle|Herr|Frau|Herrn|Sig|Sr|Sra)\.?\s(?=[A-ZÀ-Þ])"
)
_LEARNED = re.compile(
    r"(?:Dr|Prof|Professor|Mag|Ing|Dipl\.-\w{2,8}|Sir|Dame|Lord|Me)\.?\s(?=[A-ZÀ-Þ])"
)
_PARTICLE = (
    r"(?:de|da|di|du|des|del|della|van|von|vom|zu|zur|der|den|ten|ter|la|le|el|al|bin|dos|st\.|"
    r"af|y|e)"
)
_WORD = (
    r"(?:[A-ZÀ-ÞŁŠŽĆČ]\.?-?[A-Z]?\.|[dDLO]['’][A-ZÀ-Þ][\w]{1,20}"
    r"|[A-ZÀ-ÞŁŠŽĆČ][\w'’]{0,20}(?:-[A-ZÀ-Þ]?[\w'’]{1,20}){0,2})"
)
_NICKNAME = r"(?:[(“\"'‘][A-ZÀ-Þ][\w.]{1,15}[)”\"'’])"
_SHAPE = re.compile(rf"{_WORD}(?:\s(?:{_WORD}|{_PARTICLE}|{_NICKNAME}(?=\s))){{1,4}}")
_CHINESE = re.compile(
    rf"[{CHINESE_SURNAMES}][\u4e00-\u9fff]{{1,2}}|(?:欧阳|歐陽|司马|上官|诸葛|諸葛)[\u4e00-\u9fff]{{1,2}}"
)
_CHINESE_HONORIFIC = re.compile(r"\s?(?:先生|女士|小姐|博士)$")
_NEVER = frozenset(
    "conference call dial toll free replay access code webcast participant participants "
    "domestic international local"
    " number event date time united states new york hong kong press release view source "
    "original version about"
    " please visit follow website company contact contacts media investor investors email phone "
    "tel for more"
    " information the our all rights reserved privacy policy terms share print san francisco "
    "los angeles st"
    " forward looking statements safe harbor image photo logo fact sheet annual report first "
    "second third fourth"
    " tower building street avenue suite plaza boulevard parkway highway floor"
    " quarter year results related links read next back home latest date monday tuesday "
    "wednesday thursday"
    " friday saturday sunday january february march april june july august september october "
    "november december".split()
)
_PLACES_IN_NAMES = frozenset({"march", "april", "june", "august", "may", "st"})


SURE = 3  # of ``likeness``


def name_in(text: str) -> str | None:
    """The name with degrees after it, when ``text`` begins with the whole of one: “Jane Roe, "
    "Ph.D.”.
    None where what follows is no degree, or where it cannot be a person's."""
    bare = without_honorific(text)
    if _CHINESE.fullmatch(_CHINESE_HONORIFIC.sub("", bare)):
        return _CHINESE_HONORIFIC.sub("", bare)
    learned = _LEARNED.match(bare)
    rest = bare[learned.end() :] if learned else bare
    degree = _DEGREES.search(rest)
    core = rest[: degree.start()] if degree and degree.end() == len(rest) else rest
    if core.endswith(".") and not re.search(r"\b[A-Z]\.$", core):
        core = core[:-1]
    return bare if _has_shape(core.rstrip(" ,")) else None


def without_honorific(text: str) -> str:
    return _HONORIFIC.sub("", text, count=1) if _HONORIFIC.match(text) else text


def ends_of_degrees(text: str, start: int) -> int:
    """Where the degrees end that follow a name ending at ``start``."""
    found = _DEGREES.match(text, start)
    return found.end() if found else start


def _has_shape(text: str) -> bool:
    if not _SHAPE.fullmatch(text) or is_firm(text) or is_department(text) or is_title(text):
        return False
    words = [word.casefold().strip(".") for word in text.split()]
    never = [word for word in words if word in _NEVER and word not in _PLACES_IN_NAMES]
    return not never and not (text.isupper() and len(text) < 6)


def likeness(text: str, mails: Set[str], known: Set[str]) -> int:
    """How much speaks for a person: 3 and more is sure, -2 and less is a firm. ``mails``: the
    addresses beside it; ``known``: firms that the release names, in small letters."""
    name = name_in(text)
    if name is None:
        return -9
    if re.search(r"[\u4e00-\u9fff]", name):
        return 3
    bare = _LEARNED.sub("", re.split(r",", name)[0])
    words = [re.sub(r"[^\w-]", "", word).casefold() for word in bare.split()]
    score = 3 if words[0] in GIVEN_NAMES or words[0].split("-")[0] in GIVEN_NAMES else 0
    score += 2 if re.search(r"\s[A-Z]\.(?:\s|$)|^[A-Z]\.\s", bare) else 0
    score += 3 if name != bare or without_honorific(text) != text else 0
    score += _from_mails(words, mails)
    if not bare.isupper() and re.search(r"\b[A-Z]{3,}\b", bare):
        score -= 2
    return score - (5 if bare.casefold() in known else 0)


def _from_mails(words: list[str], mails: Set[str]) -> int:
    score = 0
    for mail in mails:
        local, _, host = mail.casefold().partition("@")
        local, host = re.sub(r"[^a-z]", "", _plain(local)), _plain(host)
        first, last = _plain(words[0]), _plain(words[-1])
        if len(last) > 2 and (last in local or (len(last) > 5 and last[:5] in local)):
            score = max(score, 4)
        elif len(first) > 2 and (local.startswith(first) or local == first[0] + last[0]):
            score = max(score, 3)
        if len(first) > 3 and (first in host or "".join(map(_plain, words)) in host):
            score -= 3
    return score


_ACCENTS = str.maketrans("àáâäãåçèéêëìíîïñòóôöõøùúûüýß", "aaaaaaceeeeiiiinoooooouuuuys")


def _plain(text: str) -> str:
    return text.translate(_ACCENTS).replace("-", "").replace("'", "").replace("’", "")
