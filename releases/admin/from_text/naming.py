"""What rows and fields are called on the page, and the words they rest on."""

from collections.abc import Iterable

from releases.admin.from_text.answers import name_of
from releases.admin.from_text.highlighting import Part
from releases.drafting.proposal import Field, Proposal


def group_of(proposal: Proposal) -> str:
    """The kind of row, as its key begins: ``figures`` of ``figures-0``."""
    return proposal.key.rpartition("-")[0] or proposal.key


def row_id(proposal: Proposal) -> str:
    return f"row-{proposal.key}"


def kind_of(proposal: Proposal) -> str:
    """``Standing text, safe harbor``."""
    return proposal.kind.replace(": ", ", ")


def about_of(proposal: Proposal, field: Field | None = None) -> str:
    """What a question or a mistake is about: a row, or a field of it."""
    kind, label = kind_of(proposal), field.label if field else ""
    if not proposal.is_optional:
        return label or kind
    row = f"{kind}: {proposal.title}" if proposal.title else kind
    return f"{row}, {label.lower()}" if label else row


def parts_of(proposals: Iterable[Proposal]) -> list[Part]:
    """The words that rows and their fields rest on, each leading to its field."""
    found: list[Part] = []
    for each in proposals:
        group = group_of(each)
        for field in each.fields:
            label = f"{kind_of(each)}, {field.label.lower()}" if each.is_optional else field.label
            target = f"field-{name_of(each, field)}"
            found.append(Part(field.start, field.end, target, label, group))
        if each.is_optional:
            found.append(Part(each.start, each.end, row_id(each), kind_of(each), group))
    return found
