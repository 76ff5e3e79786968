"""The record's triggers on PostgreSQL: the guards of its three tables, and the link of every entry.

The link is made at commit, behind an advisory lock: writers wait for one another there and not
before, so that the chain is no reason for a deadlock between them.
"""

from audit.chain import GENESIS
from audit.triggers import DETAIL, ENTRY, LINK, MESSAGES, PRESENT_SECONDS, Trigger
from audit.triggers import postgresql_watching as watching

# What the lock is called: any number that nothing else takes.
_LOCK = "PERFORM pg_advisory_xact_lock(4915200831407266);"
_HEAD = f'FROM "{LINK}" ORDER BY position DESC LIMIT 1'
_NEXT = f"COALESCE((SELECT position {_HEAD}), 0) + 1"
_BEFORE = f"COALESCE((SELECT hash {_HEAD}), '{GENESIS}')"


def triggers() -> list[Trigger]:
    """All of them, in the order of installation."""
    return [*_entry(), *_detail(), *_link(), *watching.triggers()]


def _raise(message: str) -> str:
    return (
        f"RAISE EXCEPTION USING MESSAGE = '{MESSAGES[message]}', "
        "ERRCODE = 'integrity_constraint_violation';"
    )


def _refuse(message: str, condition: str) -> str:
    return f"IF {condition} THEN {_raise(message)} END IF;"


def _hashed(text: str) -> str:
    return f"encode(sha256(convert_to({text}, 'UTF8')), 'hex')"


def _kept(name: str, table: str) -> list[Trigger]:
    never = (_raise("append_only"),)
    return [
        Trigger(f"{name}_update", "BEFORE UPDATE", table, never),
        Trigger(f"{name}_delete", "BEFORE DELETE", table, never),
    ]


def _entry() -> list[Trigger]:
    repeated = (
        "jsonb_build_object('action', NEW.action, 'actor', NEW.actor, "
        f"'at', {watching.written('NEW.at')}, 'entry', NEW.id, 'release', NEW.release_id, "
        "'row', NEW.row_id, 'table', NEW.\"table\")"
    )
    committed = f'SELECT {_hashed("salt || text")} FROM "{DETAIL}" WHERE entry_id = NEW.id'
    apart = f"abs(extract(epoch FROM NEW.at - ircms_now())) > {PRESENT_SECONDS}"
    checks = (
        _refuse("actor", "NEW.actor IS DISTINCT FROM ircms_actor()"),
        _refuse(
            "disagrees",
            f"NEW.record::jsonb - 'columns' - 'said' - 'detail' IS DISTINCT FROM {repeated}",
        ),
        _refuse("disagrees", f"NEW.record::jsonb ->> 'detail' IS DISTINCT FROM ({committed})"),
        _refuse("present", apart),
    )
    link = (
        f'{_LOCK} INSERT INTO "{LINK}" (position, entry_id, previous, hash) '
        "SELECT place, NEW.id, before, "
        f"{_hashed('before || chr(10) || place || chr(10) || NEW.record')} "
        f"FROM (SELECT {_NEXT} AS place, {_BEFORE} AS before) head;"
    )
    return [
        Trigger("audit_entry_insert", "BEFORE INSERT", ENTRY, checks),
        Trigger("audit_entry_linked", "AT COMMIT INSERT", ENTRY, (link,)),
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
    right = _hashed(f"NEW.previous || chr(10) || NEW.position || chr(10) || {record}")
    broken = (
        f"NEW.position IS DISTINCT FROM {_NEXT} OR NEW.previous IS DISTINCT FROM {_BEFORE} "
        f"OR {record} IS NULL OR NEW.hash IS DISTINCT FROM {right}"
    )
    return [
        Trigger("audit_link_insert", "BEFORE INSERT", LINK, (_LOCK, _refuse("broken", broken))),
        *_kept("audit_link", LINK),
    ]
