"""What the database's owner does behind the guards' back is found, and told where."""

from typing import Any

import pytest
from django.db import connection, models

from audit import stored
from audit.erasure import erase
from audit.models import Detail, Entry, Link
from audit.verification import ChainBroken, verify
from tests.audit.makers import a_chain, as_owner, found_after, settle
from tests.factories import NOON, ada

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped_clock")]
MODELS: list[Any] = [Entry, Detail, Link]
COLUMNS = [
    pytest.param(model, field, id=f"{model.__name__}.{field.column}")
    for model in MODELS
    for field in model._meta.concrete_fields
]


def other(field: Any) -> str:
    """SQL: the column's value with one byte changed."""
    column = f'"{field.column}"'
    if isinstance(field, models.DateTimeField) and connection.vendor == "postgresql":
        return f"{column} + interval '1 microsecond'"
    if isinstance(field, models.CharField | models.TextField | models.DateTimeField):
        last = f"substr({column}, length({column}), 1)"
        changed = f"CASE WHEN {last} = '1' THEN '2' ELSE '1' END"
        return f"substr({column}, 1, length({column}) - 1) || {changed}"
    return f"COALESCE({column}, 0) + 1000000"


@pytest.mark.parametrize(("model", "field"), COLUMNS)
def test_one_changed_byte_of_any_column_is_found_and_located(
    model: type[models.Model], field: Any
) -> None:
    entry = a_chain()
    key = entry.link.position if model is Link else entry.pk

    found = found_after(
        f'UPDATE "{model._meta.db_table}" SET "{field.column}" = {other(field)} '
        f'WHERE "{model._meta.pk.column}" = %s',
        key,
    )

    assert f"osition {entry.link.position}" in found
    assert "\n" not in found


def test_what_nobody_touched_is_found_in_order() -> None:
    a_chain()

    head = verify()

    newest = Link.objects.latest("position")
    assert (head.position, head.hash) == (newest.position, newest.hash)
    assert head.position == Entry.objects.count()


def test_a_chain_is_walked_in_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    a_chain()
    monkeypatch.setattr(stored, "_CHUNK", 3)

    assert verify().position == Link.objects.count()


def test_the_sentence_names_entry_table_and_row() -> None:
    entry = a_chain()

    found = found_after("UPDATE audit_entry SET actor = 99 WHERE id = %s", entry.pk)

    assert found == (
        f"Position {entry.link.position}, entry {entry.pk} (update releases_release "
        f"{entry.row_id}): its column actor says 99, its record {ada().pk}."
    )


def test_an_entry_taken_from_the_midst_is_found() -> None:
    entry = a_chain()

    found = found_after("DELETE FROM audit_entry WHERE id = %s", entry.pk)

    assert found == f"Position {entry.link.position}: its entry {entry.pk} is gone."


def test_a_link_taken_from_the_midst_is_found() -> None:
    entry = a_chain()

    found = found_after("DELETE FROM audit_link WHERE entry_id = %s", entry.pk)

    assert found.startswith(f"Position {entry.link.position} is missing")


def test_an_entry_taken_with_all_that_belongs_to_it_is_found() -> None:
    entry = a_chain()
    position = entry.link.position

    with as_owner() as cursor, pytest.raises(ChainBroken, match=f"^Position {position} is missing"):
        for table, key in (
            ("audit_link", "entry_id"),
            ("audit_detail", "entry_id"),
            ("audit_entry", "id"),
        ):
            cursor.execute(f"DELETE FROM {table} WHERE {key} = %s", [entry.pk])
        verify()


def test_a_detail_that_is_gone_without_a_word_is_found() -> None:
    entry = a_chain()

    found = found_after("DELETE FROM audit_detail WHERE entry_id = %s", entry.pk)

    assert found.endswith("its detail is gone, and no entry says that it was erased.")


def test_an_entry_that_changed_places_with_the_next_is_found() -> None:
    entry = a_chain()
    position = entry.link.position

    with as_owner() as cursor, pytest.raises(ChainBroken, match=f"^Position {position}, "):
        for old, new in ((position, -1), (position + 1, position), (-1, position + 1)):
            cursor.execute("UPDATE audit_link SET position = %s WHERE position = %s", [new, old])
        verify()


def test_two_entries_that_changed_records_are_found() -> None:
    entry = a_chain()
    after = Entry.objects.get(link__position=entry.link.position + 1)

    with as_owner() as cursor, pytest.raises(ChainBroken, match="not that of its record"):
        for one, another in ((entry, after), (after, entry)):
            cursor.execute(
                "UPDATE audit_entry SET record = %s WHERE id = %s", [another.record, one.pk]
            )
        verify()


def test_an_entry_slipped_in_without_a_link_is_found() -> None:
    entry = a_chain()

    found = found_after(
        'INSERT INTO audit_entry (id, at, actor, action, "table", row_id, release_id, record) '
        'SELECT id + 1000000, at, actor, action, "table", row_id, release_id, record '
        "FROM audit_entry WHERE id = %s",
        entry.pk,
    )

    assert found == f"The entry {entry.pk + 1000000} has no link in the chain."


def test_a_detail_slipped_in_without_an_entry_is_found() -> None:
    a_chain()

    found = found_after("INSERT INTO audit_detail (entry_id, salt, text) VALUES (99999, 's', '{}')")

    assert found == "The detail of entry 99999 has no entry."


def test_a_last_link_moved_before_the_first_is_found() -> None:
    a_chain()
    last = Link.objects.latest("position").position

    assert found_after("UPDATE audit_link SET position = -position WHERE position = %s", last)


def test_a_byte_moved_from_salt_to_text_is_found() -> None:
    entry = a_chain()

    found = found_after(
        "UPDATE audit_detail SET salt = substr(salt, 1, 31), text = substr(salt, 32, 1) || text "
        "WHERE entry_id = %s",
        entry.pk,
    )

    assert found.endswith("its detail is not the one that was recorded.")


def test_a_record_that_is_no_text_at_all_is_found() -> None:
    entry = a_chain()
    nonsense = "CAST(x'ff00fe' AS TEXT)" if connection.vendor == "sqlite" else "'{'"

    found = found_after(f"UPDATE audit_entry SET record = {nonsense} WHERE id = %s", entry.pk)

    assert found.startswith(f"Position {entry.link.position}, ")


def test_a_tail_that_was_cut_is_found_with_an_anchor() -> None:
    entry = a_chain()
    head = verify()

    with as_owner() as cursor:
        for table, key in (
            ("audit_link", "entry_id"),
            ("audit_detail", "entry_id"),
            ("audit_entry", "id"),
        ):
            cursor.execute(f"DELETE FROM {table} WHERE {key} > %s", [entry.pk])

        assert verify().position == entry.link.position  # by itself the chain cannot know
        with pytest.raises(ChainBroken, match="its end has been cut off"):
            verify({head.position: head.hash})


def test_a_chain_written_anew_is_found_with_an_anchor() -> None:
    entry = a_chain()

    with pytest.raises(ChainBroken, match=f"^Position {entry.link.position} is not the one"):
        verify({entry.link.position: "0" * 64})


# What may go.


def test_personal_data_can_be_erased_and_the_chain_stands() -> None:
    entry = a_chain()

    said = erase(entry.pk, by=ada(), at=NOON, reason="Asked for by whom it is about.")

    settle()
    assert verify().position == said.link.position
    assert not Detail.objects.filter(entry=entry).exists()
    assert Entry.objects.get(pk=entry.pk).beside == {}
    assert (said.actor, said.said, said.release_id) == (
        ada().pk,
        {"entry": entry.pk},
        entry.release_id,
    )


def test_nothing_is_erased_without_a_reason() -> None:
    entry = a_chain()

    with pytest.raises(ValueError, match="Say why"):
        erase(entry.pk, by=ada(), at=NOON, reason=" ")

    assert Detail.objects.filter(entry=entry).exists()
