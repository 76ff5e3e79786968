"""The history of a release, day by day, as its page shows it."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.utils.safestring import SafeString

from ircms.edge import AsOfRequest
from ircms.market_day import market_day
from releases.admin.story import others, wording
from releases.admin.story.acts import Act, Row, acts_of, row_of
from releases.admin.story.changes import RowChange, changes_of
from releases.admin.story.lists import listed
from releases.admin.story.names import Names
from releases.models import Acknowledgement, ExchangeNotice, Release, Step

VIEW_ENTRIES = "audit.view_entry"


@dataclass(frozen=True)
class Paragraph:
    """One act. ``said`` are the words of people that came with it; ``revisions`` what it made of
    which; ``first`` and ``last`` its place in the chain, ``hash`` that of its last link."""

    act: Act
    who: str
    told: SafeString
    said: list[str]
    points: list[str]
    changes: list[RowChange]
    revisions: str
    first: int | None
    last: int | None
    hash: str

    @property
    def is_erased(self) -> bool:
        return self.act.is_erased


@dataclass(frozen=True)
class Day:
    day: date
    paragraphs: list[Paragraph]


@dataclass(frozen=True)
class Story:
    """A stretch of it, newest first; ``older`` is where the next one begins, if any."""

    days: list[Day]
    older: int | None


def story_of(release: Release, request: AsOfRequest, *, before: str) -> Story:
    """The stretch that comes after the entry ``before`` (or the newest). Looks are told to those
    alone who may read the audit."""
    with_looks = request.user.has_perm(VIEW_ENTRIES)
    acts, older = acts_of(release, before=before, with_looks=with_looks)
    names = Names(acts, release, request)
    paragraphs = []
    # The revision in which what came next began, as far as the record has it.
    following: int | None = None if before else release.revision
    for act in acts:
        rows = [row for entry in act.entries if (row := row_of(entry)) is not None]
        paragraph, following = _paragraph(act, rows, names, following)
        paragraphs.append(paragraph)
    days = [Day(day, list(group)) for day, group in groupby(paragraphs, key=_day)]
    return Story(days, older)


def _day(paragraph: Paragraph) -> date:
    return market_day(paragraph.act.at)


def _paragraph(
    act: Act, rows: list[Row], names: Names, following: int | None
) -> tuple[Paragraph, int | None]:
    """The paragraph of ``act``, and the revision in which it began."""
    kinds = {str(row.values.get("kind", "")) for row in rows if row.model is Step}
    changes = changes_of(rows, kinds, names)
    is_birth = any(change.is_first_draft for change in changes)
    began, ended = _revisions(rows)
    if changes:
        ended = following or ended
    outside = others.of_act(act, names)
    links = [entry.link for entry in act.entries if getattr(entry, "link", None) is not None]
    paragraph = Paragraph(
        act=act,
        who=outside[0] if outside else names.person(act.actor),
        told=outside[1] if outside else listed(wording.phrases(act, rows, changes, names)),
        said=_said(act, rows),
        points=[str(row.values.get("what", "")) for row in rows if row.model is Acknowledgement],
        changes=[change for change in changes if change.changes],
        revisions=_in_words(began, ended) if changes and not is_birth else "",
        first=links[0].position if links else None,
        last=links[-1].position if links else None,
        hash=links[-1].hash if links else "",
    )
    if changes:
        return paragraph, began
    return paragraph, began or following


def _revisions(rows: list[Row]) -> tuple[int | None, int | None]:
    """The revisions in which an act began and ended, as far as its own entries have them."""
    began: list[int] = []
    ended: list[int] = []
    for row in rows:
        if row.model is Release and row.action == "update":
            began.append(row.before.get("revision", 0))
            ended.append(row.after.get("revision", 0))
        elif row.model is Release and row.action == "insert":
            began.append(0)
            ended.append(row.after.get("revision", 1))
        elif row.model is Step:
            ended.append(row.values.get("revision", 0))
    if not began and ended and all(row.model is not Release for row in rows):
        began = ended
    return (min(began) if began else None), (max(ended) if ended else None)


def _in_words(began: int | None, ended: int | None) -> str:
    if ended is None:
        return ""
    if not began or began == ended:
        return f"revision {ended}"
    return f"revision {began} to {ended}"


def _said(act: Act, rows: list[Row]) -> list[str]:
    """What people wrote with it, each once."""
    found: list[Any] = []
    for row in rows:
        if row.model is Step:
            found.append(row.values.get("text"))
        elif row.model is ExchangeNotice:
            found.append(row.values.get("waiver_reason"))
    found += [entry.beside.get("reason") for entry in act.entries if entry.action == "erased"]
    return list(dict.fromkeys(str(text) for text in found if text))
