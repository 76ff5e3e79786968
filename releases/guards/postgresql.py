"""The guards as PostgreSQL triggers and functions.

The clock and the actor are functions of their own (``ircms_now``, ``ircms_actor``). What must
still hold when a transaction commits is asked again by a deferred constraint trigger.
"""

import hashlib
from typing import Any

from releases import statements
from releases.guards import catalogue as c
from releases.guards.catalogue import Guard
from releases.models import StandingText
from releases.statements import Part

tables = c.tables
_SOON = f"ircms_now() + interval '{c.FREEZE_SECONDS} seconds'"
_LATELY = f"ircms_now() - interval '{c.RECENT_SECONDS} seconds'"


def preamble() -> list[str]:
    """The two functions that SQL reads the clock and the actor from."""
    return [
        (
            "CREATE OR REPLACE FUNCTION ircms_now() RETURNS timestamptz LANGUAGE sql VOLATILE "
            "AS 'SELECT clock_timestamp()'"
        ),
        (
            "CREATE OR REPLACE FUNCTION ircms_actor() RETURNS bigint LANGUAGE sql STABLE "
            "AS $$SELECT nullif(current_setting('ircms.actor', true), '')::bigint$$"
        ),
    ]


def guards() -> list[Guard]:
    """Every function and trigger, in the order of installation."""
    found = [*_release_guards(), *_text_guards(), *_record_guards()]
    for part in statements.parts():
        found += _part_guards(part)
    for table in sorted(tables()):
        found.append(
            _trigger(f"{table}_truncate", "BEFORE TRUNCATE", table, _raise("truncate"), "STATEMENT")
        )
    return found


def installed(cursor: Any) -> dict[str, str]:
    """Enabled guard triggers, each with the fingerprint of what it runs and when."""
    cursor.execute(
        "SELECT t.tgname, p.prosrc, c.relname, t.tgenabled "
        "FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid JOIN pg_class c ON c.oid = t.tgrelid "
        "WHERE t.tgname LIKE 'ircms\\_%%' AND pg_table_is_visible(c.oid)"
    )
    return {
        name: _print(table, source) + ("" if enabled in {"O", "A"} else " (switched off)")
        for name, source, table, enabled in cursor.fetchall()
    }


def fingerprint(guard: Guard) -> str:
    return _print(guard.table, guard.sql.split("$ircms$")[1])


def _print(table: str, source: str) -> str:
    return f"{table} {hashlib.sha256(source.encode()).hexdigest()}"


def remove(cursor: Any) -> None:
    cursor.execute(
        "SELECT t.tgname, t.tgrelid::regclass::text FROM pg_trigger t "
        "JOIN pg_class c ON c.oid = t.tgrelid "
        "WHERE t.tgname LIKE 'ircms\\_%%' AND pg_table_is_visible(c.oid)"
    )
    for name, table in cursor.fetchall():
        cursor.execute(f'DROP TRIGGER "{name}" ON {table}')
        cursor.execute(f'DROP FUNCTION IF EXISTS "{name}"()')


def _trigger(name: str, when: str, table: str, body: str, each: str = "ROW") -> Guard:
    full = f"ircms_{name}"
    deferred = " DEFERRABLE INITIALLY DEFERRED" if when.startswith("AT COMMIT") else ""
    kind = "CONSTRAINT TRIGGER" if deferred else "TRIGGER"
    moment = when.replace("AT COMMIT", "AFTER")
    sql = (
        f'CREATE OR REPLACE FUNCTION "{full}"() RETURNS trigger LANGUAGE plpgsql AS $ircms$'
        f"BEGIN {body} RETURN COALESCE(NEW, OLD); END$ircms$; "
        f'CREATE {kind} "{full}" {moment} ON "{table}"{deferred} '
        f'FOR EACH {each} EXECUTE FUNCTION "{full}"()'
    )
    return Guard(full, table, sql)


def _raise(message: str) -> str:
    return (
        f"RAISE EXCEPTION USING MESSAGE = '{c.MESSAGES[message]}', "
        "ERRCODE = 'integrity_constraint_violation';"
    )


def _refuse(message: str, condition: str) -> str:
    return f"IF {condition} THEN {_raise(message)} END IF;"


def _approved(row: str) -> str:
    return f"({row}.approved_revision IS NOT NULL AND {row}.approved_revision = {row}.revision)"


def _due(row: str, at: str) -> str:
    """SQL: whether the rule holds for ``row`` at ``at``, withdrawal apart."""
    original = (
        f'SELECT 1 FROM "{c.RELEASE}" o WHERE o.id = {row}.translation_of_id '
        f"AND o.approved_revision = o.revision AND COALESCE(o.released_at, o.publish_at) <= {at}"
    )
    return (
        f"({_approved(row)} AND COALESCE({row}.released_at, {row}.publish_at) IS NOT NULL "
        f"AND COALESCE({row}.released_at, {row}.publish_at) <= {at} "
        f"AND ({row}.translation_of_id IS NULL OR EXISTS ({original})))"
    )


_UPSERT = (
    "ON CONFLICT (release_id, user_id) DO UPDATE SET last_revision = "
    f'GREATEST("{c.CONTRIBUTION}".last_revision, excluded.last_revision);'
)
_CONTRIBUTE = (
    f'INSERT INTO "{c.CONTRIBUTION}" (release_id, user_id, last_revision) '
    f"VALUES (NEW.id, ircms_actor(), NEW.revision) {_UPSERT}"
)
_INHERIT = (
    f'INSERT INTO "{c.CONTRIBUTION}" (release_id, user_id, last_revision) '
    f'SELECT DISTINCT NEW.id, k.user_id, NEW.revision FROM "{c.CONTRIBUTION}" k '
    f"WHERE k.release_id IN (NEW.translation_of_id, NEW.corrects_id) {_UPSERT}"
)


def _release_guards() -> list[Guard]:
    changed = c.differs(c.release_columns(), "IS DISTINCT FROM")
    touched = f"({changed} OR NEW.revision <> OLD.revision)"
    inherits = c.differs(["translation_of_id", "corrects_id"], "IS DISTINCT FROM")
    sync = " ".join(
        f'UPDATE "{table}" SET out_at = NEW.out_at WHERE release_id = NEW.id;'
        for table in c.ranked_tables()
    )
    draft = (
        "NEW.revision <> 1 OR NEW.approved_revision IS NOT NULL "
        "OR NEW.released_at IS NOT NULL OR NEW.withdrawn_at IS NOT NULL"
    )
    approved_once = f'EXISTS (SELECT 1 FROM "{c.APPROVAL}" WHERE release_id = OLD.id)'
    return [
        _trigger(
            "release_insert",
            "BEFORE INSERT",
            c.RELEASE,
            _refuse("actor", "ircms_actor() IS NULL") + _refuse("draft", draft),
        ),
        _trigger("release_inserted", "AFTER INSERT", c.RELEASE, _CONTRIBUTE + _INHERIT),
        _trigger("release_update", "BEFORE UPDATE", c.RELEASE, _update_checks(changed, touched)),
        _trigger(
            "release_changed",
            "AFTER UPDATE",
            c.RELEASE,
            f"IF {touched} THEN {_CONTRIBUTE} END IF; IF {inherits} THEN {_INHERIT} END IF; "
            f"IF NEW.out_at IS DISTINCT FROM OLD.out_at THEN {sync or 'NULL;'} END IF;",
        ),
        _trigger("release_at_commit", "AT COMMIT UPDATE", c.RELEASE, _commit_checks(touched)),
        _trigger(
            "release_delete",
            "BEFORE DELETE",
            c.RELEASE,
            _refuse("actor", "ircms_actor() IS NULL") + _refuse("kept", approved_once),
        ),
    ]


def _recorded(extra: str = "") -> str:
    return (
        f'EXISTS (SELECT 1 FROM "{c.APPROVAL}" a WHERE a.release_id = OLD.id '
        f"AND a.revision = NEW.approved_revision {extra})"
    )


_APPROVES = (
    "(NEW.approved_revision IS NOT NULL "
    "AND NEW.approved_revision IS DISTINCT FROM OLD.approved_revision)"
)
_HISTORIC = "AND a.kind = 'historic_import'"
_TOO_LATE = (
    f"{_APPROVES} AND NEW.released_at IS NULL AND NEW.publish_at <= {_SOON} "
    f"AND NOT {_recorded(_HISTORIC)}"
)


def _update_checks(changed: str, touched: str) -> str:
    return " ".join([
        _refuse("actor", "ircms_actor() IS NULL"),
        _refuse("identity", "NEW.id <> OLD.id"),
        _refuse("frozen", f"{touched} AND {_due('OLD', _SOON)}"),
        _refuse("stale", "NEW.revision NOT IN (OLD.revision, OLD.revision + 1)"),
        _refuse("not_reviewed", f"{_APPROVES} AND ({touched} "
                "OR NEW.approved_revision <> OLD.revision "
                f"OR NOT {_recorded('AND a.approver_id = ircms_actor()')})"),
        _refuse("too_late", _TOO_LATE),
        _refuse("unapprove", "NEW.approved_revision IS NULL AND OLD.approved_revision IS NOT NULL "
                f"AND {_due('OLD', 'ircms_now()')}"),
        _refuse("released_at", "NEW.released_at IS DISTINCT FROM OLD.released_at AND ("
                "OLD.released_at IS NOT NULL OR NEW.released_at IS NULL "
                f"OR {touched} OR NOT {_approved('OLD')} "
                "OR NEW.approved_revision IS DISTINCT FROM OLD.approved_revision "
                f"OR NEW.released_at > ircms_now() OR NEW.released_at < {_LATELY})"),
        _refuse("withdrawn_at", "(NEW.withdrawn_at IS DISTINCT FROM OLD.withdrawn_at "
                "OR NEW.withdrawal_reason IS DISTINCT FROM OLD.withdrawal_reason) AND ("
                "OLD.withdrawn_at IS NOT NULL OR NEW.withdrawn_at IS NULL "
                f"OR NOT {_due('OLD', 'ircms_now()')} "
                f"OR NEW.withdrawn_at > ircms_now() OR NEW.withdrawn_at < {_LATELY})"),
        f"IF {changed} THEN NEW.revision := OLD.revision + 1; END IF;",
    ])  # fmt: skip


def _commit_checks(touched: str) -> str:
    """The same clock questions, asked when the transaction commits."""
    return " ".join([
        _refuse("frozen", f"{touched} AND {_due('OLD', _SOON)}"),
        _refuse("too_late", _TOO_LATE),
        _refuse("unapprove", "NEW.approved_revision IS NULL AND OLD.approved_revision IS NOT NULL "
                f"AND {_due('OLD', 'ircms_now()')}"),
    ])  # fmt: skip


def _text_guards() -> list[Guard]:
    used = (
        f'EXISTS (SELECT 1 FROM "{c.TEXT_LINK}" l JOIN "{c.RELEASE}" r ON r.id = l.release_id '
        "WHERE l.standing_text_id = OLD.id AND r.approved_revision = r.revision)"
    )
    users = f'SELECT release_id FROM "{c.TEXT_LINK}" WHERE standing_text_id = OLD.id'
    # Locked before judged, so that an approval under way is waited for.
    lock = f'PERFORM 1 FROM "{c.RELEASE}" WHERE id IN ({users}) ORDER BY id FOR UPDATE;'
    bump = f'UPDATE "{c.RELEASE}" SET revision = revision + 1 WHERE id IN ({users});'
    changed = c.differs(c.columns(StandingText), "IS DISTINCT FROM")
    judge = f"{lock} {_refuse('text', used)} {bump}"
    return [
        _trigger("text_update", "BEFORE UPDATE", c.TEXT, f"IF {changed} THEN {judge} END IF;"),
        _trigger("text_delete", "BEFORE DELETE", c.TEXT, judge),
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
    own = (
        "ircms_actor() IS NULL OR NEW.approver_id <> ircms_actor() "
        f"OR NEW.revision IS DISTINCT FROM {current}"
    )
    lock = f'PERFORM 1 FROM "{c.RELEASE}" WHERE id = NEW.release_id FOR UPDATE;'
    lowered = (
        "NEW.release_id <> OLD.release_id OR NEW.user_id <> OLD.user_id OR NEW.id <> OLD.id "
        "OR NEW.last_revision < OLD.last_revision"
    )
    never = _raise("append_only")
    return [
        _trigger(
            "approval_insert",
            "BEFORE INSERT",
            c.APPROVAL,
            lock + _refuse("approver", own) + _refuse("four_eyes", contributed),
        ),
        _trigger("approval_update", "BEFORE UPDATE", c.APPROVAL, never),
        _trigger("approval_delete", "BEFORE DELETE", c.APPROVAL, never),
        _trigger(
            "contribution_update", "BEFORE UPDATE", c.CONTRIBUTION, _refuse("append_only", lowered)
        ),
        _trigger("contribution_delete", "BEFORE DELETE", c.CONTRIBUTION, never),
    ]


def _part_guards(part: Part) -> list[Guard]:
    table = part.model._meta.db_table
    old, new = c.release_key(part, "OLD"), c.release_key(part, "NEW")
    bump = f'UPDATE "{c.RELEASE}" SET revision = revision + 1 WHERE id '
    changed = c.differs(c.part_columns(part), "IS DISTINCT FROM")
    place = ""
    if part.is_ranked:
        place = f'NEW.out_at := (SELECT out_at FROM "{c.RELEASE}" WHERE id = NEW.release_id);'
    # A text that is being changed is waited for: its change cannot know of this link yet.
    hold = ""
    if table == c.TEXT_LINK:
        hold = f'PERFORM 1 FROM "{c.TEXT}" WHERE id = NEW.standing_text_id FOR SHARE;'
    return [
        _trigger(f"{table}_insert", "BEFORE INSERT", table, f"{hold} {bump} = {new}; {place}"),
        _trigger(
            f"{table}_update",
            "BEFORE UPDATE",
            table,
            f"IF {changed} THEN {hold} {bump} IN ({old}, {new}); END IF; {place}",
        ),
        _trigger(f"{table}_delete", "BEFORE DELETE", table, f"{bump} = {old};"),
    ]
