"""Units as running text writes them: what they measure, and how much of it.

A number is compared with others of its dimension alone, in the dimension's own measure: an acre is
so many square metres. The names of ``facilities/units.py`` are known here too.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

_FOOT = Decimal("0.3048")  # metres: international yard and pound agreement, 1959


@dataclass(frozen=True)
class Unit:
    """``factor`` times the dimension's own measure."""

    name: str
    dimension: str
    factor: Decimal = Decimal(1)


# Name, dimension, factor, and how it is written: patterns of small letters, the longer first.
_TABLE: tuple[tuple[str, str, Decimal, str], ...] = (
    ("patient_per_year", "patients a year", Decimal(1),
     (r"(?:patients|people|patienten|personen)\s(?:a|per|each|every|pro|par)\s(?:year|annum|jahr|an)|"
     r"patients\s(?:annually|yearly)")),
    ("square_foot", "area", _FOOT**2,
     (r"square[\s-](?:feet|foot|ft)|sq\.?[\s-]?(?:feet|foot|ft)|sqft|ft²|ft2|sf|quadratfuß|"
     r"pieds\scarrés|平方英尺")),
    ("square_metre", "area", Decimal(1),
     (r"square[\s-](?:met(?:er|re)s?|m)|sq\.?[\s-]?(?:met(?:er|re)s?|m)|sqm|m²|m2|quadratmetern?|qm|"
     r"mètres\scarrés|平方米|平方公尺")),
    ("hectare", "area", Decimal(10_000), r"hectares?|hektar|ha|公顷|公頃"),
    ("acre", "area", 43_560 * _FOOT**2, r"acres?"),
    ("square_kilometre", "area", Decimal(1_000_000), r"square[\s-]kilomet(?:er|re)s?|km²"),
    ("production_line", "lines", Decimal(1),
     (r"(?:cell\s)?(?:production|manufacturing|processing)[\s-]lines?|lines|produktionslinien|"
     r"lignes\sde\sproduction|条生产线|條生產線")),
    ("foot", "length", _FOOT, r"feet|foot|ft"),
    ("metre", "length", Decimal(1), r"met(?:er|re)s?|mètres|m|米"),
    ("kilometre", "length", Decimal(1_000), r"kilomet(?:er|re)s?|km|公里"),
    ("mile", "length", 5_280 * _FOOT, r"miles?"),
    ("litre", "volume", Decimal(1), r"lit(?:er|re)s?|liter|升"),
    ("gallon", "volume", Decimal("3.785411784"), r"gallons?"),
    ("kilogram", "mass", Decimal(1), r"kilograms?|kilogramm|kg|公斤"),
    ("milligram", "mass", Decimal("0.000001"), r"milligrams?|mg|毫克"),
    ("tonne", "mass", Decimal(1_000), r"tonnes?|metric\stons?|吨|噸"),
    ("pound", "mass", Decimal("0.45359237"), r"pounds?|lbs?"),
    ("percent", "percent", Decimal(1),
     r"%|per[\s-]?cent|percentage\spoints?|prozent|pour\scent|％"),
    ("megawatt", "power", Decimal(1_000), r"megawatts?|mw"),
    ("kilowatt", "power", Decimal(1), r"kilowatts?|kw"),
    ("dollar", "$", Decimal(1), r"(?:us\s|u\.s\.\s)?dollars?|usd|美元"),
    ("euro", "€", Decimal(1), r"euros?|eur|欧元|歐元"),
    ("yuan", "¥", Decimal(1), r"yuan|rmb|renminbi|cny|元"),
    ("patient", "patients", Decimal(1),
     r"patients?|patienten|participants|subjects|volunteers|people|teilnehmer|例|名患者|名受试者"),
    ("employee", "employees", Decimal(1), r"employees|staff|mitarbeiter|employés|名员工|名員工"),
    ("year", "time", Decimal(365), r"years?|jahren?|ans|années|年"),
    ("month", "time", Decimal("30.4"), r"months?|monaten?|mois|个月|個月"),
    ("week", "time", Decimal(7), r"weeks?|wochen?|semaines?|周|週"),
    ("day", "time", Decimal(1), r"days?|tagen?|jours?|天"),
    ("room", "rooms", Decimal(1), r"clean[\s-]?rooms?|suites?|reinräumen?|salles\sblanches"),
    ("share", "shares", Decimal(1), r"(?:ordinary\s|common\s)?shares?|aktien|actions|股"),
    ("facility", "facilities", Decimal(1), r"facilit(?:y|ies)|sites?|plants?|standorten?|工厂"),
    ("trial", "trials", Decimal(1), r"(?:clinical\s)?(?:trials?|stud(?:y|ies))|studien|essais"),
    ("dose", "doses", Decimal(1), r"doses?|剂"),
    ("batch", "batches", Decimal(1), r"batch(?:es)?"),
    ("product", "products", Decimal(1), r"products?|produkten?|produits"),
)  # fmt: skip
_UNITS = {name: Unit(name, dimension, factor) for name, dimension, factor, _ in _TABLE}
_CURRENCIES = (
    (re.compile(r"(?:us\s?|u\.s\.\s?)?\$\s?$"), Unit("dollar", "$")),
    (re.compile(r"(?:hk|nt|a|c|s)\$\s?$"), Unit("other dollar", "other $")),
    (re.compile(r"(?:€|eur)\s?$"), Unit("euro", "€")),
    (re.compile(r"(?:£|gbp)\s?$"), Unit("pound sterling", "£")),
    (re.compile(r"(?:¥|rmb|cny)\s?$"), Unit("yuan", "¥")),
    (re.compile(r"chf\s?$"), Unit("franc", "chf")),
)
_ENDS_A_NOUN = re.compile(r"[,;:.()|“”\"!?，。；、]")
_WORD = re.compile(r"[^\s,;:.()|“”\"!?，。；、]+")
# Between a number and what it counts stand adjectives, and none of these.
_APART = frozenset(
    "a an and are as at be been but by for from had has have in is its of on or our per than that "
    "the their then these this those to up was were which who will with und der die das mit von "
    "et de des du le la les".split()
)
_FEWEST_BETWEEN, _MOST_BETWEEN = 0, 4
_REACH = 80
_LONGEST_LABEL = 200
_MEASURED = frozenset({"area", "length", "volume", "mass", "percent", "power", "$", "€", "¥"})
_SIGNS = {"$": Unit("dollar", "$"), "€": Unit("euro", "€"), "£": Unit("pound sterling", "£")}
_TIMES = ((r"\bthousands?\b|\btausend", 1_000), (r"\bmillions?\b|\bmio\b", 1_000_000),
          (r"\bbillions?\b|\bmrd\b", 1_000_000_000))  # fmt: skip
_RATES = re.compile(r"\s(?:a|per|each|every)\s(?:year|annum)\b|\s(?:annually|yearly)\b|/\s?year\b")


def unit(name: str) -> Unit:
    """By its stored name; what is not known is counted by its own name."""
    return _UNITS.get(name) or Unit(name, name.casefold())


def currency_before(text: str) -> tuple[Unit, int] | None:
    """The currency that ends ``text`` (small letters), and where it begins."""
    if not text or text[-1] not in "$€£¥ bryf":
        return None
    tail = text[-8:]
    for pattern, found in reversed(_CURRENCIES):
        if match := pattern.search(tail):
            return found, len(text) - len(tail) + match.start()
    return None


def unit_after(text: str) -> tuple[Unit, int] | None:
    """The unit that ``text`` (small letters, right after a number) leads to, and where it ends: at
    once or after a few adjectives."""
    at = _start(text, 0)
    for between in range(_FEWEST_BETWEEN, _MOST_BETWEEN + 1):
        if found := _pattern().match(text, at, at + _REACH):
            name = next(key for key, value in found.groupdict().items() if value is not None)
            return _of_a_year(_UNITS[name], text, found.end())
        word = _WORD.match(text, at)
        if word is None or word[0] in _APART or (between == 0 and word[0][:1].isdigit()):
            return None
        gap = text[word.end() : word.end() + 1]
        if _ENDS_A_NOUN.match(gap):
            return None
        at = _start(text, word.end())
    return None


@lru_cache(maxsize=1024)
def unit_of(label: str) -> tuple[Unit, int] | None:
    """The unit in which the label of a row or a column (small letters) says that its numbers are,
    and how many of it each of them is: a million dollars. Of what is counted there, nobody knows
    whether it is meant: three facilities may have so many lines."""
    found = [
        _UNITS[next(key for key, said in match.groupdict().items() if said)]
        for word in _WORD.finditer(label[:_LONGEST_LABEL])
        if (match := _pattern().match(label, word.start()))
    ]
    found += [each for sign, each in _SIGNS.items() if sign in label]
    measured = [each for each in found if each.dimension in _MEASURED]
    if not measured:
        return None
    times = next((value for words, value in _TIMES if re.search(words, label)), 1)
    return measured[0], times


def noun_after(text: str) -> str:
    """The words that follow a number and belong to what it counts, as far as they can be told."""
    words: list[str] = []
    at = _start(text, 0)
    while len(words) < _MOST_BETWEEN and (word := _WORD.match(text, at)) and word[0] not in _APART:
        words.append(word[0])
        if _ENDS_A_NOUN.match(text[word.end() : word.end() + 1]):
            break
        at = _start(text, word.end())
    return " ".join(words)


def _start(text: str, at: int) -> int:
    return at + 1 if text[at : at + 1] in (" ", "-", "‑") and at < len(text) else at


def _of_a_year(found: Unit, text: str, end: int) -> tuple[Unit, int]:
    rate = _RATES.match(text, end)
    if rate is None:
        return found, end
    if found.name == "patient":
        return _UNITS["patient_per_year"], rate.end()
    return Unit(f"{found.name} a year", f"{found.dimension} a year", found.factor), rate.end()


@cache
def _pattern() -> re.Pattern[str]:
    """One pattern of all spellings; those of Latin letters end with their word."""
    return re.compile("|".join(f"(?P<{name}>{_ended(forms)})" for name, _, _, forms in _TABLE))


def _ended(forms: str) -> str:
    return rf"(?:{forms})(?:(?<![a-zäöüßéèê²\d])|(?![a-zäöüßéèê²\d]))"
