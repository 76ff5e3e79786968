"""Watched tables on SQLite: each insert, update and delete goes through one door, which writes a
detail and an entry.

The door is a view that holds nothing. Each connection reads every trigger when it is opened, so
what all of them do alike stands in one place, and theirs is as short as can be.
"""

from collections.abc import Iterable, Mapping

from django.db import models

from audit import watched
from audit.triggers import DETAIL, ENTRY, Trigger
from audit.watched import Watched

DOOR = "ircms_audit_door"
# What goes through the door. Where a masked column has changed, ``unsaid`` names it.
_PASSES = ("action", "table", "row_id", "release_id", "said", "before", "after", "unsaid")
# SQLite's functions take a hundred arguments, or a few more.
MOST_COLUMNS = 50
# The next key of an entry. Writers take turns on SQLite (transactions begin IMMEDIATE), and no
# entry is ever deleted.
_NEXT = f'(SELECT COALESCE(MAX(id), 0) + 1 FROM "{ENTRY}")'


def preamble() -> list[str]:
    """The door itself. It names no table, so that none of them is hindered from changing."""
    passes = ", ".join(f'NULL AS "{name}"' for name in _PASSES)
    return [f'DROP VIEW IF EXISTS "{DOOR}"', f'CREATE VIEW "{DOOR}" AS SELECT {passes}']


def triggers() -> list[Trigger]:
    return [_door(), *(each for table in watched.tables() for each in _of(table))]


def _door() -> Trigger:
    """The detail, and then the entry, which reads the detail back."""
    return Trigger("audit_door", "INSTEAD OF INSERT", DOOR, (_detail(), _entry()))


def _detail() -> str:
    """SQL: what was before and is after, of an update no more than what differs."""
    differs = (
        "FROM json_each(NEW.before) b JOIN json_each(NEW.after) a ON a.key = b.key "
        "WHERE a.value IS NOT b.value OR a.type <> b.type "
        "OR a.key IN (SELECT value FROM json_each(NEW.unsaid))"
    )
    sides = (f"json_group_object(a.key, json({_again(side)}))" for side in "ab")
    after, before = (f"json({side})" for side in sides)
    return (
        f'INSERT INTO "{DETAIL}" (entry_id, salt, text) '
        f"SELECT {_NEXT}, lower(hex(randomblob(16))), CASE NEW.action "
        "WHEN 'insert' THEN json_object('after', json(NEW.after)) "
        "WHEN 'delete' THEN json_object('before', json(NEW.before)) "
        f"ELSE (SELECT json_object('after', {after}, 'before', {before}) {differs}) END"
    )


def _again(side: str) -> str:
    """SQL: the JSON that json_each has taken apart."""
    return (
        f"CASE WHEN {side}.type IN ('true', 'false') THEN {side}.type "
        f"WHEN {side}.type IN ('array', 'object') THEN {side}.value "
        f"ELSE json_quote({side}.value) END"
    )


def _entry() -> str:
    changed = (
        "SELECT json_group_array(key) FROM json_each(d.text, '$.after') WHERE NEW.action = 'update'"
    )
    record = (
        "json_object('action', NEW.action, 'actor', ircms_actor(), "
        f"'at', replace(n.at, ' ', 'T') || 'Z', 'columns', json(({changed})), "
        "'detail', ircms_sha256(d.salt || d.text), 'entry', d.entry_id, "
        "'release', NEW.release_id, 'row', NEW.row_id, 'said', json(NEW.said), "
        "'table', NEW.\"table\")"
    )
    # The clock is read once: a subquery without FROM is never merged into the query around it.
    return (
        f'INSERT INTO "{ENTRY}" (id, at, actor, action, "table", row_id, release_id, record) '
        'SELECT d.entry_id, n.at, ircms_actor(), NEW.action, NEW."table", NEW.row_id, '
        f"NEW.release_id, {record} "
        f'FROM (SELECT ircms_now() AS at) n, "{DETAIL}" d WHERE d.entry_id = {_NEXT}'
    )


def _of(table: Watched) -> list[Trigger]:
    differs = " OR ".join(f'NEW."{name}" IS NOT OLD."{name}"' for name in table.columns)
    name = f"audited_{table.table}"
    return [
        Trigger(f"{name}_insert", "AFTER INSERT", table.table, (_step(table, "insert"),)),
        Trigger(f"{name}_update", "AFTER UPDATE", table.table, (_step(table, "update"),), differs),
        Trigger(f"{name}_delete", "AFTER DELETE", table.table, (_step(table, "delete"),)),
    ]


def _step(table: Watched, action: str) -> str:
    row = "OLD" if action == "delete" else "NEW"
    before = "NULL" if action == "insert" else _columns(table, "OLD", action)
    after = "NULL" if action == "delete" else _columns(table, "NEW", action)
    return (
        f"INSERT INTO \"{DOOR}\" SELECT '{action}', '{table.table}', {row}.\"{table.key}\", "
        f"{table.release(row)}, {_said(table, action)}, {before}, {after}, "
        f"{_unsaid(table) if action == 'update' else 'NULL'}"
    )


def _columns(table: Watched, row: str, action: str) -> str:
    """SQL: the columns of a row as JSON: of the masked ones no value, if anything."""
    if len(table.columns) > MOST_COLUMNS:
        raise ValueError(f"{table.table} has more columns than can be watched: {MOST_COLUMNS}.")
    masked = dict.fromkeys(table.masked, "'changed'")
    names = [name for name in table.columns if action == "update" or name not in masked]
    return _object(table, names, row, masked)


def _unsaid(table: Watched) -> str:
    """SQL: the masked columns that differ, as JSON."""
    names = ", ".join(
        f'CASE WHEN NEW."{name}" IS NOT OLD."{name}" THEN \'{name}\' END' for name in table.masked
    )
    return f"json_array({names})" if names else "NULL"


def _said(table: Watched, action: str) -> str:
    """SQL: what the chain holds itself."""
    if not table.plain:
        return "'{}'"
    sides = []
    if action != "insert":
        sides.append(f"'before', {_object(table, table.plain, 'OLD', {})}")
    if action != "delete":
        foretold = table.foretold if action == "update" else {}
        sides.append(f"'after', {_object(table, table.plain, 'NEW', foretold)}")
    return f"json_object({', '.join(sides)})"


def _object(table: Watched, names: Iterable[str], row: str, instead: Mapping[str, str]) -> str:
    pairs = (f"'{name}', {instead.get(name) or _value(table, name, row)}" for name in names)
    return f"json_object({', '.join(pairs)})"


def _value(table: Watched, column: str, row: str) -> str:
    """SQL: a value as it goes into JSON, alike on both databases: yes and no, instants in UTC,
    decimals as their digits."""
    value, kind = f'{row}."{column}"', table.field_of(column)
    if isinstance(kind, models.BooleanField):
        return f"json(CASE {value} WHEN 1 THEN 'true' WHEN 0 THEN 'false' END)"
    if isinstance(kind, models.JSONField):
        return f"json({value})"
    if isinstance(kind, models.DateTimeField):
        return f"replace({value}, ' ', 'T') || 'Z'"
    if isinstance(kind, models.DecimalField):
        return f"CAST({value} AS TEXT)"
    return value
