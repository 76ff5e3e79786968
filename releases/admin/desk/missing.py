"""What releases that are to go out still lack, said in a sentence each.

It is asked of all of them together. Pre-flight alone is asked release by release, and so of the
first few that are near and not approved: whatever was approved has passed it.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import F, OuterRef, QuerySet, Subquery
from django.urls import reverse

from releases import preflight
from releases.admin import state
from releases.admin.desk.lines import Line, Missing
from releases.models import ExchangeNotice, Release, Step
from releases.preflight import notices, surroundings
from releases.preflight.checks.exchange_clock import NoticeMissing
from releases.preflight.manuscript import Manuscript
from releases.preflight.parts import Listing, Notice, Original

# It takes up to 30 ms for one release (docs/desk.md).
ASKED_OF_PREFLIGHT = 3


def with_last_steps(releases: "QuerySet[Any]") -> "QuerySet[Any]":
    """``releases``, each with the keys of its last submission and its last hold."""
    steps = Step.objects.filter(release=OuterRef("pk")).order_by("-pk").values("pk")
    found: QuerySet[Any] = releases.annotate(
        last_submission=Subquery(steps.filter(kind=Step.Kind.SUBMITTED)[:1]),
        last_hold=Subquery(steps.filter(kind=Step.Kind.HELD)[:1]),
    )
    return found


def completed(lines: Sequence[Line], at: datetime) -> list[Line]:
    """``lines``, whose releases came through ``with_last_steps``, each with what it lacks."""
    if not lines:
        return []
    steps = _last_steps(lines)
    untold = without_notice(lines, at)
    inspected = _inspected(lines, at)
    return [
        line.lacking(
            [
                *_to_approve(line, steps),
                *_original(line),
                *untold.get(line.release.pk, ()),
                *inspected.get(line.release.pk, ()),
            ]
        )
        for line in lines
    ]


def without_notice(lines: Iterable[Line], at: datetime) -> dict[int, list[Missing]]:
    """By key, what the exchanges have not been told yet: pre-flight's own rule, asked of all
    ``lines`` together as far as no notice was given."""
    releases = [line.release for line in lines]
    company, listings = surroundings.company_and_listings()
    told = _told(releases)
    check = NoticeMissing()
    return {
        release.pk: [
            Missing(each.what, _page("notice", release), is_blocking=True)
            for each in check.find(
                _clockwork(release, at, company, listings, told.get(release.pk, ()))
            )
        ]
        for release in releases
    }


def _told(releases: list[Release]) -> dict[int, tuple[Notice, ...]]:
    """By key, the notices of those that have any. Why none is needed holds for any time; of one
    that was given it is asked for which."""
    found: dict[int, list[ExchangeNotice]] = {}
    for row in ExchangeNotice.objects.filter(release__in=[each.pk for each in releases]):
        found.setdefault(row.release_id, []).append(row)
    told = {}
    for release in releases:
        rows = found.get(release.pk, [])
        if any(row.waiver_reason for row in rows):
            told[release.pk] = tuple(
                Notice(row.market, row.given_at, row.waiver_reason) for row in rows
            )
        elif rows:
            told[release.pk] = notices.of(release)
    return told


def _clockwork(
    release: Release,
    at: datetime,
    company: str,
    listings: tuple[Listing, ...],
    told: tuple[Notice, ...],
) -> Manuscript:
    """As much of the manuscript as the exchanges' clocks ask for."""
    is_version = release.translation_of_id is not None
    return Manuscript(
        at=at,
        zone=ZoneInfo(settings.TIME_ZONE),
        kind=release.kind,
        publish_at=release.publish_at,
        publish_time_known=release.publish_time_known,
        company=company,
        listings=listings,
        notices=told,
        original=Original(language="", is_younger=False) if is_version else None,
    )


def _last_steps(lines: Iterable[Line]) -> Mapping[int, Step]:
    keys = {
        key
        for line in lines
        for key in (line.release.last_submission, line.release.last_hold)  # type: ignore[attr-defined]  # annotated
        if key is not None
    }
    steps = Step.objects.filter(pk__in=keys).select_related("by")
    return {step.pk: step for step in steps.prefetch_related("asked__user")}


def _to_approve(line: Line, steps: Mapping[int, Step]) -> list[Missing]:
    release: Any = line.release
    if line.state.kind == state.HELD:
        step = steps.get(release.last_hold)
        why = f" by {step.by}: “{step.text}”" if step and step.text else ""
        return [Missing(f"On hold{why}", _page("resume", release), is_blocking=True)]
    if line.state.kind == state.REVIEW:
        return [Missing(_waits_for(steps.get(release.last_submission)), _page("approve", release))]
    if line.state.kind == state.APPROVED:
        return []
    if release.approved_revision is not None:
        said = "It was changed after its approval, and has to be submitted again"
    else:
        said = "It has not been submitted for review"
    return [Missing(said, _page("submit", release))]


def _waits_for(submission: Step | None) -> str:
    asked = [str(each.user) for each in submission.asked.all()] if submission else []
    if not asked:
        return "It waits for an approver who did not write it"
    return f"It waits for {' or '.join(asked)} to approve it"


def _original(line: Line) -> list[Missing]:
    original = line.release.translation_of
    if original is None or original.is_approved:
        return []
    return [Missing("Its original is not approved", _page("change", original), is_blocking=True)]


def _inspected(lines: Iterable[Line], at: datetime) -> dict[int, list[Missing]]:
    """What pre-flight has against the first few that are near; the exchanges' notice is told
    already."""
    near = [line.release for line in lines if line.state.is_pressing][:ASKED_OF_PREFLIGHT]
    whole = Release.objects.filter(pk__in=[each.pk for each in near])
    return {
        release.pk: _counted(release, at)
        for release in whole.select_related("translation_of").order_by(F("out_at"), "pk")
    }


def _counted(release: Release, at: datetime) -> list[Missing]:
    found = preflight.open_findings(release, at)
    blocking = sum(each.code != NoticeMissing.code for each in found.blocking)
    address = f"{_page('change', release)}#preflight"
    said = []
    if blocking:
        things = "one thing stops it" if blocking == 1 else f"{blocking} things stop it"
        said.append(Missing(f"Pre-flight: {things}", address, is_blocking=True))
    if count := len(found.warnings):
        warnings = "one warning" if count == 1 else f"{count} warnings"
        said.append(Missing(f"Pre-flight: {warnings} to be acknowledged", address))
    return said


def _page(name: str, release: Release) -> str:
    return reverse(f"admin:releases_release_{name}", args=[release.pk])
