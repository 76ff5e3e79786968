"""Who looked at what before it was public: each page of the desk that shows it records that.

A view notes the releases that it shows, and records them once it knows all of them: one entry for a
page. An exception on the way (the record cannot be written) is the answer: no record, no page.
"""

from collections.abc import Iterable
from datetime import datetime

from audit.recording import seen
from ircms.edge import AsOfRequest
from releases.models import Release

_SAFE = frozenset({"GET", "HEAD"})


def note(request: AsOfRequest, releases: "Iterable[Release | None]") -> None:
    """Remember that the answer to ``request`` shows ``releases``: those that nobody outside can
    know of at its instant. For pages that learn bit by bit what they show; see ``record``."""
    _noted(request).update(embargoed(releases, request.as_of))


def record(request: AsOfRequest, where: str, releases: "Iterable[Release | None]" = ()) -> None:
    """Record that whoever is signed in was shown ``releases``, and what has been noted, on the page
    called ``where``. Of what is public, or was, nothing is recorded; of a page asked for once,
    nothing twice."""
    note(request, releases)
    noted = _noted(request)
    told: set[int] = getattr(request, "looks_recorded", set())
    seen(request, noted - told, where)
    if request.method in _SAFE:
        # What a form sent recorded goes with its transaction, if that is taken back.
        request.looks_recorded = told | noted  # type: ignore[attr-defined]  # ours
    noted.clear()


def embargoed(releases: "Iterable[Release | None]", at: datetime) -> set[int]:
    """The keys of those of ``releases`` (stored ones) that were never public by ``at``. Those that
    do not come through ``with_state`` are asked for in one query."""
    found: set[int] = set()
    unsure: set[int] = set()
    for release in releases:
        if release is None or not release.pk or release.withdrawn_at is not None:
            continue
        is_out = getattr(release, "is_out", None)
        if is_out is None and release.is_approved:
            unsure.add(release.pk)
        elif not is_out:
            found.add(release.pk)
    if unsure:
        out = Release.objects.ever_public(at).filter(pk__in=unsure)
        found |= unsure - set(out.values_list("pk", flat=True))
    return found


def _noted(request: AsOfRequest) -> set[int]:
    noted: set[int] = getattr(request, "looks_noted", set())
    request.looks_noted = noted  # type: ignore[attr-defined]  # ours
    return noted
