"""Erasing what stands beside the chain: texts and personal data that must go (GDPR Article 17)."""

from datetime import datetime
from typing import Any

from audit.models import Detail, Entry
from audit.recording import record
from ircms.actor import Actor, acting_as

ERASED = "erased"


def erase(key: int, *, by: Actor, at: datetime, reason: str) -> Entry:
    """Erase the detail of the entry ``key``, having recorded that, in one transaction. Raises
    Detail.DoesNotExist where it has none (any more), ValueError without a reason.

    The reason stands beside the chain too: it may name the person who asked.
    """
    if not reason.strip():
        raise ValueError("Say why it is erased: the reason is recorded.")
    with acting_as(by):
        detail = Detail.objects.get(entry_id=key)
        done: dict[str, Any] = {"row": (Detail._meta.db_table, key), "said": {"entry": key}}
        erased = record(
            ERASED,
            by=by,
            at=at,
            release=Entry.objects.get(pk=key).release_id,
            detail={"reason": reason.strip()},
            **done,
        )
        detail.delete()
    return Entry.objects.get(pk=erased)
