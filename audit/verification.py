"""Walking the chain: is every link where it was made, and every entry what its link holds?

What is not as it was is told by the first place at which it shows.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connections

from audit.chain import GENESIS, SALT_LENGTH, commitment, link_hash
from audit.stored import COPIES, StoredLink, as_bytes, stored_links
from audit.triggers import DETAIL, ENTRY, LINK


class ChainBroken(Exception):
    """Something is not as it was written; the message says what and where, in one line."""


@dataclass(frozen=True)
class Head:
    """The last link: its position is how many there are."""

    position: int
    hash: str


def verify(anchored: Mapping[int, str] | None = None, using: str = "default") -> Head:
    """Check every link, entry and detail, in the order of the chain and in constant memory, and
    that the chain contains the hashes ``anchored`` by position. Raises ChainBroken."""
    due = dict(anchored or {})
    head = Head(0, GENESIS)
    for row in stored_links(using):
        head = _follow(head, row)
        _check_entry(head.position, row)
        _check_detail(head.position, row, using)
        if due.pop(head.position, head.hash) != head.hash:
            raise ChainBroken(
                f"Position {head.position} is not the one that was anchored: the chain has been "
                "written anew before it or there."
            )
    _nothing_beside_it(using)
    if due:
        raise ChainBroken(
            f"The chain ends at position {head.position}, and one at {max(due)} was anchored: its "
            "end has been cut off."
        )
    return head


def _follow(head: Head, row: StoredLink) -> Head:
    """The head after ``row``, which has to be the next."""
    position = head.position + 1
    link, record = row.link, row.entry["record"]
    if link["position"] != b"%d" % position:
        raise ChainBroken(
            f"Position {position} is missing: {_text(link['position'])} comes after "
            f"{head.position}."
        )
    if link["previous"] != head.hash.encode():
        raise ChainBroken(
            f"{_place(position, row)}: it does not follow position {head.position}, whose hash "
            "is another."
        )
    if record is None:
        raise ChainBroken(f"Position {position}: its entry {_text(link['entry_id'])} is gone.")
    right = link_hash(head.hash.encode(), position, record)
    if link["hash"] != right.encode():
        raise ChainBroken(f"{_place(position, row)}: its hash is not that of its record.")
    return Head(position, right)


def _check_entry(position: int, row: StoredLink) -> None:
    """The columns of an entry repeat its record."""
    told = _read(position, row)
    for column, name in COPIES.items():
        value = told.get(name)
        if name == "at":
            value = str(value).replace("T", " ").removesuffix("Z")
        right = None if value is None else str(value).encode()
        if row.entry[column] != right:
            raise ChainBroken(
                f"{_place(position, row)}: its column {column} says "
                f"{_text(row.entry[column])}, its record {_text(right)}."
            )


def _read(position: int, row: StoredLink) -> dict[str, Any]:
    try:
        told = json.loads(row.entry["record"] or b"")
    except ValueError:
        told = None
    if not isinstance(told, dict):
        raise ChainBroken(f"{_place(position, row)}: its record cannot be read.")
    return told


def _check_detail(position: int, row: StoredLink, using: str) -> None:
    """The detail is the one that the record commits to, or an entry says that it was erased."""
    committed = _read(position, row).get("detail")
    salt, text = row.detail["salt"], row.detail["text"]
    if salt is None or text is None:
        if committed is not None and not _was_erased(row.entry["id"], using):
            raise ChainBroken(
                f"{_place(position, row)}: its detail is gone, and no entry says that it was "
                "erased."
            )
    elif committed is None:
        raise ChainBroken(
            f"{_place(position, row)}: its record knows of no detail, and it has one."
        )
    elif len(salt) != SALT_LENGTH or commitment(salt, text) != committed:
        raise ChainBroken(f"{_place(position, row)}: its detail is not the one that was recorded.")


def _was_erased(key: bytes | None, using: str) -> bool:
    with connections[using].cursor() as cursor:
        cursor.execute(
            f'SELECT 1 FROM "{ENTRY}" WHERE "table" = %s AND row_id = %s AND action = %s',  # noqa: S608 -- own name
            [DETAIL, int(key or b"0"), "erased"],
        )
        return cursor.fetchone() is not None


def _nothing_beside_it(using: str) -> None:
    """Every entry has a link, every detail an entry: by now each link has had both."""
    quote = connections[using].ops.quote_name
    for name, table, key, other, other_key in (
        ("entry", ENTRY, "id", LINK, "entry_id"),
        ("detail of entry", DETAIL, "entry_id", ENTRY, "id"),
    ):
        with connections[using].cursor() as cursor:
            cursor.execute(
                f"SELECT {as_bytes('a', key, using)} FROM {quote(table)} a "  # noqa: S608 -- own names
                f"LEFT JOIN {quote(other)} b ON b.{other_key} = a.{key} "
                f"WHERE b.{other_key} IS NULL ORDER BY a.{key} LIMIT 1"
            )
            found = cursor.fetchone()
        if found is not None:
            missing = "link in the chain" if other == LINK else "entry"
            raise ChainBroken(f"The {name} {_text(bytes(found[0]))} has no {missing}.")


def _place(position: int, row: StoredLink) -> str:
    """Where it is, as far as it can be read."""
    entry = row.entry
    of = " ".join(_text(entry[name]) for name in ("action", "table", "row_id") if entry[name])
    return f"Position {position}, entry {_text(row.link['entry_id'])} ({of})"


def _text(value: bytes | None) -> str:
    return "nothing" if value is None else value.decode(errors="replace")
