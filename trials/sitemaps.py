"""The pages of trials, for the sitemap."""

from datetime import datetime

from trials.querysets import pipeline


def entries(at: datetime) -> list[tuple[str, str]]:
    """Each trial of which something stands: its path, and when that was last added to."""
    return [
        (
            known.identity.get_absolute_url(),
            known.newest.release.out_at.isoformat(timespec="seconds"),
        )
        for known in pipeline(at)
    ]
