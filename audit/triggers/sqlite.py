"""The record's triggers on SQLite: the guards of its three tables, and the link of every entry."""

from audit.chain import GENESIS
from audit.triggers import DETAIL, ENTRY, LINK, MESSAGES, PRESENT_SECONDS, Trigger
from audit.triggers import sqlite_watching as watching

_HEAD = f'FROM "{LINK}" ORDER BY position DESC LIMIT 1'
_NEXT = f"COALESCE((SELECT position {_HEAD}), 0) + 1"
_BEFORE = f"COALESCE((SELECT hash {_HEAD}), '{GENESIS}')"


def triggers() -> list[Trigger]:
    """All of them, in the order of installation."""
    return [*_entry(), *_detail(), *_link(), *watching.triggers()]


def _refuse(message: str, condition: str) -> str:
    return f"SELECT RAISE(ABORT, '{MESSAGES[message]}') WHERE {condition}"


def _kept(name: str, table: str) -> list[Trigger]:
    never = (_refuse("append_only", "true"),)
    return [
        Trigger(f"{name}_update", "BEFORE UPDATE", table, never),
        Trigger(f"{name}_delete", "BEFORE DELETE", table, never),
    ]


def _entry() -> list[Trigger]:
    pairs = {
        "action": "NEW.action",
        "actor": "NEW.actor",
        "at": "replace(NEW.at, ' ', 'T') || 'Z'",
        "entry": "NEW.id",
        "release": "NEW.release_id",
        "row": "NEW.row_id",
        "table": 'NEW."table"',
    }
    disagrees = " OR ".join(
        f"json_extract(NEW.record, '$.{name}') IS NOT {column}" for name, column in pairs.items()
    )
    committed = f'(SELECT ircms_sha256(salt || text) FROM "{DETAIL}" WHERE entry_id = NEW.id)'
    seconds = "strftime('%s', {})"
    apart = f"abs({seconds.format('NEW.at')} - {seconds.format('ircms_now()')})"
    checks = (
        _refuse("actor", "NEW.actor IS NOT ircms_actor()"),
        _refuse("disagrees", f"NOT json_valid(NEW.record) OR {disagrees}"),
        _refuse("disagrees", f"json_extract(NEW.record, '$.detail') IS NOT {committed}"),
        _refuse("present", f"COALESCE({apart}, {PRESENT_SECONDS} + 1) > {PRESENT_SECONDS}"),
    )
    link = (
        f'INSERT INTO "{LINK}" (position, entry_id, previous, hash) '
        "SELECT place, NEW.id, before, ircms_sha256(before || char(10) || place || char(10) "
        f"|| NEW.record) FROM (SELECT {_NEXT} AS place, {_BEFORE} AS before)"
    )
    return [
        Trigger("audit_entry_insert", "BEFORE INSERT", ENTRY, checks),
        Trigger("audit_entry_linked", "AFTER INSERT", ENTRY, (link,)),
        *_kept("audit_entry", ENTRY),
    ]


def _detail() -> list[Trigger]:
    late = f'EXISTS (SELECT 1 FROM "{ENTRY}" WHERE id = NEW.entry_id)'
    said = (
        f'SELECT 1 FROM "{ENTRY}" WHERE "table" = \'{DETAIL}\' AND row_id = OLD.entry_id '
        "AND action = 'erased'"
    )
    update, _ = _kept("audit_detail", DETAIL)
    return [
        Trigger("audit_detail_insert", "BEFORE INSERT", DETAIL, (_refuse("late_detail", late),)),
        update,
        Trigger(
            "audit_detail_delete",
            "BEFORE DELETE",
            DETAIL,
            (_refuse("unexplained", f"NOT EXISTS ({said})"),),
        ),
    ]


def _link() -> list[Trigger]:
    record = f'(SELECT record FROM "{ENTRY}" WHERE id = NEW.entry_id)'
    right = f"ircms_sha256(NEW.previous || char(10) || NEW.position || char(10) || {record})"
    broken = (
        f"NEW.position IS NOT {_NEXT} OR NEW.previous IS NOT {_BEFORE} "
        f"OR {record} IS NULL OR NEW.hash IS NOT {right}"
    )
    return [
        Trigger("audit_link_insert", "BEFORE INSERT", LINK, (_refuse("broken", broken),)),
        *_kept("audit_link", LINK),
    ]
