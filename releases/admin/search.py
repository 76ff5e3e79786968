"""Finding a release in the list by words of its headline.

No index of words is kept for this: the columns searched stand in one narrow index
(``release_words_newest_first``), and reading it to its end costs less than reading a page of bodies.
"""

from releases.models import Release
from releases.querysets import ReleaseQuerySet

MOST_WORDS = 8


def search(releases: ReleaseQuerySet, term: str) -> ReleaseQuerySet:
    """Those of ``releases`` whose headline holds every word of ``term``, or whose address ``term``
    is or ends in, as when it is pasted from the browser."""
    words = term.split()[:MOST_WORDS]
    if not words:
        return releases
    named = Release.objects.all()
    if len(words) == 1 and (slug := term.strip().rstrip("/").rpartition("/")[2]):
        if "/" in term or Release.objects.filter(slug=slug).exists():
            return releases.filter(slug=slug)
    for word in words:
        named = named.filter(headline__icontains=word)
    return releases.filter(pk__in=named.values("pk"))
