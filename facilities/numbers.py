"""Numbers as people write them: 70,000; 1.5 million; twelve."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from unicodedata import normalize

from django.core.exceptions import ValidationError

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_WORDS = {word: number for number, word in enumerate(_ONES)} | {
    f"{tens}-{ones}" if ones != "zero" else tens: ten * 10 + one
    for ten, tens in enumerate(_TENS, start=2)
    for one, ones in enumerate(_ONES[:10])
}
_TIMES = {
    "dozen": 12,
    "hundred": 100,
    "thousand": 1_000,
    "million": 1_000_000,
    "billion": 1_000_000_000,
    "万": 10_000,
    "萬": 10_000,
    "亿": 100_000_000,
    "億": 100_000_000,
}
# What groups thousands and what begins the fraction, where a language differs from English.
_SEPARATORS = {"de": (".", ","), "fr": (" ", ",")}

_TIMES_WORD = rf"(?:{'|'.join(_TIMES)})(?![a-z])"
_WORD = (
    rf"(?<![a-z-])(?:(?:{'|'.join(_TENS)})(?:[-\s](?:{'|'.join(_ONES[1:10])}))?"
    rf"|{'|'.join(sorted(_ONES, key=len, reverse=True))}|an?(?=\s+{_TIMES_WORD}))(?![a-z])"
)
_TIMES_AFTER = rf"(?:\s*-?\s*{_TIMES_WORD})*"
_NOT_IN_A_WORD = r"(?<![a-z\d.,])"  # CD19 holds no number


@dataclass(frozen=True)
class Found:
    """A number in a text, and what stands between it and the next one."""

    value: Decimal
    text: str
    after: str


def parse_number(text: str, language: str = "en") -> Decimal:
    """What ``text`` says, all of it: ``70,000`` as 70000, ``1.5 million`` as 1500000.

    Raises ValidationError, saying why, for anything else: a number wrongly grouped, a negative one,
    words that are none. ``language`` (of the text, such as ``de``) decides on commas and points.
    """
    plain = _plain(text)
    if re.match(r"[-−–]\s*\d", plain):
        raise ValidationError(
            f"“{text.strip()}” is negative, and no capacity is. Enter it without the sign.",
            code="negative",
        )
    whole = _pattern(language).fullmatch(plain)
    if whole is None:
        raise ValidationError(
            f"“{text.strip()}” is no number. Write digits, as in 70,000 or 1.5 million, or a word, "
            "such as twelve.",
            code="no_number",
        )
    return _value(whole, language)


def numbers_in(text: str, language: str = "en") -> list[Found]:
    """The numbers that ``text`` holds, in order. Raises ValidationError for one wrongly grouped."""
    return list(_found(_plain(text), language))


def plain_number(value: Decimal) -> str:
    """``47300`` or ``2.29``: digits alone, for files and machines, with nothing lost."""
    return f"{value.normalize():f}"


def grouped(value: Decimal) -> str:
    """``47,300``: as people read it."""
    return f"{Decimal(plain_number(value)):,f}"


def _found(plain: str, language: str) -> Iterator[Found]:
    matches = list(_pattern(language).finditer(plain))
    for place, match in enumerate(matches):
        end = matches[place + 1].start() if place + 1 < len(matches) else len(plain)
        yield Found(_value(match, language), match[0], plain[match.end() : end])


def _plain(text: str) -> str:
    """Small letters, plain digits, single blanks: “１０ ０００” and “10 000” are the same.

    NFKC would make m² into m2, a number more: superscripts are kept.
    """
    kept = re.split(r"([²³])", text)
    plain = "".join(part if part in "²³" else normalize("NFKC", part) for part in kept)
    return " ".join(plain.casefold().split())


@cache
def _pattern(language: str) -> re.Pattern[str]:
    group, _ = _separators(language)
    blank = r"|\s(?=\d{3}(?!\d))" if group == " " else ""
    digits = rf"{_NOT_IN_A_WORD}\d(?:\d|[.,](?=\d){blank})*(?!\d|(?:st|nd|rd|th)\b)"
    either = rf"(?P<digits>{digits}){_TIMES_AFTER}|(?P<word>{_WORD}){_TIMES_AFTER}"
    return re.compile(either, re.ASCII)


def _value(match: re.Match[str], language: str) -> Decimal:
    said = match["digits"] or match["word"]
    value = _from_digits(match["digits"], language) if match["digits"] else _from_word(said)
    for times in re.findall(_TIMES_WORD, match[0][len(said) :]):
        value *= _TIMES[times]
    return value


def _from_word(word: str) -> Decimal:
    return Decimal(_WORDS.get(re.sub(r"[-\s]+", "-", word), 1))  # “a” hundred is one


def _from_digits(digits: str, language: str) -> Decimal:
    group, point = _separators(language)
    grouped = rf"\d{{1,3}}(?:{re.escape(group)}\d{{3}})+"
    if not re.fullmatch(rf"(?:\d+|{grouped})(?:{re.escape(point)}\d+)?", digits):
        raise ValidationError(
            f"“{digits}” is no number: group thousands in threes, as in 70{group}000.",
            code="wrongly_grouped",
        )
    return Decimal(digits.replace(group, "").replace(point, "."))


def _separators(language: str) -> tuple[str, str]:
    return _SEPARATORS.get(language, (",", "."))
