"""When a column of a release was changed last, by the audit."""

from collections.abc import Collection

from django.db.models import Q

from audit.models import Entry
from releases.models import Release


def last_change(key: int, columns: Collection[str]) -> int | None:
    """The key of the newest entry of the audit that tells of a change of one of ``columns`` of the
    release ``key``, or of its beginning. Keys are compared, not times: two changes may share one.
    """
    named = Q(action="insert")
    for column in sorted(columns):
        named |= Q(record__contains=f'"{column}"')
    entries = Entry.objects.filter(named, table=Release._meta.db_table, row_id=key)
    for entry in entries.order_by("-id").only("id", "action", "record"):
        if entry.action == "insert" or set(columns) & set(entry.columns):
            return int(entry.pk)
    return None
