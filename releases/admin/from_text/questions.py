"""What is asked: a doubt, the words it is about, and the answers that one click gives."""

from dataclasses import dataclass

from releases.admin.from_text.answers import (
    AS_READ,
    LEAVE_OUT,
    NO,
    OTHERWISE,
    YES,
    Sent,
    how_of,
    keep_of,
    name_of,
)
from releases.drafting.proposal import Field, Proposal

_SHORT = 60  # characters of a value that a button can bear


@dataclass(frozen=True)
class Answer:
    """One radio button; ``is_typed`` has a field beside it."""

    id: str
    value: str
    label: str
    is_chosen: bool = False
    is_typed: bool = False


@dataclass(frozen=True)
class Question:
    """``about`` is the row in question; ``words`` those of the text, which stand at ``anchor``."""

    id: str
    name: str  # of the radio buttons
    about: str
    asked: str
    group: str
    answers: tuple[Answer, ...]
    words: str = ""
    anchor: str = ""
    typed_name: str = ""
    typed: str = ""
    is_long: bool = False
    errors: tuple[str, ...] = ()


def answers_to(proposal: Proposal, field: Field, sent: Sent) -> tuple[Answer, ...]:
    """To a doubt about one field: its choices, or its value as read and another; and to leave the
    row out, where it may be. None, where all that can be done is to type what is missing."""
    name = name_of(proposal, field)
    if field.choices:
        chosen = sent.get(name)
        offered = [(choice.value, choice.label) for choice in field.choices]
    else:
        chosen = sent.get(how_of(name))
        offered = [(AS_READ, _as_read(field))] if field.value else []
        offered += [(OTHERWISE, "Otherwise:")] if field.value or proposal.is_optional else []
    if proposal.is_optional:
        noun = proposal.kind.partition(":")[0].lower()
        offered.append((LEAVE_OUT, f"Leave the {noun} out"))
    return tuple(
        Answer(f"field-{name}-{number}", value, label, value == chosen, value == OTHERWISE)
        for number, (value, label) in enumerate(offered)
    )


def _as_read(field: Field) -> str:
    """The value itself where a button can bear it; said to be read where the text says it."""
    how = "as read" if field.start < field.end else "as proposed"
    is_short = len(field.value) <= _SHORT and "\n" not in field.value
    return f"“{field.value}”, {how}" if is_short else how.capitalize()


def answers_to_row(proposal: Proposal, sent: Sent) -> tuple[Answer, ...]:
    """To a doubt about a row as a whole."""
    name = keep_of(proposal)
    offered = ((YES, "Take it over"), (NO, "Leave it out"))
    return tuple(
        Answer(f"field-{name}-{value}", value, label, sent.get(name) == value)
        for value, label in offered
    )
