"""How long a release is kept: what was ever approved, for ever; inside information, until its
retention ends (MAR Article 17: five years). The database's guards hold both, whoever deletes."""

from datetime import datetime

from django.conf import settings

from audit.models import Entry
from ircms.market_time import in_market_zone
from releases.guards.retention import LOOKED_OR_GONE, MARK
from releases.models import Release

APPROVED_ONCE = "It was approved once, and is kept for good."


def why_kept(release: Release, at: datetime) -> str:
    """Why ``release`` cannot be deleted at ``at``, as a sentence; empty where it can."""
    if release.approvals.exists():
        return APPROVED_ONCE
    if not (release.is_inside_information or _was_marked(release)):
        return ""
    ends = retention_ends(release)
    if ends is not None and ends < at:
        return ""
    until = in_market_zone(ends) if ends else "somebody finds out when it was written"
    is_marked = "is" if release.is_inside_information else "was once"
    return f"It {is_marked} marked as inside information, and is kept until {until}."


def retention_ends(release: Release) -> datetime | None:
    """When it may be deleted, counted from what was last written of it; None if that is unknown."""
    written = Entry.objects.filter(release_id=release.pk).exclude(action__in=LOOKED_OR_GONE)
    last = written.order_by("-pk").values_list("at", flat=True).first()
    return None if last is None else _years_after(last, settings.IRCMS_RETENTION_YEARS)


def _was_marked(release: Release) -> bool:
    """Whether its mark was ever changed: then it was there once."""
    own = Entry.objects.filter(table=Release._meta.db_table, row_id=release.pk, action="update")
    # The chain names columns, and of this one nothing else.
    return own.filter(record__contains=f'"{MARK}"').exists()


def _years_after(instant: datetime, years: int) -> datetime:
    try:
        return instant.replace(year=instant.year + years)
    except ValueError:  # 29 February
        return instant.replace(year=instant.year + years, month=3, day=1)
