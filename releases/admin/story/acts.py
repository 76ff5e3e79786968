"""What was done, act by act: the entries that one person made in one go."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.apps import apps
from django.core.exceptions import ObjectDoesNotExist
from django.db import models

from audit.models import Entry
from audit.recording import BY_TRIGGERS, VIEWED
from ircms.keys import key_of
from releases.models import Release

LENGTH = 50
# An act is shown whole: one save of a form changes many rows.
_BEYOND = 150
# Entries of one transaction stand this close to each other, whatever database wrote them.
_APART = timedelta(seconds=2)
_LOOKS_APART = timedelta(hours=1)


@dataclass(frozen=True)
class Act:
    """Entries that belong together, in the order in which they were made."""

    actor: int | None
    entries: tuple[Entry, ...]

    @property
    def at(self) -> datetime:
        return self.entries[0].at

    @property
    def until(self) -> datetime:
        return self.entries[-1].at

    @property
    def is_look(self) -> bool:
        return self.entries[0].action == VIEWED

    def of(self, *tables: type[models.Model]) -> list[Entry]:
        """The entries of rows of ``tables``."""
        names = {model._meta.db_table for model in tables}
        return [entry for entry in self.entries if entry.table in names]

    @property
    def is_erased(self) -> bool:
        """Whether something that stood beside the chain is gone."""
        return any(is_erased(entry) for entry in self.entries)


def is_erased(entry: Entry) -> bool:
    """Whether the chain knows of a detail that is not there any more."""
    if entry.told.get("detail") is None:
        return False
    try:
        return entry.detail is None
    except ObjectDoesNotExist:
        return True


def acts_of(release: Release, *, before: str, with_looks: bool) -> tuple[list[Act], int | None]:
    """The acts that come after the entry ``before`` (or the newest), newest first: about LENGTH
    entries, and the key from which it goes on. One query, however long the history is."""
    entries = Entry.objects.of_release(release.pk).select_related("detail", "link")
    if (key := key_of(before)) is not None:
        entries = entries.filter(pk__lt=key)
    if not with_looks:
        entries = entries.exclude(action=VIEWED)
    found = list(entries[: LENGTH + _BEYOND + 1])
    has_more = len(found) > LENGTH + _BEYOND
    shown: list[Act] = []
    taken = 0
    for act in _grouped(found[: LENGTH + _BEYOND]):
        if shown and taken + len(act.entries) > LENGTH:
            has_more = True
            break
        shown.append(act)
        taken += len(act.entries)
    return shown, found[taken - 1].pk if has_more and taken else None


def _grouped(newest_first: Iterable[Entry]) -> list[Act]:
    groups: list[list[Entry]] = []
    for entry in newest_first:
        if groups and _belongs(entry, groups[-1][-1]):
            groups[-1].append(entry)
        else:
            groups.append([entry])
    return [Act(group[0].actor, tuple(reversed(group))) for group in groups]


def _belongs(entry: Entry, later: Entry) -> bool:
    """Whether ``entry`` was made in one go with the one that came after it."""
    if entry.actor != later.actor or (entry.action == VIEWED) is not (later.action == VIEWED):
        return False
    if entry.actor is None and not {entry.action, later.action} <= BY_TRIGGERS:
        # Of people outside: each by what it was and with what, however many came in that hour.
        is_alike = (entry.action, entry.row_id) == (later.action, later.row_id)
        return is_alike and later.at - entry.at <= _LOOKS_APART
    return later.at - entry.at <= (_LOOKS_APART if entry.action == VIEWED else _APART)


@dataclass(frozen=True)
class Row:
    """An entry of a row, read: its table's model, and its values by column, those in the chain and
    those beside it together."""

    entry: Entry
    model: type[models.Model]
    before: dict[str, Any]
    after: dict[str, Any]

    @property
    def action(self) -> str:
        return self.entry.action

    @property
    def values(self) -> dict[str, Any]:
        """What the row held: after it, or before it was removed."""
        return self.before if self.action == "delete" else self.after


def row_of(entry: Entry) -> Row | None:
    """``entry`` as one of a row; None for what is of none (a view), or of a table gone since."""
    model = model_of(entry.table)
    if model is None:
        return None
    said = entry.said
    before = said.get("before", {}) | entry.before
    after = said.get("after", {}) | entry.after
    return Row(entry, model, before, after)


def model_of(table: str) -> type[models.Model] | None:
    """The model whose table is called so."""
    return _models().get(table)


def _models() -> dict[str, type[models.Model]]:
    return {model._meta.db_table: model for model in apps.get_models(include_auto_created=True)}
