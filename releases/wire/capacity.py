"""Whether a number with a unit says what a site can hold or make, by the words about it.

A plant of 50 tons a day has a capacity; 50 tons of carbon saved, a truck of 50 tons and 50 tons
sold have none. Nor have the homes and beds of a whole portfolio: “15,000 units across 10 states”.
The floors of all of a company's plants together are its own; what it manages for others is not.
"""

import re
from decimal import Decimal

from releases.wire.units import Sort, Unit

_BEFORE, _AFTER = 220, 160  # characters of a sentence that are looked at

_PORTFOLIO = re.compile(
    r"(?i)\bportfolio\b|under management|\bacross (?:more than |over |approximately |nearly )?"
    r"(?:\d+|\w+) (?:states|countries|markets|provinces|continents)\b|\bsince its\b|\bnationwide\b"
    r"|\bworldwide\b|\bglobally\b|around the world|\b(?:owns|manages|operates) (?:and \w+ )?"
    r"(?:more than|over|approximately|nearly|about) "
)
_FOR_OTHERS = re.compile(r"(?i)under management|\bmanages\b|\bsince its\b")
_SITE = (
    r"facilit|plant\b|plants\b|factor(?:y|ies)|gigafactory|\bmill\b|refiner|terminal|brewery|campus"
    r"|\bsite\b|warehouse|smelter|biorefinery|foundry|\bfab\b|fabs\b|usine|Werk\b|工厂|工廠|基地"
)
_MAKES = re.compile(
    rf"(?i){_SITE}|capacit|produc|manufactur|process|output|throughput|treat|Kapazität|产能|產能|年产"
    rf"|\bfill|capable of|abfüll|herstell|produzier|fertig|verarbeit|\bAnlage\b|Produktion|Fabrik"
    rf"|\bproduira|\bfabri|transform|traiter|年产|生产|生產"
)
_AT_SITE = re.compile(rf"(?i){_SITE}|capacit")
_HOURLY = re.compile(r"(?i)\bhour\b")
_CAPACITY_BEFORE = re.compile(
    r"(?i)(?<!payload )(?<!towing )(?<!fuel )(?<!seating )(?<!battery )(?<!lifting )(?<!load )"
    r"(?<!cargo )(?<!weight )(?<!passenger )(?:capacit(?:y|ies|é)|kapazität\w*|throughput|nameplate"
    r"|output of|产能|產能|年产)[^.;:]{0,60}\Z"
)
_CAPACITY_AFTER = re.compile(r"(?i)[^.;:,]{0,40}\bcapacit(?:y|é)\b")
_RATE = re.compile(
    r"(?i)(?:[\s(][\w./&+'’-]{1,20}){0,6}?[\s-]?(?:(?:\b(?:per|an?|each|every)[\s-]|/\s?|\bp\.\s?)"
    r"(?:calendar |operating )?(?:year|annum|yr|month|day|week|hour)\b|\bannually\b|\byearly\b"
    r"|\bdaily\b|\bmonthly\b|\bpar (?:an|mois|jour)\b|\b(?:pro|im) (?:Jahr|Monat|Tag)\b|\bjährlich)"
)
_EACH_YEAR = re.compile(r"(?:每年|年产|年產)[^，。；,;]{0,10}\Z")
_RATE_IN_NAME = re.compile(r"(?i)(?:k?tpa|mtpa|tpd|tpy|bpd|wspm)\Z")
_TIED_TO_SITE = re.compile(rf"(?i)[^.;:,]{{0,45}}(?:{_SITE}|\bline\b|capacity)")
_VESSEL = re.compile(r"(?i)[^.;:,]{0,40}(?:bio-?reactor|ferment[eo]r)")
_VESSEL_BEFORE = re.compile(r"(?i)(?:bio-?reactor|ferment[eo]r)s?\b[^.;:,]{0,30}\Z")
_SPENT = re.compile(
    r"(?i)\bCO2|CO₂|\bcarbon\b|emission|greenhouse|\bsold\b|\bsales\b|\bshipped|delivered"
    r"|deliveries"
    r"|consum|\bdemand\b|\bmarket\b|divert|\bsav(?:e|es|ed|ing)\b|\bavoid|\boffset|equivalent"
    r"|reserves?\b|resources?\b"
    r"|inferred|indicated|\bgrad(?:e|ing)\b|enroll|\btrial|\bstudy\b|phase|\bdosed\b|administered"
    r"|diagnosed|suffer|affect|incidence|prevalence|customers|received|recall"
)
_LAND_ELSEWHERE = re.compile(
    r"(?i)wildfire|\bburn|mineral|exploration|\bdrill|concession|\bclaims?\b|oil|gas lease"
    r"|leasehold"
    r"|net acres|forest|crop|planted|vineyard|habitat|conserv|restor|watershed|seismic"
)
_NO_BUILDING = re.compile(
    r"(?i)[\s-](?:[\w'’-]{1,20}\s){0,3}?(?:homes?|house|residences?|booths?|tents?|villas?|ranch"
    r"|screens?|pop-up|mansion|penthouse|model|exhibit)\b"
)
_OF_EACH = re.compile(
    r"(?i)\b(?:averag\w{1,3}|each (?:unit|home|apartment|residence|store)|ranging)\b[^.;]{0,60}\Z"
)
_POWERED = re.compile(
    r"(?i)project|plant|facilit|farm|\bpark\b|station|capacit|factor|data cent|campus|solar|wind"
    r"|storage"
    r"|\bsite\b|hydro|nuclear|generat|batter|Kraftwerk|kapazit|parc|centrale|电站|基地|产能|工厂"
)
_NO_PLANT = re.compile(r"(?i)pipeline|backlog|portfolio|order|shipped|shipment|sold|cumulative")
_HOUSING = re.compile(
    r"(?i)apartment|multi-?family|residential|condo|housing|student|senior living"
)
_BUILDING = re.compile(
    r"(?i)(?:,\s|[\s-])[^.;:]{0,60}?(?:apartment|communit|multi-?family|residential|condo|tower|building"
    r"|complex"
    r"|propert|housing|storage|development|project|senior|hotel|rental|student)"
)
_SECURITIES = re.compile(r"(?i)\bshares?\b|warrant|offering|securit|per unit|stock|partnership")
_GMP = re.compile(r"(?i)\bc?GMP\b|clean|laborator|steril|therap")
_LODGING = re.compile(r"(?i)hotel|resort|\binn\b|lodge|hospital|suites|motel|hostel|hôtel")
_CARE = re.compile(
    r"(?i)hospital|licensed|inpatient|health|care|medical|nursing|rehab|医院|醫院|klinik|krankenhaus"
    r"|hôpital|clini"
)
_STAGE = re.compile(r"(?i)[\s-][^.;:]{0,40}?(?:arena|stadium|theat|auditor|venue|amphi|\bhall)")
_SMALLEST = {"square feet": 200, "square meters": 20}


def is_capacity(text: str, start: int, unit: Unit, value: Decimal) -> bool:
    """Whether the number at ``start`` of a block's ``text`` is a capacity in ``unit``."""
    before, after = _sentence_before(text, start), _sentence_after(text, unit.end)
    sentence = before + text[start : unit.end] + after
    judge = {
        Sort.AREA: _is_site,
        Sort.PLACES: _is_part_of_site,
        Sort.POWER: _is_plant,
        Sort.AMOUNT: _is_throughput,
    }[unit.sort]
    if value <= 0 or re.search(r"(?i)\bper\s\Z", before):
        return False
    return judge(before, after, sentence, unit, value)


def rate_of(text: str, start: int, unit: Unit) -> str:
    """“per year” for what is so much a year, and so on; else nothing."""
    if _EACH_YEAR.search(_sentence_before(text, start)):
        return " per year"
    found = _RATE.match(_sentence_after(text, unit.end))
    if not found:
        return ""
    for word in ("month", "day", "week", "hour"):
        if re.search(rf"(?i){word}|{ {'day': 'daily'}.get(word, word) }", found[0][-12:]):
            return f" per {word}"
    return " per year"


def is_of_dwellings(text: str, start: int, unit: Unit) -> bool:
    """Whether units are those of a building that people live in."""
    sentence = _sentence_before(text, start) + _sentence_after(text, unit.end)
    return bool(_HOUSING.search(sentence))


def _is_site(before: str, after: str, sentence: str, unit: Unit, value: Decimal) -> bool:
    if _OF_EACH.search(before) or _NO_BUILDING.match(after) or value < _SMALLEST.get(unit.name, 0):
        return False
    if unit.name in ("acres", "hectares", "mu") and _LAND_ELSEWHERE.search(sentence):
        return False
    return not _FOR_OTHERS.search(sentence)


def _is_part_of_site(before: str, after: str, sentence: str, unit: Unit, value: Decimal) -> bool:
    wanted = {
        "units": _BUILDING.match(after) if unit.is_tied else None,
        "homes": _BUILDING.match(after) if unit.is_tied else None,
        "suites": unit.is_tied or _MAKES.search(sentence) or _GMP.search(sentence),
        "beds": unit.is_tied or _CARE.search(sentence),
        "guest rooms": _LODGING.search(sentence) or _CARE.search(sentence),
        "seats": _STAGE.match(after) if unit.is_tied else None,
    }
    if unit.name == "units" and not unit.is_tied and not _SECURITIES.search(sentence):
        wanted["units"] = _HOUSING.search(sentence)
    return bool(wanted.get(unit.name, True)) and not _PORTFOLIO.search(sentence)


def _is_plant(before: str, after: str, sentence: str, unit: Unit, value: Decimal) -> bool:
    return bool(_POWERED.search(sentence)) and not _NO_PLANT.search(sentence)


def _is_throughput(before: str, after: str, sentence: str, unit: Unit, value: Decimal) -> bool:
    if unit.name == "liters" and (_VESSEL.match(after) or _VESSEL_BEFORE.search(before)):
        return True
    if unit.is_tied:
        return bool(_TIED_TO_SITE.match(after) or (_RATE.match(after) and _MAKES.search(sentence)))
    if _SPENT.search(sentence):
        return False
    if _CAPACITY_BEFORE.search(before) or _CAPACITY_AFTER.match(after):
        return True
    measured = sentence[len(before) : len(sentence) - len(after)]
    has_rate = _RATE.match(after) or _RATE_IN_NAME.search(measured) or _EACH_YEAR.search(before)
    # What a machine does in an hour is its own capacity, and no site's.
    wanted = _AT_SITE if unit.name != "patients" and _HOURLY.search(after) else _MAKES
    return bool(has_rate and wanted.search(sentence))


def _sentence_before(text: str, place: int) -> str:
    before = text[max(place - _BEFORE, 0) : place]
    ends = [
        found.end() for found in re.finditer(r"[.!?]['\"”’)]?\s(?=[A-Z“\"])|[。！？\n\t]", before)
    ]
    return before[ends[-1] :] if ends else before


def _sentence_after(text: str, place: int) -> str:
    after = text[place : place + _AFTER]
    end = re.search(r"[.!?]['\"”’)]?(?:\s(?=[A-Z“\"])|\Z)|[。！？\n\t]", after)
    return after[: end.start()] if end else after
