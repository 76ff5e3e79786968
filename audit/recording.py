"""What no trigger sees, recorded by hand: views, sign-ins, erasures."""

import json
import secrets
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from django.db import connections, transaction

from audit.chain import SALT_LENGTH, commitment, written
from audit.models import Detail, Entry
from ircms.actor import Actor, acting_as, preconditions
from ircms.edge import AsOfRequest

VIEWED = "viewed"
# Of people outside, who do not sign in.
PREVIEWED, PREVIEW_OPENED, PREVIEW_REFUSED = "previewed", "preview opened", "preview refused"
LOOKS = (VIEWED, PREVIEWED, PREVIEW_OPENED, PREVIEW_REFUSED)
BY_TRIGGERS = frozenset({"insert", "update", "delete"})
Keyed = Actor  # anything with a key: here, a stored release


def record(
    action: str,
    *,
    by: Actor | None,
    at: datetime | None,
    release: Keyed | int | None = None,
    row: tuple[str, int] | None = None,
    said: Mapping[str, Any] | None = None,
    detail: Mapping[str, Any] | None = None,
    using: str = "default",
) -> int:
    """Record that ``by`` did ``action`` at ``at`` (aware; the present: the database compares it
    with its clock; None: let that clock say), in the transaction at hand or one of its own. ``by``
    is None where nobody is named. Gives the key of the entry.

    ``release`` is the release it is about, or its key, ``row`` a table and a key in it. ``said``
    goes into the chain for ever: no texts, no personal data. Those go into ``detail``, which can be
    erased. Both are anything JSON can hold. Raises ValueError for an action that is a trigger's.
    """
    if action in BY_TRIGGERS:
        raise ValueError(f"“{action}” is what triggers record: choose another word.")
    table, row_key = row or ("", None)
    with _in_the_name_of(by, using):
        return _write(
            {
                "action": action,
                "actor": None if by is None else by.pk,
                "at": written(at or _database_s_now(using)),
                "release": _key_of(release),
                "row": row_key,
                "said": said or {},
                "table": table,
            },
            detail,
            using,
        )


def of_the_guards(action: str, using: str) -> int:
    """Record what becomes of the guards themselves: nobody's act, and the one thing that is
    recorded where those of another version stand."""
    with transaction.atomic(using=using):
        at = written(_database_s_now(using))
        told = {"action": action, "at": at, "said": {}, "table": ""}
        return _write(dict.fromkeys(("actor", "release", "row")) | told, None, using)


def seen(request: AsOfRequest, releases: Iterable[Keyed | int], where: str) -> None:
    """Record that whoever is signed in was shown these releases (embargoed ones, or their keys; of
    none, nothing is recorded) on the staff page called ``where``: one entry a page view. Where
    from, and with what, stands beside the chain. A proxy's word for the address is kept apart from
    the address itself, because anybody can write it."""
    keys = sorted({key for each in releases if (key := _key_of(each)) is not None})
    if not keys:
        return
    record(
        VIEWED,
        by=request.user,
        at=request.as_of,
        release=keys[0] if len(keys) == 1 else None,
        said={"releases": keys, "where": where},
        detail={
            "address": request.get_full_path(),
            "ip": request.META.get("REMOTE_ADDR", ""),
            "forwarded_for": request.META.get("HTTP_X_FORWARDED_FOR", ""),
            "user_agent": request.META.get("HTTP_USER_AGENT", ""),
        },
    )


def _key_of(thing: Keyed | int | None) -> int | None:
    key: int | None = thing if thing is None or isinstance(thing, int) else thing.pk
    return key


@contextmanager
def _in_the_name_of(by: Actor | None, using: str) -> Iterator[None]:
    """A transaction in the name of ``by``, or of nobody; where the guards are away, in none: an
    entry would get no link."""
    if by is not None:
        with acting_as(by, using):
            yield
        return
    with transaction.atomic(using=using):
        for precondition in preconditions:
            precondition(using)
        yield


def _write(told: dict[str, Any], detail: Mapping[str, Any] | None, using: str) -> int:
    """The detail and the entry, whose record is ``told`` and what follows from it; its key."""
    key = _next_key(using)
    told |= {
        "columns": [],
        "detail": None if detail is None else _put_beside(key, detail, using),
        "entry": key,
    }
    _insert(told, using)
    return key


def _database_s_now(using: str) -> datetime:
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT ircms_now()")
        (now,) = cursor.fetchone()
    return now if isinstance(now, datetime) else datetime.fromisoformat(now).replace(tzinfo=UTC)


def _next_key(using: str) -> int:
    """The key of the entry to be written: its record and its detail name it before it stands. On
    SQLite the transaction has begun IMMEDIATE, so that nobody else takes the same."""
    table = Entry._meta.db_table
    with connections[using].cursor() as cursor:
        if connections[using].vendor == "postgresql":
            cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, 'id'))", [f'"{table}"'])
        else:
            cursor.execute(f'SELECT COALESCE(MAX(id), 0) + 1 FROM "{table}"')  # noqa: S608 -- own name
        return int(cursor.fetchone()[0])


def _put_beside(key: int, detail: Mapping[str, Any], using: str) -> str:
    salt, text = secrets.token_hex(SALT_LENGTH // 2), _as_json(detail)
    Detail.objects.using(using).create(entry_id=key, salt=salt, text=text)
    return commitment(salt.encode(), text.encode())


def _insert(told: Mapping[str, Any], using: str) -> None:
    """Past the ORM: SQLite is to store the instant letter by letter as the record has it."""
    quote = connections[using].ops.quote_name
    columns: Collection[str] = ("id", "action", "actor", "release_id", "row_id", "table")
    keys = ("entry", "action", "actor", "release", "row", "table")
    names = ", ".join(quote(name) for name in (*columns, "at", "record"))
    at = str(told["at"]).replace("T", " ").removesuffix("Z")
    values = [*(told[key] for key in keys), at, _as_json(told)]
    holders = ", ".join(["%s"] * len(values))
    if connections[using].vendor == "postgresql":
        values[-2] = f"{at}+00"
    with connections[using].cursor() as cursor:
        table = quote(Entry._meta.db_table)
        cursor.execute(f"INSERT INTO {table} ({names}) VALUES ({holders})", values)  # noqa: S608 -- own names


def _as_json(values: Mapping[str, Any]) -> str:
    return json.dumps(values, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
