"""Numbers in a text, as people write them: 70,000; 1.5 million; 70k; twelve; half a million; 四万.

What stands beside a number can make it another one (a quarter of it, minus, a lakh of them). Where
that is understood it is read; where it is not, the number has a ``doubt`` and is nobody's.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import pairwise
from unicodedata import decomposition, normalize

from releases import chinese_numerals as chinese
from releases.markup.passages import normalised
from releases.number_words import (
    AFTER,
    AFTER_ONE,
    BEFORE,
    ONES,
    SEPARATORS,
    TENS,
    TIMES,
    WORDS,
    times_in,
)

WRONGLY_GROUPED = "wrongly_grouped"  # the code of a doubt: 80,0000
_ODD_SIGNS_BEFORE = re.compile(r"(?<!\w)[-−–]$|\d\s?[/⁄×^]\s?$|[¼-¾⅐-⅞]\s?$|[%‰]\s(?:of\s)?$")
_ODD_SIGNS_AFTER = re.compile(
    r"\s?(?:[%‰⁄×^¼-¾⅐-⅞]|/\s?\d|per\scent)|[⁰¹²³⁴-⁹]|e[+-]?\d"
    rf"|[{chinese.ODD_AFTER}]"
    r"|[\s-]and[\s-](?:an?|one|two|three)[\s-](?:half|third|quarter)"
)
_WORD_BEFORE = re.compile(r"([^\W\d_]+)[\s-]+((?:(?:of|the|an?|some)[\s-]+)*)$")
_WORD_AFTER = re.compile(r"[\s-]*([^\W\d_]+)(?![\w²³])")


@dataclass(frozen=True)
class Doubt:
    """Why a number cannot be taken for what it seems to be; ``code`` names the kind of doubt."""

    text: str
    code: str


class _Doubtful(Exception):  # it ends the reading of one number, and no more
    def __init__(self, doubt: Doubt) -> None:
        super().__init__(doubt.text)
        self.doubt = doubt


@dataclass(frozen=True)
class Found:
    """A number in a text, where it stands in it (as ``plain`` leaves it), and what stands between
    it and the next one. ``doubt`` says why it cannot be taken for what it seems to be."""

    value: Decimal
    text: str
    after: str
    span: tuple[int, int]
    doubt: Doubt | None = None


def scan(text: str, language: str = "en") -> list[Found]:
    """The numbers that ``text`` holds, in order, with those in doubt."""
    whole = plain(text)
    matches = list(_pattern(_base(language)).finditer(whole))
    ends = [*(match.start() for match in matches), len(whole)][1:]
    crowded = _crowded(matches, whole)
    return [
        _read(match, whole, end, language, is_crowded=match.start() in crowded)
        for match, end in zip(matches, ends, strict=True)
    ]


def plain(text: str) -> str:
    """Small letters, plain digits, single blanks: “１０ ０００” and “10 000” are the same.

    NFKC would make m² into m2 and 12½ into 121⁄2, other numbers: such signs are kept.
    """
    kept = "".join(
        sign if decomposition(sign).startswith(("<super>", "<sub>", "<fraction>"))
        else normalize("NFKC", sign)
        for sign in normalised(text)
    )  # fmt: skip
    return " ".join(kept.casefold().split())


def _base(language: str) -> str:
    return language.split("-", maxsplit=1)[0]


@cache
def _pattern(language: str) -> re.Pattern[str]:
    group, _ = _separators(language)
    blank = r"|\s(?=\d{3}(?!\d))" if group == " " else ""
    times = times_in(language)
    thousands = r"(?:[km](?![a-z\d²³/]))?" if language == "en" else ""  # 5m², 5 m are metres
    digits = (
        r"(?<![a-z\d.,])(?<![a-z]-)"  # CD19 holds no number
        rf"\d(?:\d|[.,](?=\d){blank})*(?!\d|(?:st|nd|rd|th)\b)"
    )
    word = (
        rf"(?<![a-z-])(?:(?:{'|'.join(TENS)})(?:[-\s](?:{'|'.join(ONES[1:10])}))?"
        rf"|{'|'.join(sorted(ONES, key=len, reverse=True))}|an?(?=\s+{times}))(?![a-z])"
    )
    either = (
        rf"(?P<half>(?<![a-z-])(?:an?[\s-])?half[\s-](?:an?\s)?(?={times}))(?P<of_half>{times})"
        rf"|(?:(?P<digits>{digits})|(?P<word>{word}))"
        r"(?P<and_half>[\s-]and[\s-](?:a|one)[\s-]half(?![a-z]))?"
        rf"(?P<times>{thousands}(?:\s?-?\s?{times}){{0,2}}"
        rf"[{chinese.UNITS}]{{0,2}})"
        rf"|(?<!第)(?P<chinese>[{chinese.DIGITS}{chinese.UNITS}]+)"
    )
    return re.compile(either, re.ASCII)


def _crowded(matches: list[re.Match[str]], whole: str) -> set[int]:
    """Where numbers begin that go on in one another: one hundred and twenty, 20,000–30,000."""
    crowded = set()
    for one, other in pairwise(matches):
        gap = whole[one.end() : other.start()]
        in_words = not other["digits"] and re.fullmatch(r",? and |,? ", gap)
        if (one["digits"] and re.fullmatch(r"[-–:]|\s?[/⁄×^x]\s?", gap)) or gap in ("", " ") or (
            in_words and one["digits"] != one[0]
        ):  # fmt: skip
            crowded |= {one.start(), other.start()}
    return crowded


def _read(match: re.Match[str], whole: str, end: int, language: str, *, is_crowded: bool) -> Found:
    after = whole[match.end() : end]
    value, doubt = Decimal(0), None
    try:
        value = _value(match, language)
        if is_crowded or _is_odd(match, value, whole):
            raise _unclear(_around(match, whole))
    except _Doubtful as refused:
        doubt = refused.doubt
    return Found(value, match[0], after, match.span(), doubt)


def _value(match: re.Match[str], language: str) -> Decimal:
    if match["chinese"]:
        value = chinese.value_of(match["chinese"])
        if value is None:
            raise _unclear(match[0])
        return value
    if match["half"]:
        return Decimal("0.5") * _times(match["of_half"], language)
    word = re.sub(r"[-\s]+", "-", match["word"] or "")
    value = Decimal(WORDS.get(word, 1)) if word else _from_digits(match["digits"], language)
    if match["and_half"]:
        value += Decimal("0.5")
    return value * _times(match["times"], language)


def _times(text: str, language: str) -> int:
    value = 1
    for name in re.findall(rf"[a-z]+|[{chinese.UNITS}]", text):
        table = TIMES.get(_base(language), {}) | {"k": 1_000, "m": 1_000_000} | chinese.TIMES
        value *= table.get(name) or table[name.removesuffix("s")]
    return value


def _is_odd(match: re.Match[str], value: Decimal, whole: str) -> bool:
    """Whether what stands next to the number could make it another one."""
    before, after = whole[: match.start()], whole[match.end() :]
    if _ODD_SIGNS_BEFORE.search(before) or _ODD_SIGNS_AFTER.match(after):
        return True
    odd_before = chinese.ODD_BEFORE
    if match[0][0] in chinese.UNITS:
        odd_before += chinese.ODD_BEFORE_UNITS
    if before[-1:] and before[-1] in odd_before:
        return True
    led = _WORD_BEFORE.search(before)
    if led and (led[1] in BEFORE or (led[2].startswith("of") and led[1] in AFTER | AFTER_ONE)):
        return True
    follows = _WORD_AFTER.match(after)
    return follows is not None and (follows[1] in AFTER or (value == 1 and follows[1] in AFTER_ONE))


def _from_digits(digits: str, language: str) -> Decimal:
    group, point = _separators(_base(language))
    grouped = rf"\d{{1,3}}(?:{re.escape(group)}\d{{3}})+"
    if not re.fullmatch(rf"(?:\d+|{grouped})(?:{re.escape(point)}\d+)?", digits):
        raise _Doubtful(
            Doubt(
                f"“{digits}” is no number: group thousands in threes, as in 70{group}000.",
                WRONGLY_GROUPED,
            )
        )
    # 70.000 is seventy thousand where people write points, and 70 where they write commas.
    if re.fullmatch(rf"[1-9]\d{{0,2}}{re.escape(point)}\d\d0", digits):
        raise _unclear(digits)
    return Decimal(digits.replace(group, "").replace(point, "."))


def _separators(language: str) -> tuple[str, str]:
    return SEPARATORS.get(language, (",", "."))


def _around(match: re.Match[str], whole: str) -> str:
    """The number with the words about it."""
    before = re.search(r"(?:\S+\s){0,3}\S*$", whole[: match.start()])
    after = re.match(r"\S*(?:\s\S+){0,2}", whole[match.end() :])
    return f"{before[0] if before else ''}{match[0]}{after[0] if after else ''}".strip()


def _unclear(text: str) -> _Doubtful:
    return _Doubtful(
        Doubt(
            f"“{text}” cannot be read as one number: copy a number that can, or have the text say "
            "it.",
            "unclear_number",
        )
    )
