"""What exchanges were told of a release, and whether of the time that it has."""

from django.db.models import Max

from audit.models import Entry
from releases.models import ExchangeNotice, Release
from releases.preflight.changes import last_change
from releases.preflight.parts import Notice


def of(release: Release) -> tuple[Notice, ...]:
    """The notices that are recorded for ``release``. One is for the time that stood when it was
    recorded: once the release has been given another, in the form or by rescheduling, it tells the
    exchange nothing of that."""
    rows = list(release.exchange_notices.all()) if release.pk else []
    if not rows:
        return ()
    recorded, changed = _recorded(rows), last_change(release.pk, {"publish_at"}) or 0
    stored = Release.objects.filter(pk=release.pk)
    is_retyped = stored.exclude(publish_at=release.publish_at).exists()  # in the form, unsaved
    return tuple(
        Notice(
            row.market,
            row.given_at,
            row.waiver_reason,
            is_for_another_time=is_retyped or recorded.get(row.pk, changed) < changed,
        )
        for row in rows
    )


def _recorded(rows: list[ExchangeNotice]) -> dict[int, int]:
    """By the keys of ``rows``, the entry of the audit that tells of its recording."""
    told = Entry.objects.filter(
        table=ExchangeNotice._meta.db_table,
        row_id__in=[row.pk for row in rows],
        action="insert",
    )
    found = told.values_list("row_id").annotate(entry=Max("pk"))
    return {int(key): int(entry) for key, entry in found if key is not None}
