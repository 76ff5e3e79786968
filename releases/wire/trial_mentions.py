"""Where a text speaks of a clinical trial: “an ongoing Phase I trial in China for …”."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from releases.number_words import ONES
from releases.wire import indications
from releases.wire.phases import Phase, phases_in

_BEFORE, _AFTER = 130, 300  # characters about a phase
_MOST_WORDS = 14  # between a phase and its “trial”: “, randomized, double-blind, …”
_MOST_BEFORE = 8
_TOKEN = re.compile(r"[^\s]+")
_SINGLE = ("trial", "study", "studie", "étude", "essai", "prüfung")
_PLURAL = ("trials", "studies", "studien", "études", "essais")
# None of them stands between a phase and its trial: “Phase 2 data of a study” names none there.
_STOPS = frozenset(
    "of in for the is are was were will has have data result results readout development program "
    "programme programs at by to from on that which with cohort while as said this "
    "its "
    "our their we he she it may can could would should if when feasibility environmental "
    "metallurgical "
    "drilling exploration engineering scoping geotechnical traffic archaeological design".split()
)
# A part of a trial is told by its own phase: “the Phase 2 part of the study”.
_PARTS = ("part", "portion")
_OF_TRIAL = re.compile(
    r"\sof\s(?:the|its|this|our|a|an)\s(?:(?![Pp]hase)[\w-]{1,20}\s){0,5}(?:trial|study)\b"
)
_DESCRIBES = frozenset(
    "ongoing pivotal randomized randomised global planned new confirmatory international "
    "multinational "
    "multicenter multicentre registrational registration human initial successful completed "
    "current "
    "potential prospective controlled blinded small large separate additional upcoming proposed "
    "first second third fourth previous prior earlier recent recently positive expanded clinical "
    "investigational open label adaptive comparative national single double blind two-part late "
    "early "
    "industry-sponsored active company's landmark investigator sponsored enrolling".split()
)
_DEFINITE = frozenset("the this that its our their these those his".split())
_ANOTHER = frozenset("another additional separate".split())
_ORDINALS = frozenset("second third fourth new".split())
_INDEFINITE = frozenset("a an another one".split())
_COUNTS = frozenset(ONES[1:13]) | frozenset("both several multiple many".split())
_BOUND = re.compile(
    r"[.;:](?=\s|\Z)|[。，；]|,\s(?!and/or)|\s[–—-]+\s|[\n\t]"
    r"|\s(?=(?:which|who|that|is|was|are|were|will|has|have|met|showed|demonstrated|and (?:is|are"
    r"|has|will|an?))\b)"
)
_NOUN_FIRST = re.compile(
    r"(?i)(?:\b(?:étude|essai)s?(?:\s[\w-]{1,20}){0,5}\s(?:de\s|\()|\b(?:trial"
    r"|trials|study|studies)(?:(?:\s[\w-]{1,12})?,?\s\((?:a\s)?|\s(?:currently\s)?in\s)"
    r"|\bstudy,\sa\s)\Z"
)
_EASTERN_NOUN = re.compile(r"[^，。；,;\s]{0,16}?(?:临床|臨床|试验|試驗|研究)")
_EASTERN_ILLNESS = re.compile(
    r"(?:(?:用于|用於)?(?:治疗|治療)|针对|針對|用于|用於)([^，。；（(,]{1,24}?(?:癌|瘤|病|症|炎|综合征|感染|障碍))"
)
# “Phase 1 trials may not be predictive of later ones” speaks of none.
_GENERALLY = re.compile(
    r"\s(?:(?:results?|data|outcomes)\s)?"
    r"(?:(?:may|might|do|are|is|does|will) not|(?:are|is) (?:often|frequently))\b"
)
_NCT = re.compile(r"NCT\s?\d{8}(?!\d)")
_NAME = re.compile(r"\b(?=[A-Z\d-]{0,12}[A-Z]{3})[A-Z][A-Z\d]{2,14}(?:-\d{1,3})?\b")
_NO_NAMES = frozenset("NCT CAR FDA EMA USA HIV RSV PHASE THE AND DNA RNA".split())
_DRUG = re.compile(
    r"\b(?:[A-Z]{1,6}-?\d{2,6}[A-Za-z]?|[a-z]{3,14}(?:mab|tinib|parib|ciclib|leucel|tide"
    r"|gliptin))\b"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of a text about a trial; all places are in that text."""

    phase: Phase | None
    start: int
    end: int
    is_plural: bool
    is_definite: bool
    is_another: bool  # “a second Phase 3 trial”
    count: int  # the number that is said of them: “two”; otherwise 1
    indication: tuple[int, int] | None
    nct: tuple[int, int] | None
    name: str  # “ALPINE-2”
    drugs: frozenset[str]


def mentions_in(text: str) -> Iterator[Mention]:
    """The trials with a phase that ``text`` speaks of, in order."""
    phases = phases_in(text)
    for phase, following in zip_longest(phases, phases[1:]):
        noun = _noun_after(text, phase)
        if noun and _GENERALLY.match(text, noun[0]):
            continue
        if noun:
            start = _start(text, phase.start)
            end, is_plural = noun
        elif (led := _noun_before(text, phase)) is not None:
            start, is_plural = led
            end = phase.end
        else:
            continue
        limit = following.start if following and following.start > end else len(text)
        yield _made(text, phase, (start, end, limit), is_plural=is_plural)


def _made(text: str, phase: Phase, places: tuple[int, int, int], *, is_plural: bool) -> Mention:
    start, noun_end, limit = places
    end = min(_end(text, noun_end), max(limit, noun_end))
    words = text[start : phase.start].lower().split()
    counts = [ONES.index(word) for word in words if word in ONES]
    sentence_end = min(_sentence_end(text, noun_end), limit)
    nct = _NCT.search(text, start, _sentence_end(text, noun_end))
    described = f"{text[start : phase.start]} {text[phase.end : noun_end]}"
    names = {name for name in _NAME.findall(described) if name not in _NO_NAMES}
    return Mention(
        phase=phase,
        start=start,
        end=end,
        is_plural=is_plural,
        is_definite=bool(_DEFINITE & set(words))
        or not (is_plural or _INDEFINITE & set(words) or _COUNTS & set(words)),
        is_another=bool(_ANOTHER & set(words)) or ("a" in words and bool(_ORDINALS & set(words))),
        count=max([*counts, 1]),
        indication=_indication(text, phase.end, noun_end, sentence_end),
        nct=nct.span() if nct else None,
        name=min(names, default=""),
        drugs=frozenset(_DRUG.findall(text[start:sentence_end])),
    )


def _noun_after(text: str, phase: Phase) -> tuple[int, bool] | None:
    """Where the trial ends that a phase is that of, and whether there are several."""
    after = text[phase.end : phase.end + _AFTER]
    if "期" in phase.text:
        eastern = _EASTERN_NOUN.match(after)
        return (phase.end + eastern.end(), False) if eastern else None
    for number, token in enumerate(_TOKEN.finditer(after)):
        word = token[0].strip(",()[]-–\"“”'’.;:®™").lower()
        if word.endswith(_PLURAL) or word.endswith(_SINGLE):
            closing = len(token[0]) - len(token[0].rstrip(',()[].;:"”’'))
            return phase.end + token.end() - closing, word.endswith(_PLURAL)
        if word in _PARTS:
            end = _end_of_part(after, token.end())
            return (phase.end + end, False) if end else None
        joins = word in ("and", "or", "&") and re.match(
            r"\s(?:an?\s)?(?:[Pp]hase|[0-4IV]{1,3}\b)", after[token.end() :]
        )
        ends = token[0][-1] in ".;:" and not re.fullmatch(r"\w\.", token[0])
        if ends or number > _MOST_WORDS or (word in _STOPS) or (word == "and" and not joins):
            return None
    return None


def _end_of_part(after: str, end: int) -> int | None:
    """Where the trial ends whose part ends at ``end``; None for a part of something else."""
    if found := _OF_TRIAL.match(after, end):
        return found.end()
    return None if after.startswith(" of ", end) else end


def _noun_before(text: str, phase: Phase) -> tuple[int, bool] | None:
    """Where a trial begins that stands before its phase, “the ALPINE trial (Phase 2)”, and whether
    there are several."""
    begin = max(phase.start - _BEFORE, 0)
    led = _NOUN_FIRST.search(text[begin : phase.start])
    if led is None:
        return None
    return _start(text, begin + led.start()), led[0].lower().startswith(_PLURAL)


def _start(text: str, place: int) -> int:
    """Where the words begin that describe what stands at ``place``: “two ongoing Phase I”."""
    begin = max(place - _BEFORE, 0)
    start = place
    for token in reversed(list(_TOKEN.finditer(text[begin:place]))[-_MOST_BEFORE:]):
        word = token[0].strip(',()“"').lower()
        if token[0][-1] in '.;:)”"' or (
            token[0][-1] == "," and word not in _DESCRIBES and "-" not in word
        ):
            break
        is_described = word in _DESCRIBES or "-" in word or _NAME.fullmatch(token[0])
        if word in _DEFINITE | _INDEFINITE | _COUNTS:
            start = begin + token.start()
            if word not in _COUNTS:
                break
        elif not is_described:
            break
        else:
            start = begin + token.start()
    return start


def _end(text: str, place: int) -> int:
    after = text[place : place + 170]
    bound = _BOUND.search(after)
    if bound:
        return place + bound.start()
    return place + len(after) if place + len(after) == len(text) else place + after.rfind(" ")


def _sentence_end(text: str, place: int) -> int:
    after = text[place : place + 500]
    end = re.search(r"[.!?]['\"”’)]?\s(?=[A-Z“\"])|[。\n\t]", after)
    return place + (end.start() if end else len(after))


def _indication(text: str, phase_end: int, noun_end: int, limit: int) -> tuple[int, int] | None:
    eastern = _EASTERN_ILLNESS.search(text, phase_end, limit)
    if eastern:
        return eastern.span(1)
    return indications.indication_in(text, noun_end, limit)
