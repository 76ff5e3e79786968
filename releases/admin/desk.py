"""What the first page of the desk shows of releases: what goes out next, what waits, what went."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from ircms.edge import AsOfRequest
from releases.admin import looks, state
from releases.insiders import known_q
from releases.models import Release
from releases.transitions import HOLD, RELEASE_NOW

SHOWN = 8


@dataclass(frozen=True)
class Line:
    """A release on the desk, and where it stands."""

    release: Release
    state: state.State
    goes_out: str
    can_leak: bool


@dataclass(frozen=True)
class Stretch:
    """A few releases under one heading; ``more`` is the list of all of them."""

    key: str
    title: str
    empty: str
    lines: list[Line]
    more: str = ""


def stretches(request: AsOfRequest) -> dict[str, Any]:
    """The context of ``admin/index.html``; nothing for people who may not see releases."""
    if not request.user.has_perm("releases.view_release"):
        return {}
    at = request.as_of
    known = Release.objects.filter(known_q(request.user, at))
    waiting = known.filter(withdrawn_at__isnull=True)
    newest = ("-out_at", "-pk")
    found = [
        Stretch(
            "next",
            "Goes out next",
            "Nothing has a time to come.",
            _lines(waiting.filter(out_at__gt=at).order_by("out_at", "pk"), request),
        ),
        Stretch(
            "review",
            "In review",
            "Nothing waits for an approver.",
            _lines(state.in_state(known, state.REVIEW, at).order_by(*newest), request),
            more="review",
        ),
        Stretch(
            "held",
            "On hold",
            "",
            _lines(state.in_state(known, state.HELD, at).order_by(*newest), request),
            more="held",
        ),
        Stretch(
            "out",
            "Went out lately",
            "Nothing has gone out yet.",
            _lines(known.public(at).newest_first(at), request),
            more="public",
        ),
    ]
    looks.record(request, "desk", (line.release for part in found for line in part.lines))
    return {"stretches": found, "now": at}


def _lines(releases: QuerySet[Any], request: AsOfRequest) -> list[Line]:
    rights = (RELEASE_NOW, HOLD)
    may_leak = any(request.user.has_perm(right) for right in rights)
    found = state.with_state(releases, request.as_of).select_related("translation_of")[:SHOWN]
    return [
        Line(
            release,
            state.state_of(release, request.as_of),
            state.goes_out(release),
            can_leak=may_leak and not release.is_out,
        )
        for release in found
    ]
