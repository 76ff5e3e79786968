"""The guards as SQLite triggers.

SQLite's triggers cannot change NEW, so a changed release is bumped by a nested update, announced
by ``ircms_begin_bump`` (the guard has judged the change already). They cannot run at commit
either: ``ircms_commit_by`` notes the deadline and the connection refuses a later COMMIT
(``ircms/sqlite``). ``recursive_triggers`` is on, so that REPLACE fires the delete guards.
"""

from typing import Any

from releases import statements
from releases.guards import catalogue as c
from releases.guards.catalogue import Guard
from releases.models import StandingText
from releases.statements import Part

tables = c.tables
_SOON = f"strftime('%Y-%m-%d %H:%M:%f', ircms_now(), '+{c.FREEZE_SECONDS} seconds')"
_LATELY = f"strftime('%Y-%m-%d %H:%M:%f', ircms_now(), '-{c.RECENT_SECONDS} seconds')"


def preamble() -> list[str]:
    return []


def guards() -> list[Guard]:
    """Every trigger, in the order of installation."""
    found = [*_release_guards(), *_text_guards(), *_record_guards()]
    for part in statements.parts():
        found += _part_guards(part)
    return found


def installed(cursor: Any) -> dict[str, str]:
    cursor.execute(
        "SELECT name, sql FROM sqlite_master "
        "WHERE type = 'trigger' AND name LIKE 'ircms\\_%' ESCAPE '\\'"
    )
    return dict(cursor.fetchall())


def fingerprint(guard: Guard) -> str:
    return guard.sql


def remove(cursor: Any) -> None:
    for name in installed(cursor):
        cursor.execute(f'DROP TRIGGER "{name}"')


def _trigger(name: str, when: str, table: str, body: list[str], condition: str = "") -> Guard:
    full = f"ircms_{name}"
    only = f" WHEN {condition}" if condition else ""
    steps = " ".join(f"{step};" for step in body)
    sql = f'CREATE TRIGGER "{full}" {when} ON "{table}" FOR EACH ROW{only} BEGIN {steps} END'
    return Guard(full, table, sql)


def _refuse(message: str, condition: str) -> str:
    return f"SELECT RAISE(ABORT, '{c.MESSAGES[message]}') WHERE {condition}"


def _due(row: str, at: str) -> str:
    """SQL: whether the rule holds for ``row`` at ``at``, withdrawal apart."""
    own = (
        f"{row}.approved_revision IS NOT NULL AND {row}.approved_revision = {row}.revision "
        f"AND COALESCE({row}.released_at, {row}.publish_at) <= {at}"
    )
    original = (
        f'SELECT 1 FROM "{c.RELEASE}" o WHERE o.id = {row}.translation_of_id '
        "AND o.approved_revision = o.revision "
        f"AND COALESCE(o.released_at, o.publish_at) <= {at}"
    )
    return f"({own} AND ({row}.translation_of_id IS NULL OR EXISTS ({original})))"


def _contribute(key: str, revision: str) -> str:
    return (
        f'INSERT INTO "{c.CONTRIBUTION}" (release_id, user_id, last_revision) '
        f"SELECT {key}, ircms_actor(), {revision} WHERE true "
        "ON CONFLICT (release_id, user_id) DO UPDATE SET "
        "last_revision = MAX(last_revision, excluded.last_revision)"
    )


def _inherit(revision: str, condition: str) -> str:
    return (
        f'INSERT INTO "{c.CONTRIBUTION}" (release_id, user_id, last_revision) '
        f'SELECT DISTINCT NEW.id, k.user_id, {revision} FROM "{c.CONTRIBUTION}" k '
        f"WHERE k.release_id IN (NEW.translation_of_id, NEW.corrects_id) AND {condition} "
        "ON CONFLICT (release_id, user_id) DO UPDATE SET "
        "last_revision = MAX(last_revision, excluded.last_revision)"
    )


def _release_guards() -> list[Guard]:
    changed = c.differs(c.release_columns(), "IS NOT")
    touched = f"({changed} OR NEW.revision <> OLD.revision)"
    inherits = c.differs(["translation_of_id", "corrects_id"], "IS NOT")
    sync = [
        f'UPDATE "{table}" SET out_at = NEW.out_at WHERE release_id = NEW.id'
        for table in c.ranked_tables()
    ]
    return [
        _trigger(
            "release_insert",
            "BEFORE INSERT",
            c.RELEASE,
            [
                _refuse("actor", "ircms_actor() IS NULL"),
                _refuse(
                    "draft",
                    "NEW.revision <> 1 OR NEW.approved_revision IS NOT NULL "
                    "OR NEW.released_at IS NOT NULL OR NEW.withdrawn_at IS NOT NULL",
                ),
            ],
        ),
        _trigger(
            "release_inserted",
            "AFTER INSERT",
            c.RELEASE,
            [_contribute("NEW.id", "NEW.revision"), _inherit("NEW.revision", "true")],
        ),
        _trigger(
            "release_update",
            "BEFORE UPDATE",
            c.RELEASE,
            [*_update_checks(changed, touched), *_deadlines(touched)],
            condition="ircms_end_bump(OLD.id) = 0",
        ),
        _trigger(
            "release_changed",
            "AFTER UPDATE",
            c.RELEASE,
            [
                "SELECT ircms_begin_bump(NEW.id)",
                f'UPDATE "{c.RELEASE}" SET revision = OLD.revision + 1 WHERE id = NEW.id',
            ],
            condition=f"{changed} AND NEW.revision = OLD.revision",
        ),
        _trigger(
            "release_contributed",
            "AFTER UPDATE",
            c.RELEASE,
            [
                _contribute("NEW.id", "OLD.revision + 1"),
                _inherit("OLD.revision + 1", inherits),
            ],
            condition=touched,
        ),
        _trigger(
            "release_moved",
            "AFTER UPDATE",
            c.RELEASE,
            sync or ["SELECT 1"],
            condition="NEW.out_at IS NOT OLD.out_at",
        ),
        _trigger(
            "release_delete",
            "BEFORE DELETE",
            c.RELEASE,
            [
                _refuse("actor", "ircms_actor() IS NULL"),
                _refuse("kept", f'EXISTS (SELECT 1 FROM "{c.APPROVAL}" WHERE release_id = OLD.id)'),
            ],
        ),
    ]


def _update_checks(changed: str, touched: str) -> list[str]:
    approves = (
        "NEW.approved_revision IS NOT NULL AND NEW.approved_revision IS NOT OLD.approved_revision"
    )
    recorded = (
        f'SELECT 1 FROM "{c.APPROVAL}" a WHERE a.release_id = OLD.id '
        "AND a.revision = NEW.approved_revision AND a.approver_id = ircms_actor()"
    )
    return [
        _refuse("actor", "ircms_actor() IS NULL"),
        _refuse("identity", "NEW.id <> OLD.id"),
        _refuse("frozen", f"{touched} AND {_due('OLD', _SOON)}"),
        _refuse("stale", "NEW.revision NOT IN (OLD.revision, OLD.revision + 1)"),
        _refuse(
            "not_reviewed",
            f"{approves} AND ({touched} "
            f"OR NEW.approved_revision <> OLD.revision OR NOT EXISTS ({recorded}))",
        ),
        _refuse(
            "too_late",
            f"{approves} AND NEW.released_at IS NULL AND NEW.publish_at <= {_SOON} "
            f"AND NOT EXISTS ({recorded} AND a.kind = 'historic_import')",
        ),
        _refuse(
            "unapprove",
            "NEW.approved_revision IS NULL AND OLD.approved_revision IS NOT NULL "
            f"AND {_due('OLD', 'ircms_now()')}",
        ),
        _refuse(
            "released_at",
            "NEW.released_at IS NOT OLD.released_at AND ("
            "OLD.released_at IS NOT NULL OR NEW.released_at IS NULL "
            f"OR {touched} OR OLD.approved_revision IS NOT OLD.revision "
            "OR NEW.approved_revision IS NOT OLD.approved_revision "
            f"OR NEW.released_at > ircms_now() OR NEW.released_at < {_LATELY})",
        ),
        _refuse(
            "withdrawn_at",
            "(NEW.withdrawn_at IS NOT OLD.withdrawn_at "
            "OR NEW.withdrawal_reason IS NOT OLD.withdrawal_reason) AND ("
            "OLD.withdrawn_at IS NOT NULL OR NEW.withdrawn_at IS NULL "
            f"OR NOT {_due('OLD', 'ircms_now()')} "
            f"OR NEW.withdrawn_at > ircms_now() OR NEW.withdrawn_at < {_LATELY})",
        ),
    ]


def _deadlines(touched: str) -> list[str]:
    """By when the transaction must have committed, where it is about something approved."""
    early = f"strftime('%Y-%m-%d %H:%M:%f', {{0}}, '-{c.FREEZE_SECONDS} seconds')"
    historic = (
        f'SELECT 1 FROM "{c.APPROVAL}" a WHERE a.release_id = OLD.id '
        "AND a.revision = NEW.approved_revision AND a.kind = 'historic_import'"
    )
    old_out, new_out = "COALESCE(OLD.released_at, OLD.publish_at)", "NEW.publish_at"
    return [
        (
            f"SELECT ircms_commit_by({early.format(old_out)}) "
            f"WHERE OLD.approved_revision = OLD.revision AND {touched} AND {old_out} > {_SOON}"
        ),
        (
            f"SELECT ircms_commit_by({early.format(new_out)}) "
            "WHERE NEW.approved_revision IS NOT NULL AND NEW.released_at IS NULL "
            f"AND NEW.approved_revision IS NOT OLD.approved_revision AND NOT EXISTS ({historic})"
        ),
        (
            f"SELECT ircms_commit_by({old_out}) "
            "WHERE OLD.approved_revision = OLD.revision AND NEW.approved_revision IS NULL "
            f"AND {old_out} > ircms_now()"
        ),
    ]


def _text_guards() -> list[Guard]:
    linked = f'FROM "{c.TEXT_LINK}" l JOIN "{c.RELEASE}" r ON r.id = l.release_id'
    used = (
        f"EXISTS (SELECT 1 {linked} WHERE l.standing_text_id = OLD.id "
        "AND r.approved_revision = r.revision)"
    )
    bump = (
        f'UPDATE "{c.RELEASE}" SET revision = revision + 1 WHERE id IN '
        f'(SELECT release_id FROM "{c.TEXT_LINK}" WHERE standing_text_id = OLD.id)'
    )
    changed = c.differs(c.columns(StandingText), "IS NOT")
    return [
        _trigger("text_update", "BEFORE UPDATE", c.TEXT, [_refuse("text", used), bump], changed),
        _trigger("text_delete", "BEFORE DELETE", c.TEXT, [_refuse("text", used), bump]),
    ]


def _record_guards() -> list[Guard]:
    last = (
        f'(SELECT COALESCE(MAX(revision), 0) FROM "{c.APPROVAL}" WHERE release_id = NEW.release_id)'
    )
    contributed = (
        f'EXISTS (SELECT 1 FROM "{c.CONTRIBUTION}" WHERE release_id = NEW.release_id '
        f"AND user_id = NEW.approver_id AND last_revision > {last})"
    )
    current = f'(SELECT revision FROM "{c.RELEASE}" WHERE id = NEW.release_id)'
    never = _refuse("append_only", "true")
    return [
        _trigger(
            "approval_insert",
            "BEFORE INSERT",
            c.APPROVAL,
            [
                _refuse(
                    "approver",
                    "ircms_actor() IS NULL OR NEW.approver_id <> ircms_actor() "
                    f"OR NEW.revision IS NOT {current}",
                ),
                _refuse("four_eyes", contributed),
            ],
        ),
        _trigger("approval_update", "BEFORE UPDATE", c.APPROVAL, [never]),
        _trigger("approval_delete", "BEFORE DELETE", c.APPROVAL, [never]),
        _trigger(
            "contribution_update",
            "BEFORE UPDATE",
            c.CONTRIBUTION,
            [never],
            "NEW.release_id <> OLD.release_id OR NEW.user_id <> OLD.user_id OR NEW.id <> OLD.id "
            "OR NEW.last_revision < OLD.last_revision",
        ),
        _trigger("contribution_delete", "BEFORE DELETE", c.CONTRIBUTION, [never]),
    ]


def _part_guards(part: Part) -> list[Guard]:
    table = part.model._meta.db_table
    old, new = c.release_key(part, "OLD"), c.release_key(part, "NEW")
    bump = f'UPDATE "{c.RELEASE}" SET revision = revision + 1 WHERE id '
    found = [
        _trigger(f"{table}_insert", "AFTER INSERT", table, [f"{bump} = {new}"]),
        _trigger(
            f"{table}_update",
            "AFTER UPDATE",
            table,
            [f"{bump} IN ({old}, {new})"],
            c.differs(c.part_columns(part), "IS NOT"),
        ),
        _trigger(f"{table}_delete", "BEFORE DELETE", table, [f"{bump} = {old}"]),
    ]
    if part.is_ranked:
        right = f'(SELECT out_at FROM "{c.RELEASE}" WHERE id = NEW.release_id)'
        follow = f'UPDATE "{table}" SET out_at = {right} WHERE id = NEW.id'
        off = f"NEW.out_at IS NOT {right}"
        found += [
            _trigger(f"{table}_placed", "AFTER INSERT", table, [follow], off),
            _trigger(f"{table}_replaced", "AFTER UPDATE", table, [follow], off),
        ]
    return found
