"""From a reading to a draft: what is proposed to a person, and the rows made of the answers."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from ircms.actor import acting_as
from releases.drafting import contacts, registry, release_proposal, standing_texts
from releases.drafting.answers import KEEP, Answers, Refused
from releases.drafting.asking import Asking
from releases.drafting.making import Making
from releases.drafting.proposal import Proposal
from releases.drafting.registry import Kind
from releases.models import Release
from releases.transitions import ADD

if TYPE_CHECKING:
    from accounts.models import User
    from releases.wire.reading import Reading

# Passages may stand in standing texts, so that these come before every statement.
OWN_KINDS = (
    Kind(
        standing_texts.NAME,
        standing_texts.propose,
        standing_texts.make,
        standing_texts.stored,
        standing_texts.KNOWN_BY,
    ),
    Kind(contacts.NAME, contacts.propose, contacts.make, contacts.stored, contacts.KNOWN_BY),
)
# Of the release's fields: those that can stay empty where the text leaves them open.
_MAY_BE_EMPTY = frozenset(
    {"subheadline", "dateline_date", "wire", "tickers", "corrects", "correction_reason"}
)


def proposed(reading: "Reading", *, at: datetime, user: "User") -> list[Proposal]:
    """What a draft of ``reading`` would hold for ``user``, and what is asked: the release first,
    then its standing texts, contacts and statements. Nothing that does not exist for them is
    matched, offered or named."""
    return [proposal for _, proposal in with_kinds(Asking(reading, at=at, user=user))]


def draft(reading: "Reading", answers: Mapping[str, str], *, by: "User", at: datetime) -> Release:
    """The draft, with all its rows, written by ``by``. Where an answer is missing what was proposed
    holds, unless it was in doubt.

    Raises Refused, by the name of each answer, and then nothing is stored.
    """
    if not (by.is_active and by.has_perm(ADD)):
        raise Refused({release_proposal.KEY: [f"This is not among the rights of {by} ({ADD})."]})
    said = Answers(answers)
    with acting_as(by):
        asking = Asking(reading, at=at, user=by)
        making = Making(asking, said)
        _make(making, with_kinds(asking))
        if said.errors:
            raise Refused(said.errors)  # takes the transaction back
        making.release.refresh_from_db()
        return making.release


def draft_without_asking(
    reading: "Reading", *, by: "User", at: datetime
) -> tuple[Release, list[str]]:
    """A draft of what is not in doubt, and a sentence for each thing left out because it is.

    Raises Refused where the release itself cannot be made without an answer.
    """
    proposals = proposed(reading, at=at, user=by)
    answers, left_out = _unasked(proposals)
    optional = {each.key: each for each in proposals if each.is_optional}
    # A row may rest on another one that is left out: then it is left out too.
    for _ in proposals:
        try:
            return draft(reading, answers, by=by, at=at), left_out
        except Refused as refused:
            wrong = _rows_of(refused, optional, answers)
            if not wrong:
                raise
            for key, why in wrong.items():
                answers[f"{key}-{KEEP}"] = "no"
                left_out.append(_left_out(optional[key], why))
    return draft(reading, answers, by=by, at=at), left_out


def with_kinds(asking: Asking) -> list[tuple[Kind | None, Proposal]]:
    """All proposals, each with its kind; the release’s own has none."""
    release = release_proposal.propose(asking)
    texts = standing_texts.propose(asking)
    asking.entered(release, texts)
    found: list[tuple[Kind | None, Proposal]] = [(None, release)]
    found += [(OWN_KINDS[0], text) for text in texts]
    for kind in (*OWN_KINDS[1:], *registry.kinds()):
        found += [(kind, proposal) for proposal in kind.propose(asking)]
    return found


def _make(making: Making, proposals: list[tuple[Kind | None, Proposal]]) -> None:
    (_, first), *others = proposals
    release = release_proposal.make(making, first)
    wanted = [(kind, each) for kind, each in others if making.answers.is_kept(each)]
    if release is None:
        # Their rows hang on it; what was not answered can be said all the same.
        for _, each in wanted:
            making.answers.values(each)
        return
    making.release = release
    for kind, each in wanted:
        if kind is not None:
            kind.make(making, each)


def _unasked(proposals: list[Proposal]) -> tuple[dict[str, str], list[str]]:
    """Answers that leave out every row in doubt, and what they leave out."""
    answers: dict[str, str] = {}
    left_out: list[str] = []
    for proposal in proposals:
        doubts = [*proposal.doubts, *(field.doubt for field in proposal.fields if field.doubt)]
        if proposal.is_optional and doubts:
            answers[f"{proposal.key}-{KEEP}"] = "no"
            left_out.append(_left_out(proposal, " ".join(doubts)))
        for field in proposal.fields if not proposal.is_optional else ():
            if field.doubt and field.name in _MAY_BE_EMPTY:
                answers[f"{proposal.key}-{field.name}"] = ""
                left_out.append(f"{field.label} was left empty: {field.doubt}")
    return answers, left_out


def _rows_of(
    refused: Refused, optional: Mapping[str, Proposal], answers: Mapping[str, str]
) -> dict[str, str]:
    """By key, the rows that were refused and are still in, and why."""
    found: dict[str, str] = {}
    for name, said in refused.errors.items():
        key = next((each for each in (name, name.rpartition("-")[0]) if each in optional), "")
        if key and answers.get(f"{key}-{KEEP}") != "no":
            found[key] = " ".join(said)
    return found


def _left_out(proposal: Proposal, why: str) -> str:
    return f"{proposal.kind} “{proposal.title}” was left out: {why}"
