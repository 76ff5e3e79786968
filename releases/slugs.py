"""Addresses of releases: derived, checked, and telling nothing when taken."""

import secrets
from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.utils.text import slugify

MAX_LENGTH = 120
_SUFFIX_ALPHABET = "23456789abcdefghjkmnpqrstvwxyz"  # no letters or digits taken for one another
_RESERVED = {"category", "feed"}


def validate(slug: str) -> None:
    """Raise ValidationError unless ``slug`` can stand in ``/news/<slug>/``."""
    if slug != slugify(slug):
        raise ValidationError(
            "Use small letters, digits and hyphens only, such as opens-shanghai-facility."
        )
    if slug in _RESERVED or slug.isdigit():
        raise ValidationError("This address is taken by a page of the newsroom. Choose another.")


def free(headline: str, is_taken: Callable[[str], bool]) -> str:
    """An address for ``headline`` that no release has; a collision gets a random suffix, because
    a counted one would tell how many unseen releases there are."""
    base = slugify(headline)[: MAX_LENGTH - 8].rstrip("-") or "release"
    if base in _RESERVED or base.isdigit():
        base = f"release-{base}"
    slug = base
    while is_taken(slug):
        slug = f"{base}-{''.join(secrets.choice(_SUFFIX_ALPHABET) for _ in range(6))}"
    return slug
