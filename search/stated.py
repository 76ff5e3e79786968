"""What releases that were found state, as far as it has the words."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from releases.models import Release
from search import words
from search.sources import Source, registered

_MOST = 200  # rows of one kind that are looked at for a page


@dataclass(frozen=True)
class Stated:
    """A statement or a file, as its release calls it, or else as it is called by now."""

    source: Source
    title: str
    url: str
    quoted: str
    anchor: str  # of the words that say it, on the release's page; empty for a file


def stated_by(
    releases: Iterable[Release],
    words_of: Mapping[int, frozenset[str]],
    asked: Sequence[str],
    kind: str | None,
    at: datetime,
) -> Mapping[int, list[Stated]]:
    """By release, its rows of every source (of one ``kind``) that have all the words in ``asked``
    and stand; ``words_of`` are the index's, by release. The releases, public at ``at``, have been
    asked whether they are corrected by then (``is_corrected``)."""
    corrected = {each.pk for each in releases if each.is_corrected}  # type: ignore[attr-defined]  # annotated
    found: dict[int, list[Stated]] = defaultdict(list)
    for source in registered():
        marked = {f"{source.letter}={word}" for word in asked}
        gone = corrected if source.is_statement else set()
        keys = [each.pk for each in releases if each.pk not in gone and marked <= words_of[each.pk]]
        if keys and kind in {None, source.kind}:
            rows = [row for row in _rows(source, keys) if _has(row, source.columns, asked)]
            names = _names(source, rows, at)
            for row in rows:
                found[row.release_id].append(_stated(source, row, names))
    return found


def _rows(source: Source, keys: list[int]) -> list[Any]:
    rows = source.model._default_manager.filter(release__in=keys).order_by("pk")
    return list(rows.select_related(source.about) if source.about else rows)[:_MOST]


def _has(row: Any, columns: Sequence[str], asked: Sequence[str]) -> bool:
    text = " ".join(str(getattr(row, column) or "") for column in columns)
    return words.indexed(text).issuperset(asked)


def _names(source: Source, rows: Iterable[Any], at: datetime) -> Mapping[int, str]:
    """By key, what those are called whose row does not say."""
    if not source.about or source.names is None:
        return {}
    key = f"{source.about}_id"
    unnamed = {getattr(row, key) for row in rows if not getattr(row, source.titled)}
    return source.names(unnamed, at) if unnamed else {}


def _stated(source: Source, row: Any, names: Mapping[int, str]) -> Stated:
    title, quoted = str(getattr(row, source.titled)), str(getattr(row, source.quoted))
    if not source.about:
        return Stated(source, title, row.get_absolute_url(), quoted, "")
    identity = getattr(row, source.about)
    name = title or names.get(identity.pk) or identity.spoken_address
    return Stated(source, name, identity.get_absolute_url(), quoted, row.anchor)
