"""Who says what stands in quotation marks, from what leads to it: Ada Berg, CEO, said: “…”."""

import re

from releases.wire.sentences import last_sentence
from releases.wire.speaker_names import Person, is_degrees, is_title, person_ending, person_in
from releases.wire.speakers import (
    REACH,
    Attribution,
    clauses,
    named_from,
    title_before,
    title_behind,
)
from releases.wire.speech_verbs import PREPOSITION, VERB

_LEADS = re.compile(r"[\w,:：–—-]\s{0,2}$")  # no stop
_FOR = re.compile(r"(?:Pour|Für|For)\s")
_WHO = re.compile(r",?\s(?:who|qui)$")
_PLAIN = re.compile(
    r"(?:said|says|stat|add|comment|not(?:ed|es)|explain|déclar|sag|表|说|說)", re.IGNORECASE
)
_COLON_END = re.compile(r"\s?[:：]\s?(?:[-–—]\s?)?$")
_ENDS_IN_VERB = re.compile(
    rf"(?:{VERB.pattern})(?P<rest>(?:\s(?:that|also|today|further|simply|in\spart|dass|que|hinzu|weiter|aus))?"
    r"[\s,:：–—-]{0,4})$"
)


def before(text: str, start: int, place: int) -> Attribution | None:
    """The attribution that leads to a quote at ``place``; none begins before ``start``."""
    if not _LEADS.search(text, max(start, place - 4), place):
        return None
    start = last_sentence(text, max(start, place - REACH), place)
    sentence = text[start:place]
    colon = _COLON_END.search(sentence)
    stop = start + (colon.start() if colon else len(sentence.rstrip()))
    verbs = list(VERB.finditer(text, start, stop))
    if not colon:
        is_led = sentence.rstrip().endswith((",", "，"))
        verbs = [
            verb
            for verb in verbs[-3:]
            if _ENDS_IN_VERB.match(text[verb.start() : place])
            and (is_led or _PLAIN.search(verb["verb"]))
        ] or [verb for verb in verbs[:1] if _is_inverted_lead(text, start, verb, sentence)]
    for verb in reversed(verbs):
        attribution = _of_verb(text, start, stop, verb, place)
        if attribution is not None:
            return attribution
    if led := _FOR.match(text, start, stop):
        return named_from(text, led.end() - 1, stop, start, place)
    return _bare_name(text, start, stop, place) if colon else None


def _is_inverted_lead(text: str, start: int, verb: re.Match[str], sentence: str) -> bool:
    """Said Ada Berg, CEO: “…”; According to Ada Berg, “…”."""
    return not text[start : verb.start()].strip() and sentence.rstrip().endswith(",")


def _of_verb(
    text: str, start: int, stop: int, verb: re.Match[str], place: int
) -> Attribution | None:
    subject = text[start : verb.start()].rstrip(" ,")
    if not subject.strip() or PREPOSITION.search(verb["verb"]):
        return named_from(text, verb.end(), stop, start, place)
    tail = re.search(r"(?:^|[\s,])(he|she|they|il|elle|er|sie)$", subject, re.IGNORECASE)
    if tail:
        return Attribution(None, (start + tail.start(1), start + tail.end(1)), None, start, place)
    role = re.search(r"(?:^|,\s)the\s[\w\s-]{2,30}$", subject, re.IGNORECASE)
    person = _nearest(text, start, verb.start())
    if person is None:
        if role and is_title(role[0]):
            return Attribution(None, (start + role.start(), start + role.end()), None, start, place)
        return None
    title = title_behind(text, person, verb.start()) or title_before(text, person)
    return Attribution(person, (person.start, person.end), title, start, place)


def _nearest(text: str, start: int, verb: int) -> Person | None:
    """The person whose verb it is: named right before it, or before a title in commas."""
    stop = start + len(text[start:verb].rstrip(" ,"))
    is_apart = "," in text[stop:verb]
    if who := _WHO.search(text, max(start, stop - 6), stop):
        stop, is_apart = who.start(), False
    parts = clauses(text, start, stop)[-8:]
    persons = [person_ending(text, first, last) for first, last in parts]
    last = persons[-1]
    if last and last.end >= stop and not is_apart and (last.is_full or last.has_honorific):
        return last
    for person, (follows, until) in zip(reversed(persons[:-1]), reversed(parts[1:]), strict=True):
        if person and (is_title(text[follows:until]) or is_degrees(text[follows:until])):
            return person
    people = [each for each in persons if each]
    full = [each for each in people if each.is_full or each.has_honorific]
    is_subject = last is not None and last.end >= stop and not is_apart
    chosen = people if is_subject else full or people
    return chosen[-1] if chosen else None


def _bare_name(text: str, start: int, stop: int, place: int) -> Attribution | None:
    """Ada Berg, CEO of Acme: “…”; Dazu Bo Carl: „…“."""
    first, last = clauses(text, start, stop)[0]
    person = person_in(text, first, last)
    if person is None or not person.is_full or stop - start > 200:
        return None
    if person.start - start > 30 and not is_title(text[start : person.start]):
        return None
    return Attribution(
        person, (person.start, person.end), title_behind(text, person, stop), start, place
    )
