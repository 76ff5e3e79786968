"""A proposal as the page shows it: what is asked of it, its fields, whether it is kept."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.safestring import SafeString

from releases.admin.differences import of_paragraphs, words
from releases.admin.from_text import answers
from releases.admin.from_text.answers import Sent, how_of, keep_of, name_of
from releases.admin.from_text.naming import about_of, group_of, row_id
from releases.admin.from_text.questions import Question, answers_to, answers_to_row
from releases.drafting.proposal import Field, Proposal
from releases.richtext import plain_text

Errors = Mapping[str, list[str]]
_FEW = 4  # choices that stand side by side; more are a list to open
_RICH = "body"  # the name of fields that hold mark-up
_SUMMED_UP = 120  # characters of a value that is shown without its field
_UNANSWERED = "Not answered yet."
_QUOTED = 180  # characters of the text beside a question


@dataclass(frozen=True)
class ShownField:
    """A field of a row: filled in as read, or as it was sent."""

    name: str
    field: Field
    value: str
    anchor: str = ""
    errors: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        return f"field-{self.name}"

    @property
    def is_settled(self) -> bool:
        """Whether there is nothing to choose."""
        return len(self.field.choices) == 1

    @property
    def is_radio(self) -> bool:
        return 1 < len(self.field.choices) <= _FEW

    @property
    def is_rich(self) -> bool:
        return self.field.name == _RICH

    @property
    def words(self) -> int:
        """How many a reader sees."""
        return len(words(plain_text(self.value)))

    @property
    def summary(self) -> str:
        """The value as it is read; nothing of a long text, which stands beside it."""
        if self.is_rich:
            return f"{self.words:,} words"
        told = next((each.label for each in self.field.choices if each.value == self.value), "")
        said = told or " · ".join(self.value.split("\n"))
        return said if len(said) <= _SUMMED_UP else ""

    @property
    def lines(self) -> int:
        """Of a text area, by what is in it."""
        return max(2, min(12, len(self.value) // 60 + self.value.count("\n") + 1))


@dataclass(frozen=True)
class ShownRow:
    """A proposal with its fields but those that are asked about."""

    proposal: Proposal
    fields: tuple[ShownField, ...]
    questions: tuple[Question, ...]
    is_kept: bool
    anchor: str = ""
    differences: tuple[SafeString, ...] = ()
    errors: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        return row_id(self.proposal)

    @property
    def keep(self) -> str:
        return keep_of(self.proposal)

    @property
    def group(self) -> str:
        return group_of(self.proposal)

    @property
    def title(self) -> str:
        return self.proposal.title or self.proposal.kind

    @property
    def has_mistakes(self) -> bool:
        return bool(self.errors) or any(field.errors for field in self.fields)

    @property
    def has_box(self) -> bool:
        """Whether it is kept by a box that is ticked; one with doubts is asked about."""
        return self.proposal.is_optional and not self.proposal.doubts


class Rows:
    """Makes the rows of one page. ``sent`` is what was answered before (None when it is shown
    first), ``errors`` what is said against it, ``anchors`` where words stand, by their places."""

    def __init__(
        self, text: str, anchors: Mapping[tuple[int, int], str], sent: Sent | None, errors: Errors
    ) -> None:
        self._text, self._anchors = text, anchors
        self._is_first, self._sent, self._errors = sent is None, sent or {}, errors

    def of(self, proposal: Proposal) -> ShownRow:
        kept = proposal.key in self._errors or self._is_first or self._keeps(proposal)
        change = proposal.difference
        return ShownRow(
            proposal,
            tuple(self._field(proposal, each) for each in proposal.fields if not each.doubt),
            tuple(self._questions(proposal)),
            kept,
            self._anchors.get((proposal.start, proposal.end), ""),
            tuple(of_paragraphs(change.stored, change.read)) if change else (),
            tuple(self._errors.get(proposal.key, ())),
        )

    def _keeps(self, proposal: Proposal) -> bool:
        is_out = answers.is_left_out(self._sent, proposal)
        return keep_of(proposal) in self._sent and not is_out

    def _field(self, proposal: Proposal, field: Field) -> ShownField:
        name = name_of(proposal, field)
        value = self._sent.get(name, field.value)
        return ShownField(name, field, value, self._anchor(field), self._said(name))

    def _questions(self, proposal: Proposal) -> Iterable[Question]:
        if proposal.doubts:
            yield Question(
                id=f"ask-{keep_of(proposal)}",
                name=keep_of(proposal),
                about=about_of(proposal),
                asked=" ".join(proposal.doubts),
                group=group_of(proposal),
                answers=answers_to_row(proposal, self._sent),
                words=self._quoted(proposal.start, proposal.end),
                anchor=self._anchors.get((proposal.start, proposal.end), ""),
                errors=self._said(keep_of(proposal)),
            )
        for field in proposal.fields:
            if field.doubt:
                yield self._question(proposal, field)

    def _question(self, proposal: Proposal, field: Field) -> Question:
        name = name_of(proposal, field)
        return Question(
            id=f"field-{name}",
            name=name if field.choices else how_of(name),
            about=about_of(proposal, field),
            asked=field.doubt,
            group=group_of(proposal),
            answers=answers_to(proposal, field, self._sent),
            words=self._quoted(field.start, field.end),
            anchor=self._anchor(field),
            typed_name="" if field.choices else name,
            typed=self._sent.get(name, field.value),
            is_long=field.is_long,
            errors=self._said(name, field.doubt),
        )

    def _anchor(self, field: Field) -> str:
        return self._anchors.get((field.start, field.end), "")

    def _said(self, name: str, asked: str = "") -> tuple[str, ...]:
        """What is said against an answer; that there is none, in fewer words than the question."""
        said = tuple(self._errors.get(name, ()))
        return (_UNANSWERED,) if asked and asked in said else said

    def _quoted(self, start: int, end: int) -> str:
        words = " ".join(self._text[start:end].split())
        return words if len(words) <= _QUOTED else f"{words[:_QUOTED].rsplit(' ', 1)[0]} …"
