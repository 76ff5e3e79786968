"""The guards as SQLite triggers.

SQLite's triggers cannot change NEW, so a changed release is bumped by a nested update, announced
by ``ircms_begin_bump`` (the guard has judged the change already). They cannot run at commit
either: ``ircms_commit_by`` notes the deadline and the connection refuses a later COMMIT
(``ircms/sqlite``). ``recursive_triggers`` is on, so that REPLACE fires the delete guards.
"""

from typing import Any

from audit.triggers import sqlite as audit
from audit.triggers import sqlite_watching as watching
from releases import statements
from releases.guards import catalogue as c
from releases.guards.catalogue import Binding, Guard
from releases.guards.sqlite_release import release_guards
from releases.guards.sqlite_sql import contribute_authors, refuse, trigger
from releases.statements import Part

tables = c.tables
_OURS = "FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'ircms\\_%' ESCAPE '\\'"


def preamble() -> list[str]:
    """What must be there before a trigger can stand on it."""
    return watching.preamble()


def guards() -> list[Guard]:
    """Every trigger, in the order of installation."""
    found = [*release_guards(), *_approval_guards(), *_contribution_guards()]
    for part in statements.parts():
        found += _part_guards(part)
    for group in c.shared_tables():
        found += _copied_guards(group[0]) if group[0].copied else _shared_guards(group)
    found += [
        trigger(each.name, each.when, each.table, list(each.steps), each.condition)
        for each in audit.triggers()
    ]
    return [*found, trigger(c.version(found), "BEFORE DELETE", c.AUTHOR, ["SELECT 1"])]


checked = guards


def installed(cursor: Any) -> dict[str, str]:
    cursor.execute(f"SELECT name, sql {_OURS}")
    return dict(cursor.fetchall())


def names(cursor: Any) -> set[str]:
    """Which guards stand: cheap enough to be asked by every writing transaction."""
    cursor.execute(f"SELECT name {_OURS}")
    return {name for (name,) in cursor.fetchall()}


def fingerprint(guard: Guard) -> str:
    return guard.sql


def remove(cursor: Any) -> None:
    for name in names(cursor):
        cursor.execute(f'DROP TRIGGER "{name}"')


def _shared_guards(group: tuple[Binding, ...]) -> list[Guard]:
    """A shared row is printed by releases: its change is theirs, and it has authors."""
    shared, users = group[0], c.users_of(group, "OLD")
    used = (
        f'EXISTS (SELECT 1 FROM "{c.RELEASE}" r WHERE r.id IN ({users}) '
        "AND r.approved_revision = r.revision)"
    )
    bump = f'UPDATE "{c.RELEASE}" SET revision = revision + 1 WHERE id IN ({users})'
    sign = _sign(shared)
    nobody = refuse("actor", "ircms_actor() IS NULL")
    changed = c.differs(list(shared.contents), "IS NOT")
    name = shared.table
    return [
        trigger(f"{name}_insert", "BEFORE INSERT", name, [nobody]),
        trigger(f"{name}_inserted", "AFTER INSERT", name, [sign]),
        trigger(
            f"{name}_update", "BEFORE UPDATE", name, [nobody, refuse("shared", used), bump], changed
        ),
        trigger(f"{name}_updated", "AFTER UPDATE", name, [sign], changed),
        trigger(f"{name}_delete", "BEFORE DELETE", name, [nobody, refuse("shared", used), bump]),
    ]


def _copied_guards(source: Binding) -> list[Guard]:
    """A row that releases copy from may change at any time; it has authors all the same."""
    name, sign = source.table, _sign(source)
    changed = c.differs(list(source.contents), "IS NOT")
    return [
        trigger(f"{name}_inserted", "AFTER INSERT", name, [sign]),
        trigger(f"{name}_updated", "AFTER UPDATE", name, [sign], changed),
    ]


def _sign(shared: Binding) -> str:
    return (
        f'INSERT INTO "{c.AUTHOR}" ("table", row_id, user_id) '
        f"SELECT '{shared.table}', NEW.id, ircms_actor() WHERE ircms_actor() IS NOT NULL "
        "ON CONFLICT DO NOTHING"
    )


def _approval_guards() -> list[Guard]:
    never = refuse("append_only", "true")
    checks = [
        refuse(
            "approver",
            f"ircms_actor() IS NULL OR NEW.approver_id <> ircms_actor() "
            f"OR NEW.revision IS NOT {c.CURRENT}",
        ),
        refuse("inactive", f"NOT {c.IS_ACTIVE}"),
        refuse("four_eyes", c.CONTRIBUTED),
        refuse("digest", "ircms_sha256(NEW.canonical) IS NOT NEW.sha256"),
        refuse("historic", f"NEW.kind = 'historic_import' AND NOT {c.IS_PAST}"),
    ]
    return [
        trigger("approval_insert", "BEFORE INSERT", c.APPROVAL, checks),
        trigger("approval_update", "BEFORE UPDATE", c.APPROVAL, [never]),
        trigger("approval_delete", "BEFORE DELETE", c.APPROVAL, [never]),
    ]


def _contribution_guards() -> list[Guard]:
    never = refuse("append_only", "true")
    table = c.CONTRIBUTION
    return [
        trigger(
            "contribution_insert", "BEFORE INSERT", table, [refuse("actor", c.FORGED_CONTRIBUTION)]
        ),
        trigger(
            "contribution_update",
            "BEFORE UPDATE",
            table,
            [refuse("append_only", f"{c.LOWERED} OR {c.FORGED_CONTRIBUTION}")],
        ),
        trigger("contribution_delete", "BEFORE DELETE", table, [never]),
        trigger("author_insert", "BEFORE INSERT", c.AUTHOR, [refuse("actor", c.FORGED_AUTHOR)]),
        trigger("author_update", "BEFORE UPDATE", c.AUTHOR, [never]),
        trigger("author_delete", "BEFORE DELETE", c.AUTHOR, [never]),
    ]


def _part_guards(part: Part) -> list[Guard]:
    table = part.model._meta.db_table
    old, new = c.release_key(part, "OLD"), c.release_key(part, "NEW")
    bump = f'UPDATE "{c.RELEASE}" SET revision = revision + 1 WHERE id '
    exists = refuse("missing", f'NOT EXISTS (SELECT 1 FROM "{c.RELEASE}" WHERE id = {new})')
    nobody = refuse("actor", "ircms_actor() IS NULL")
    stays = refuse("moved", f"NEW.id <> OLD.id OR {new} IS NOT {old}")
    apart = [refuse("elsewhere", elsewhere)] if (elsewhere := c.elsewhere(part)) else []
    prints, reprints = [*apart], [*apart]
    for binding in c.bindings(part):
        prints += _printing(binding, new, "true")
        reprints += _printing(binding, new, f'NEW."{binding.column}" <> OLD."{binding.column}"')
    found = [
        trigger(
            f"{table}_insert", "AFTER INSERT", table, [nobody, exists, f"{bump} = {new}", *prints]
        ),
        trigger(
            f"{table}_update",
            "AFTER UPDATE",
            table,
            [nobody, stays, f"{bump} = {old}", *reprints],
            c.differs(c.part_columns(part), "IS NOT"),
        ),
        trigger(f"{table}_delete", "BEFORE DELETE", table, [nobody, f"{bump} = {old}"]),
    ]
    return found + (_rank_guards(table) if part.is_ranked else [])


def _printing(binding: Binding, release: str, condition: str) -> list[str]:
    """A row that is to be printed exists; its authors count as contributors from here on."""
    key = f'NEW."{binding.column}"'
    there = f'SELECT 1 FROM "{binding.table}" WHERE id = {key}'
    return [
        refuse("missing", f"NOT EXISTS ({there})"),
        contribute_authors(binding, key, release, condition),
    ]


def _rank_guards(table: str) -> list[Guard]:
    right = f'(SELECT out_at FROM "{c.RELEASE}" WHERE id = NEW.release_id)'
    follow = f'UPDATE "{table}" SET out_at = {right} WHERE id = NEW.id'
    off = f"NEW.out_at IS NOT {right}"
    return [
        trigger(f"{table}_placed", "AFTER INSERT", table, [follow], off),
        trigger(f"{table}_replaced", "AFTER UPDATE", table, [follow], off),
    ]
