"""The pages of events, for search engines."""

from datetime import datetime

from django.urls import reverse

from events import querysets
from releases.sitemaps import MOST_ADDRESSES


def entries(at: datetime) -> list[tuple[str, str]]:
    """Path and time of the newest statement of each event that is public at ``at``, newest first,
    as many as a sitemap holds."""
    rows = querysets.newest_said(at).values_list("event__slug", "out_at")[:MOST_ADDRESSES]
    return [
        (reverse("event", args=[slug]), out_at.isoformat(timespec="seconds"))
        for slug, out_at in rows
        if out_at is not None
    ]
