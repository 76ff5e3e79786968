"""What keeps inside information until its retention has ended (MAR Article 17), as SQL about the
OLD row of a release that is to be deleted.

Marked, or marked once: the chain says of every update which columns it changed, also where its
detail has been erased; and a mark that changed was there. The time runs from the last entry by
which something was written: that somebody looked at it, and what goes with it now, prolongs
nothing. The number of years stands in the trigger, which is compared at start and made anew after
migrating.
"""

from django.conf import settings

from audit.models import Entry
from audit.recording import LOOKS
from releases.models import Release

MARK = "is_inside_information"
LOOKED_OR_GONE = (*LOOKS, "delete")
_ENTRY = Entry._meta.db_table
_RELEASE = Release._meta.db_table
_CHANGED = (
    f'SELECT 1 FROM "{_ENTRY}" e WHERE e."table" = \'{_RELEASE}\' AND e.row_id = OLD.id '
    "AND e.action = 'update' AND {0}"
)
_WRITTEN = (
    f'(SELECT e.at FROM "{_ENTRY}" e WHERE e.release_id = OLD.id '
    f"AND e.action NOT IN {LOOKED_OR_GONE!r} ORDER BY e.id DESC LIMIT 1)"
)
# Written before there was an audit: it is not known when, and so it is kept.
_NEVER = "9999-12-31 00:00:00"


def on_sqlite() -> str:
    """Whether the row is kept."""
    named = "EXISTS (SELECT 1 FROM json_each(e.record, '$.columns') WHERE value = '{0}')"
    changed = _CHANGED.format(named.format(MARK))
    ends = f"strftime('%Y-%m-%d %H:%M:%f', ircms_now(), '-{settings.IRCMS_RETENTION_YEARS} years')"
    return f"(OLD.{MARK} OR EXISTS ({changed})) AND COALESCE({_WRITTEN}, '{_NEVER}') > {ends}"


def on_postgresql() -> str:
    """Whether the row is kept."""
    changed = _CHANGED.format(f"(e.record::jsonb -> 'columns') ? '{MARK}'")
    ends = f"ircms_now() - interval '{settings.IRCMS_RETENTION_YEARS} years'"
    return (
        f"(OLD.{MARK} OR EXISTS ({changed})) "
        f"AND COALESCE({_WRITTEN}, timestamptz '{_NEVER}+00') > {ends}"
    )
