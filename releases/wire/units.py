"""What follows the number of a capacity: areas, things that a site has so many of, quantities."""

import re
from dataclasses import dataclass
from enum import Enum

_REACH = 110  # characters after a number in which its unit must stand


class Sort(Enum):
    AREA = "area"
    PLACES = "places"  # what a site has: beds, clean rooms, production lines
    POWER = "power"
    AMOUNT = "amount"  # so much of a product: a capacity only where the sentence makes it one


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit by its usual name, where it is printed, and whether a hyphen ties it to its number, as
    in “276-unit”."""

    name: str
    sort: Sort
    start: int
    end: int
    is_tied: bool


# By name, patterns of what is printed.
_AREAS = {
    "square feet": (
        r"(?:square|sq\.?)[\s-]{0,2}(?:f(?:ee|oo)t\b|ft\b\.?)|sq\.?[\s-]?f\b\.?|ft\s?[²2]"
        r"|s\.?f\b\.?"
        r"|平方英尺|平方呎|pieds?\scarrés?|pi\s?[²2]|Quadratfuß|pies\scuadrados"
    ),
    "square meters": (
        r"(?:square|sq\.?)[\s-]{0,2}(?:met(?:er|re)s?|m)\b|sq\.?m\b\.?|㎡|m\s?²|m2\b|qm\b"
        r"|平方米|平方公尺|Quadratmetern?|m[èe]tres?[\s-]carrés?|metros\s[cq]uadrados"
        r"|metri\squadra?ti?|vierkante\smeter|kvadratmeter|neliömetriä"
    ),
    "acres": r"acres?\b|英亩|英畝",
    "hectares": r"hectares?\b|ha\b|Hektar\b|公顷|公頃|hectáreas",
    "mu": r"亩|畝|mu\b(?=\sof|\))",
}
_KINDS_OF_LINE = (
    r"(?:production|manufactur\w+|assembly|fill(?:ing)?|(?:fill[\s/-])?finish(?:ing)?|packag\w+"
    r"|bottling"
    r"|coating|process\w*|converting|extrusion|fabrication|vial|syringe|cartridge|lyophili\w+|SMT"
    r"|module|cell|canning|can|paper|tissue|printing|blending|moulding|molding|aseptic|automated"
    r"|sterile|galvani\w+|rolling|welding|paint|battery|robotic)"
)
_DWELLINGS = (
    r"(?:apartments?|residential|multi-?family|housing|condominium|condo|dwelling|rental|town-?home"
    r"|living|affordable)"
)
_ROOMS_OF_A_LINE = (
    r"(?:manufacturing|production|processing|GMP|cGMP|lab(?:oratory)?|clean[\s-]?room|cell|therapy"
    r"|vector|substance|filling|surgical|procedure)"
)
_PLACES = {
    "clean rooms": (
        r"clean[\s-]?rooms?\b|salles?\sblanches?|Reinräumen?|洁净室|洁净间|潔淨室|洁净车间"
    ),
    "production lines": (
        rf"{_KINDS_OF_LINE}[\s-]lines?\b|(?:Produktions|Fertigungs|Abfüll|Montage)(?:linien?"
        rf"|straßen?)"
        r"|lignes?\s(?:de\s(?:production|fabrication|remplissage|conditionnement)|d['’]assemblage)"
        r"|[\u4e00-\u9fff]{0,8}?(?:生产线|生產線|产线)"
    ),
    "apartment units": (
        rf"{_DWELLINGS}[\s-](?:(?:rental|housing|apartment)[\s-])?(?:units?|homes?)\b|apartments\b"
        r"|condominiums\b|townho(?:me|use)s\b|logements\b|Wohnungen\b|Wohneinheiten\b"
    ),
    "units": r"units?\b",
    "homes": r"homes?\b",
    "beds": r"beds?\b|lits\b|Betten\b|[张張]病?床位?|床位",
    "guest rooms": (
        r"(?:guest|hotel|operating|patient|exam|treatment)[\s-]?rooms?\b|rooms?\b|keys?\b"
        r"|chambres\b"
        r"|Zimmern?\b"
    ),
    "seats": r"seats?\b",
    "suites": rf"(?:{_ROOMS_OF_A_LINE}[\s-])?suites?\b",
    "bioreactors": r"bio-?reactors?\b|ferment[eo]rs?\b",
    "dock doors": r"dock(?:-high)?\sdoors?\b|loading\sdocks?\b",
}
_POWER = {
    "MWh": r"MWh\b|[Mm]egawatt[\s-]hours?\b|兆瓦时",
    "GWh": r"GWh\b|[Gg]igawatt[\s-]hours?\b|吉瓦时",
    "MW": r"MW(?:p|dc|ac|e|AC|DC)?\b|[Mm][eé]gawatts?\b|兆瓦",
    "GW": r"GW(?:p|dc|ac|e|AC|DC)?\b|[Gg]igawatts?\b|吉瓦",
}
_AMOUNTS = {
    "tons": (
        r"(?:(?:metric|short|long|US)[\s-])?(?:tons?|tonnes?)\b|Tonnen\b|吨|噸|tpa\b|tpd\b|tpy\b"
    ),
    "kilotons": r"kilotons?\b|kilotonnes?\b|ktpa\b",
    "million tons": r"mtpa\b",
    "pounds": r"(?:pounds?|lbs?)\b\.?",
    "kilograms": r"(?:kilograms?|kg)\b|公斤",
    "liters": r"(?:lit(?:er|re)s?|Litern?)\b|L\b|升",
    "gallons": r"gallons?\b",
    "barrels": r"(?:barrels?|bbls?|bpd)\b",
    "cubic meters": r"cubic[\s-](?:meters?|metres?)\b|m³",
    "cubic feet": r"cubic[\s-]feet\b",
    "patients": r"(?:patient\streatments|patients?|treatments)\b|名患者|例患者",
    "doses": r"(?:doses?|dosages?|Dosen|Impfdosen)\b|剂|劑",
    "vials": r"(?:vials?|syringes?|cartridges?|ampoules?|flacons)\b",
    "batches": r"batch(?:es)?\b",
    "tablets": r"(?:tablets?|capsules?|pills?)\b",
    "tests": r"(?:tests?|kits?|samples?)\b",
    "wafers": r"(?:wafers?|wspm)\b|片晶圆",
    "vehicles": r"(?:vehicles?|cars?|trucks?|buses|EVs|Fahrzeugen?|véhicules)\b|辆|輛",
    "units": r"(?:units?|pieces?|Stück)\b|台|件",
    "modules": (
        r"(?:modules?|panels?|packs?|cells?|batteries|turbines?|blades?|engines?|motors?|robots?)\b"
    ),
    "bottles": r"(?:bottles?|cans?|cases?|cartons?|packages?|parcels?|meals?|pouches)\b",
}
# Words that may stand between a number and what it counts: any other ends the phrase.
_NOT_BETWEEN = (
    r"(?!(?:of|in|for|the|to|with|at|and|per|on|from|by|as|that|is|are|were|was|or|than|percent"
    r"|years?|months?|minutes?|hours?|days?|million|acres?|square|sq|lit(?:er|re)s?|L|gallons?"
    r"|stor(?:e?y|ies)"
    r"|miles?|features?|houses?|includes?|has|have|will|offers?)\b|\d)"
)
_CLASS = r"(?:ISO(?:[\s-]Class)?[\s-]\d|Class\s(?:\d{1,6}|[A-D]\b)|Grade\s[A-D]\b)"  # of air
_BETWEEN = {
    Sort.AREA: (
        r"(?:d[e'’]\s?)?(?:(?:gross|net|rentable|leas[e]?able|usable|total|additional|contiguous|more|extra|new)"
        r"[\s-]){0,2}"
    ),
    Sort.PLACES: (rf"(?:(?:{_CLASS}|{_NOT_BETWEEN}(?=\w)[\w/&+'’.-]{{1,24}}),?\s){{0,5}}?"),
    Sort.POWER: "",
    Sort.AMOUNT: rf"(?:{_NOT_BETWEEN}(?=\w)[\w/&+'’-]{{1,20}}\s){{0,3}}?",
}
_TABLES = (
    (Sort.AREA, _AREAS),
    (Sort.PLACES, _PLACES),
    (Sort.POWER, _POWER),
    (Sort.AMOUNT, _AMOUNTS),
)


def _compiled(sort: Sort, table: dict[str, str]) -> re.Pattern[str]:
    flag = "" if sort is Sort.POWER else "i"  # MW is a megawatt, and mw is none
    names = "|".join(f"(?P<_{index}>{words})" for index, words in enumerate(table.values()))
    return re.compile(
        r"\s?(?:\+|plus\b|[多余餘])?(?P<tie>[-‐‑–]\s?|\s)?[个個条條间間座套]?"
        rf"(?{flag}:{_BETWEEN[sort]}(?:{names}))"
    )


_PATTERNS = [(sort, _compiled(sort, table), tuple(table)) for sort, table in _TABLES]


def units_after(text: str, place: int) -> list[Unit]:
    """The units that a number which ends at ``place`` may have, likeliest first."""
    after, found = text[place : place + _REACH], []
    for sort, pattern, names in _PATTERNS:
        match = pattern.match(after)
        if match and match.lastgroup:
            name = names[int(match.lastgroup[1:])]
            start, end = match.span(match.lastgroup)
            is_tied = bool((match["tie"] or "").strip())
            found.append(Unit(name, sort, place + start, place + end, is_tied))
    return found
