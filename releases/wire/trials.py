"""Clinical trials: each named once, however often the release comes back to it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice, pairwise

from releases.wire import indications
from releases.wire.document import Block, Document, Kind, Said
from releases.wire.findings import Trial, Warning  # noqa: A004  # the format's own word
from releases.wire.trial_mentions import Mention, mentions_in

_NCT = re.compile(r"NCT\s?\d{8}(?!\d)")
# A release that says none of these speaks of no clinical trial: a mine has studies and phases too.
_CLINICAL = re.compile(
    r"(?i)patient|\bNCT\d{8}|\btrial|cancer|oncolog|clinical|\bdrug|therap|placebo|vaccine|disease|\bdos(?:e|ing)\b|klinisch"
    r"|clinique|临床|臨床"
)
_WITHOUT_PHASE = re.compile(
    r"\b(?:(?:the|its|an?|our)\s)?(?:[\w-]{1,20}\s){0,2}(?i:pivotal|registrational"
    r"|first-in-human)\s"
    r"(?:[\w-]{1,20}\s){0,2}(?i:trial|study)\b"
)
_LONGEST_TITLE = 300
_SHORTEST_LEAD = 140  # characters
_HALF = 0.5
_MOST = 100  # trials of a block, and of a release, that are compared with one another


@dataclass(frozen=True, slots=True)
class _Placed:
    """A mention, the block it is in, and what tells its trial from others."""

    block: Block
    mention: Mention
    illness: frozenset[str]
    nct: str

    @property
    def number(self) -> str:
        return self.mention.phase.number if self.mention.phase else ""


def trials_in(
    document: Document, blocks: Iterable[Block], language: str
) -> tuple[list[Trial], list[Warning]]:
    """The trials that ``blocks`` speak of, and what is doubtful about how many there are.

    A headline tells of a trial what its text tells better: the text is read first.
    """
    blocks = [block for block in blocks if block.text]
    if not any(_CLINICAL.search(block.text) for block in blocks):
        return [], []
    told: list[_Placed] = []
    warnings: list[Warning] = []
    titles = _titles(blocks)
    for block in sorted(blocks, key=lambda block: block.start in titles):
        mentions = list(islice(mentions_in(block.text), _MOST))
        warnings += _counts(block, mentions)
        for mention in mentions:
            placed = _placed(block, mention)
            if not any(_is_same(placed, one, titles) for one in told[:_MOST]):
                told.append(placed)
    told.sort(key=lambda one: one.block.start + one.mention.start)
    trials = [_trial(document, one) for one in told]
    if not trials:
        return _without_phase(document, blocks), warnings
    return _registered(document, blocks, trials), warnings


def _titles(blocks: list[Block]) -> set[int]:
    """The places of headings, and of what stands above the first paragraph of the text."""
    leads = [number for number, block in enumerate(blocks) if _is_lead(block)]
    above = leads[0] if leads else 0
    return {
        block.start
        for number, block in enumerate(blocks)
        if number < above or block.kind is Kind.HEADING
    }


def _is_lead(block: Block) -> bool:
    is_closed = re.search(r"[.。!?][”\"’)]?\Z", block.text)
    return len(block.text) > (_SHORTEST_LEAD if is_closed else _LONGEST_TITLE)


def _placed(block: Block, mention: Mention) -> _Placed:
    illness = block.text[slice(*mention.indication)] if mention.indication else ""
    nct = block.text[slice(*mention.nct)].replace(" ", "") if mention.nct else ""
    return _Placed(block, mention, indications.names_of(illness), nct)


def _is_same(one: _Placed, told: _Placed, titles: set[int]) -> bool:
    """Whether a mention speaks again of the trial of one that was told."""
    if one.nct and told.nct:
        return one.nct == told.nct
    if one.number != told.number:
        return False
    if one.block.start in titles and told.block.start not in titles:
        return True
    if one.mention.name and told.mention.name:
        return one.mention.name == told.mention.name
    if one.illness and told.illness:
        # Several trials are told of again only if nothing they are for is new.
        both = one.illness & told.illness
        least = (
            len(one.illness) if one.mention.is_plural else min(len(one.illness), len(told.illness))
        )
        return len(both) >= _HALF * least and (len(both) > 0)
    if one.mention.is_another:
        return False
    if one.mention.is_definite:
        return True
    drugs = one.mention.drugs, told.mention.drugs
    return not (all(drugs) and drugs[0].isdisjoint(drugs[1]))


def _trial(document: Document, one: _Placed) -> Trial:
    at, mention = one.block.start, one.mention
    phase = mention.phase
    return Trial(
        text=document.said(at + mention.start, at + mention.end),
        phase=Said(phase.text, at + phase.start, at + phase.end) if phase else None,
        indication=_said(document, at, mention.indication),
        nct=_said(document, at, mention.nct),
    )


def _said(document: Document, at: int, span: tuple[int, int] | None) -> Said[str] | None:
    return document.said(at + span[0], at + span[1]) if span else None


def _registered(document: Document, blocks: list[Block], trials: list[Trial]) -> list[Trial]:
    """With the one registry number of the release, said apart from its only trial without one."""
    numbers = {
        found[0]: (block.start + found.start(), block.start + found.end())
        for block in blocks
        for found in _NCT.finditer(block.text)
    }
    taken = {trial.nct.value for trial in trials if trial.nct}
    free = [place for number, place in numbers.items() if number not in taken]
    if len(free) != 1 or taken:
        return trials
    first, *others = trials
    return [Trial(first.text, first.phase, first.indication, document.said(*free[0])), *others]


def _without_phase(document: Document, blocks: list[Block]) -> list[Trial]:
    """In a release that tells of no phase, the first trial that it calls pivotal."""
    for block in blocks:
        found = _WITHOUT_PHASE.search(block.text)
        if found:
            at = block.start
            end = min(len(block.text), found.end() + 200)
            place = indications.indication_in(block.text, found.end(), end)
            text = document.said(at + found.start(), at + found.end())
            return [Trial(text, None, _said(document, at, place))]
    return []


def _counts(block: Block, mentions: list[Mention]) -> list[Warning]:
    """“Two Phase I trials to treat A, a Phase I trial to treat B” are three trials, or two."""
    found = []
    for one, other in pairwise(mentions):
        both = block.text[one.start : other.end]
        are_alike = one.phase and other.phase and one.phase.number == other.phase.number
        if one.count > 1 and one.is_plural and are_alike and not re.search(r"[.;]\s[A-Z]", both):
            found.append(_how_many(block, one, other))
    return found


def _how_many(block: Block, one: Mention, other: Mention) -> Warning:
    phase = one.phase.text if one.phase else ""
    return Warning(
        "trial-count",
        f"The {phase} trial named after them may be one of the {one.count}, or one more.",
        block.start + one.start,
        block.start + other.end,
    )
