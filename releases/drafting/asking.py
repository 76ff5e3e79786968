"""What proposals are asked of: the reading, and what exists for the person who asks."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import models

from ircms.keys import key_of
from releases import insiders, passages
from releases.drafting.proposal import Field, Proposal
from releases.drafting.sentences import Sentences
from releases.models import Release, StandingText
from releases.wire.document import Document

if TYPE_CHECKING:
    from accounts.models import User
    from releases.wire.reading import Reading

_M = TypeVar("_M", bound=models.Model)


class Asking:
    """A reading, the person it is proposed to, and the instant. ``release`` is the draft as it is
    proposed, never stored: passages are looked for in its text.

    ``found`` keeps what one kind worked out for another (such as whose facilities figures are).
    """

    def __init__(self, reading: "Reading", *, at: datetime, user: "User") -> None:
        self.reading = reading
        self.at = at
        self.user = user
        self.release = Release()
        self.found: dict[str, Any] = {}
        self._sentences = Sentences(reading.document)

    @property
    def document(self) -> Document:
        return self.reading.document

    @property
    def text(self) -> str:
        return self.reading.document.text

    @property
    def day(self) -> date | None:
        """The dateline's."""
        said = self.reading.dateline_date
        return date.fromisoformat(said.value) if said else None

    def known(self, model: type[_M]) -> "models.QuerySet[_M]":
        """The rows of ``model`` that exist for the person: of releases, or of what many releases
        mention. None where the person has no right to look at such rows."""
        rows = model._default_manager.all()
        if not self._may_see(model):
            return rows.none()
        if model is Release:
            return rows.filter(insiders.known_q(self.user, self.at))
        rule = insiders.shared_q(model, self.user, self.at)
        return rows if rule is None else rows.filter(rule)

    def row(self, model: type[_M], key: str) -> _M | None:
        """The row that somebody chose by its key, if it exists for them."""
        number = key_of(key)
        return None if number is None else self.known(model).filter(pk=number).first()

    def statements(self, model: type[_M]) -> "models.QuerySet[_M]":
        """The rows of a kind of statement, of releases that exist for the person."""
        rule = insiders.known_q(self.user, self.at, "release__")
        rows = model._default_manager.filter(rule)
        return rows if self._may_see(model) else rows.none()

    def _may_see(self, model: type[models.Model]) -> bool:
        """As the pages of the desk have it: whoever may change rows may look at them too."""
        app, name = model._meta.app_label, model._meta.model_name
        return any(self.user.has_perm(f"{app}.{right}_{name}") for right in ("view", "change"))

    def entered(self, release: Proposal, texts: Sequence[Proposal]) -> None:
        """Take the proposed release and its standing texts for the text that passages are of."""
        of = {field.name: field.value for field in release.fields}
        self.release = Release(
            headline=of["headline"],
            subheadline=of["subheadline"],
            body=of["body"],
            language=of["language"],
            dateline_date=self.day,
        )
        bodies = [field.value for each in texts for field in each.fields if field.name == "body"]
        self.release.texts_as_entered = [StandingText(body=body) for body in bodies]

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """The sentence that holds some words; what of it is the dateline's is not its own."""
        begin, close = self._sentences.at(start, end)
        lead = self.reading.lead
        if lead is not None and begin < lead.start < close and lead.start <= start:
            begin = lead.start
        return begin, close

    def passage(self, start: int, end: int) -> Field:
        """The field of a passage: the sentence that holds some words or, where the release does
        not print it whole, these words; with a doubt where it prints neither."""
        for begin, close in (self.sentence(start, end), (start, end)):
            words = " ".join(self.text[begin:close].split())
            try:
                passages.require(self.release, words)
            except ValidationError:
                continue
            return Field("passage", "Passage", words, begin, close, is_long=True)
        doubt = "The draft does not print these words in one piece: copy those of it that say this."
        words = " ".join(self.text[start:end].split())
        return Field("passage", "Passage", words, start, end, is_long=True, doubt=doubt)


def misfit(model: type[models.Model], column: str, value: str) -> str:
    """Why a text cannot be stored in a column, such as its length; empty where it can."""
    field: Any = model._meta.get_field(column)
    if not value:
        return ""
    try:
        field.run_validators(value)
    except ValidationError as refused:
        return " ".join(refused.messages)
    return ""
