"""Passages: the words of a release on which its statements rest."""

import hashlib
import re
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

from django.core.exceptions import ValidationError
from django.utils.html import escape

from releases.markup.passages import Texts, normalised

if TYPE_CHECKING:
    from releases.models import Release, StandingText


MAX_LENGTH = 2000  # characters: a long paragraph; finding and marking it costs milliseconds
_FEWEST_WORDS, _FEWEST_WIDE = 2, 4
_READ = "texts_read"  # of a release at hand, beside its columns


def printed_texts(release: "Release") -> list["StandingText"]:
    """The standing texts that ``release`` prints, in order; those of the form at hand while one
    is being checked (``texts_as_entered``)."""
    if release.texts_as_entered is not None:
        return release.texts_as_entered
    if not release.pk:
        return []
    links = release.printed_texts.select_related("standing_text")
    return [link.standing_text for link in links]


def texts(release: "Release") -> list[str]:
    """The release's text, as HTML: headline, subheadline, body, the standing texts printed."""
    own = [escape(release.headline), escape(release.subheadline), release.body]
    return [*own, *(text.body for text in printed_texts(release))]


def stands_in(release: "Release", passage: str) -> bool:
    """Whether ``passage`` stands in the release's text."""
    return _read(release).hold(passage)


def _read(release: "Release") -> Texts:
    """Its text, read once for all of its passages as long as it stays as it is."""
    htmls = tuple(texts(release))
    read: Texts | None = release.__dict__.get(_READ)
    if read is None or read.htmls != htmls:
        read = release.__dict__[_READ] = Texts(htmls)
    return read


def require(release: "Release", passage: str) -> None:
    """Raise ValidationError unless ``passage`` stands in the release's text."""
    if len(passage) > MAX_LENGTH:
        raise ValidationError(
            f"A passage has at most {MAX_LENGTH} characters: copy the sentence that says it.",
            code="too_long",
        )
    if not _says_something(normalised(passage)):
        raise ValidationError(
            "This says nothing by itself. Copy the whole sentence or at least the words that say "
            "it.",
            code="too_short",
        )
    if not stands_in(release, passage):
        raise ValidationError(
            "These words do not stand in the release: not in its headline, subheadline or body, "
            "nor in a standing text that it prints. Copy them from there, whole words, in one "
            "piece.",
            code="not_in_the_text",
        )


def _says_something(words: str) -> bool:
    """Whether there is a number, two words, or four characters of a script without blanks."""
    wide = [sign for sign in words if east_asian_width(sign) in "WF" and sign.isalnum()]
    if re.search(r"\d", words) or len(wide) >= _FEWEST_WIDE:
        return True
    return sum(1 for word in words.split() if re.search(r"\w", word)) >= _FEWEST_WORDS


def anchor(passage: str) -> str:
    """The fragment under which ``passage`` is found on its release's page: made of its words, so
    that whoever knows the statement knows where it leads."""
    return f"said-{hashlib.sha256(normalised(passage).encode()).hexdigest()[:10]}"
