"""Who said what stands in quotation marks, from the words before it or after it."""

import re
from dataclasses import dataclass

from releases.wire.sentences import last_sentence, sentence_end
from releases.wire.speaker_names import Person, is_title, person_in
from releases.wire.speech_verbs import VERB

REACH = 600  # characters that an attribution is looked for in

_PRONOUN = re.compile(
    r"(?:(?:and|et|und|but|as|,)\s)?(?P<pronoun>he|she|they|il|elle|er|sie)\b"
    r"|(?P<role>(?:the|der|die|le|la|l[’'])\s?(?:[a-zé]\w*\s){0,2}(?P<title>[\w-]+))\s?$",
    re.IGNORECASE,
)
_ONLY_LEADS = re.compile(r"[\s,.;:»”\")\]*†\d]{0,6}(?:[–—-]{1,2}\s?)?")
_UNLISTED = re.compile(r"[a-z]{2,12}(?:ed|s)\s(?=[^\W\d_a-z])")
_TRAILING = re.compile(
    r"(?:,?\s(?:who|which|qui|der\b|die\b|das\b|in\sa\s(?:statement|press|news)|when|while|during|about|"
    r"as\s(?:he|she|they)|dans\sun|noting|adding|referring|regarding|after|speaking|upon|today)\b.*"
    r"|\s(?:for|of|at)\sthe\s[Cc]ompany|\shinzu|\saus|(?<!\bInc)(?<!\bCorp)(?<!\bLtd)(?<!\bCo)\.|[\s,;:–—-]+)$",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who speaks, as places of a text. ``person`` is None where a pronoun or a mere title says it:
    then it is who spoke before."""

    person: Person | None
    said: tuple[int, int]
    title: tuple[int, int] | None
    start: int
    end: int  # of the sentence that attributes


def after(text: str, place: int, limit: int, *, is_line: bool = False) -> Attribution | None:
    """The attribution behind a quote that ends at ``place``; none reaches beyond ``limit``.
    ``is_line``: what stands there is a line of its own, which may be a mere signature."""
    limit = min(limit, place + REACH)
    lead = _ONLY_LEADS.match(text, place, limit)
    start = lead.end() if lead else place
    end = sentence_end(text, start, limit)
    if start >= end:
        return None
    verb = VERB.match(text, start, end)
    if verb:
        return _inverted(text, place, verb, end)
    found = _subject_first(text, start, end) or _by_unlisted_verb(text, place, start, end)
    if found is None and (is_line or re.search(r"[–—\n-]", text[place:start])):
        found = _signature(text, start, end)
    return found


def _by_unlisted_verb(text: str, place: int, start: int, end: int) -> Attribution | None:
    """…,” laughed Ada Berg: any verb, where a quote ends with a comma and a full name follows."""
    verb = _UNLISTED.match(text, start, end)
    if verb is None or not re.search(r"[,!?]\W{0,3}$", text[max(0, start - 5) : start]):
        return None
    first, last = clauses(text, verb.end(), end)[0]
    person = person_in(text, first, last)
    if person is None or not person.is_full or person.begins > first + 1:
        return None
    return named_from(text, verb.end(), end, place, end)


def _inverted(text: str, place: int, verb: re.Match[str], end: int) -> Attribution | None:
    """… said Ada Berg, CEO of Acme; … a-t-elle ajouté."""
    if verb["il"] or verb["il2"] or verb["il3"]:
        return Attribution(None, verb.span("verb"), None, place, end)
    start = verb.end()
    pronoun = _PRONOUN.match(text[start + 1 : start + 14])
    if pronoun and pronoun["pronoun"]:
        places = (start + 1 + pronoun.start("pronoun"), start + 1 + pronoun.end("pronoun"))
        return Attribution(None, places, None, place, end)
    colon = text.find(":", start, end)
    return named_from(text, start, end if colon < 0 else colon, place, end)


def named_from(text: str, start: int, stop: int, place: int, end: int) -> Attribution | None:
    """The first person named from ``start`` on, and the title that follows."""
    for first, last in clauses(text, start, stop)[:3]:
        person = person_in(text, first, last)
        if (
            person is not None
            and not person.is_full
            and text[first : person.start].endswith("the ")
        ):
            return None  # “… said the Act.”
        if person is not None:
            title = title_behind(text, person, stop) or title_before(text, person)
            return Attribution(person, (person.start, person.end), title, place, end)
        if not is_title(text[first:last]) and not re.search(
            r"\b(?:its|their|the)\b", text[first:last]
        ):
            break
    return _by_role(text, start, stop, place, end)


def _by_role(text: str, start: int, stop: int, place: int, end: int) -> Attribution | None:
    """“… said the CEO”: who spoke before."""
    role = re.match(r"\s?the\s[\w\s-]{2,40}", text[start:stop])
    if role and is_title(role[0]):
        return Attribution(None, (start + 1, start + role.end()), None, place, end)
    return None


def _subject_first(text: str, start: int, end: int) -> Attribution | None:
    """… Ada Berg, CEO of Acme, said; … she added."""
    for verb in VERB.finditer(text, start + 1, min(end, start + 260)):
        subject = text[start : verb.start()].rstrip()
        pronoun = _PRONOUN.fullmatch(subject)
        if pronoun and (pronoun["pronoun"] or is_title(pronoun["title"] or "")):
            return Attribution(None, (start, start + len(subject)), None, start, end)
        attribution = _of_subject(text, start, verb.start(), start, end)
        if attribution is not None:
            return attribution
        if not subject.endswith(","):
            continue
    return None


def _of_subject(text: str, start: int, stop: int, place: int, end: int) -> Attribution | None:
    """A subject that is a person and nothing else, perhaps with a title in commas."""
    segments = clauses(text, start, stop)
    first, last = segments[0]
    person = person_in(text, first, last)
    if person is None or not _is_nothing_else(text, first, last, person):
        return None
    if len(segments) > 1 and not is_title(text[segments[1][0] : stop]) and person.is_full:
        return (
            None
            if len(segments) > 3
            else Attribution(
                person, (person.start, person.end), title_behind(text, person, stop), place, end
            )
        )
    title = title_behind(text, person, stop) or title_before(text, person)
    return Attribution(person, (person.start, person.end), title, place, end)


def _is_nothing_else(text: str, first: int, last: int, person: Person) -> bool:
    before = text[first : person.begins].strip()
    behind = text[min(person.end, last) : last].strip()
    is_plain = (
        not before or is_title(before) or bool(re.fullmatch(r"(?:\S+[’']s?|[A-Z]\S*)", before))
    )
    return is_plain and (
        not behind
        or is_title(behind)
        or bool(re.match(r"(?:of|from|at|with|de|von|d[’'])\b", behind))
    )


def _signature(text: str, start: int, end: int) -> Attribution | None:
    """— Ada Berg, CEO of Acme."""
    first, last = clauses(text, start, end)[0]
    person = person_in(text, first, last)
    if person is None or not person.is_full or person.start - start > 5 or end - start > 200:
        return None
    return Attribution(
        person, (person.start, person.end), title_behind(text, person, end), start, end
    )


def signature(text: str) -> Attribution | None:
    """Whom a line names that signs what was said above it."""
    start = len(text) - len(text.lstrip(" –—-~"))
    is_sentence = text.endswith(".") and VERB.search(text) is None
    return None if is_sentence else after(text, start, len(text), is_line=True)


def last_named(text: str, place: int) -> Attribution | None:
    """Whom the sentence that ends at ``place`` is about: it begins with a full name and a title."""
    window = text[max(0, place - REACH) : place]
    stop = place - len(window) + len(window.rstrip(" .:!?"))
    start = last_sentence(text, max(0, stop - REACH), stop)
    first, last = clauses(text, start, stop)[0]
    person = person_in(text, first, last)
    if person is None or not person.is_full or person.start - start > 60:
        return None
    title = title_behind(text, person, stop)
    if title is None and person.begins == person.start:
        return None
    return Attribution(person, (person.start, person.end), None, start, place)


def subject_of(text: str, start: int, place: int) -> Person | None:
    """The person whom the sentence that ends at ``place`` begins with: “Ada Berg is less sure.”"""
    window = text[max(start, place - REACH) : place]
    stop = place - len(window) + len(window.rstrip(" .:!?"))
    parts = clauses(text, last_sentence(text, max(start, stop - REACH), stop), stop)
    for first, last in parts[:2]:
        person = person_in(text, first, last)
        if person is not None and (
            person.begins - first < 2 or is_title(text[first : person.start])
        ):
            return person
        if not is_title(text[first:last]):
            return None
    return None


def clauses(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """What stands between commas, dashes or line breaks."""
    found, place = [], start
    for comma in re.finditer(r"[,;]\s|[,;]$|\s[–—-]\s|\n", text[start:end]):
        found.append((place, start + comma.start()))
        place = start + comma.end()
    found.append((place, end))
    return [each for each in found if text[each[0] : each[1]].strip()] or [(start, end)]


def title_behind(text: str, person: Person, stop: int) -> tuple[int, int] | None:
    """What follows the name, where it speaks of an office."""
    behind = text[person.end : stop]
    lead = re.match(r"[\s,(–—-]{1,4}", behind)
    if lead is None:
        return None
    words = behind[lead.end() :]
    while (shorter := _TRAILING.sub("", words, count=1)) != words:
        words = shorter
    start = person.end + lead.end()
    return (start, start + len(words)) if is_title(words) else None


def title_before(text: str, person: Person) -> tuple[int, int] | None:
    words = text[person.begins : person.start].strip(" ,")
    start = person.begins
    return (start, start + len(words)) if is_title(words) else None
