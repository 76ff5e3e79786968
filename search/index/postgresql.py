"""The index on PostgreSQL: a vector of words for each release, in a GIN index.

A GIN index gives all that have a word, in no order. Of a common one that is a million: so each word
is kept with the month in which its release goes out, and the months are asked newest first.
"""

import hashlib
from typing import Any

from search import ranks
from search.index.catalogue import ENTRY, RELEASES, WATCHED, own, stated, tables
from search.index.postgresql_words import functions

COLUMN = "vector"
_INDEX = f"{ENTRY}_{COLUMN}"
# Without a list of what is pending: each of many look-ups would read it to its end.
CREATE_INDEX = f"CREATE INDEX {_INDEX} ON {ENTRY} USING gin ({COLUMN}) WITH (fastupdate = off)"


def preamble() -> list[str]:
    """The functions that the triggers call."""
    return list(functions().values())


def triggers() -> dict[str, str]:
    """By name, the SQL of every trigger, and of the function it runs."""
    vector = f"NEW.{COLUMN} := search_vector(NEW.rank, NEW.own || ' ' || NEW.stated); RETURN NEW;"
    found = _trigger("entry_vector", "BEFORE INSERT OR UPDATE", ENTRY, vector)
    found |= _of_releases()
    for each in tables():
        for event, rows in (("INSERT", ["NEW"]), ("UPDATE", ["OLD", "NEW"]), ("DELETE", ["OLD"])):
            body = " ".join(map(_restate, rows))
            name = f"{each.name}_{event.lower()}"
            found |= _trigger(name, f"AFTER {event}", each.name, f"{body} RETURN NULL;")
        emptied = f"UPDATE {ENTRY} SET stated = {stated('release_id', 'string_agg')}; RETURN NULL;"
        found |= _trigger(f"{each.name}_truncate", "AFTER TRUNCATE", each.name, emptied)
    return found


def _restate(row: str) -> str:
    key = f"{row}.release_id"
    return f"UPDATE {ENTRY} SET stated = {stated(key, 'string_agg')} WHERE release_id = {key};"


def _of_releases() -> dict[str, str]:
    rank, said = ranks.sql("postgresql", "NEW"), own("NEW")
    insert = (
        f"INSERT INTO {ENTRY} (release_id, rank, own, stated) "
        f"VALUES (NEW.id, {rank}, {said}, {stated('NEW.id', 'string_agg')}) RETURN NULL;"
    ).replace(") RETURN", "); RETURN")
    changed = " OR ".join(f"NEW.{each} IS DISTINCT FROM OLD.{each}" for each in WATCHED)
    update = (
        f"IF {changed} THEN UPDATE {ENTRY} SET rank = {rank}, own = {said} "
        "WHERE release_id = NEW.id; END IF; RETURN NULL;"
    )
    delete = f"DELETE FROM {ENTRY} WHERE release_id = OLD.id; RETURN NULL;"
    return {
        **_trigger("release_insert", "AFTER INSERT", RELEASES, insert),
        **_trigger("release_update", "AFTER UPDATE", RELEASES, update),
        **_trigger("release_delete", "AFTER DELETE", RELEASES, delete),
        **_trigger(
            "release_truncate", "AFTER TRUNCATE", RELEASES, f"DELETE FROM {ENTRY}; RETURN NULL;"
        ),
    }


def _trigger(name: str, when: str, table: str, body: str) -> dict[str, str]:
    """A trigger and the function it runs, both called ``search_<name>``. Whoever writes a release
    may write its entry, and in the schema where the tables are, whatever comes first by then."""
    full = f"search_{name}"
    each = "STATEMENT" if "TRUNCATE" in when else "ROW"
    sql = (
        f'CREATE OR REPLACE FUNCTION "{full}"() RETURNS trigger LANGUAGE plpgsql '
        f"AS $search$BEGIN {body} END$search$; "
        f'CREATE TRIGGER "{full}" {when} ON "{table}" FOR EACH {each} '
        f'EXECUTE FUNCTION "{full}"()'
    )
    return {full: sql}


_OURS = "t.tgname LIKE 'search\\_%' AND NOT t.tgisinternal AND pg_table_is_visible(t.tgrelid)"


def installed(cursor: Any) -> dict[str, str]:
    """By name, the print of each trigger that stands and is on."""
    cursor.execute(
        "SELECT t.tgname, p.prosrc FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid "
        f"WHERE {_OURS.replace('%', '%%')} AND t.tgenabled IN ('O', 'A')",
        [],
    )
    found = {name: _print(source) for name, source in cursor.fetchall()}
    cursor.execute(
        "SELECT proname, prosrc FROM pg_proc "
        "WHERE proname LIKE 'search\\_%%' AND pg_function_is_visible(oid)",
        [],
    )
    words = [(name, source) for name, source in cursor.fetchall() if name in _NAMES]
    is_whole = {(name, _print(source)) for name, source in words} == {
        (name, _print(sql.split("$search$")[1])) for name, sql in _NAMES.items()
    }
    return found if is_whole else {}


_NAMES = {signature.split("(")[0]: sql for signature, sql in functions().items()}


def fingerprint(name: str) -> str:
    return _print(triggers()[name].split("$search$")[1])


def _print(source: str) -> str:
    return hashlib.sha256(source.encode()).hexdigest()


def remove(cursor: Any) -> None:
    cursor.execute(
        "SELECT t.tgname, t.tgrelid::regclass::text FROM pg_trigger t "
        f"WHERE {_OURS.replace('%', '%%')}",
        [],
    )
    found = cursor.fetchall()
    if found:
        # While a deferred check is pending, PostgreSQL takes no trigger away.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
    for name, table in found:
        cursor.execute(f'DROP TRIGGER "{name}" ON {table}')
        cursor.execute(f'DROP FUNCTION IF EXISTS "{name}"()')


def rebuilding() -> list[str]:
    """SQL that makes the index anew; in the order of publication, so that pages fill up."""
    rank = ranks.sql("postgresql", "r")
    return [
        f"DROP INDEX IF EXISTS {_INDEX}",
        f"DELETE FROM {ENTRY}",
        (
            f"INSERT INTO {ENTRY} (release_id, rank, own, stated) SELECT r.id, {rank}, "
            f"{own('r')}, {stated('r.id', 'string_agg')} FROM {RELEASES} r ORDER BY {rank}"
        ),
        CREATE_INDEX,
    ]
