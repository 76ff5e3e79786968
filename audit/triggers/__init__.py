"""The triggers that write the record and keep it: made here, installed and compared with all other
guards (``releases/guards``).

Detail first, then the entry, which must tell of it truly, then the link: on SQLite at once, where
writers take turns; on PostgreSQL at commit, behind a lock that is held no longer than that.
"""

from dataclasses import dataclass

from audit.models import Detail, Entry, Link

ENTRY, DETAIL, LINK = (model._meta.db_table for model in (Entry, Detail, Link))
TABLES = (DETAIL, ENTRY, LINK)
PRESENT_SECONDS = 60  # how far the time an entry gives may lie from the clock

MESSAGES = {
    "append_only": "ircms: the audit is never changed or deleted",
    "actor": "ircms: an entry of the audit names whoever acts, and nobody else",
    "disagrees": "ircms: an entry of the audit says what its record and its detail say",
    "present": "ircms: an entry of the audit gives the present time",
    "late_detail": "ircms: a detail is written before its entry, never later",
    "unexplained": "ircms: a detail of the audit is erased only once an entry says so",
    "broken": "ircms: a link of the audit continues the chain, or is refused",
}


@dataclass(frozen=True)
class Trigger:
    """A trigger in the words of one database: ``steps`` of SQL, each row, where ``condition``."""

    name: str
    when: str
    table: str
    steps: tuple[str, ...]
    condition: str = ""
