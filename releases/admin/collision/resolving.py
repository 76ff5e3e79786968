"""What is sent for a release that has changed since: merged before any form is bound to it."""

from typing import TYPE_CHECKING, Any

from audit.models import Entry
from ircms.edge import AsOfRequest
from ircms.keys import key_of
from releases.admin import state
from releases.admin.collision import changes, page, sent
from releases.admin.collision.items import Collision
from releases.admin.collision.merging import Answers, Merge
from releases.admin.collision.sections import Section, sections
from releases.models import Release

if TYPE_CHECKING:
    from releases.admin.release import ReleaseAdmin


def resolve(release_admin: "ReleaseAdmin", request: AsOfRequest, release: Release) -> None:
    """Where ``release`` is not what the form sent was read from, or choices come with it: make
    ``request.POST`` the merged form, and ``request.collision`` what has to be shown, if anything.

    Call it inside the transaction that saves: the release stays locked until its end.
    """
    stored = Release.objects.select_for_update(of=("self",)).get(pk=release.pk)
    posted: Any = request.POST
    is_stale = posted.get("read_revision") != str(stored.revision)
    is_answered = "collision-first" in posted
    if not (is_stale or is_answered) or state.is_frozen(stored, request.as_of):
        return
    at = changes.place()
    merged, merge = _without_answers(posted), Merge(Answers(posted))
    read = _position(posted.get("read_position"), at)
    first = _position(posted.get("collision-first"), at) if is_answered else read
    parts = _sections(release_admin, request, stored, read, first)
    _merge(merge, parts, merged, request.FILES)
    merged["read_revision"], merged["read_position"] = str(stored.revision), str(at)
    request.POST = merged
    if is_stale or merge.is_open:
        request.collision = page.collision(  # type: ignore[attr-defined]  # ours, for form and page
            parts,
            merge.questions,
            first=-1 if first is None else first,
            user=request.user,
            is_asked_again=is_answered and merge.is_open,
        )


def _without_answers(posted: Any) -> Any:
    """What was sent, to be merged: what was chosen is done once."""
    merged = posted.copy()
    for name in posted:
        if name.startswith(("collision-", "choice:", "kept:")):
            del merged[name]
    return merged


def _position(written: str | None, at: int) -> int | None:
    """A place in the audit as a form carries it; None for none that was ever given."""
    position = key_of(written)
    return position if position is not None and position <= at else None


def _sections(
    release_admin: "ReleaseAdmin",
    request: AsOfRequest,
    release: Release,
    read: int | None,
    first: int | None,
) -> list[Section]:
    by_place: dict[int | None, list[Entry]] = {None: []}
    for each in {read, first} - {None}:
        by_place[each] = changes.since(release, each or 0)
    found = list(sections(release_admin, request, release, by_place[read], by_place[first]))
    for section in found:
        # Without a place nothing can be taken back: whatever differs is asked.
        section.read.is_known &= read is not None
        section.first.is_known &= first is not None
    return found


def _merge(merge: Merge, parts: list[Section], merged: Any, files: Any) -> None:
    for section in parts:
        if not section.prefix:
            merge.own(section, merged)
            continue
        rows = sent.rows_of(merged, files, section.prefix)
        if rows is not None:
            sent.write(merged, files, section.prefix, *merge.rows(section, rows))


def context(request: AsOfRequest, shown: dict[str, Any]) -> dict[str, Any]:
    """For the form's template: the collision, and whether anything else is to be mended."""
    found: Collision | None = getattr(request, "collision", None)
    if found is None:
        return {}
    said = sum(len(each) for each in shown.get("errors") or ())
    return {"collision": found, "is_mended_alone": said <= 1}
