"""All of the second page: the text with its parts marked, the questions, and the rows."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from releases.admin.from_text.answers import Sent
from releases.admin.from_text.highlighting import Passage, anchored, passages
from releases.admin.from_text.naming import about_of, parts_of
from releases.admin.from_text.questions import Question
from releases.admin.from_text.rows import Errors, Rows, ShownRow
from releases.admin.story.lists import several
from releases.drafting.proposal import Proposal
from releases.wire.document import Document

# By the kind of row: what it is counted as (all else is a fact), and what they are together, where
# that is not the plural of what one is called.
_COUNTED = {"release": "", "standing-texts": "text", "contacts": "contact"}
_TITLES = {"release": "The release", "standing-texts": "Standing texts"}
_NOUNS = ("question", "fact", "text", "contact")


@dataclass(frozen=True)
class Group:
    """Rows of one kind."""

    title: str
    group: str
    rows: tuple[ShownRow, ...]


@dataclass(frozen=True)
class Mistake:
    """What is said against an answer, what it is about, and the id of the place to mend it."""

    place: str
    about: str
    said: str


@dataclass(frozen=True)
class Page:
    passages: list[Passage]
    rows: list[ShownRow]
    mistakes: list[Mistake]

    @property
    def questions(self) -> list[Question]:
        return [question for row in self.rows for question in row.questions]

    @property
    def groups(self) -> list[Group]:
        found = []
        for group, rows in groupby(self.rows, lambda row: row.group):
            together = tuple(rows)
            kind = together[0].proposal.kind
            title = _TITLES.get(group, kind if len(together) == 1 else several(kind))
            found.append(Group(title, group, together))
        return found

    @property
    def counts(self) -> str:
        """``2 questions, 9 facts, 3 texts, 1 contact``."""
        found = Counter({"question": len(self.questions)})
        found.update(_COUNTED.get(row.group, "fact") for row in self.rows)
        told = [
            f"{found[noun]} {noun if found[noun] == 1 else several(noun)}"
            for noun in _NOUNS
            if found[noun]
        ]
        return ", ".join(told)


def shown(
    document: Document,
    proposals: Sequence[Proposal],
    sent: Sent | None = None,
    errors: Errors | None = None,
) -> Page:
    """The page of ``proposals``; ``sent`` is what was answered before, ``errors`` what is wrong
    with that, by the name of an answer or the key of a row."""
    parts = anchored(parts_of(proposals))
    anchors = {(part.start, part.end): part.anchor for part in parts}
    make = Rows(document.text, anchors, sent, errors or {})
    rows = [make.of(proposal) for proposal in proposals]
    return Page(passages(document, parts), rows, _mistakes(rows, errors or {}))


def _mistakes(rows: Sequence[ShownRow], errors: Errors) -> list[Mistake]:
    places: dict[str, tuple[str, str]] = {}
    for row in rows:
        places[row.proposal.key] = places[row.keep] = (row.id, about_of(row.proposal))
        for field in row.fields:
            places[field.name] = (field.id, about_of(row.proposal, field.field))
        for question in row.questions:
            places[question.name] = places[question.typed_name] = (question.id, question.about)
    asked = {question.asked for row in rows for question in row.questions}
    return [
        Mistake(*places.get(name, ("", "")), said)
        for name, messages in errors.items()
        # What follows from a question that was not answered is mended with it.
        for said in ([each for each in messages if each in asked] or messages)
    ]
