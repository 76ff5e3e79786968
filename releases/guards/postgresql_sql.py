"""How a guard is written for PostgreSQL: a function of plpgsql and the trigger that calls it."""

from releases.guards import catalogue as c
from releases.guards.catalogue import Binding, Guard

SOON = f"ircms_now() + interval '{c.FREEZE_SECONDS} seconds'"
LATELY = f"ircms_now() - interval '{c.RECENT_SECONDS} seconds'"
# Temporary tables last: else one named like a guarded table would be read in its stead.
SEARCH_PATH = "SET search_path = $SCHEMA$, pg_temp"
_UPSERT = (
    "ON CONFLICT (release_id, user_id) DO UPDATE SET last_revision = "
    f'GREATEST("{c.CONTRIBUTION}".last_revision, excluded.last_revision);'
)
CONTRIBUTE = (
    f'INSERT INTO "{c.CONTRIBUTION}" (release_id, user_id, last_revision) '
    f"VALUES (NEW.id, ircms_actor(), NEW.revision) {_UPSERT}"
)
INHERIT = (
    f'INSERT INTO "{c.CONTRIBUTION}" (release_id, user_id, last_revision) '
    f'SELECT DISTINCT NEW.id, k.user_id, NEW.revision FROM "{c.CONTRIBUTION}" k '
    "WHERE k.release_id IN (NEW.translation_of_id, NEW.corrects_id, NEW.copied_from_id) "
    f"{_UPSERT}"
)


def trigger(name: str, when: str, table: str, body: str, each: str = "ROW") -> Guard:
    """A trigger called ``ircms_<name>`` and its function; ``when`` may be ``AT COMMIT UPDATE``."""
    full = f"ircms_{name}"
    deferred = " DEFERRABLE INITIALLY DEFERRED" if when.startswith("AT COMMIT") else ""
    kind = "CONSTRAINT TRIGGER" if deferred else "TRIGGER"
    moment = when.replace("AT COMMIT", "AFTER")
    sql = (
        f'CREATE OR REPLACE FUNCTION "{full}"() RETURNS trigger LANGUAGE plpgsql {SEARCH_PATH} '
        f"AS $ircms$BEGIN {body} RETURN COALESCE(NEW, OLD); END$ircms$; "
        f'CREATE {kind} "{full}" {moment} ON "{table}"{deferred} '
        f'FOR EACH {each} EXECUTE FUNCTION "{full}"()'
    )
    return Guard(full, table, sql)


def raise_error(message: str) -> str:
    """plpgsql that stops the statement with one of the catalogue's messages."""
    return (
        f"RAISE EXCEPTION USING MESSAGE = '{c.MESSAGES[message]}', "
        "ERRCODE = 'integrity_constraint_violation';"
    )


def refuse(message: str, condition: str) -> str:
    """plpgsql that stops the statement where ``condition`` holds."""
    return f"IF {condition} THEN {raise_error(message)} END IF;"


def approved(row: str) -> str:
    """SQL: whether ``row`` of the release table stands as it was approved."""
    return f"({row}.approved_revision IS NOT NULL AND {row}.approved_revision = {row}.revision)"


def due(row: str, at: str) -> str:
    """SQL: whether the rule holds for ``row`` at ``at``, withdrawal apart."""
    original = (
        f'SELECT 1 FROM "{c.RELEASE}" o WHERE o.id = {row}.translation_of_id '
        f"AND o.approved_revision = o.revision AND COALESCE(o.released_at, o.publish_at) <= {at}"
    )
    return (
        f"({approved(row)} AND COALESCE({row}.released_at, {row}.publish_at) IS NOT NULL "
        f"AND COALESCE({row}.released_at, {row}.publish_at) <= {at} "
        f"AND ({row}.translation_of_id IS NULL OR EXISTS ({original})))"
    )


def contribute_authors(binding: Binding, key: str, release: str) -> str:
    """SQL: the authors of a shared row contributed to the release that prints it, unless an
    approved release prints the same already."""
    same = "".join(f' AND l."{n}" IS NOT DISTINCT FROM NEW."{n}"' for n in binding.copied)
    printed = (
        f'SELECT 1 FROM "{binding.link}" l JOIN "{c.RELEASE}" r ON r.id = l.release_id '
        f'WHERE l."{binding.column}" = {key} AND r.approved_revision = r.revision{same}'
    )
    return (
        f'INSERT INTO "{c.CONTRIBUTION}" (release_id, user_id, last_revision) '
        f'SELECT r.id, a.user_id, r.revision FROM "{c.AUTHOR}" a '
        f'JOIN "{c.RELEASE}" r ON r.id = {release} '
        f"WHERE a.\"table\" = '{binding.table}' AND a.row_id = {key} "
        f"AND NOT EXISTS ({printed}) {_UPSERT}"
    )
