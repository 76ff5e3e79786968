"""The manuscript of a release as it stands in its form, saved or not.

What is sent is read field by field and as far as it can be read: a date half typed is none yet.
Nothing is validated, stored or locked.
"""

from collections.abc import Callable, Iterator
from copy import copy
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.forms import Field
from django.http import QueryDict

from company.models import Category
from ircms.keys import key_of
from ircms.market_time import DayField, MarketTimeField
from releases import statements
from releases.fields import LinesFormField
from releases.models import Contact as ContactEntry
from releases.models import Release, ReleaseContact
from releases.models import StandingText as StandingTextRow
from releases.preflight.manuscript import Manuscript
from releases.preflight.parts import Contact, File, StandingText, Trial
from releases.preflight.stored import Rows, assembled, standing_text, text_in, trials_of

_TEXTS = ("headline", "subheadline", "slug", "body", "wire", "wire_url", "correction_reason")
_TICKS = ("is_inside_information", "publish_time_known")
_KEYS = ("translation_of", "corrects")
_CHOICES = {"kind": Release.Kind.values, "language": Release.Language.values}
_PARSED: dict[str, Field] = {
    "dateline_places": LinesFormField(required=False),
    "tickers": LinesFormField(required=False),
    "dateline_date": DayField(required=False),
    "publish_at": MarketTimeField(required=False),
}
_MOST_ROWS = 200
Choose = Callable[["QuerySet[Any]"], "QuerySet[Any]"]


@dataclass(frozen=True, eq=False)
class _Row:
    """One row of a kind, as sent: ``name`` gives a field's name in the form."""

    sent: QueryDict
    prefix: str

    def name(self, field: str) -> str:
        return f"{self.prefix}-{field}"

    def text(self, field: str) -> str:
        return " ".join(self.sent.get(self.name(field), "").split())

    def key(self, field: str) -> int | None:
        return key_of(self.sent.get(self.name(field)))


def of_form(
    sent: QueryDict, release: Release | None, at: datetime, *, choose: Choose
) -> Manuscript:
    """What the form of ``release`` (None: of a new one) says as ``sent``; ``choose`` leaves of
    rows that may be chosen those that exist for the person."""
    entered = _columns(sent, release, choose)
    rows = Rows(
        standing_texts=tuple(_standing_texts(sent, choose)),
        contacts=tuple(_contacts(sent, choose)),
        files=tuple(_files(sent, release)),
        trials=(*_trials(sent), *(trials_of(entered, at) if entered.translation_of_id else ())),
        categories=_categories(sent),
    )
    return assembled(entered, rows, at)


def _columns(sent: QueryDict, release: Release | None, choose: Choose) -> Release:
    """The release with what is sent of its columns; what is not sent stays as stored."""
    entered = copy(release) if release is not None else Release()
    typed = {name: str(sent.get(name)).strip() for name in sent}
    read: dict[str, Any] = {name: typed[name] for name in _TEXTS if name in typed}
    read |= {name: typed[name] for name, valid in _CHOICES.items() if typed.get(name) in valid}
    read |= {name: _parsed(field, typed[name]) for name, field in _PARSED.items() if name in typed}
    read |= {name: name in typed for name in _TICKS}
    read |= {name: _chosen(typed[name], choose) for name in _KEYS if name in typed}
    for name, value in read.items():
        setattr(entered, name, value)
    return entered


def _chosen(text: str, choose: Choose) -> Release | None:
    key = key_of(text)
    return choose(Release.objects.filter(pk=key)).first() if key is not None else None


def _parsed(field: Field, text: str) -> Any:
    try:
        return field.to_python(text)
    except ValidationError:
        return None


def _rows(sent: QueryDict, prefix: str) -> Iterator[_Row]:
    """The rows of a kind, without those marked to go."""
    total = min(key_of(sent.get(f"{prefix}-TOTAL_FORMS")) or 0, _MOST_ROWS)
    for number in range(total):
        row = _Row(sent, f"{prefix}-{number}")
        if not sent.get(row.name("DELETE")):
            yield row


def _standing_texts(sent: QueryDict, choose: Choose) -> Iterator[StandingText]:
    chosen = {row: row.key("standing_text") for row in _rows(sent, "printed_texts")}
    found = choose(StandingTextRow.objects.filter(pk__in=[key for key in chosen.values() if key]))
    texts = {text.pk: text for text in found}
    for row, key in chosen.items():
        if key in texts:
            yield standing_text(texts[key], row.name("standing_text"))


def _contacts(sent: QueryDict, choose: Choose) -> Iterator[Contact]:
    chosen = {row: row.key("contact") for row in _rows(sent, "printed_contacts")}
    found = choose(ContactEntry.objects.filter(pk__in=[key for key in chosen.values() if key]))
    entries = {entry.pk: entry for entry in found}
    for row, key in chosen.items():
        entered = {name: row.text(name) for name in ("name", "title", "organisation", "phone")}
        printed = ReleaseContact(contact=entries.get(key), email=row.text("email"), **entered)
        printed.fill_in()
        if printed.name and not sent.get(row.name("is_ended")):
            yield Contact(printed.name, printed.phone, printed.email, row.name("name"))


def _files(sent: QueryDict, release: Release | None) -> Iterator[File]:
    stored = {row.pk: row for row in release.attachments.all()} if release is not None else {}
    for row in _rows(sent, "attachments"):
        known = stored.get(row.key("id") or 0)
        # A browser's own path has backslashes; only the name is sent here, never the file.
        chosen = row.text("file").replace("\\", "/").rpartition("/")[2]
        if chosen:
            yield File(chosen, row.text("title"), field=row.name("title"))
        elif known is not None:
            title = row.text("title")
            text = text_in(known)
            yield File(known.filename, title, known.content_type, row.name("title"), text)


def _trials(sent: QueryDict) -> Iterator[Trial]:
    """Of every kind of statement that tells of an intervention."""
    for part in statements.parts():
        if "intervention" not in part.fields:
            continue
        for row in _rows(sent, str(part.model._meta.model_name)):
            names = (row.text("intervention"), row.text("modality"), row.text("title"))
            yield Trial(
                names=tuple(name for name in names if name),
                phases=tuple(sent.getlist(row.name("phases"))),
                status=row.text("overall_status"),
            )


def _categories(sent: QueryDict) -> tuple[str, ...]:
    keys = [key for text in sent.getlist("categories") if (key := key_of(text))]
    return tuple(Category.objects.filter(pk__in=keys).values_list("slug", flat=True))
