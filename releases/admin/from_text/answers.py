"""What was answered on the page, as ``releases.drafting`` takes it.

A row without a doubt has a box that is ticked; of one with a doubt, nothing is chosen beforehand.
A doubtful value that has no choices is accepted as read, or said otherwise; one click leaves out
the row whose question it is.
"""

from collections.abc import Mapping, Sequence

from releases.drafting.proposal import Field, Proposal

LEAVE_OUT = "~leave-out"  # beside the choices of a question: the whole row goes
AS_READ, OTHERWISE = "as-read", "otherwise"
YES, NO = "yes", "no"

Sent = Mapping[str, str]


def name_of(proposal: Proposal, field: Field) -> str:
    return f"{proposal.key}-{field.name}"


def keep_of(proposal: Proposal) -> str:
    """The name under which a row is kept or left out."""
    return f"{proposal.key}-keep"


def how_of(name: str) -> str:
    """The name of the choice between a value as read and another."""
    return f"{name}--how"


def is_asked(proposal: Proposal) -> bool:
    return bool(proposal.doubts) or any(field.doubt for field in proposal.fields)


def given(sent: Sent, proposals: Sequence[Proposal]) -> dict[str, str]:
    """The answers in ``sent``, by name; what was not answered is not among them."""
    found: dict[str, str] = {}
    for proposal in proposals:
        for field in proposal.fields:
            answer = _answer(sent, name_of(proposal, field), field)
            if answer is not None:
                found[name_of(proposal, field)] = answer
        if proposal.is_optional and (kept := _kept(sent, proposal)):
            found[keep_of(proposal)] = kept
    return found


def is_left_out(sent: Sent, proposal: Proposal) -> bool:
    """Whether a question about the row was answered by leaving the row out."""
    asked = [name_of(proposal, field) for field in proposal.fields if field.doubt]
    return any(LEAVE_OUT in (sent.get(name), sent.get(how_of(name))) for name in asked)


def _kept(sent: Sent, proposal: Proposal) -> str:
    if is_left_out(sent, proposal):
        return NO
    chosen = sent.get(keep_of(proposal), "")
    if proposal.doubts:
        return chosen if chosen in {YES, NO} else ""
    return YES if chosen else NO


def _answer(sent: Sent, name: str, field: Field) -> str | None:
    typed = sent.get(name)
    if typed is not None:
        typed = typed.replace("\r\n", "\n")
    if not field.doubt or field.choices:
        return None if typed == LEAVE_OUT else typed
    how = sent.get(how_of(name), "")
    if how == AS_READ:
        return field.value
    is_typed = bool(typed) and typed != field.value
    return typed if how == OTHERWISE or (not how and is_typed) else None
