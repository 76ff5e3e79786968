"""Finding a release in the list by words of its headline.

No index of words is kept for this. The headline stands in the index of the list's own order
(``release_newest_first``): a word that is common fills the page at once, and for one that is
nowhere that index is read to its end, without the rows (docs/desk.md has the figures).
"""

from django.db.models import QuerySet

from releases.models import Release

MOST_WORDS = 8


def search(releases: QuerySet[Release], term: str) -> QuerySet[Release]:
    """Those of ``releases`` whose headline holds every word of ``term``, in any order; or the one
    whose address ``term`` is, as when it is pasted from the browser. ``releases`` are those that
    exist for whoever searches: nothing else is asked."""
    if not term.strip():
        return releases
    slug = term.strip().rstrip("/").rpartition("/")[2]
    if "/" in term or releases.filter(slug=slug).exists():
        return releases.filter(slug=slug)
    for word in term.split()[:MOST_WORDS]:
        releases = releases.filter(headline__icontains=word)
    return releases
