"""A release as the first page shows it, and what stands below one heading there."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.safestring import SafeString

from ircms.edge import AsOfRequest
from releases.admin import state
from releases.models import Release
from releases.transitions import HOLD, RELEASE_NOW

SHOWN = 8
# Read for a line: texts as long as these are not.
UNREAD = ("body", "staff_note", "dateline_places", "tickers")


@dataclass(frozen=True)
class Missing:
    """Something that has to be done before a release can go out, and where."""

    what: str
    address: str = ""
    is_blocking: bool = False


@dataclass(frozen=True)
class Way:
    """Where a line leads somebody who has something to do."""

    title: str
    address: str


@dataclass(frozen=True)
class Line:
    """A release on the desk: where it stands, what it lacks, what it waits for. ``told`` are
    sentences about it, ``way`` the page on which the person does what is asked."""

    release: Release
    state: state.State
    goes_out: str
    can_leak: bool
    is_coming: bool
    missing: tuple[Missing, ...] = ()
    told: tuple[str | SafeString, ...] = ()
    way: Way | None = None

    @property
    def address(self) -> str:
        return reverse("admin:releases_release_change", args=[self.release.pk])

    @property
    def is_approved(self) -> bool:
        return self.state.kind == state.APPROVED

    def asking(self, said: str | SafeString, way: Way | None = None) -> "Line":
        """The same, with one thing more to tell; the first way stays."""
        return replace(self, told=(*self.told, said), way=self.way or way)

    def leading(self, way: Way) -> "Line":
        return replace(self, way=self.way or way)

    def lacking(self, missing: Iterable[Missing]) -> "Line":
        return replace(self, missing=tuple(missing))


@dataclass(frozen=True)
class Stretch:
    """A few lines under one heading; ``more`` leads to all of them. Where there are none, ``empty``
    is said, or, if that is empty too, the heading is left out."""

    key: str
    title: str
    lines: list[Any] = field(default_factory=list)
    empty: str = ""
    more: str = ""
    more_title: str = "All of them"


def lines_of(releases: "QuerySet[Any]", request: AsOfRequest, most: int = SHOWN) -> list[Line]:
    """The first of ``releases``; one query."""
    found = state.with_state(releases, request.as_of).select_related("translation_of")
    return [line_of(release, request) for release in found.defer(*UNREAD)[:most]]


def line_of(release: Release, request: AsOfRequest) -> Line:
    """``release``, which came through ``state.with_state``."""
    at = request.as_of
    stands = state.state_of(release, at)
    may_leak = any(request.user.has_perm(right) for right in (RELEASE_NOW, HOLD))
    is_unpublished = stands.kind not in {state.PUBLIC, state.WITHDRAWN}
    return Line(
        release,
        stands,
        state.goes_out(release),
        can_leak=may_leak and is_unpublished,
        is_coming=release.out_at is not None and release.out_at > at,
    )


def to_the_second(instant: datetime, *, is_hour_known: bool = True) -> str:
    """``Mon 2 Mar 2026, 12:00:00 EST``: when something went out, seconds included."""
    local = instant.astimezone(ZoneInfo(settings.TIME_ZONE))
    if not is_hour_known:
        return date_format(local, "D j M Y")
    return f"{date_format(local, 'D j M Y, H:i:s')} {local:%Z}"


def way_to(name: str, title: str, release: Release) -> Way:
    """The page of one of the ways of ``release``."""
    return Way(title, reverse(f"admin:releases_release_{name}", args=[release.pk]))
