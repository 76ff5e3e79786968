"""What an act changed, row by row and column by column, as it is shown below its sentence."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth import get_user_model
from django.db import models
from django.utils.safestring import SafeString

from releases import statements
from releases.admin import differences
from releases.admin.story.acts import Row
from releases.admin.story.names import Names
from releases.admin.story.values import as_words, label
from releases.models import Asked, Attachment, Release, Step
from releases.models.release import CONTROLLED
from releases.statements import Part

# How a row is kept, and not what it says.
_KEPT = frozenset({"id", "release", "out_at", "public_id", "position", "file", "revision"})
_LONG = 200  # a text that may be longer than this is compared by words
_ERASED = "What it said has been erased."
_MARKUP = "Its words are the same: the mark-up changed."
_STEPS = Step.Kind
_ENDS = {_STEPS.HELD, _STEPS.SENT_BACK, _STEPS.RECALLED}
# Columns that change because a step is taken: told with it, and not again.
_BELONG = {
    "submitted_revision": {_STEPS.SUBMITTED, _STEPS.IMPORTED} | _ENDS,
    "approved_revision": {_STEPS.APPROVED, _STEPS.IMPORTED} | _ENDS,
    "held_at": {_STEPS.HELD, _STEPS.RESUMED},
    "released_at": {_STEPS.RELEASED},
    "withdrawn_at": {_STEPS.WITHDRAWN},
    "withdrawal_reason": {_STEPS.WITHDRAWN},
    "publish_at": {_STEPS.RESCHEDULED},
    "publish_time_known": {_STEPS.RESCHEDULED},
}


_NOUNS: dict[type[models.Model], str] = {
    Attachment: "file",
    Asked: "request to approve",
    get_user_model().groups.through: "role of a person",
    get_user_model().user_permissions.through: "right of a person",
}


@dataclass(frozen=True)
class Change:
    """A column before and after; of a text, ``pieces`` instead: its paragraphs with what was taken
    out and put in. ``remark`` stands where there is neither."""

    label: str
    before: str = ""
    after: str = ""
    pieces: list[SafeString] = field(default_factory=list)
    remark: str = ""


@dataclass(frozen=True)
class RowChange:
    """What happened to a row: ``done`` is added, changed or removed, ``noun`` what it is, ``name``
    which (empty for the release itself)."""

    row: Row
    done: str
    noun: str
    name: str
    changes: list[Change]

    @property
    def is_release(self) -> bool:
        return self.row.model is Release

    @property
    def is_first_draft(self) -> bool:
        return self.is_release and self.row.action == "insert"


_DONE = {"insert": "added", "update": "changed", "delete": "removed"}


def changes_of(rows: Iterable[Row], kinds: set[str], names: Names) -> list[RowChange]:
    """Changes of the release and of what hangs on it; ``kinds`` are those of the steps that were
    taken with them."""
    found = [row for row in rows if row.model is Release or _part(row.model)]
    inner = _inner(found)
    folded = {id(row) for rows in inner.values() for row in rows}
    told = []
    for row in found:
        if id(row) in folded:
            continue
        changes = _columns(row, kinds, names)
        changes += _within(inner.get(row.entry.row_id or 0, []), row, names)
        if changes or row.model is not Release:
            name = "" if row.model is Release else names.row(row)
            told.append(RowChange(row, _DONE[row.action], noun(row.model), name, changes))
    return told


def noun(model: type[models.Model]) -> str:
    """What a row of ``model`` is for people: what a link leads to, not the link."""
    part = _part(model)
    if model in _NOUNS:
        return _NOUNS[model]
    named = (part.bound_model or part.copied_model or model) if part else model
    said = str(named._meta.verbose_name)
    return said.removesuffix(" update")


def _part(model: type[models.Model]) -> Part | None:
    return next((part for part in statements.parts() if part.model is model), None)


def _inner(rows: list[Row]) -> dict[int, list[Row]]:
    """Rows that belong to a row which came or went with them, by that row's key."""
    whole = {(row.model, row.entry.row_id) for row in rows if row.action != "update"}
    found: dict[int, list[Row]] = {}
    for row in rows:
        part = _part(row.model)
        if part is None or not part.within or row.action == "update":
            continue
        link: Any = row.model._meta.get_field(part.within)
        key = row.values.get(link.column)
        if key is not None and (link.remote_field.model, key) in whole:
            found.setdefault(key, []).append(row)
    return found


def _within(rows: list[Row], outer: Row, names: Names) -> list[Change]:
    told = "; ".join(filter(None, (names.row(row) for row in rows)))
    if not told:
        return []
    is_gone = outer.action == "delete"
    return [Change("for", before=told if is_gone else "", after="" if is_gone else told)]


def _columns(row: Row, kinds: set[str], names: Names) -> list[Change]:
    changes = []
    for each in row.model._meta.concrete_fields:
        if each.name in _KEPT or _is_left_out(row, each, kinds) or _is_naming(row, each):
            continue
        if row.action == "update":
            if each.column in row.entry.columns:
                changes.append(_difference(row, each, names))
        elif text := as_words(each, row.values.get(each.column), names):
            changes.append(_whole(row, each, text))
    return changes


def _is_left_out(row: Row, each: "models.Field[Any, Any]", kinds: set[str]) -> bool:
    """What a step or the sentence itself says already, and, of rows that come or go, a no."""
    if row.action != "update":
        value = row.values.get(each.column)
        return value is False or (row.model is Release and each.name in CONTROLLED)
    if row.model is not Release:
        return False
    return each.name == "is_confidential" or bool(_BELONG.get(each.name, set()) & kinds)


def _is_naming(row: Row, each: "models.Field[Any, Any]") -> bool:
    """Whether a row that comes or goes is called by it already."""
    if row.action == "update" or row.model is Release:
        return False
    return isinstance(each, models.ForeignKey) or each.name == "name"


def _whole(row: Row, each: "models.Field[Any, Any]", text: str) -> Change:
    """A value of a row that came or went."""
    if each.name in _rich(row.model):
        pieces = differences.of_rich_text("", str(row.values[each.column]))
        return Change(label(each), pieces=pieces)
    is_gone = row.action == "delete"
    return Change(label(each), before=text if is_gone else "", after="" if is_gone else text)


def _difference(row: Row, each: "models.Field[Any, Any]", names: Names) -> Change:
    name = label(each)
    if each.column not in row.before and each.column not in row.after:
        return Change(name, remark=_ERASED)
    was, now = row.before.get(each.column), row.after.get(each.column)
    if each.name in _rich(row.model):
        pieces = differences.of_rich_text(str(was or ""), str(now or ""))
        return Change(name, pieces=pieces, remark="" if pieces else _MARKUP)
    if was and now and _is_long(each):
        return Change(name, pieces=differences.of_paragraphs(str(was), str(now)))
    return Change(name, as_words(each, was, names), as_words(each, now, names))


def _rich(model: type[models.Model]) -> tuple[str, ...]:
    return tuple(getattr(model, "rich_text", ()))


def _is_long(each: "models.Field[Any, Any]") -> bool:
    if each.choices or isinstance(each, models.JSONField | models.ForeignKey):
        return False
    return isinstance(each, models.TextField) or (each.max_length or 0) >= _LONG
