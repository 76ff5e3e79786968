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


def free(headline: str, is_taken: Callable[[str], bool], *, is_confidential: bool = False) -> str:
    """An address for ``headline`` that no release has; a collision gets a random suffix, because
    a counted one would tell how many unseen releases there are. What is confidential gets one at
    once: it leaves the plain address to whoever writes of the same, and so tells them nothing."""
    words = re.sub(r"[-_]+", "-", slugify(headline)).strip("-")
    base = words[: MAX_LENGTH - 16].rstrip("-") or "release"
    if base in RESERVED or not re.search("[a-z]", base):
        base = f"release-{base}"
    slug = f"{base}-{random_end()}" if is_confidential else base
    while is_taken(slug):
        slug = f"{base}-{random_end()}"
    return slug
