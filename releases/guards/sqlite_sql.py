"""How a guard is written for SQLite: a trigger of steps that raise or write."""

from releases.guards import catalogue as c
from releases.guards.catalogue import Binding, Guard

SOON = f"strftime('%Y-%m-%d %H:%M:%f', ircms_now(), '+{c.FREEZE_SECONDS} seconds')"
LATELY = f"strftime('%Y-%m-%d %H:%M:%f', ircms_now(), '-{c.RECENT_SECONDS} seconds')"
_UPSERT = (
    "ON CONFLICT (release_id, user_id) DO UPDATE SET "
    "last_revision = MAX(last_revision, excluded.last_revision)"
)


def trigger(name: str, when: str, table: str, body: list[str], condition: str = "") -> Guard:
    """A trigger called ``ircms_<name>`` that does ``body`` for each row (where ``condition``)."""
    full = f"ircms_{name}"
    only = f" WHEN {condition}" if condition else ""
    steps = " ".join(f"{step};" for step in body)
    sql = f'CREATE TRIGGER "{full}" {when} ON "{table}" FOR EACH ROW{only} BEGIN {steps} END'
    return Guard(full, table, sql)


def refuse(message: str, condition: str) -> str:
    """SQL that stops the statement with one of the catalogue's messages."""
    return f"SELECT RAISE(ABORT, '{c.MESSAGES[message]}') WHERE {condition}"


def out_at(row: str) -> str:
    """SQL: when ``row`` of the release table goes out."""
    return f"COALESCE({row}.released_at, {row}.publish_at)"


def due(row: str, at: str) -> str:
    """SQL: whether the rule holds for ``row`` at ``at``, withdrawal apart."""
    own = (
        f"{row}.approved_revision IS NOT NULL AND {row}.approved_revision = {row}.revision "
        f"AND {out_at(row)} <= {at}"
    )
    original = (
        f'SELECT 1 FROM "{c.RELEASE}" o WHERE o.id = {row}.translation_of_id '
        f"AND o.approved_revision = o.revision AND {out_at('o')} <= {at}"
    )
    return f"({own} AND ({row}.translation_of_id IS NULL OR EXISTS ({original})))"


def due_at(row: str) -> str:
    """SQL: when ``due`` comes to hold: its own time or its original's, the later."""
    original = f'(SELECT {out_at("o")} FROM "{c.RELEASE}" o WHERE o.id = {row}.translation_of_id)'
    return f"MAX({out_at(row)}, COALESCE({original}, {out_at(row)}))"


def contribute(key: str, revision: str) -> str:
    """SQL: the actor contributed to a release."""
    return (
        f'INSERT INTO "{c.CONTRIBUTION}" (release_id, user_id, last_revision) '
        f"SELECT {key}, ircms_actor(), {revision} WHERE true {_UPSERT}"
    )


def inherit(revision: str, condition: str) -> str:
    """SQL: whoever contributed to what this translates, corrects or copies contributed to it."""
    return (
        f'INSERT INTO "{c.CONTRIBUTION}" (release_id, user_id, last_revision) '
        f'SELECT DISTINCT NEW.id, k.user_id, {revision} FROM "{c.CONTRIBUTION}" k '
        "WHERE k.release_id IN (NEW.translation_of_id, NEW.corrects_id, NEW.copied_from_id) "
        f"AND {condition} {_UPSERT}"
    )


def contribute_authors(binding: Binding, key: str, release: str, condition: str) -> str:
    """SQL: the authors of a shared row contributed to the release that prints it, unless an
    approved release prints the same already."""
    same = "".join(f' AND l."{name}" IS NEW."{name}"' for name in binding.copied)
    approved = (
        f'SELECT 1 FROM "{binding.link}" l JOIN "{c.RELEASE}" r ON r.id = l.release_id '
        f'WHERE l."{binding.column}" = {key} AND r.approved_revision = r.revision{same}'
    )
    return (
        f'INSERT INTO "{c.CONTRIBUTION}" (release_id, user_id, last_revision) '
        f'SELECT {release}, a.user_id, r.revision FROM "{c.AUTHOR}" a '
        f'JOIN "{c.RELEASE}" r ON r.id = {release} '
        f"WHERE a.\"table\" = '{binding.table}' AND a.row_id = {key} "
        f"AND {condition} AND NOT EXISTS ({approved}) {_UPSERT}"
    )
