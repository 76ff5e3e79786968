"""The rows of a draft, while they are made."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import models

from releases.drafting.answers import Answers
from releases.drafting.asking import Asking
from releases.drafting.proposal import Proposal
from releases.models import Release
from releases.models.identity import Identity

if TYPE_CHECKING:
    from accounts.models import User

_I = TypeVar("_I", bound=Identity)
NEW = "new"


class Making:
    """A draft in the making: its release, what was answered, and by key what was made so far."""

    def __init__(self, asking: Asking, answers: Answers) -> None:
        self.asking = asking
        self.answers = answers
        self.release = Release()
        self.rows: dict[str, Any] = {}
        self.identities: dict[str, Any] = {}
        self._positions: Counter[type[models.Model]] = Counter()

    @property
    def by(self) -> "User":
        return self.asking.user

    @property
    def at(self) -> datetime:
        return self.asking.at

    def position(self, model: type[models.Model]) -> int:
        """The place of the next row of ``model`` on the release."""
        self._positions[model] += 1
        return self._positions[model] - 1

    def may_add(self, model: type[models.Model], proposal: Proposal) -> bool:
        """Whether the person has the right to write a row of ``model``; noted where not."""
        right = f"{model._meta.app_label}.add_{model._meta.model_name}"
        if self.by.has_perm(right):
            return True
        self.answers.refuse(proposal.key, f"This is not among the rights of {self.by} ({right}).")
        return False

    def store(
        self, proposal: Proposal, row: models.Model, called: Mapping[str, str] | None = None
    ) -> bool:
        """Check and write ``row``; what is wrong with it is noted at the answers it is about."""
        if not self.may_add(type(row), proposal):
            return False
        try:
            row.full_clean()
            row.save()
        except ValidationError as refused:
            self.answers.refuse_row(proposal, refused, called)
            return False
        self.rows[proposal.key] = row
        return True

    def identity(
        self, proposal: Proposal, model: type[_I], chosen: str, name: str, *, asked: str
    ) -> _I | None:
        """The row of ``model`` that was chosen by its key, or a new one called ``name``; None where
        there is neither, which is noted at the answer ``asked``."""
        if chosen != NEW:
            found = self.asking.row(model, chosen)
            if found is None:
                self.answers.refuse(f"{proposal.key}-{asked}", "Choose one of the answers.")
            return found
        row = model(name=name)
        made = proposal.key
        if not self.may_add(model, proposal):
            return None
        try:
            row.full_clean()
            row.save()
        except ValidationError as refused:
            self.answers.refuse_row(proposal, refused, {"name": f"{asked}_name"})
            return None
        self.identities[made] = row
        return row
