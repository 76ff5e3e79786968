"""The numbers of a text and where they stand; what each says is asked once it counts something."""

import re
from dataclasses import dataclass
from decimal import Decimal

from releases import chinese_numerals as chinese
from releases.number_words import TIMES, WORDS
from releases.printed_numbers import Doubt, scan

_TIMES = "|".join(sorted({word for table in TIMES.values() for word in table}, key=len)[::-1])
_RESTS = "|".join(sorted({re.escape(word[1:]) for word in WORDS}, key=len)[::-1]).replace(
    r"\-", r"[-\s]"
)
_TAKEN_TIMES = (
    rf"(?:[\s-](?i:{_TIMES})s?(?![^\W\d_])|[kK](?=[\s-])|[mM]{{1,2}}(?=[\s-])"
    rf"|\s?[{chinese.UNITS}]{{1,2}})?"
)
# Each begins with a set of first signs, so that a search skips to the next place in question.
_DIGITS = re.compile(
    r"\d(?<![A-Za-z\d.,].)(?<![A-Za-z]-.)"
    rf"(?:\d{{0,2}}(?:\s\d{{3}}){{1,3}}(?![\d,])|(?:[\d.,]{{0,14}}\d)?)(?!\d){_TAKEN_TIMES}"
)
_SPELLED = re.compile(
    r"[aefhnostAEFHNOST](?<!\w\w)(?<!-.)"
    r"(?i:(?<=a)(?=\s(?:dozen|hundred|thousand|million)\b)|(?<=a)\shalf(?=[\s-]million\b)"
    rf"|(?<=h)alf(?:\sa)?(?=[\s-]million\b)|(?:{_RESTS})(?![^\W\d_])){_TAKEN_TIMES}"
)
_EASTERN = re.compile(rf"[{chinese.DIGITS}{chinese.UNITS}]{{1,12}}")


@dataclass(frozen=True, slots=True)
class Number:
    """A number in words or digits: where it stands."""

    text: str
    start: int
    end: int

    @property
    def has_letters(self) -> bool:
        return not self.text[:1].isdigit()

    @property
    def is_like_a_year(self) -> bool:
        return bool(re.fullmatch(r"(?:19|20)\d\d", self.text))

    @property
    def times(self) -> str:
        """What the digits are taken times: “million” of “1.5 million”."""
        found = re.search(r"[^\d.,\s-]+$", self.text)
        return found[0] if found and not self.has_letters else ""


def numbers_in(text: str) -> list[Number]:
    """What may be numbers, in order."""
    patterns = [_DIGITS, _SPELLED]
    if re.search(rf"[{chinese.DIGITS}]", text):
        patterns.append(_EASTERN)
    found = [Number(each[0], *each.span()) for one in patterns for each in one.finditer(text)]
    return sorted(found, key=lambda each: each.start)


def value_of(number: str, language: str) -> Decimal | Doubt | None:
    """What ``number`` says, or why that is in doubt; None for what is no number."""
    plain = re.sub(r"(?<=\d)[kK]$", " thousand", re.sub(r"(?<=\d)[mM]{1,2}$", " million", number))
    if not language.startswith("fr"):
        # Blanks group thousands in many a country that writes its news in English.
        plain = re.sub(r"(?<=\d)\s(?=\d{3}(?!\d))", "." if language == "de" else ",", plain)
    read = scan(plain, language)
    if len(read) != 1:
        return None
    return read[0].doubt or read[0].value
