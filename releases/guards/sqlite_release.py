"""The guards of the release's own row, on SQLite."""

from releases.guards import catalogue as c
from releases.guards import retention
from releases.guards.catalogue import Guard
from releases.guards.sqlite_sql import (
    LATELY,
    SOON,
    contribute,
    due,
    due_at,
    inherit,
    refuse,
    trigger,
)

_CHANGED = c.differs(c.release_columns(), "IS NOT")
_TOUCHED = f"({_CHANGED} OR NEW.revision <> OLD.revision)"
_APPROVES = (
    "NEW.approved_revision IS NOT NULL AND NEW.approved_revision IS NOT OLD.approved_revision"
)
_SUBMITS = (
    "NEW.submitted_revision IS NOT NULL AND NEW.submitted_revision IS NOT OLD.submitted_revision"
)
_UNAPPROVES = "OLD.approved_revision IS NOT NULL AND NEW.approved_revision IS NULL"


def release_guards() -> list[Guard]:
    """Birth, change and end of a release's row."""
    return [*_birth(), *_change(), _end(), *_records()]


def _records() -> list[Guard]:
    """The record of a release's way is written by whoever takes the step, and never changed; an
    insider list by somebody named."""
    never = [refuse("append_only", "true")]
    nobody = [refuse("actor", "ircms_actor() IS NULL")]
    found = []
    for table in (*c.RECORDS, c.ASKED):
        forged = refuse("step", c.FORGED_STEP) if table in c.RECORDS else nobody[0]
        found += [
            trigger(f"{table}_insert", "BEFORE INSERT", table, [forged]),
            trigger(f"{table}_update", "BEFORE UPDATE", table, never),
            trigger(f"{table}_delete", "BEFORE DELETE", table, never),
        ]
    return [
        *found,
        trigger(f"{c.INSIDER}_insert", "BEFORE INSERT", c.INSIDER, nobody),
        trigger(f"{c.INSIDER}_update", "BEFORE UPDATE", c.INSIDER, never),
        trigger(f"{c.INSIDER}_delete", "BEFORE DELETE", c.INSIDER, nobody),
    ]


def _birth() -> list[Guard]:
    draft = (
        "NEW.revision <> 1 OR NEW.approved_revision IS NOT NULL "
        "OR NEW.submitted_revision IS NOT NULL OR NEW.held_at IS NOT NULL "
        "OR NEW.released_at IS NOT NULL OR NEW.withdrawn_at IS NOT NULL"
    )
    checks = [refuse("actor", "ircms_actor() IS NULL"), refuse("draft", draft), *_family_checks()]
    follow_up = [contribute("NEW.id", "NEW.revision"), inherit("NEW.revision", "true")]
    return [
        trigger("release_insert", "BEFORE INSERT", c.RELEASE, checks),
        trigger("release_inserted", "AFTER INSERT", c.RELEASE, follow_up),
    ]


def _change() -> list[Guard]:
    inherits = c.differs(["translation_of_id", "corrects_id"], "IS NOT")
    bump = [
        "SELECT ircms_begin_bump(NEW.id)",
        f'UPDATE "{c.RELEASE}" SET revision = OLD.revision + 1 WHERE id = NEW.id',
    ]
    contributed = [contribute("NEW.id", "OLD.revision + 1"), inherit("OLD.revision + 1", inherits)]
    sync = [
        f'UPDATE "{table}" SET out_at = NEW.out_at WHERE release_id = NEW.id'
        for table in c.ranked_tables()
    ]
    judged = "ircms_end_bump(OLD.id) = 0"
    needs_bump = f"{_CHANGED} AND NEW.revision = OLD.revision"
    moved = "NEW.out_at IS NOT OLD.out_at"
    checks = [*_checks(), *_family_checks(), *_transition_checks(), *_deadlines()]
    return [
        trigger("release_update", "BEFORE UPDATE", c.RELEASE, checks, judged),
        trigger("release_changed", "AFTER UPDATE", c.RELEASE, bump, needs_bump),
        trigger("release_contributed", "AFTER UPDATE", c.RELEASE, contributed, _TOUCHED),
        trigger("release_moved", "AFTER UPDATE", c.RELEASE, sync or ["SELECT 1"], moved),
    ]


def _end() -> Guard:
    approved = f'EXISTS (SELECT 1 FROM "{c.APPROVAL}" WHERE release_id = OLD.id)'
    checks = [refuse("actor", "ircms_actor() IS NULL"), refuse("kept", approved)]
    checks.append(refuse("retained", retention.on_sqlite()))
    return trigger("release_delete", "BEFORE DELETE", c.RELEASE, checks)


def _family_checks() -> list[str]:
    """A translation is of an original, and an original with translations stays one."""
    target = f'SELECT 1 FROM "{c.RELEASE}" o WHERE o.id = NEW.translation_of_id'
    has_versions = f'SELECT 1 FROM "{c.RELEASE}" t WHERE t.translation_of_id = NEW.id'
    return [
        refuse(
            "chain",
            "NEW.translation_of_id IS NOT NULL AND ("
            f"NOT EXISTS ({target} AND o.translation_of_id IS NULL) OR EXISTS ({has_versions}))",
        )
    ]


def _recorded(extra: str) -> str:
    return (
        f'EXISTS (SELECT 1 FROM "{c.APPROVAL}" a WHERE a.release_id = OLD.id '
        f"AND a.revision = NEW.approved_revision AND {extra})"
    )


def _checks() -> list[str]:
    """Who writes, what is frozen, what may be approved."""
    original = (
        f'SELECT 1 FROM "{c.RELEASE}" o WHERE o.id = OLD.translation_of_id '
        "AND o.approved_revision IS NOT o.revision"
    )
    return [
        refuse("actor", "ircms_actor() IS NULL"),
        refuse("identity", "NEW.id <> OLD.id OR NEW.copied_from_id IS NOT OLD.copied_from_id"),
        refuse("frozen", f"{_TOUCHED} AND {due('OLD', SOON)}"),
        refuse("stale", "NEW.revision NOT IN (OLD.revision, OLD.revision + 1)"),
        refuse(
            "not_reviewed",
            f"{_APPROVES} AND ({_TOUCHED} OR NEW.approved_revision <> OLD.revision "
            f"OR NOT {_recorded('a.approver_id = ircms_actor()')})",
        ),
        refuse(
            "submitted",
            f"{_SUBMITS} AND ({_TOUCHED} OR NEW.submitted_revision <> OLD.revision "
            f"OR {due('OLD', SOON)})",
        ),
        refuse(
            "not_submitted", f"{_APPROVES} AND OLD.submitted_revision IS NOT NEW.approved_revision"
        ),
        refuse("held", f"{_APPROVES} AND NEW.held_at IS NOT NULL"),
        refuse("original", f"{_APPROVES} AND EXISTS ({original})"),
        refuse(
            "too_late",
            f"{_APPROVES} AND NEW.released_at IS NULL AND NEW.publish_at <= {SOON} "
            f"AND NOT {_recorded(_HISTORIC)}",
        ),
        refuse("unapprove", f"{_UNAPPROVES} AND {due('OLD', 'ircms_now()')}"),
    ]


_HISTORIC = "a.kind = 'historic_import'"


def _transition_checks() -> list[str]:
    """Releasing now and withdrawing happen once, alone, and at the present time."""
    is_due = due("OLD", "ircms_now()")
    return [
        refuse(
            "released_at",
            "NEW.released_at IS NOT OLD.released_at AND ("
            "OLD.released_at IS NOT NULL OR NEW.released_at IS NULL "
            f"OR OLD.withdrawn_at IS NOT NULL OR {_TOUCHED} OR {is_due} "
            "OR OLD.approved_revision IS NOT OLD.revision "
            "OR NEW.approved_revision IS NOT OLD.approved_revision "
            f"OR NEW.released_at > ircms_now() OR NEW.released_at < {LATELY})",
        ),
        refuse(
            "withdrawn_at",
            "(NEW.withdrawn_at IS NOT OLD.withdrawn_at "
            "OR NEW.withdrawal_reason IS NOT OLD.withdrawal_reason) AND ("
            f"OLD.withdrawn_at IS NOT NULL OR NEW.withdrawn_at IS NULL OR NOT {is_due} "
            f"OR NEW.withdrawn_at > ircms_now() OR NEW.withdrawn_at < {LATELY})",
        ),
    ]


def _deadlines() -> list[str]:
    """By when the transaction must have committed, where it is about something approved."""
    early = f"strftime('%Y-%m-%d %H:%M:%f', {{0}}, '-{c.FREEZE_SECONDS} seconds')"
    old = due_at("OLD")
    was_approved = "OLD.approved_revision IS NOT NULL AND OLD.approved_revision = OLD.revision"
    return [
        (
            f"SELECT ircms_commit_by({early.format(old)}) "
            f"WHERE {was_approved} AND {_TOUCHED} AND {old} > {SOON}"
        ),
        (
            f"SELECT ircms_commit_by({early.format('NEW.publish_at')}) "
            f"WHERE {_APPROVES} AND NEW.released_at IS NULL AND NOT {_recorded(_HISTORIC)}"
        ),
        (
            f"SELECT ircms_commit_by({old}) "
            f"WHERE {was_approved} AND {_UNAPPROVES} AND {old} > ircms_now()"
        ),
    ]
