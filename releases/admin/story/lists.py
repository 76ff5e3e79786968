"""Lists and numbers as a sentence has them."""

from collections.abc import Iterable
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString

from releases.number_words import ONES

_FEW = 4
_SHORT = 80


def listed(told: Iterable[Any]) -> SafeString:
    """``a, b and c``; safe as its parts are."""
    parts = [format_html("{}", each) for each in told]
    if len(parts) < 2:
        return parts[0] if parts else SafeString("")
    head = format_html(", ".join(["{}"] * (len(parts) - 1)), *parts[:-1])
    return format_html("{} and {}", head, parts[-1])


def named(noun: str, names: list[str]) -> SafeString:
    """``the contact Ada``, ``the categories Gold and Silver``; how many, where they are many or
    have no names."""
    if not all(names) or len(names) > _FEW or any(len(name) > _SHORT for name in names):
        return format_html("{}", counted(len(names), noun))
    return format_html("the {} {}", noun if len(names) == 1 else several(noun), listed(names))


def number(count: int) -> str:
    """In words up to nineteen."""
    return ONES[count] if count < len(ONES) else f"{count:,}"


def counted(count: int, noun: str) -> str:
    """``a contact``, ``an event``, ``two categories``."""
    if count == 1:
        return f"{'an' if noun[:1] in 'aeio' else 'a'} {noun}"
    return f"{number(count)} {several(noun)}"


def several(noun: str) -> str:
    """``contacts``, ``categories``."""
    is_plain = not noun.endswith("y") or noun[-2:-1] in "aeo"
    return f"{noun}s" if is_plain else f"{noun[:-1]}ies"
