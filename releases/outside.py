"""People who do not work here and can see a release before it is public. An app that lets them
says who; they belong on the insider list (MAR Article 18) with those who work here."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from releases.models import Release


@dataclass(frozen=True)
class Outsider:
    """Somebody outside: who and what for, since when and through whom, and when it ends or did."""

    name: str
    email: str
    purpose: str
    since: datetime
    through: str
    until: datetime


sources: list[Callable[[Release], Iterable[Outsider]]] = []


def of(release: Release) -> list[Outsider]:
    """Who outside can see ``release``, or could, in the order in which they were let."""
    found = [each for source in sources for each in source(release)]
    return sorted(found, key=lambda each: each.since)
