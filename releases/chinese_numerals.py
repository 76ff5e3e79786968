"""Numbers as Chinese writes them: 四万, 十二, 三百二十."""

import re
from decimal import Decimal

_DIGIT = {sign: value for value, sign in enumerate("零一二三四五六七八九")}
_DIGIT |= {"〇": 0, "两": 2, "兩": 2}
_SMALL = {"十": 10, "百": 100, "千": 1_000}
_LARGE = {"万": 10_000, "萬": 10_000, "亿": 100_000_000, "億": 100_000_000}

DIGITS = "".join(_DIGIT)
UNITS = "".join([*_SMALL, *_LARGE])
TIMES = _SMALL | _LARGE
# Beside a numeral these say something else than it: half, a fraction, a point, minus, several, and
# signs for numbers that are not read here. Before a unit alone, “a number of” makes several of it.
_UNREAD = "半点點兆廿卅壹贰叁肆伍陆柒捌玖拾佰仟几幾"
ODD_BEFORE = f"{_UNREAD}之负負"
ODD_BEFORE_UNITS = "数數多"
ODD_AFTER = f"{_UNREAD}分倍"

# Thousands to ones, each unit once and in order, with a 零 where one is passed over.
_SECTION = re.compile(
    "(?:([一二两兩三四五六七八九])千)?零?(?:([一二两兩三四五六七八九])百)?零?"
    "(?:([一二三四五六七八九])?十)?零?([一二两兩三四五六七八九])?"
)
_WHOLE = re.compile("(?:([^万萬亿億]+)[亿億])?零?(?:([^万萬亿億]+)[万萬])?(.*)")


def value_of(numeral: str) -> Decimal | None:
    """What ``numeral`` says; None where that is not certain: 一二万 are one or two, and 四万五 is
    45,000 as it is spoken and 40,005 as it is written."""
    if all(sign in _DIGIT for sign in numeral):
        return Decimal("".join(str(_DIGIT[sign]) for sign in numeral))
    parts = _WHOLE.fullmatch(numeral)
    if parts is None or re.search(f"[百千万萬亿億][{DIGITS}]$", numeral):
        return None
    sections = [_section(part or "") for part in parts.groups()]
    if any(section is None for section in sections):
        return None
    hundred_millions, myriads, ones = (section or 0 for section in sections)
    return Decimal(hundred_millions * 100_000_000 + myriads * 10_000 + ones) or None


def _section(text: str) -> int | None:
    found = _SECTION.fullmatch(text)
    if found is None:
        return None
    thousands, hundreds, tens, ones = (_DIGIT.get(sign, 0) for sign in found.groups(""))
    if "十" in text and not tens:
        tens = 1
    return thousands * 1_000 + hundreds * 100 + tens * 10 + ones
