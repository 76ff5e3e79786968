"""Text that can be printed: on a page, in a feed, on a terminal.

Control characters have no place in XML 1.0 (section 2.2) and would take a feed down with them;
marks that reorder text (Unicode Bidirectional Algorithm, 2.1 and 2.2) make it say something else
than it holds. Tab and line ends stay.
"""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.db import models

# For both databases' regular expressions as well: NUL, which PostgreSQL cannot hold, apart.
UNPRINTABLE = (
    r"[\u0001-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f"
    r"\u202a-\u202e\u2066-\u2069\ufffe\uffff]"
)
_UNPRINTABLE = re.compile(f"{UNPRINTABLE}|\0|[\ud800-\udfff]")


# What shows nothing: formats such as joiners without width, marks on nothing, blanks and controls;
# and letters that are blank.
_UNSEEN_KINDS = {"Cf", "Mn", "Me", "Zs", "Zl", "Zp", "Cc"}
_BLANK_LETTERS = "\u115f\u1160\u2800\u3164\uffa0"


def validate(value: object) -> None:
    """Raise ValidationError where ``value`` (text, or a list of it) holds such a character, or
    nothing that can be seen."""
    for text in value if isinstance(value, list) else [value]:
        if not isinstance(text, str):
            continue
        if found := _UNPRINTABLE.search(text):
            raise ValidationError(
                f"Character {found.start() + 1} is invisible (U+{ord(found[0]):04X}): it came with "
                "pasted text. Delete it and type what should stand there.",
                code="unprintable",
            )
        if text and all(_is_unseen(sign) for sign in text):
            raise ValidationError(
                "Nothing of this can be seen: it is made of blanks and invisible characters. Type "
                "what should stand there, or leave it empty.",
                code="unseen",
            )


def _is_unseen(sign: str) -> bool:
    return unicodedata.category(sign) in _UNSEEN_KINDS or sign in _BLANK_LETTERS


def visible(text: str) -> str:
    """``text`` without characters that have neither width nor sign of their own."""
    return "".join(sign for sign in text if unicodedata.category(sign) != "Cf")


def strip(text: str) -> str:
    """``text`` without such characters, for outputs that must not break whatever is stored."""
    return _UNPRINTABLE.sub("", text)


def constraint(name: str, *fields: str) -> models.CheckConstraint:
    """A table's constraint that none of ``fields`` holds such a character."""
    clean = models.Q()
    for field in fields:
        clean &= ~models.Q(**{f"{field}__regex": UNPRINTABLE})
    return models.CheckConstraint(
        condition=clean,
        name=name,
        violation_error_message="It holds an invisible character, as pasted text may. Retype it.",
    )


class PrintableModel(models.Model):
    """A model whose texts are all printable: said at the field when a form asks, and refused by
    ``save()`` whoever asks. Rich text has rules of its own and is left to them."""

    class Meta:
        abstract = True

    rich_text: tuple[str, ...] = ()

    def clean(self) -> None:
        super().clean()
        self.refuse_unprintable()

    def refuse_unprintable(self) -> None:
        """Raise ValidationError, by field, where a text holds what cannot be printed."""
        problems = {}
        for field in self._meta.concrete_fields:
            if field.name in self.rich_text or field.name not in self.__dict__:
                continue
            try:
                validate(getattr(self, field.name))
            except ValidationError as refused:
                problems[field.name] = refused
        if problems:
            raise ValidationError(problems)
