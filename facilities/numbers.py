"""A capacity as staff type it, and as machines and people read it."""

import re
from decimal import Decimal

from django.core.exceptions import ValidationError

from releases import numerals


def parse_number(text: str, language: str = "en") -> Decimal:
    """What ``text`` says, all of it: ``70,000`` as 70000, ``1.5 million`` as 1500000.

    Raises ValidationError, saying why, for anything else: a number wrongly grouped, a negative one,
    words that are none. ``language`` (of the text, such as ``de``) decides on commas and points.
    """
    plain = numerals.plain(text)
    if re.match(r"[-−–]\s*\d", plain):
        raise ValidationError(
            f"“{text.strip()}” is negative, and no capacity is. Enter it without the sign.",
            code="negative",
        )
    found = numerals.scan(plain, language)
    if len(found) != 1 or found[0].text != plain:
        raise ValidationError(
            f"“{text.strip()}” is no number. Write digits, as in 70,000 or 1.5 million, or a word, "
            "such as twelve.",
            code="no_number",
        )
    if found[0].doubt is not None:
        raise numerals.refusal(found[0].doubt)
    return found[0].value


def plain_number(value: Decimal) -> str:
    """``47300`` or ``2.29``: digits alone, for files and machines, with nothing lost."""
    return f"{value.normalize():f}"


def grouped(value: Decimal) -> str:
    """``47,300``: as people read it."""
    return f"{Decimal(plain_number(value)):,f}"
