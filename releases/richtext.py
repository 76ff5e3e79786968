"""Rich text: one allow-list for the model, the editor and every importer.

What comes in is read as a browser reads it (``markup.tokens``), refused if it carries what no
release may (``markup.refusals``), written in one form (``markup.prose``) and passed through nh3,
which has the last word: only what it returns is ever stored.
"""

import re
from collections import Counter
from dataclasses import dataclass
from html import escape
from urllib.parse import urljoin

import nh3
from django.core.exceptions import ValidationError

from releases.markup.plain import plain_text
from releases.markup.reading import (
    ATTRIBUTES,
    MAX_CHARACTERS,
    SCHEMES,
    TAGS,
    Reading,
    Refused,
    too_long,
)

__all__ = ["ATTRIBUTES", "TAGS", "Cleaned", "RefusedMarkup", "absolute", "clean", "plain_text"]

_PASSES = 6
_WRITTEN = re.compile(r'<([a-z0-9]+)| ([a-z]+)="')
_OWN_LINK = re.compile(r'(?<=<a href=")(/[^"]*)')

_sanitised = nh3.Cleaner(
    tags=TAGS,
    attributes=ATTRIBUTES,
    url_schemes=SCHEMES,
    clean_content_tags={"script", "style"},
    link_rel=None,
    strip_comments=True,
).clean


class RefusedMarkup(ValidationError):
    """The text carries what no release may; one message for each, with its line and what to do."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__([ValidationError(text, code="refused_markup") for text in problems])


@dataclass(frozen=True)
class Cleaned:
    """Rich text fit to store, and what was left out of it, each named with how often."""

    html: str
    dropped: tuple[str, ...] = ()


def clean(html: str) -> Cleaned:
    """``html`` in its one allowed form; cleaning that again changes and drops nothing.

    Raises RefusedMarkup for scripts, handlers, frames, forms, links that carry code, and for text
    too long or too deeply nested to be anybody's prose.
    """
    try:
        return _cleaned(html)
    except Refused as refused:
        raise RefusedMarkup(refused.problems) from None


def absolute(html: str, base_url: str) -> str:
    """Cleaned ``html`` with its ``/…`` links made whole, for readers that are elsewhere."""
    return _OWN_LINK.sub(lambda link: escape(urljoin(base_url, "/")[:-1]) + link[1], html)


def _cleaned(html: str) -> Cleaned:
    if len(html) > MAX_CHARACTERS:
        raise too_long()
    reading = Reading(html)
    first = reading.written()
    settled = _settled(_sanitised(first))
    if len(settled) > MAX_CHARACTERS:
        raise too_long()
    lost = Counter(_WRITTEN.findall(first)) - Counter(_WRITTEN.findall(settled))
    for (tag, attribute), count in lost.items():
        reading.drop(f"<{tag}> in a wrong place" if tag else f"{attribute} attribute", count)
    return Cleaned(settled, reading.dropped())


def _settled(html: str) -> str:
    """``html`` read and sanitised until that changes nothing: what is stored is stable."""
    for _ in range(_PASSES):
        again = _sanitised(Reading(html).written())
        if again == html:
            return html
        html = again
    raise Refused(["The mark-up contradicts itself: paste it again as plain text."])
