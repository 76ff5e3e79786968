"""Passages: the words of a release on which its statements rest."""

import hashlib
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.html import escape

from releases.markup.passages import normalised, occurs

if TYPE_CHECKING:
    from releases.models import Release, StandingText


MAX_LENGTH = 2000  # characters: a long paragraph; finding and marking it costs milliseconds


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
    return occurs(passage, *texts(release))


def require(release: "Release", passage: str) -> None:
    """Raise ValidationError unless ``passage`` stands in the release's text."""
    if len(passage) > MAX_LENGTH:
        raise ValidationError(
            f"A passage has at most {MAX_LENGTH} characters: copy the sentence that says it.",
            code="too_long",
        )
    if not stands_in(release, passage):
        raise ValidationError(
            "These words do not stand in the release: not in its headline, subheadline or body, "
            "nor in a standing text that it prints. Copy them from there, whole words, in one "
            "piece.",
            code="not_in_the_text",
        )


def anchor(passage: str) -> str:
    """The fragment under which ``passage`` is found on its release's page: made of its words, so
    that whoever knows the statement knows where it leads."""
    return f"said-{hashlib.sha256(normalised(passage).encode()).hexdigest()[:10]}"
