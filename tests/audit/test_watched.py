"""Every watched table, by the registry: whichever way a row is written, an entry says so."""

import uuid
from collections.abc import Iterator
from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection, models

from audit import watched
from audit.models import Entry
from audit.watched import Watched
from ircms.actor import acting_as
from tests.audit.makers import newest, only_the_audit
from tests.conftest import StoppedClock
from tests.factories import NOON, ada

pytestmark = pytest.mark.django_db
TABLES = pytest.mark.parametrize("table", watched.tables(), ids=lambda table: table.table)
KEY = 900_000_000  # beyond what the sequences of a long test run give


@pytest.fixture
def alone(
    table: Watched, stopped_clock: StoppedClock, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Watched]:
    """The table, guarded by nothing but the audit, with one row; Ada writes."""
    monkeypatch.setattr("ircms.actor.preconditions", [])
    writer = ada()
    with only_the_audit(table.table), acting_as(writer):
        table.model._base_manager.bulk_create([table.model(**row(table))])
        yield table
        raw(table, "DELETE FROM {0}")


def rows(table: Watched) -> Any:
    """The one row of ours, whatever its key has become."""
    return table.model._base_manager.filter(pk__gte=KEY)


def raw(table: Watched, sql: str, *values: Any) -> None:
    """The statement, on ``{0}``, for the row of ours."""
    with connection.cursor() as cursor:
        of_ours = f' WHERE "{table.key}" >= {KEY}'
        cursor.execute(sql.format(f'"{table.table}"') + of_ours, values)


def row(table: Watched) -> dict[str, Any]:
    """A row, each column filled after its kind."""
    fields = [f for f in table.model._meta.concrete_fields if not f.generated]
    return {f.attname: KEY if f.primary_key else value(f, 1) for f in fields}


def value(field: Any, number: int) -> Any:
    """One of two values that such a field can hold."""
    if hasattr(field, "codes"):
        return [field.codes()[number]]
    if isinstance(field, models.ForeignKey):
        return KEY + number
    kinds: list[tuple[Any, Any]] = [
        (models.DateTimeField, NOON + timedelta(hours=number)),
        (models.DateField, date(2026, 3, number)),
        (models.TimeField, time(9, number)),
        (models.BooleanField, number == 1),
        (models.DecimalField, Decimal(number)),
        (models.IntegerField, number + KEY if field.primary_key else number),
        (models.UUIDField, uuid.UUID(int=number)),
        (models.JSONField, [f"x{number}"]),
        (models.BinaryField, b"x%d" % number),
        ((models.CharField, models.TextField, models.FileField), f"x{number}"),
    ]
    return next(made for kind, made in kinds if isinstance(field, kind))


@TABLES
def test_an_insert_leaves_an_entry_with_what_was_inserted(alone: Watched) -> None:
    entry = newest(table=alone.table)

    assert (entry.action, entry.row_id, entry.actor) == ("insert", KEY, ada().pk)
    assert set(entry.after) == set(alone.columns) - set(alone.masked)
    assert entry.before == {}
    assert None not in [entry.after[name] for name in entry.after]


@TABLES
def test_an_update_of_each_column_leaves_an_entry_with_what_it_was_and_is(alone: Watched) -> None:
    for column in alone.columns:
        field = alone.field_of(column)

        rows(alone).update(**{field.attname: value(field, 2)})

        entry = newest(table=alone.table)
        assert (entry.action, entry.actor) == ("update", ada().pk), column
        assert entry.columns == [column]
        assert set(entry.before) == set(entry.after) == {column}
        assert (entry.before == entry.after) == (column in alone.masked)


@TABLES
def test_raw_sql_leaves_an_entry_as_well(alone: Watched) -> None:
    column = alone.columns[-1]
    field = alone.field_of(column)

    raw(
        alone,
        f'UPDATE {{0}} SET "{column}" = %s',
        field.get_db_prep_save(value(field, 2), connection),
    )

    assert newest(table=alone.table).columns == [column]


@TABLES
def test_rows_changed_in_bulk_leave_an_entry_each(alone: Watched) -> None:
    column = alone.columns[-1]
    field = alone.field_of(column)
    changed = rows(alone).get()
    setattr(changed, field.attname, value(field, 2))
    before = Entry.objects.filter(table=alone.table).count()

    rows(alone).bulk_update([changed], [field.name])

    assert newest(table=alone.table).columns == [column]
    assert Entry.objects.filter(table=alone.table).count() == before + 1


@TABLES
def test_a_delete_leaves_an_entry_with_what_there_was(alone: Watched) -> None:
    raw(alone, "DELETE FROM {0}")

    entry = newest(table=alone.table)
    assert (entry.action, entry.row_id, entry.actor) == ("delete", KEY, ada().pk)
    assert set(entry.before) == set(alone.columns) - set(alone.masked)
    assert entry.after == {}


@TABLES
def test_an_update_that_changes_nothing_leaves_none(alone: Watched) -> None:
    before = newest()

    raw(alone, f'UPDATE {{0}} SET "{alone.key}" = "{alone.key}"')

    assert newest() == before


@TABLES
def test_the_release_is_named_where_the_row_hangs_on_one(alone: Watched) -> None:
    entry = newest(table=alone.table)

    if alone.release_path == "pk":
        assert entry.release_id == KEY
    elif alone.release_path == "release":
        assert entry.release_id == KEY + 1
    else:
        assert entry.release_id is None


@TABLES
def test_the_chain_holds_no_text_of_a_row(alone: Watched) -> None:
    texts = {"x1", *[str(value(alone.field_of(name), 1)) for name in text_columns(alone)]}

    said = newest(table=alone.table).said.get("after", {})

    plain = {name for name in said if said[name] in texts}
    assert plain <= {"kind", "sha256", "format_version", "code", "fingerprint", "market"}


def text_columns(table: Watched) -> list[str]:
    kinds = (models.CharField, models.TextField)
    return [name for name in table.columns if isinstance(table.field_of(name), kinds)]


def test_bytes_are_watched_nowhere() -> None:
    kinds = {type(table.field_of(name)) for table in watched.tables() for name in table.columns}

    assert not any(issubclass(kind, models.BinaryField) for kind in kinds)


def test_everything_a_release_is_made_of_is_watched() -> None:
    from releases import statements
    from releases.models import Approval, Release

    tables = {each.model for each in watched.tables()}

    parts = statements.parts()
    shared = {model for part in parts for model in (part.bound_model, part.copied_model) if model}
    assert {Release, Approval, *shared, *(part.model for part in parts)} <= tables


def test_a_column_that_a_model_lacks_is_refused() -> None:
    from company.models import Company

    with pytest.raises(ValueError, match=r"company.Company has no column share_price"):
        watched.watch(Company, columns=["name", "share_price"])
