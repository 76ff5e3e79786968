"""Which tables are watched, and what of a row goes where.

An app calls ``watch`` in its ``AppConfig.ready``. The triggers made from this registry write an
entry for every insert, update and delete, whichever way it came.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from django.db import models

NEVER_WATCHED = (models.BinaryField,)


@dataclass(frozen=True)
class Watched:
    """One table. ``columns`` are those whose change makes an entry; their values stand in its
    detail. The values of ``plain`` stand in the chain itself: never a text, never personal data. Of
    ``masked`` columns it is recorded that they changed, and no value. ``release_path`` leads to the
    release that the row hangs on (``pk`` for the release itself; empty: to none). ``foretold`` is
    SQL for what a plain column of a new row comes to on SQLite, where a nested update follows."""

    model: type[models.Model]
    columns: tuple[str, ...]
    plain: tuple[str, ...] = ()
    masked: tuple[str, ...] = ()
    release_path: str = ""
    foretold: Mapping[str, str] = field(default_factory=dict)

    @property
    def table(self) -> str:
        return self.model._meta.db_table

    @property
    def key(self) -> str:
        """The column of its primary key."""
        return self.model._meta.pk.column

    def field_of(self, column: str) -> "models.Field[object, object]":
        """The field that ``column`` is of."""
        return next(f for f in self.model._meta.concrete_fields if f.column == column)

    def release(self, row: str) -> str:
        """SQL: the key of the release that ``row`` (OLD or NEW) hangs on; NULL for none."""
        if not self.release_path:
            return "NULL"
        if self.release_path == "pk":
            return f'{row}."{self.key}"'
        expression, model = "", self.model
        for name in self.release_path.split("__"):
            link = model._meta.get_field(name)
            assert isinstance(link, models.ForeignKey)  # noqa: S101 -- a path is of foreign keys
            expression = (
                f'(SELECT "{link.column}" FROM "{model._meta.db_table}" '  # noqa: S608 -- own names
                f'WHERE "{model._meta.pk.column}" = {expression})'
                if expression
                else f'{row}."{link.column}"'
            )
            model = link.remote_field.model
        return expression


_watched: dict[type[models.Model], Watched] = {}
_providers: list[Callable[[], Iterable[Watched]]] = []


def watch(
    model: type[models.Model],
    *,
    columns: Iterable[str] | None = None,
    plain: Iterable[str] = (),
    masked: Iterable[str] = (),
    without: Iterable[str] = (),
    release_path: str = "",
    foretold: Mapping[str, str] | None = None,
) -> Watched:
    """Watch ``model`` from now on; see ``described``."""
    _watched[model] = described(
        model,
        columns=columns,
        plain=plain,
        masked=masked,
        without=without,
        release_path=release_path,
        foretold=foretold,
    )
    return _watched[model]


def watch_each(provider: Callable[[], Iterable[Watched]]) -> None:
    """Watch what ``provider`` describes when it is asked: for tables of another registry. What an
    app watches by itself comes first."""
    _providers.append(provider)


def described(
    model: type[models.Model],
    *,
    columns: Iterable[str] | None = None,
    plain: Iterable[str] = (),
    masked: Iterable[str] = (),
    without: Iterable[str] = (),
    release_path: str = "",
    foretold: Mapping[str, str] | None = None,
) -> Watched:
    """How ``model`` is watched: by default all columns that are stored, ``without`` (by column)
    apart. Bytes are never recorded."""
    stored = [
        f.column
        for f in model._meta.concrete_fields
        if not f.generated and not isinstance(f, NEVER_WATCHED)
    ]
    chosen = set(stored if columns is None else columns) - set(without)
    if unknown := {*chosen, *plain, *masked} - set(stored):
        raise ValueError(f"{model._meta.label} has no column {', '.join(sorted(unknown))}.")
    return Watched(
        model,
        tuple(column for column in stored if column in chosen),
        tuple(plain),
        tuple(masked),
        release_path,
        foretold or {},
    )


def tables() -> tuple[Watched, ...]:
    """Everything that is watched, in the order of table names."""
    found = dict(_watched)
    for provider in _providers:
        for each in provider():
            found.setdefault(each.model, each)
    return tuple(sorted(found.values(), key=lambda each: each.table))
