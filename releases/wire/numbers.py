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
    rf"(?:\d{{0,2}}(?:\s\d{{3}}){{1,3}}(?![\d,])|\d{{0,2}}(?:['’]\d{{3}}){{1,3}}(?![\d'’])"
    rf"|(?:[\d.,]{{0,14}}\d)?)(?!\d){_TAKEN_TIMES}"
)
_SPELLED = re.compile(
    r"[aefhnostAEFHNOST](?<!\w\w)(?<!-.)"
    r"(?i:(?<=a)(?=\s(?:dozen|hundred|thousand|million)\b)|(?<=a)\shalf(?=[\s-]million\b)"
    rf"|(?<=h)alf(?:\sa)?(?=[\s-]million\b)|(?:{_RESTS})(?![^\W\d_])){_TAKEN_TIMES}"
)
# German and French words for small numbers, which count lines and rooms: “zwölf Reinräume”.
_OWN_WORDS = {
    "de": dict(
        zip(
            "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn "
            "sechzehn siebzehn achtzehn neunzehn zwanzig dreißig vierzig fünfzig sechzig".split(),
            [*range(2, 20), 20, 30, 40, 50, 60],
            strict=True,
        )
    ),
    "fr": dict(
        zip(
            "deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize "
            "dix-sept dix-huit dix-neuf vingt trente quarante cinquante soixante cent".split(),
            [*range(2, 20), 20, 30, 40, 50, 60, 100],
            strict=True,
        )
    ),
}
_IN_OWN_WORDS = {
    language: re.compile(
        rf"(?<![\w-])(?:{'|'.join(sorted(words, key=len, reverse=True))})(?![\w-])"
        r"(?:\s(?:[Mm]illion(?:en|s)|[Tt]ausend|mille))?",
        re.IGNORECASE,
    )
    for language, words in _OWN_WORDS.items()
}
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


def numbers_in(text: str, language: str = "en") -> list[Number]:
    """What may be numbers, in order."""
    patterns = [_DIGITS, _IN_OWN_WORDS.get(language, _SPELLED)]
    if re.search(rf"[{chinese.DIGITS}]", text):
        patterns.append(_EASTERN)
    found = [Number(each[0], *each.span()) for one in patterns for each in one.finditer(text)]
    return sorted(found, key=lambda each: each.start)


def value_of(number: str, language: str) -> Decimal | Doubt | None:
    """What ``number`` says, or why that is in doubt; None for what is no number."""
    read = scan(_usual(number, language), language)
    if len(read) != 1:
        return None
    if read[0].doubt:
        return read[0].doubt
    whole = read[0].value.to_integral_value()
    return whole if whole == read[0].value else read[0].value


def _usual(number: str, language: str) -> str:
    """As the language's numbers are read: words of its own in digits, thousands grouped as it
    groups them and not as other countries do that write in it."""
    word = number.lower().split(" ")[0]
    if value := _OWN_WORDS.get(language, {}).get(word):
        number = f"{value}{number[len(word) :]}"
    plain = re.sub(r"(?<=\d)[kK]$", " thousand", re.sub(r"(?<=\d)[mM]{1,2}$", " million", number))
    group = {"de": ".", "fr": " "}.get(language, ",")
    return re.sub(r"(?<=\d)['’\s](?=\d{3}(?!\d))", group, plain)
