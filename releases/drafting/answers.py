"""What a person answered to proposals; what was not asked holds as proposed."""

from collections.abc import Mapping

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from ircms import printable
from releases.drafting.proposal import Field, Proposal

KEEP = "keep"
_YES, _NO = "yes", "no"
_RICH = frozenset({"body"})  # mark-up has rules of its own


class Refused(Exception):
    """No draft can be made of these answers. ``errors`` has, by the name of an answer (or by the
    key of a proposal, for what is of all of it), what is wrong and what to do."""

    def __init__(self, errors: Mapping[str, list[str]]) -> None:
        super().__init__("; ".join(f"{name}: {' '.join(said)}" for name, said in errors.items()))
        self.errors = dict(errors)


class Answers:
    """Answers by name. What is wrong with one is collected in ``errors``."""

    def __init__(self, given: Mapping[str, str]) -> None:
        self._given = given
        self.errors: dict[str, list[str]] = {}

    def is_kept(self, proposal: Proposal) -> bool:
        """Whether the row is wanted. One with doubts is, once somebody has said so."""
        if not proposal.is_optional:
            return True
        name = f"{proposal.key}-{KEEP}"
        said = self._given.get(name, "" if proposal.doubts else _YES)
        if said not in (_YES, _NO):
            self.refuse(name, "Say whether the draft is to have this.")
        return said != _NO

    def values(self, proposal: Proposal) -> dict[str, str]:
        """By name, what the fields of the row are to hold."""
        return {field.name: self._value(proposal, field) for field in proposal.fields}

    def _value(self, proposal: Proposal, field: Field) -> str:
        name = f"{proposal.key}-{field.name}"
        said = self._given.get(name)
        if said is None:
            if field.doubt:
                self.refuse(name, field.doubt)
            return field.value
        said = said.replace("\r\n", "\n").strip()
        wrong = _objection(field, said)
        if wrong:
            self.refuse(name, wrong)
        return field.value if wrong else said

    def refuse(self, name: str, *said: str) -> None:
        """Note that the answer ``name`` cannot be taken; the same is said once."""
        known = self.errors.setdefault(name, [])
        known += [each for each in said if each not in known]

    def refuse_row(
        self, proposal: Proposal, refused: ValidationError, called: Mapping[str, str] | None = None
    ) -> None:
        """Note what a model refuses, at the answers it is about; ``called`` are the fields'
        names by those of its columns, where they differ."""
        names = {field.name for field in proposal.fields}
        by_column = (
            refused.message_dict
            if hasattr(refused, "error_dict")
            else {NON_FIELD_ERRORS: refused.messages}
        )
        for column, messages in by_column.items():
            name = (called or {}).get(column, column)
            self.refuse(f"{proposal.key}-{name}" if name in names else proposal.key, *messages)


def _objection(field: Field, said: str) -> str:
    """What is wrong with an answer, whatever it is of; the models say the rest."""
    if field.choices and said not in {choice.value for choice in field.choices}:
        return "Choose one of the answers." if said else field.doubt or "Choose one."
    if field.name in _RICH:
        return ""
    try:
        printable.validate(said)
    except ValidationError as refused:
        return " ".join(refused.messages)
    return ""
