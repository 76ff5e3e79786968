"""People, releases and shared rows by name, where the record has their keys."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.db import models

from ircms.edge import AsOfRequest
from releases.admin.story.acts import Act, Row, row_of
from releases.insiders import known_q
from releases.models import Release

# What tells rows of one table apart for people, in the order in which it does.
_NAMING = ("recipient_name", "name", "as_printed", "title")
# What has all that a row held in its entry; of all else its name is looked up.
_WHOLE = ("insert", "delete")
_UNKNOWN_RELEASE = "another release"


class Names:
    """Names of everything that ``acts`` mention by key: one query a table that occurs."""

    def __init__(self, acts: Iterable[Act], release: Release, request: AsOfRequest) -> None:
        self._request = request
        self._wanted: dict[type[models.Model], set[int]] = {}
        self._found: dict[tuple[type[models.Model], int], str] = {}
        self._rows: dict[tuple[type[models.Model], int], dict[str, Any]] = {}
        self._told: dict[tuple[type[models.Model], int], dict[str, Any]] = {}
        people = get_user_model()
        for act in acts:
            self._want(people, act.actor)
            for entry in act.entries:
                if (row := row_of(entry)) is not None:
                    self._note(row)
        self._look_up_rows()
        self._look_up()
        self._found[Release, release.pk] = release.headline

    def person(self, key: Any) -> str:
        return self.of(get_user_model(), key) if key else "Nobody named"

    def of(self, model: type[models.Model], key: Any) -> str:
        """The name of a row; what it was, where it is gone."""
        gone = _UNKNOWN_RELEASE if model is Release else f"{model._meta.verbose_name} {key}"
        return self._found.get((model, key), gone)

    def row(self, row: Row) -> str:
        """What a row that hangs on the release is called; empty where nothing tells it."""
        key: Any = (row.model, row.entry.row_id)
        values = self._rows.get(key, {}) | self._told.get(key, {}) | row.values
        for name in _NAMING[:3]:
            if values.get(name):
                return str(values[name])
        for field in _links(row.model):
            if values.get(field.column):
                return self.of(_behind(field), values[field.column])
        return str(values.get("title") or "")

    def _want(self, model: type[models.Model], key: Any) -> None:
        if isinstance(key, int):
            self._wanted.setdefault(model, set()).add(key)

    def _note(self, row: Row) -> None:
        if row.action not in _WHOLE and row.model is not Release and row.entry.row_id:
            self._rows[row.model, row.entry.row_id] = {}
        elif row.entry.row_id:
            self._told[row.model, row.entry.row_id] = row.values
        for side in (row.before, row.after):
            for field in row.model._meta.concrete_fields:
                if isinstance(field, models.ForeignKey) and field.column in side:
                    self._want(_behind(field), side[field.column])

    def _look_up_rows(self) -> None:
        """What rows that were only changed are called, by what they hold now."""
        by_model: dict[type[models.Model], list[int]] = {}
        for model, key in self._rows:
            by_model.setdefault(model, []).append(key)
        for model, keys in by_model.items():
            held = {field.name for field in model._meta.concrete_fields}
            links = _links(model)
            names = [name for name in _NAMING if name in held]
            for values in model._default_manager.filter(pk__in=keys).values(
                "pk", *names, *(field.attname for field in links)
            ):
                self._rows[model, values["pk"]] = values
                for field in links:
                    self._want(_behind(field), values[field.attname])

    def _look_up(self) -> None:
        for model, keys in self._wanted.items():
            rows: Any = model._default_manager.filter(pk__in=keys)
            if model is Release:
                # A headline is told to those alone to whom the release exists.
                rows = rows.filter(known_q(self._request.user, self._request.as_of))
            for row in rows:
                self._found[model, row.pk] = str(row)


def _links(model: type[models.Model]) -> "list[models.ForeignKey[Any, Any]]":
    """The keys of a row that say whom it is about; not those to what it hangs on."""
    from releases import statements

    within = {part.within for part in statements.parts() if part.model is model}
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, models.ForeignKey)
        and field.remote_field.model is not Release
        and field.name not in within
    ]


def _behind(field: "models.ForeignKey[Any, Any]") -> type[models.Model]:
    model: type[models.Model] = field.remote_field.model
    return model
