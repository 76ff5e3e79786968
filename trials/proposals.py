"""Clinical trials, proposed from a text that is read (docs/drafting.md)."""

import re

from django.core.exceptions import ValidationError

from releases.drafting.asking import Asking, misfit
from releases.drafting.making import NEW, Making
from releases.drafting.proposal import Choice, Field, Proposal
from releases.drafting.registry import Kind, Stored
from releases.drafting.registry import register as register_kind
from releases.models import Release
from releases.number_words import WORDS
from releases.wire import findings
from releases.wire.document import Said
from trials.matching import Match, each_once, known_trials
from trials.matching import match as match_of
from trials.models import ClinicalTrial, TrialUpdate
from trials.registries import Registry, canonical_id

NAME = "trials"
KNOWN_BY = (("trial",), ("registry_id",), ("condition", "phase_as_printed"), ("condition",))
_COUNTED = re.compile(
    r"\s*(?P<number>[a-z]+|\d)\b(?=[^.]{1,120}\b(?:trials|studies)\b)", re.IGNORECASE
)
_LEADING = re.compile(r"^\s*(?:(?:an?|the|its|our|their|ongoing|new)\s+){1,3}", re.IGNORECASE)
# What makes a name of the words: with what, in what, or what it is called.
_SAYS_OF_WHAT = re.compile(
    r"\b(?:of|in|for|with|mit|bei|de|dans)\s|\b[A-Z]{3,}|[A-Z]+-\d|[\u4e00-\u9fff]{6}"
)
_MOST = 6  # trials in one count; more are a programme, and no list of trials
_TITLES = {"en": "{phase} trial in {condition}"}
_COLUMNS = ("title", "condition", "phase_as_printed", "registry", "registry_id")


def register() -> None:
    """Have trials proposed."""
    register_kind(Kind(NAME, propose, make, stored, KNOWN_BY))


def propose(asking: Asking) -> list[Proposal]:
    """A proposal for each trial; one that the text mentions again is proposed once."""
    known = known_trials(asking)
    mentions = each_once(list(asking.reading.trials))
    proposals: list[Proposal] = []
    taken: set[int] = set()
    for found in mentions:
        match = match_of(found, known, taken)
        following = [each for each in mentions if each.text.start > found.text.start]
        key = f"{NAME}-{len(proposals)}"
        proposals.append(_proposal(key, found, match, following, asking))
        if match.trials and not match.doubt:
            taken.add(match.trials[0].pk)
    return proposals


def make(making: Making, proposal: Proposal) -> None:
    """What is said of the trial; of each of them, where one entry is of several alike."""
    said = making.answers.values(proposal)
    count = int(said["count"]) if said.get("count", "").isdigit() else 1
    for number in range(1, count + 1):
        chosen = said["trial"] if number == 1 else NEW
        part = f" ({number} of {count})" if count > 1 else ""
        name = f"{said['trial_name']}{part}"
        trial = making.identity(proposal, ClinicalTrial, chosen, name, asked="trial")
        if trial is None:
            return
        columns = {column: said[column] for column in _COLUMNS}
        columns["title"] += part if columns["title"] else ""
        row = TrialUpdate(
            release=making.release,
            position=making.position(TrialUpdate),
            trial=trial,
            passage=said["passage"],
            **columns,
        )
        if not making.store(proposal, row):
            return


def stored(release: Release) -> list[Stored]:
    rows = TrialUpdate.objects.filter(release=release).select_related("trial")
    return [
        Stored(
            str(row),
            {column: getattr(row, column) for column in _COLUMNS[1:]}
            | {"trial": str(row.trial_id), "passage": row.passage},
            {"trial": row.trial.name},
        )
        for row in rows
    ]


def _proposal(
    key: str,
    found: findings.Trial,
    match: Match,
    following: list[findings.Trial],
    asking: Asking,
) -> Proposal:
    start, end = found.text.start, found.text.end
    title = _title(found, asking)
    choices = tuple(Choice(str(each.pk), each.name) for each in match.trials)
    choices += (Choice(NEW, "A new trial"),)
    name = Field("trial_name", "Name for staff, of a new one", title.value, start, end)
    if not match.trials and not found.indication and not _SAYS_OF_WHAT.search(title.value):
        doubt = "The text does not say what it is in: give it a name for colleagues."
        name = Field("trial_name", "Name for staff", title.value, start, end, doubt=doubt)
    value = choices[0].value
    fields = [
        Field("trial", "Which trial", value, start, end, choices, doubt=match.doubt),
        name,
        title,
        _field("condition", "Condition", found.indication),
        _field("phase_as_printed", "Phase as printed", found.phase),
        *_registered(found),
        asking.passage(start, end),
    ]
    if counted := _count(found, following, asking):
        fields.insert(0, counted)
    return Proposal(key, "Clinical trial", title.value, tuple(fields), start, end)


def _title(found: findings.Trial, asking: Asking) -> Field:
    """Made of the words: a phase and what it is in; else the words themselves."""
    condition = found.indication.value if found.indication else ""
    phase = found.phase.value if found.phase else ""
    form = _TITLES.get(asking.reading.language, "{condition}, {phase}")
    title = form.format(phase=phase, condition=condition) if phase and condition else condition
    title = " ".join((title or _LEADING.sub("", found.text.value)).split())
    longest = ClinicalTrial._meta.get_field("name").max_length or 0
    doubt = f"A name has at most {longest} characters: shorten it." if len(title) > longest else ""
    return Field("title", "Title", title, found.text.start, found.text.end, doubt=doubt)


def _field(column: str, label: str, said: Said[str] | None) -> Field:
    if said is None:
        return Field(column, label, "")
    doubt = misfit(TrialUpdate, column, said.value)
    return Field(column, label, said.value, said.start, said.end, doubt=doubt)


def _registered(found: findings.Trial) -> tuple[Field, Field]:
    """Its registry and id there, as the registry writes it."""
    choices = (Choice("", "Not said"), *(Choice(str(v), str(name)) for v, name in Registry.choices))
    if found.nct is None:
        return Field("registry", "Registry", "", choices=choices), Field("registry_id", "Id", "")
    start, end = found.nct.start, found.nct.end
    registry, doubt = str(Registry.CLINICALTRIALS_GOV), ""
    try:
        value = canonical_id(registry, found.nct.value)
    except ValidationError as refused:
        value, doubt = found.nct.value, " ".join(refused.messages)
    return (
        Field("registry", "Registry", registry, choices=choices),
        Field("registry_id", "Id", value, start, end, doubt=doubt),
    )


def _count(found: findings.Trial, following: list[findings.Trial], asking: Asking) -> Field | None:
    """Of “two Phase I trials in A, a Phase I trial in B”: whether that is two in all, or three."""
    counted = _COUNTED.match(found.text.value)
    number = _number(counted["number"]) if counted else 0
    if not 2 <= number <= _MOST:
        return None
    start, end = found.text.start, found.text.end
    sentence = asking.sentence(start, end)
    beside = [each for each in following if sentence[0] <= each.text.start < sentence[1]]
    others = " besides what follows" if beside else ""
    word = counted["number"] if counted else ""
    together = f"One: the {word} are this and what follows" if beside else "One entry for all"
    choices = (
        Choice("1", together),
        Choice(str(number), f"{word.capitalize()}, each a trial of its own{others}"),
    )
    said = counted[0].strip() if counted else ""
    doubt = f"The text says “{said}” of trials: how many of them are in this?"
    return Field("count", "How many trials", "1", start, end, choices, doubt=doubt)


def _number(word: str) -> int:
    return int(word) if word.isdigit() else int(WORDS.get(word.casefold(), 0))
