"""Whether one entry of the audit, and its place in the chain, are as they were written.

What ``manage.py verify_audit`` asks of the whole chain, asked of one place, for its page.
"""

from dataclasses import dataclass

from django.core.exceptions import ObjectDoesNotExist

from audit.chain import GENESIS, commitment, link_hash, written
from audit.models import Detail, Entry, Link


@dataclass(frozen=True)
class Check:
    """One thing that holds, or does not, as a sentence."""

    text: str
    holds: bool


def checks_of(entry: Entry) -> list[Check]:
    """Everything that can be asked of ``entry`` by itself: five look-ups by key."""
    link = Link.objects.filter(entry=entry).first()
    if link is None:
        return [Check("It has no place in the chain.", holds=False)]
    return [_hash(entry, link), *_neighbours(link), _columns(entry), _detail(entry)]


def _hash(entry: Entry, link: Link) -> Check:
    right = link_hash(link.previous.encode(), link.position, entry.record.encode())
    if right == link.hash:
        return Check("Its hash is that of its record.", holds=True)
    return Check("Its hash is not that of its record.", holds=False)


def _neighbours(link: Link) -> list[Check]:
    before = Link.objects.filter(position=link.position - 1).first()
    after = Link.objects.filter(position=link.position + 1).first()
    right = GENESIS if link.position == 1 else before.hash if before else None
    follows = right == link.previous
    found = [
        Check(
            "It follows the one before it." if follows else "It does not follow the one before it.",
            holds=follows,
        )
    ]
    if after is not None:
        is_followed = after.previous == link.hash
        text = "The next one follows it." if is_followed else "The next one does not follow it."
        found.append(Check(text, holds=is_followed))
    return found


def _columns(entry: Entry) -> Check:
    """The columns by which it is found repeat its record."""
    try:
        told = entry.told
    except ValueError:
        return Check("Its record cannot be read.", holds=False)
    right = {
        "entry": entry.pk,
        "action": entry.action,
        "actor": entry.actor,
        "at": written(entry.at),
        "table": entry.table,
        "row": entry.row_id,
        "release": entry.release_id,
    }
    wrong = [name for name, value in right.items() if told.get(name) != value]
    if wrong:
        return Check(f"Its columns say otherwise than its record: {', '.join(wrong)}.", holds=False)
    return Check("Its columns say what its record says.", holds=True)


def _detail(entry: Entry) -> Check:
    committed = entry.told.get("detail")
    try:
        detail: Detail | None = entry.detail
    except ObjectDoesNotExist:
        detail = None
    if committed is None:
        known = detail is None
        return Check(
            "It has no detail." if known else "It has a detail that its record does not know of.",
            holds=known,
        )
    if detail is None:
        told = Entry.objects.filter(table=Detail._meta.db_table, row_id=entry.pk, action="erased")
        if told.exists():
            return Check("Its detail has been erased, and an entry says so.", holds=True)
        return Check("Its detail is gone, and no entry says so.", holds=False)
    same = commitment(detail.salt.encode(), detail.text.encode()) == committed
    text = "Its detail is the one recorded." if same else "Its detail is not the one recorded."
    return Check(text, holds=same)
