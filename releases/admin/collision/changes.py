"""What was done to a release since a form was read, and its rows as they were then."""

import copy
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Q

from audit.models import Entry, Link
from releases.models import Release

_OF_ROWS = ("insert", "update", "delete")


def place() -> int:
    """Where the audit stands. Links are made one after the other, in the order of commits: whoever
    sees one sees all before it."""
    head = Link.objects.order_by("-position").values_list("position", flat=True).first()
    return head or 0


def since(release: Release, position: int) -> list[Entry]:
    """What was done to rows of ``release`` after ``position``, newest first."""
    later = Q(link__position__gt=position) | Q(link__isnull=True)
    return list(Entry.objects.of_release(release.pk).filter(later, action__in=_OF_ROWS))


@dataclass(frozen=True)
class Touch:
    """One change of one row: by whom (a key), when, of which columns (none: of all)."""

    actor: int | None
    at: datetime
    names: frozenset[str]


@dataclass
class Past:
    """The rows of one model as they were, and who touched which since. ``is_known`` is False where
    the record does not tell: details can be erased."""

    rows: dict[int, Any]
    touches: dict[int, list[Touch]] = field(default_factory=dict)
    is_known: bool = True


def undone(model: type[Any], now: dict[int, Any], entries: Iterable[Entry]) -> Past:
    """``now`` (rows of ``model`` by key) with ``entries``, newest first, taken back."""
    past = Past({key: copy.copy(row) for key, row in now.items()})
    links = {
        each.remote_field.through._meta.db_table: each
        for each in model._meta.many_to_many
        if each.remote_field.through is not None
    }
    linked: dict[tuple[int, str], set[int]] = {}
    for entry in entries:
        if entry.table == model._meta.db_table and entry.row_id is not None:
            _take_back(model, past, entry)
        elif entry.table in links:
            _unlink(links[entry.table], now, past, linked, entry)
    for (key, name), keys in linked.items():
        if key in past.rows:
            _link(past.rows[key], name, keys)
    return past


def _take_back(model: type[Any], past: Past, entry: Entry) -> None:
    key = entry.row_id or 0
    names = {each.attname: each for each in model._meta.concrete_fields}
    by_column = {each.column: each for each in names.values()}
    touched = frozenset(by_column[c].name for c in entry.columns if c in by_column)
    past.touches.setdefault(key, []).append(Touch(entry.actor, entry.at, touched))
    if not entry.beside:
        past.is_known = False
    elif entry.action == "insert":
        past.rows.pop(key, None)
    elif entry.action == "delete":
        past.rows[key] = model(**_values(by_column, entry.before))
        past.rows[key]._state.adding = False
    elif key in past.rows:
        for attname, value in _values(by_column, entry.before).items():
            setattr(past.rows[key], attname, value)


def _values(by_column: dict[str, Any], stored: dict[str, Any]) -> dict[str, Any]:
    return {
        by_column[column].attname: by_column[column].to_python(value)
        for column, value in stored.items()
        if column in by_column and not by_column[column].generated
    }


def _unlink(
    m2m: Any, now: dict[int, Any], past: Past, linked: dict[tuple[int, str], set[int]], entry: Entry
) -> None:
    """Take back that a row was linked with another, or no longer."""
    values = entry.after if entry.action == "insert" else entry.before
    if m2m.m2m_column_name() not in values:
        past.is_known &= entry.action == "update"  # an order that changed; the link stands
        return
    key, other = values[m2m.m2m_column_name()], values[m2m.m2m_reverse_name()]
    touch = Touch(entry.actor, entry.at, frozenset({m2m.name}))
    past.touches.setdefault(key, []).append(touch)
    if (key, m2m.name) not in linked:
        stored = now.get(key)
        rows = getattr(stored, m2m.name).all() if stored is not None else []
        linked[key, m2m.name] = {row.pk for row in rows}
    if entry.action == "insert":
        linked[key, m2m.name].discard(other)
    elif entry.action == "delete":
        linked[key, m2m.name].add(other)


def _link(row: Any, name: str, keys: set[int]) -> None:
    """Let ``row`` tell of other linked rows than are stored: where Django keeps what it fetched."""
    others = row._meta.get_field(name).related_model._default_manager.filter(pk__in=keys)
    known = getattr(row, "_prefetched_objects_cache", {})
    row._prefetched_objects_cache = known | {name: others}  # noqa: SLF001 -- as promised above
