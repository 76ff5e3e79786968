"""A changed text read again: what it says differently from the facts of the draft."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from releases import insiders, passages, richtext
from releases.drafting import drafts, registry
from releases.drafting.asking import Asking
from releases.drafting.proposal import Field, Proposal
from releases.drafting.registry import Kind, Stored
from releases.markup.passages import normalised
from releases.models import Release

if TYPE_CHECKING:
    from accounts.models import User
    from releases.wire.reading import Reading

ADDED, GONE, CHANGED = "added", "gone", "changed"


@dataclass(frozen=True)
class Change:
    """A fact that the text says differently. ``what`` is ``added``, ``gone`` or ``changed``;
    ``key`` that of the proposal, empty for what is gone. ``before`` and ``after`` are values of the
    field ``label``, or of the row's title where all of it is new or gone; each with its passage.
    ``start`` and ``end`` are places in the text that was read."""

    what: str
    key: str
    kind: str
    title: str
    label: str = ""
    before: str = ""
    after: str = ""
    passage_before: str = ""
    passage_after: str = ""
    start: int = 0
    end: int = 0


def read_again(release: Release, reading: "Reading", *, at: datetime, user: "User") -> list[Change]:
    """What ``reading`` says differently from ``release``, in the order of the proposals, what is
    gone at the end of each kind. What the text leaves open is not compared. Raises
    ``Release.DoesNotExist`` where the release does not exist for ``user``."""
    if not insiders.knows(user, release, at):
        raise Release.DoesNotExist
    asking = Asking(reading, at=at, user=user)
    first, *proposals = (proposal for _, proposal in drafts.with_kinds(asking))
    changes = _in_release(release, first)
    for kind in (*drafts.OWN_KINDS, *registry.kinds()):
        read = [each for each in proposals if each.key.rpartition("-")[0] == kind.name]
        changes += _in_rows(kind, kind.stored(release), read, asking.release)
    return changes


def _in_release(release: Release, proposal: Proposal) -> list[Change]:
    values = {
        "headline": release.headline,
        "subheadline": release.subheadline,
        "language": release.language,
        "dateline_places": "\n".join(release.dateline_places),
        "dateline_date": release.dateline_date.isoformat() if release.dateline_date else "",
        "wire": release.wire,
        "tickers": "\n".join(release.tickers),
    }
    return _changed(Stored(release.headline, values), proposal)


def _in_rows(kind: Kind, rows: list[Stored], read: list[Proposal], text: Release) -> list[Change]:
    """What is new, changed and gone. Gone is a row whose words no longer stand in ``text``: one
    that is not proposed, because somebody typed it, still rests on them."""
    changes: list[Change] = []
    left = list(rows)
    pairs = _paired(kind, left, read)
    for number, proposal in enumerate(read):
        if number in pairs:
            changes += _changed(pairs[number], proposal)
        else:
            changes.append(_added(proposal))
    named = read[0].kind if read else kind.name.replace("-", " ").capitalize()
    return changes + [
        Change(GONE, "", named, row.title, before=row.title, passage_before=_passage(row.values))
        for row in left
        if not (_passage(row.values) and passages.stands_in(text, _passage(row.values)))
    ]


def _paired(kind: Kind, left: list[Stored], read: list[Proposal]) -> dict[int, Stored]:
    """By the number of a proposal, the row it is the same as; these are taken from ``left``."""
    pairs: dict[int, Stored] = {}
    for names in kind.known_by:
        for number, proposal in enumerate(read):
            wanted = _named(_values(proposal), names)
            if number in pairs or not any(wanted):
                continue
            found = next((row for row in left if _named(row.values, names) == wanted), None)
            if found is not None:
                pairs[number] = found
                left.remove(found)
    return pairs


def _changed(row: Stored, proposal: Proposal) -> list[Change]:
    """The fields that the text says differently; none that it does not say."""
    after = _values(proposal).get("passage", "")
    return [
        Change(
            CHANGED,
            proposal.key,
            proposal.kind,
            proposal.title,
            field.label,
            row.shown.get(field.name) or _shown(field, row.values[field.name]),
            _shown(field, field.value),
            _passage(row.values),
            after,
            field.start or proposal.start,
            field.end or proposal.end,
        )
        for field in proposal.fields
        if field.name in row.values
        and field.name != "passage"
        and field.value
        and not field.doubt
        and _plain(field.value) != _plain(row.values[field.name])
    ]


def _added(proposal: Proposal) -> Change:
    passage = _values(proposal).get("passage", "")
    return Change(
        ADDED,
        proposal.key,
        proposal.kind,
        proposal.title,
        after=proposal.title,
        passage_after=passage,
        start=proposal.start,
        end=proposal.end,
    )


def _values(proposal: Proposal) -> dict[str, str]:
    return {field.name: field.value for field in proposal.fields}


def _named(values: Mapping[str, str], names: Iterable[str]) -> tuple[str, ...]:
    return tuple(_plain(values.get(name, "")) for name in names)


def _passage(values: Mapping[str, str]) -> str:
    return values.get("passage", "")


def _plain(value: str) -> str:
    """As values are compared: mark-up, blanks and the form of quotation marks say nothing."""
    text = richtext.plain_text(value) if value.startswith("<") else value
    return normalised(text).casefold()


def _shown(field: Field, value: str) -> str:
    labels = {choice.value: choice.label for choice in field.choices}
    return labels.get(value) or (richtext.plain_text(value) if value.startswith("<") else value)
