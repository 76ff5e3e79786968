"""The guards of the release's own row, on PostgreSQL."""

from releases.guards import catalogue as c
from releases.guards import retention
from releases.guards.catalogue import Guard
from releases.guards.postgresql_sql import (
    CONTRIBUTE,
    INHERIT,
    LATELY,
    SOON,
    approved,
    due,
    raise_error,
    refuse,
    trigger,
)

_CHANGED = c.differs(c.release_columns(), "IS DISTINCT FROM")
_TOUCHED = f"({_CHANGED} OR NEW.revision <> OLD.revision)"
_APPROVES = (
    "(NEW.approved_revision IS NOT NULL "
    "AND NEW.approved_revision IS DISTINCT FROM OLD.approved_revision)"
)
_SUBMITS = (
    "(NEW.submitted_revision IS NOT NULL "
    "AND NEW.submitted_revision IS DISTINCT FROM OLD.submitted_revision)"
)
_UNAPPROVES = "OLD.approved_revision IS NOT NULL AND NEW.approved_revision IS NULL"


def release_guards() -> list[Guard]:
    """Birth, change and end of a release's row."""
    return [*_birth(), *_change(), _end(), *_records()]


def _records() -> list[Guard]:
    """The record of a release's way is written by whoever takes the step, and never changed; an
    insider list by somebody named."""
    never = raise_error("append_only")
    nobody = refuse("actor", "ircms_actor() IS NULL")
    found = []
    for table in (*c.RECORDS, c.ASKED):
        forged = refuse("step", c.FORGED_STEP) if table in c.RECORDS else nobody
        found += [
            trigger(f"{table}_insert", "BEFORE INSERT", table, forged),
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
    checks = refuse("actor", "ircms_actor() IS NULL") + refuse("draft", draft) + _family_check()
    return [
        trigger("release_insert", "BEFORE INSERT", c.RELEASE, checks),
        trigger("release_inserted", "AFTER INSERT", c.RELEASE, CONTRIBUTE + INHERIT),
    ]


def _change() -> list[Guard]:
    inherits = c.differs(["translation_of_id", "corrects_id"], "IS DISTINCT FROM")
    sync = " ".join(
        f'UPDATE "{table}" SET out_at = NEW.out_at WHERE release_id = NEW.id;'
        for table in c.ranked_tables()
    )
    bump = f"IF {_CHANGED} THEN NEW.revision := OLD.revision + 1; END IF;"
    follow_up = (
        f"IF {_TOUCHED} THEN {CONTRIBUTE} END IF; IF {inherits} THEN {INHERIT} END IF; "
        f"IF NEW.out_at IS DISTINCT FROM OLD.out_at THEN {sync or 'NULL;'} END IF;"
    )
    checks = _checks() + _family_check() + _transition_checks() + bump
    return [
        trigger("release_update", "BEFORE UPDATE", c.RELEASE, checks),
        trigger("release_changed", "AFTER UPDATE", c.RELEASE, follow_up),
        trigger("release_at_commit", "AT COMMIT UPDATE", c.RELEASE, _commit_checks()),
    ]


def _end() -> Guard:
    approved_once = f'EXISTS (SELECT 1 FROM "{c.APPROVAL}" WHERE release_id = OLD.id)'
    checks = refuse("actor", "ircms_actor() IS NULL") + refuse("kept", approved_once)
    checks += refuse("retained", retention.on_postgresql())
    return trigger("release_delete", "BEFORE DELETE", c.RELEASE, checks)


def _family_check() -> str:
    """A translation is of an original, and an original with translations stays one. The original
    is locked first, so that it cannot become a translation meanwhile."""
    target = f'SELECT 1 FROM "{c.RELEASE}" o WHERE o.id = NEW.translation_of_id'
    has_versions = f'SELECT 1 FROM "{c.RELEASE}" t WHERE t.translation_of_id = NEW.id'
    chain = f"NOT EXISTS ({target} AND o.translation_of_id IS NULL) OR EXISTS ({has_versions})"
    return (
        f"IF NEW.translation_of_id IS NOT NULL THEN PERFORM 1 FROM ({target} FOR SHARE) locked; "
        f"{refuse('chain', chain)} END IF;"
    )


def _recorded(extra: str) -> str:
    return (
        f'EXISTS (SELECT 1 FROM "{c.APPROVAL}" a WHERE a.release_id = OLD.id '
        f"AND a.revision = NEW.approved_revision AND {extra})"
    )


def _checks() -> str:
    """Who writes, what is frozen, what may be approved."""
    reviewed = _recorded("a.approver_id = ircms_actor()")
    original = (
        f'SELECT 1 FROM "{c.RELEASE}" o WHERE o.id = OLD.translation_of_id '
        "AND o.approved_revision IS DISTINCT FROM o.revision"
    )
    return " ".join(
        (
            refuse("actor", "ircms_actor() IS NULL"),
            refuse(
                "identity",
                "NEW.id <> OLD.id OR NEW.copied_from_id IS DISTINCT FROM OLD.copied_from_id",
            ),
            refuse("stale", "NEW.revision NOT IN (OLD.revision, OLD.revision + 1)"),
            refuse(
                "not_reviewed",
                f"{_APPROVES} AND ({_TOUCHED} OR NEW.approved_revision <> OLD.revision "
                f"OR NOT {reviewed})",
            ),
            refuse(
                "submitted",
                f"{_SUBMITS} AND ({_TOUCHED} OR NEW.submitted_revision <> OLD.revision "
                f"OR {due('OLD', SOON)})",
            ),
            refuse(
                "not_submitted",
                f"{_APPROVES} AND OLD.submitted_revision IS DISTINCT FROM NEW.approved_revision",
            ),
            refuse("held", f"{_APPROVES} AND NEW.held_at IS NOT NULL"),
            refuse("original", f"{_APPROVES} AND EXISTS ({original})"),
            _commit_checks(),
        )
    )


def _commit_checks() -> str:
    """The questions to the clock, asked when the row is written and again at commit."""
    historic = _recorded("a.kind = 'historic_import'")
    return " ".join(
        (
            refuse("frozen", f"{_TOUCHED} AND {due('OLD', SOON)}"),
            refuse(
                "too_late",
                f"{_APPROVES} AND NEW.released_at IS NULL AND NEW.publish_at <= {SOON} "
                f"AND NOT {historic}",
            ),
            refuse("unapprove", f"{_UNAPPROVES} AND {due('OLD', 'ircms_now()')}"),
        )
    )


def _transition_checks() -> str:
    """Releasing now and withdrawing happen once, alone, and at the present time."""
    is_due = due("OLD", "ircms_now()")
    released = (
        "NEW.released_at IS DISTINCT FROM OLD.released_at AND ("
        "OLD.released_at IS NOT NULL OR NEW.released_at IS NULL OR OLD.withdrawn_at IS NOT NULL "
        f"OR {_TOUCHED} OR NOT {approved('OLD')} OR {is_due} "
        "OR NEW.approved_revision IS DISTINCT FROM OLD.approved_revision "
        f"OR NEW.released_at > ircms_now() OR NEW.released_at < {LATELY})"
    )
    withdrawn = (
        "(NEW.withdrawn_at IS DISTINCT FROM OLD.withdrawn_at "
        "OR NEW.withdrawal_reason IS DISTINCT FROM OLD.withdrawal_reason) AND ("
        f"OLD.withdrawn_at IS NOT NULL OR NEW.withdrawn_at IS NULL OR NOT {is_due} "
        f"OR NEW.withdrawn_at > ircms_now() OR NEW.withdrawn_at < {LATELY})"
    )
    return refuse("released_at", released) + refuse("withdrawn_at", withdrawn)
