"""The whole history of something, for staff: every statement about it, whatever its release."""

from dataclasses import dataclass
from datetime import datetime
from itertools import chain, islice
from typing import Any

from django.db.models import QuerySet

from ircms.changelist import Keyset
from ircms.keys import key_of
from releases import insiders
from releases.admin import state
from releases.admin.ledger_beside import as_text
from releases.models import Release
from releases.models.statement import SourcedStatement

LENGTH = 50
# Not what readers are told of a thing, but how the row is kept.
_KEPT = frozenset({"id", "release", "out_at", "position", "passage"})


@dataclass(frozen=True)
class Entry:
    """A release and what it says of the thing: pairs of a label and a text, with the passage."""

    release: Release
    state: state.State
    goes_out: str
    statements: list[tuple[str, list[tuple[str, str]]]]


@dataclass(frozen=True)
class History:
    """A stretch of a history, newest first; ``older`` is where the next one begins, if any."""

    entries: list[Entry]
    older: int | None


def history_page(kinds: "list[QuerySet[Any]]", *, before: str, at: datetime, user: Any) -> History:
    """The stretch that follows the release with the key ``before`` (or the newest), of what
    ``user`` may know of."""
    said = [kind.order_by().values("release") for kind in kinds]
    keys = said[0].union(*said[1:]) if len(said) > 1 else said[0]
    known = Release.objects.filter(insiders.known_q(user, at), pk__in=keys)
    releases = state.with_state(known, at)
    beyond = releases.filter(pk=key).first() if (key := key_of(before)) else None
    pieces = Keyset(Release, ("-out_at", "-pk")).pieces(releases, beyond)
    found = list(islice(chain.from_iterable(pieces), LENGTH + 1))
    shown = found[:LENGTH]
    statements = [row for kind in kinds for row in kind.filter(release__in=[r.pk for r in shown])]
    entries = [_entry(release, statements, at) for release in shown]
    return History(entries, shown[-1].pk if len(found) > LENGTH else None)


def _entry(release: Release, statements: list[Any], at: datetime) -> Entry:
    own = [row for row in statements if row.release_id == release.pk]
    told = [(_passage(row), told_by(row)) for row in own]
    return Entry(release, state.state_of(release, at), state.goes_out(release), told)


def _passage(row: Any) -> str:
    return row.passage if isinstance(row, SourcedStatement) else ""


def told_by(row: Any) -> list[tuple[str, str]]:
    """What a statement says, field by field, leaving out what it does not."""
    if told := getattr(row, "told", None):
        return list(told())
    fields = [
        field
        for field in row._meta.concrete_fields
        if field.name not in _KEPT
        and field.editable
        and not field.is_relation
        and not field.name.endswith("_precision")  # how exactly a day is known: the day shows it
    ]
    return [
        (str(field.verbose_name), text) for field in fields if (text := as_text(row, field.name))
    ]
