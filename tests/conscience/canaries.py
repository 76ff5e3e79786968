"""A canary in every field: strings, numbers and dates that can come from nowhere else.

Fields are found from the models. One that no rule here covers raises UncoveredField, so that a new
field cannot slip past the embargo test.
"""

import re
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from django.db import models

from releases.fields import LinesField
from releases.models.release import CONTROLLED

_STATED = (
    "facilities.FacilityUpdate",
    "facilities.CapacityFigure",
    "trials.TrialUpdate",
    "events.EventUpdate",
    "library.DocumentUpdate",
    "library.PageVersion",
)
# Cannot hold a canary: a choice from few, a yes or no, a key, what guards or the database derive.
UNMARKED = {
    *(f"releases.Release.{name}" for name in (*CONTROLLED, "out_at")),
    "releases.Release.publish_at",
    "releases.ReleaseContact.out_at",
    "releases.Attachment.content_type",
    *(f"{kind}.out_at" for kind in _STATED),
    "events.EventUpdate.starts_at",
    "events.EventUpdate.ends_at",
    "events.EventUpdate.over_at",
}
# Staff alone ever see these: their canaries stay unseen after the release's second as well.
NEVER_PUBLIC = {
    "releases.Release.staff_note",
    "releases.StandingText.key",
    "releases.StandingText.version",
    "releases.ReleaseStandingText.position",
    "releases.ReleaseContact.position",
    "releases.Attachment.position",
    "releases.Attachment.file",  # its name in private storage; its bytes have a canary of their own
    # Who outside has a preview of it: they alone, behind their own cookie.
    *(
        f"previews.Grant.{name}"
        for name in (
            "public_id",
            "recipient_name",
            "recipient_email",
            "purpose",
            "token_sha256",
            "most_views",
        )
    ),
    *(f"releases.Contact.{name}" for name in ("name", "title", "organisation", "phone", "email")),
    *(f"{kind}.position" for kind in _STATED),
    *(f"{kind}.name" for kind in ("facilities.Facility", "trials.ClinicalTrial", "events.Event")),
    *(f"{kind}.name" for kind in ("library.Document", "library.SitePage")),
}


class UncoveredField(Exception):
    """A field that the embargo test has no canary for."""


class Canaries:
    """Makes values for fields and remembers by which tokens each would be recognised."""

    def __init__(self) -> None:
        self.tokens: dict[str, list[str]] = {}
        self._count = 0

    def fill(self, model: type[models.Model], **given: Any) -> dict[str, Any]:
        """Values for every concrete field of ``model`` that is not ``given``, canaries all."""
        values = dict(given)
        for field in model._meta.concrete_fields:
            label = f"{model._meta.label}.{field.name}"
            if field.name in given or field.is_relation or field.primary_key or field.generated:
                continue
            if label in UNMARKED or field.choices or isinstance(field, models.BooleanField):
                continue
            values[field.name] = self._value(label, field)
        return values

    def note(self, label: str, *tokens: str) -> None:
        self.tokens.setdefault(label, []).extend(tokens)

    def _value(self, label: str, field: "models.Field[Any, Any]") -> Any:
        self._count += 1
        key = UUID(int=(918_000 + self._count) * (1 << 64 | 1))
        word = f"qx{self._count:03d}zcanary"
        number = 918_000 + self._count
        made: dict[type, tuple[Any, list[str]]] = {
            models.SlugField: (word, [word]),
            models.EmailField: (f"{word}@harbor-bio.example", [word]),
            models.URLField: (f"https://harbor-bio.example/{word}", [word]),
            LinesField: ([f"{word}: TK", f"{word}: SK"], [word]),
            models.UUIDField: (key, [str(key), key.hex]),
            models.DateField: (date(2093, 5, 17), ["2093"]),
            models.DateTimeField: (datetime(2094, 5, 17, tzinfo=UTC), ["2094"]),
            models.PositiveSmallIntegerField: (20_000 + self._count, [str(20_000 + self._count)]),
            models.PositiveIntegerField: (number, [str(number), f"{number:,}"]),
            models.TextField: (f"<p>{word}</p>", [word]),
            models.CharField: (word, [word]),
        }  # fmt: skip
        if type(field) not in made:
            raise UncoveredField(
                f"{label} ({type(field).__name__}) has no canary: "
                "teach tests/conscience/canaries.py."
            )
        value, tokens = made[type(field)]
        self.note(label, *tokens)
        return value

    def seen_in(self, data: bytes) -> set[str]:
        """The labels of fields whose canary stands in ``data``."""
        text = data.decode("utf-8", errors="replace").casefold()
        return {
            label
            for label, tokens in self.tokens.items()
            if any(_stands_in(token.casefold(), text) for token in tokens)
        }


def _stands_in(token: str, text: str) -> bool:
    """A number counts only by itself: its digits may stand inside any hash."""
    if not token.isdigit():
        return token in text
    return re.search(rf"(?<![0-9a-z]){token}(?![0-9a-z])", text) is not None
