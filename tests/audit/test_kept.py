"""The record is never changed, deleted or emptied, and nothing forged is taken into it."""

import json
from typing import Any

import pytest
from django.db import IntegrityError, connection, models, transaction

from audit.chain import GENESIS, link_hash
from audit.models import Detail, Entry, Link
from audit.recording import record
from ircms.actor import acting_as
from tests.audit.makers import a_chain, settle
from tests.conftest import StoppedClock
from tests.factories import NOON, ada, ben

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped_clock")]
MODELS: list[Any] = [Entry, Detail, Link]
EVERY = pytest.mark.parametrize("model", MODELS)
COLUMNS = [(model, field.column) for model in MODELS for field in model._meta.concrete_fields]


def refused(match: str = "ircms: ") -> Any:
    return pytest.raises(IntegrityError, match=match)


def raw(sql: str, *values: Any) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)


@pytest.mark.parametrize(("model", "column"), COLUMNS)
def test_no_column_is_ever_updated(model: type[models.Model], column: str) -> None:
    a_chain()

    with refused("never changed"):
        raw(f'UPDATE "{model._meta.db_table}" SET "{column}" = "{column}"')


@EVERY
def test_no_row_is_ever_deleted(model: type[models.Model]) -> None:
    a_chain()

    with refused("never changed|erased only once"):
        raw(f'DELETE FROM "{model._meta.db_table}"')


@EVERY
def test_no_table_is_ever_emptied(model: type[models.Model]) -> None:
    a_chain()

    if connection.vendor == "postgresql":
        with refused("not truncated"):
            raw(f'TRUNCATE "{model._meta.db_table}" CASCADE')
    else:  # SQLite empties a table by a DELETE without a condition
        with refused("never changed|erased only once"):
            raw(f'DELETE FROM "{model._meta.db_table}" WHERE true')


@EVERY
def test_no_row_is_ever_replaced(model: type[models.Model]) -> None:
    a_chain()
    table, key = model._meta.db_table, model._meta.pk.column

    if connection.vendor == "sqlite":
        with refused():
            raw(f'INSERT OR REPLACE INTO "{table}" SELECT * FROM "{table}"')
    else:
        with refused():
            raw(
                f'INSERT INTO "{table}" SELECT * FROM "{table}" '
                f'ON CONFLICT ("{key}") DO UPDATE SET "{key}" = excluded."{key}"'
            )


def test_roles_are_not_taken_from_everybody_past_their_triggers() -> None:
    ben()
    settle()
    before = Entry.objects.filter(table="accounts_user_groups", action="delete").count()

    if connection.vendor == "postgresql":
        with refused("not truncated"):
            raw("TRUNCATE accounts_user_groups")
    else:
        raw("DELETE FROM accounts_user_groups")
        after = Entry.objects.filter(table="accounts_user_groups", action="delete").count()
        assert after == before + 1


# What is forged.


def forge(told: dict[str, Any], **columns: Any) -> None:
    """An entry past ``record``, its columns those of what it tells unless said otherwise."""
    key = (Entry.objects.order_by("-id").values_list("id", flat=True).first() or 0) + 1000
    told = {"actor": ada().pk, "action": "viewed", "entry": key, "row": None, "release": None,
            "table": "", "at": "2026-03-02T17:00:00.000000Z", "detail": None} | told  # fmt: skip
    row: dict[str, Any] = {
        "id": told["entry"],
        "at": "2026-03-02 17:00:00.000000",
        "actor": told["actor"],
        "action": told["action"],
        "table": told["table"],
        "row_id": told["row"],
        "release_id": told["release"],
        "record": json.dumps(told),
    } | columns
    if connection.vendor == "postgresql":
        row["at"] += "+00"
    names = ", ".join(f'"{name}"' for name in row)
    raw(f"INSERT INTO audit_entry ({names}) VALUES ({', '.join(['%s'] * len(row))})", *row.values())


def test_an_entry_that_is_in_order_is_taken() -> None:
    with acting_as(ada()):
        forge({})

    assert Entry.objects.latest("id").action == "viewed"


def test_an_entry_in_another_s_name_is_refused() -> None:
    with refused("names whoever acts"), acting_as(ben()):
        forge({})


def test_an_entry_without_a_name_is_refused_where_somebody_acts() -> None:
    with refused("names whoever acts"), acting_as(ada()):
        forge({"actor": None})


def test_an_entry_with_a_name_is_refused_where_nobody_acts() -> None:
    with refused("names whoever acts"):
        forge({})


@pytest.mark.parametrize(
    "columns",
    [{"action": "seen"}, {"table": "company_company"}, {"row_id": 7}, {"release_id": 7}],
    ids=str,
)
def test_an_entry_whose_columns_are_not_those_of_its_record_is_refused(
    columns: dict[str, Any],
) -> None:
    with refused("what its record and its detail say"), acting_as(ada()):
        forge({}, **columns)


def test_an_entry_that_claims_a_detail_it_has_not_is_refused() -> None:
    with refused("what its record and its detail say"), acting_as(ada()):
        forge({"detail": "0" * 64})


def test_an_entry_of_another_time_is_refused() -> None:
    at = {"at": "2026-03-02 12:00:00.000000"}

    with refused("the present time"), acting_as(ada()):
        forge({"at": "2026-03-02T12:00:00.000000Z"}, **at)


def test_a_detail_that_comes_after_its_entry_is_refused() -> None:
    entry = Entry.objects.get(pk=record("viewed", by=ada(), at=NOON))

    with refused("never later"):
        raw("INSERT INTO audit_detail (entry_id, salt, text) VALUES (%s, 's', '{}')", entry.pk)


def test_a_link_that_does_not_continue_the_chain_is_refused(stopped_clock: StoppedClock) -> None:
    a_chain()
    head = Link.objects.latest("position")
    with acting_as(ada()):
        entry = Entry.objects.get(pk=record("viewed", by=ada(), at=NOON))
        position = head.position + 1
        right = link_hash(head.hash.encode(), position, entry.record.encode())
        wrongs = [
            (position + 1, head.hash, right),
            (position, GENESIS, right),
            (position, head.hash, "0" * 64),
        ]
        if connection.vendor == "sqlite":  # where the entry has its link already
            wrongs = [(position + 2, head.hash, right), (position + 1, right, "0" * 64)]

        for place, previous, own in wrongs:
            with refused("continues the chain"):
                raw(
                    "INSERT INTO audit_link (position, entry_id, previous, hash) "
                    "VALUES (%s, %s, %s, %s)",
                    *(place, entry.pk, previous, own),
                )
    settle()
    assert entry.link.previous == head.hash
