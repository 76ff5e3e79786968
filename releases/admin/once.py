"""A page that is sent twice acts once: a double click, a reload, or “back” and the button again.

Most ways name the revision they are gone with, and are closed once they have been gone. Those that
stay open carry a mark: the newest of what this person had left behind on this way when the page was
made. What they have left since, in the same words, is this very page, sent before.
"""

from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, QuerySet

from audit.models import Entry
from releases.models import ExchangeNotice, Release, Step

if TYPE_CHECKING:
    from accounts.models import User
    from releases.admin.transitions import Act

_STEPS = {
    "comment": Step.Kind.COMMENTED,
    "correct": Step.Kind.CORRECTED,
    "hold": Step.Kind.HELD,
    "resume": Step.Kind.RESUMED,
}
_COPY, _NOTICE = "copy", "notice"
_OF_A_NOTICE = ("market", "reference", "given_at", "waiver_reason")


def stays_open(way: str) -> bool:
    """Whether ``way`` could be gone twice with the same page."""
    return way in _STEPS or way in {_COPY, _NOTICE}


def mark(way: str, release: Release, by: "User") -> int | None:
    """What the page of ``way`` carries; None where it has no need of it."""
    if not stays_open(way):
        return None
    newest = _left_behind(way, release, by).order_by("-pk").values_list("pk", flat=True).first()
    return newest or 0


def sent_before(way: str, release: Release, act: "Act") -> Any:
    """What the same page has left behind already, or None. Asked while ``release`` is locked."""
    if act.mark is None or not stays_open(way):
        return None
    since = _left_behind(way, release, act.by).filter(pk__gt=act.mark)
    if way in _STEPS:
        since = since.filter(text=act.reason.strip())
    elif way == _NOTICE:
        since = since.filter(**_noticed(act))
    return since.order_by("pk").first()


def led_to(way: str, row: Any, release: Release) -> Release | None:
    """The release that the page led to when it was sent before; None for its own."""
    if way == "correct":
        made = Release.objects.filter(corrects=release).filter(_made_by(row.by))
        return made.order_by("-pk").first()
    return row if way == _COPY else None


def _left_behind(way: str, release: Release, by: "User") -> "QuerySet[Any]":
    if way == _COPY:
        copies = Release.objects.filter(copied_from=release, corrects__isnull=True)
        return copies.filter(_made_by(by))
    if way == _NOTICE:
        return ExchangeNotice.objects.filter(release=release, by=by)
    return Step.objects.filter(release=release, by=by, kind=_STEPS[way])


def _made_by(user: "User") -> Exists:
    entries = Entry.objects.filter(table=Release._meta.db_table, row_id=OuterRef("pk"))
    return Exists(entries.filter(action="insert", actor=user.pk))


def _noticed(act: "Act") -> dict[str, Any]:
    said = {name: act.said.get(name) for name in _OF_A_NOTICE}
    said |= {name: (said[name] or "").strip() for name in ("reference", "waiver_reason")}
    # A notice that is not needed was given at no time, whatever stood in the field.
    return said | {"given_at": said["given_at"] if said["reference"] else None}
