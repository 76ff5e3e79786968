"""The guards as PostgreSQL triggers and functions.

The clock and the actor are functions of their own (``ircms_now``, ``ircms_actor``). What must
still hold when a transaction commits is asked again by a deferred constraint trigger.
"""

import hashlib
from typing import Any

from audit.triggers import postgresql as audit
from releases import statements
from releases.guards import catalogue as c
from releases.guards.catalogue import Binding, Guard
from releases.guards.postgresql_release import release_guards
from releases.guards.postgresql_sql import contribute_authors, raise_error, refuse, trigger
from releases.statements import Part

tables = c.tables
_NOBODY = refuse("actor", "ircms_actor() IS NULL")
_NEVER = raise_error("append_only")
# Translations before originals: the order in which an edit of a translation locks them.
_ORDER = "ORDER BY translation_of_id IS NULL, id"
_OURS = "t.tgname LIKE 'ircms\\_%%' AND pg_table_is_visible(c.oid)"
# What a trigger's type says in pg_trigger.tgtype (src/include/catalog/pg_trigger.h).
_MOMENTS = {"ROW": 1, "BEFORE": 2, "INSERT": 4, "DELETE": 8, "UPDATE": 16, "TRUNCATE": 32}
_CLOCK = Guard("ircms_now", "", "$ircms$SELECT clock_timestamp()$ircms$")
_ACTOR = Guard(
    "ircms_actor",
    "",
    "$ircms$SELECT nullif(pg_catalog.current_setting('ircms.actor', true), '')::bigint$ircms$",
)


def preamble() -> list[str]:
    """The two functions that SQL reads the clock and the actor from."""
    return [
        f"CREATE OR REPLACE FUNCTION ircms_now() RETURNS timestamptz LANGUAGE sql AS {_CLOCK.sql}",
        f"CREATE OR REPLACE FUNCTION ircms_actor() RETURNS bigint LANGUAGE sql AS {_ACTOR.sql}",
    ]


def guards() -> list[Guard]:
    """Every function and trigger, in the order of installation."""
    found = [*release_guards(), *_approval_guards(), *_contribution_guards()]
    for part in statements.parts():
        found += _part_guards(part)
    for group in c.shared_tables():
        found += _copied_guards(group[0]) if group[0].copied else _shared_guards(group)
    found += [
        trigger(each.name, each.when, each.table, " ".join(each.steps)) for each in audit.triggers()
    ]
    empties = raise_error("truncate")
    found += [
        trigger(f"{table}_truncate", "BEFORE TRUNCATE", table, empties, "STATEMENT")
        for table in sorted(tables())
    ]
    return [*found, trigger(c.version(found), "BEFORE DELETE", c.AUTHOR, "NULL;")]


def checked() -> list[Guard]:
    """What the start looks for: the guards, and the functions they read clock and actor from."""
    return [_CLOCK, _ACTOR, *guards()]


def installed(cursor: Any) -> dict[str, str]:
    """Guard triggers with the fingerprint of where, when and what they do; clock and actor."""
    cursor.execute(
        "SELECT t.tgname, c.relname, t.tgtype, t.tgdeferrable AND t.tginitdeferred, "
        "t.tgqual IS NULL AND t.tgattr = '' AND t.tgenabled IN ('O', 'A') AND p.provolatile = 'v' "
        "AND p.proconfig[1] LIKE 'search_path=%%, pg_temp', p.prosrc "
        "FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid JOIN pg_class c ON c.oid = t.tgrelid "
        f"WHERE {_OURS}"
    )
    found = {
        name: _print(table, kind, is_deferred, source) if is_plain else "switched off or narrowed"
        for name, table, kind, is_deferred, is_plain, source in cursor.fetchall()
    }
    cursor.execute(
        "SELECT proname, prosrc FROM pg_proc "
        "WHERE proname IN ('ircms_now', 'ircms_actor') AND provolatile = 'v' "
        "AND pg_function_is_visible(oid)"
    )
    return found | {name: _print("", 0, False, source) for name, source in cursor.fetchall()}  # noqa: FBT003 -- neither function is deferred


def names(cursor: Any) -> set[str]:
    """Which guards stand: cheap enough to be asked by every writing transaction. Reading the table
    first keeps a migration from taking them away before this transaction is over."""
    cursor.execute(f'LOCK TABLE "{c.RELEASE}" IN ACCESS SHARE MODE')
    cursor.execute(
        "SELECT t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
        f"WHERE {_OURS} AND t.tgenabled IN ('O', 'A')"
    )
    return {name for (name,) in cursor.fetchall()}


def fingerprint(guard: Guard) -> str:
    source = guard.sql.split("$ircms$")[1]
    if not guard.table:
        return _print("", 0, False, source)  # noqa: FBT003 -- a function, not deferred
    head = guard.sql.split("$ircms$")[2].split("EXECUTE")[0]
    kind = sum(bit for word, bit in _MOMENTS.items() if f" {word} " in head)
    return _print(guard.table, kind, "INITIALLY DEFERRED" in head, source)


def _print(table: str, kind: int, is_deferred: bool, source: str) -> str:
    digest = hashlib.sha256(source.encode()).hexdigest()
    return f"{table} {kind} {'deferred' if is_deferred else 'at once'} {digest}"


def remove(cursor: Any) -> None:
    cursor.execute(
        "SELECT t.tgname, t.tgrelid::regclass::text FROM pg_trigger t "
        f"JOIN pg_class c ON c.oid = t.tgrelid WHERE {_OURS}"
    )
    found = cursor.fetchall()
    if found:
        # What this transaction has written so far is checked, and linked in the audit, now: while
        # that is pending, PostgreSQL takes no trigger away.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
        cursor.execute(f'LOCK TABLE "{c.RELEASE}" IN ACCESS EXCLUSIVE MODE')
    for name, table in found:
        cursor.execute(f'DROP TRIGGER "{name}" ON {table}')
        cursor.execute(f'DROP FUNCTION IF EXISTS "{name}"()')


def _shared_guards(group: tuple[Binding, ...]) -> list[Guard]:
    """A shared row is printed by releases: its change is theirs, and it has authors."""
    shared, users = group[0], c.users_of(group, "OLD")
    used = (
        f'EXISTS (SELECT 1 FROM "{c.RELEASE}" r WHERE r.id IN ({users}) '
        "AND r.approved_revision = r.revision)"
    )
    # Locked before judged, so that an approval under way is waited for.
    lock = f'PERFORM 1 FROM "{c.RELEASE}" WHERE id IN ({users}) {_ORDER} FOR UPDATE;'
    bump = f'UPDATE "{c.RELEASE}" SET revision = revision + 1 WHERE id IN ({users});'
    sign = _sign(shared)
    changed = c.differs(list(shared.contents), "IS DISTINCT FROM")
    judge = f"{_NOBODY} {lock} {refuse('shared', used)} {bump}"
    name = shared.table
    return [
        trigger(f"{name}_insert", "BEFORE INSERT", name, f"{_NOBODY} {sign}"),
        trigger(
            f"{name}_update", "BEFORE UPDATE", name, f"IF {changed} THEN {judge} {sign} END IF;"
        ),
        trigger(f"{name}_delete", "BEFORE DELETE", name, judge),
    ]


def _copied_guards(source: Binding) -> list[Guard]:
    """A row that releases copy from may change at any time; it has authors all the same."""
    name = source.table
    changed = c.differs(list(source.contents), "IS DISTINCT FROM")
    sign = f"IF ircms_actor() IS NOT NULL THEN {_sign(source)} END IF;"
    return [
        trigger(f"{name}_insert", "BEFORE INSERT", name, sign),
        trigger(f"{name}_update", "BEFORE UPDATE", name, f"IF {changed} THEN {sign} END IF;"),
    ]


def _sign(shared: Binding) -> str:
    return (
        f'INSERT INTO "{c.AUTHOR}" ("table", row_id, user_id) '
        f"VALUES ('{shared.table}', NEW.id, ircms_actor()) ON CONFLICT DO NOTHING;"
    )


def _approval_guards() -> list[Guard]:
    own = (
        "ircms_actor() IS NULL OR NEW.approver_id <> ircms_actor() "
        f"OR NEW.revision IS DISTINCT FROM {c.CURRENT}"
    )
    checks = " ".join(
        (
            f'PERFORM 1 FROM "{c.RELEASE}" WHERE id = NEW.release_id FOR UPDATE;',
            refuse("approver", own),
            refuse("inactive", f"NOT {c.IS_ACTIVE}"),
            refuse("four_eyes", c.CONTRIBUTED),
            refuse("digest", "encode(sha256(NEW.canonical), 'hex') <> NEW.sha256"),
            refuse("historic", f"NEW.kind = 'historic_import' AND NOT {c.IS_PAST}"),
        )
    )
    return [
        trigger("approval_insert", "BEFORE INSERT", c.APPROVAL, checks),
        trigger("approval_update", "BEFORE UPDATE", c.APPROVAL, _NEVER),
        trigger("approval_delete", "BEFORE DELETE", c.APPROVAL, _NEVER),
    ]


def _contribution_guards() -> list[Guard]:
    table = c.CONTRIBUTION
    return [
        trigger(
            "contribution_insert", "BEFORE INSERT", table, refuse("actor", c.FORGED_CONTRIBUTION)
        ),
        trigger(
            "contribution_update",
            "BEFORE UPDATE",
            table,
            refuse("append_only", f"{c.LOWERED} OR {c.FORGED_CONTRIBUTION}"),
        ),
        trigger("contribution_delete", "BEFORE DELETE", table, _NEVER),
        trigger("author_insert", "BEFORE INSERT", c.AUTHOR, refuse("actor", c.FORGED_AUTHOR)),
        trigger("author_update", "BEFORE UPDATE", c.AUTHOR, _NEVER),
        trigger("author_delete", "BEFORE DELETE", c.AUTHOR, _NEVER),
    ]


def _part_guards(part: Part) -> list[Guard]:
    table = part.model._meta.db_table
    old, new = c.release_key(part, "OLD"), c.release_key(part, "NEW")
    bump = f'UPDATE "{c.RELEASE}" SET revision = revision + 1 WHERE id '
    there = f"IF NOT FOUND THEN {raise_error('missing')} END IF;"
    stays = refuse("moved", f"NEW.id <> OLD.id OR {new} IS DISTINCT FROM {old}")
    changed = c.differs(c.part_columns(part), "IS DISTINCT FROM")
    place = ""
    if part.is_ranked:
        place = f'NEW.out_at := (SELECT out_at FROM "{c.RELEASE}" WHERE id = NEW.release_id);'
    hold = authors = rehold = reauthors = ""
    for binding in c.bindings(part):
        held, credited = _printing(binding, new)
        other = f'NEW."{binding.column}" <> OLD."{binding.column}"'
        hold, authors = hold + held, authors + credited
        rehold += f"IF {other} THEN {held} END IF; "
        reauthors += f"IF {other} THEN {credited} END IF; "
    if elsewhere := c.elsewhere(part):
        hold, stays = hold + refuse("elsewhere", elsewhere), stays + refuse("elsewhere", elsewhere)
    born = f"{_NOBODY} {hold} {bump} = {new}; {there} {authors} {place}"
    altered = f"{_NOBODY} {stays} {rehold} {bump} = {old}; {reauthors}"
    return [
        trigger(f"{table}_insert", "BEFORE INSERT", table, born),
        trigger(
            f"{table}_update",
            "BEFORE UPDATE",
            table,
            f"IF {changed} THEN {altered} END IF; {place}",
        ),
        trigger(f"{table}_delete", "BEFORE DELETE", table, f"{_NOBODY} {bump} = {old};"),
    ]


def _printing(binding: Binding, release: str) -> tuple[str, str]:
    """A row that is to be printed exists, and one being changed is waited for, because its change
    cannot know of this link yet; its authors count as contributors from here on."""
    key = f'NEW."{binding.column}"'
    hold = (
        f'PERFORM 1 FROM "{binding.table}" WHERE id = {key} FOR SHARE; '
        f"IF NOT FOUND THEN {raise_error('missing')} END IF;"
    )
    return hold, contribute_authors(binding, key, release)
