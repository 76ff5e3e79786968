"""Watched tables on PostgreSQL: each insert, update and delete writes a detail and an entry."""

from django.db import models

from audit import watched
from audit.triggers import DETAIL, ENTRY, Trigger
from audit.watched import Watched

# jsonb_build_object takes a hundred arguments.
_PAIRS = 45
_DECLARED = (
    "DECLARE v_before jsonb := '{}'; v_after jsonb := '{}'; v_said jsonb := '{}'; "
    "v_columns jsonb := '[]'; v_release bigint; v_row bigint; "
    "v_action text := lower(TG_OP); v_at timestamptz := ircms_now(); v_entry bigint; "
    "v_salt text := replace(gen_random_uuid()::text, '-', ''); v_text text;"
)
# What an update changed: the columns by name, and of both sides no more than those.
_NARROW = (
    "SELECT COALESCE(jsonb_agg(n.key ORDER BY n.key), '[]'), "
    "COALESCE(jsonb_object_agg(n.key, v_before -> n.key), '{}'), "
    "COALESCE(jsonb_object_agg(n.key, n.value), '{}') INTO v_columns, v_before, v_after "
    "FROM jsonb_each(v_after) n WHERE n.value IS DISTINCT FROM v_before -> n.key;"
)


def written(at: str) -> str:
    """SQL: an instant as records write it (``audit.chain.written``)."""
    return f"""to_char({at} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')"""


def triggers() -> list[Trigger]:
    return [
        Trigger(
            f"audited_{table.table}",
            "AFTER INSERT OR UPDATE OR DELETE",
            table.table,
            (f"{_DECLARED} BEGIN", _gather(table), _write(table), "END;"),
        )
        for table in watched.tables()
    ]


def _gather(table: Watched) -> str:
    """Both sides of the change; nothing goes on where none of the watched columns differs."""
    differs = " OR ".join(f'NEW."{c}" IS DISTINCT FROM OLD."{c}"' for c in table.columns)
    masked = ", ".join(f"'{name}'" for name in table.masked)
    changed = " ".join(
        f"IF v_columns ? '{name}' THEN v_before := v_before || '{{\"{name}\": \"changed\"}}'; "
        f'v_after := v_after || \'{{"{name}": "changed"}}\'; END IF;'
        for name in table.masked
    )
    unmasked = f"{{0}} := {{0}} - ARRAY[{masked}];" if masked else ""
    return " ".join(
        (
            f"IF TG_OP = 'UPDATE' AND NOT ({differs}) THEN RETURN NULL; END IF;",
            f"IF TG_OP <> 'INSERT' THEN {_side(table, 'before', 'OLD')} END IF;",
            f"IF TG_OP <> 'DELETE' THEN {_side(table, 'after', 'NEW')} END IF;",
            f"IF TG_OP = 'UPDATE' THEN {_NARROW} {changed}",
            "v_text := jsonb_build_object('before', v_before, 'after', v_after)::text;",
            f"ELSIF TG_OP = 'INSERT' THEN {unmasked.format('v_after')}",
            "v_text := jsonb_build_object('after', v_after)::text;",
            f"ELSE {unmasked.format('v_before')}",
            "v_text := jsonb_build_object('before', v_before)::text; END IF;",
        )
    )


def _side(table: Watched, side: str, row: str) -> str:
    said = ""
    if table.plain:
        said = (
            f"v_said := v_said || jsonb_build_object('{side}', {_object(table, table.plain, row)});"
        )
    return (
        f"v_{side} := {_object(table, table.columns, row)}; {said} "
        f'v_row := {row}."{table.key}"; v_release := {table.release(row)};'
    )


def _write(table: Watched) -> str:
    """The detail, and then the entry that tells of it."""
    return (
        f"v_entry := nextval(pg_get_serial_sequence('\"{ENTRY}\"', 'id')); "
        f'INSERT INTO "{DETAIL}" (entry_id, salt, text) VALUES (v_entry, v_salt, v_text); '
        f'INSERT INTO "{ENTRY}" (id, at, actor, action, "table", row_id, release_id, record) '
        f"VALUES (v_entry, v_at, ircms_actor(), v_action, '{table.table}', v_row, v_release, "
        f"jsonb_build_object('action', v_action, 'actor', ircms_actor(), 'at', {written('v_at')}, "
        "'columns', v_columns, 'detail', encode(sha256(convert_to(v_salt || v_text, 'UTF8')), "
        "'hex'), 'entry', v_entry, 'release', v_release, 'row', v_row, 'said', v_said, "
        f"'table', '{table.table}')::text);"
    )


def _object(table: Watched, columns: tuple[str, ...], row: str) -> str:
    """SQL: some columns of a row as JSON."""
    return " || ".join(
        "jsonb_build_object("
        + ", ".join(f"'{name}', {_value(table, name, row)}" for name in some)
        + ")"
        for some in (columns[at : at + _PAIRS] for at in range(0, len(columns), _PAIRS))
    )


def _value(table: Watched, column: str, row: str) -> str:
    """SQL: a value as it goes into JSON, alike on both databases: yes and no, instants in UTC,
    decimals as their digits."""
    value, kind = f'{row}."{column}"', table.field_of(column)
    if isinstance(kind, models.DateTimeField):
        return written(value)
    if isinstance(kind, models.DecimalField):
        return f"{value}::text"
    return value
