"""Addresses of releases: derived, checked, and telling nothing when taken."""

import re
from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.utils.text import slugify

from ircms.existence import random_end

MAX_LENGTH = 120
RESERVED = frozenset({"category", "feed"})
# Small letters, digits and single hyphens; a letter somewhere, because /news/2017/ is a year.
PATTERN = r"^(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*$"
HOW = "Use small letters, digits and single hyphens, such as opens-shanghai-facility."


def validate(slug: str) -> None:
    """Raise ValidationError unless ``slug`` can stand in ``/news/<slug>/``."""
    if slug in RESERVED or slug.isdigit():
        raise ValidationError("This address is taken by a page of the newsroom. Choose another.")
    if not re.fullmatch(PATTERN, slug):
        raise ValidationError(HOW)


def free(headline: str, is_taken: Callable[[str], bool]) -> str:
    """An address for ``headline`` that no release has; a collision gets a random suffix, because
    a counted one would tell how many unseen releases there are."""
    words = re.sub(r"[-_]+", "-", slugify(headline)).strip("-")
    base = words[: MAX_LENGTH - 16].rstrip("-") or "release"
    if base in RESERVED or not re.search("[a-z]", base):
        base = f"release-{base}"
    slug = base
    while is_taken(slug):
        slug = f"{base}-{random_end()}"
    return slug
