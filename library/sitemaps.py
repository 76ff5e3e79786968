"""The pages of documents and the standing pages, for search engines."""

from datetime import datetime

from django.urls import reverse

from library import querysets
from library.pages import listed
from releases.sitemaps import MOST_ADDRESSES


def of_documents(at: datetime) -> list[tuple[str, str]]:
    """Path and time of the newest public file of each document, newest first, as many as a sitemap
    holds."""
    rows = querysets.newest_of_documents(at).values_list("document__slug", "out_at")
    return [
        (reverse("document", args=[slug]), out_at.isoformat(timespec="seconds"))
        for slug, out_at in rows[:MOST_ADDRESSES]
    ]


def of_pages(at: datetime) -> list[tuple[str, str]]:
    """Each standing page that has a text."""
    return [(each.address, "") for each in listed(at)]
