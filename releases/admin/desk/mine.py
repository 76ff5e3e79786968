"""What waits for whoever is signed in: as approver, as writer, as publisher."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils.text import Truncator

from ircms.edge import AsOfRequest
from releases.admin import state
from releases.admin.desk.lines import SHOWN, Line, lines_of, way_to
from releases.admin.desk.missing import without_notice
from releases.models import Approval, Asked, Contribution, Step
from releases.querysets import ReleaseQuerySet
from releases.transitions import APPROVE, COMMENT, RELEASE_NOW, SCHEDULE, SUBMIT

RIGHTS = (APPROVE, SCHEDULE, RELEASE_NOW, SUBMIT, COMMENT)
_QUOTED = 160  # characters of what somebody said
_LAST = datetime.max.replace(tzinfo=UTC)
Found = Callable[[ReleaseQuerySet, AsOfRequest], "list[Line]"]


def waiting(known: ReleaseQuerySet, coming: Iterable[Line], request: AsOfRequest) -> list[Line]:
    """What of ``known`` waits for the user of ``request``, the soonest first, each release once
    with all that is asked; ``coming`` are the lines of what goes out next."""
    asked: list[tuple[str, Found]] = [
        (APPROVE, _to_approve),
        (SCHEDULE, lambda _known, request: _to_announce(coming, request)),
        (RELEASE_NOW, _to_release),
        (SUBMIT, _sent_back),
        (COMMENT, _commented),
    ]
    found: dict[int, Line] = {}
    for right, look in asked:
        if not request.user.has_perm(right):
            continue
        for line in look(known, request):
            before = found.get(line.release.pk)
            found[line.release.pk] = _together(before, line) if before else line
    return sorted(found.values(), key=lambda line: _urgency(line, request.as_of))[:SHOWN]


def _together(before: Line, line: Line) -> Line:
    """One line for what waits twice: the first way leads on."""
    return replace(before, told=(*before.told, *line.told), way=before.way or line.way)


def _urgency(line: Line, at: datetime) -> tuple[bool, datetime, int]:
    due = line.release.out_at
    is_coming = due is not None and due > at
    return not is_coming, (due or _LAST) if is_coming else _LAST, line.release.pk


def _to_approve(known: ReleaseQuerySet, request: AsOfRequest) -> list[Line]:
    """In review, and either the user is asked or nobody in particular is; not what the user has
    contributed to since its last approval (``approval.contributors_since_last_approval``)."""
    me: Any = request.user
    submission = Step.objects.filter(release=OuterRef("pk"), kind=Step.Kind.SUBMITTED)
    asked = Asked.objects.filter(step=OuterRef("submission"))
    releases = (
        state.in_state(known, state.REVIEW, request.as_of)
        .filter(~Exists(_own_work(me)), withdrawn_at__isnull=True)
        .annotate(submission=Subquery(submission.order_by("-pk").values("pk")[:1]))
        .annotate(is_asked=Exists(asked.filter(user=me)))
        .filter(Q(is_asked=True) | ~Q(Exists(asked)))
    )
    lines = lines_of(_soonest_first(releases, request.as_of), request)
    return [
        line.asking(
            "You are asked to approve it."
            if line.release.is_asked  # type: ignore[attr-defined]  # annotated
            else "It waits for an approver: you can be the one.",
            way_to("approve", "Review and approve", line.release),
        )
        for line in lines
    ]


def _own_work(me: Any) -> Any:
    """What ``me`` has done to a release since its last approval of an earlier revision."""
    earlier = Approval.objects.filter(
        release=OuterRef("release_id"), revision__lt=OuterRef("release__revision")
    )
    last = Coalesce(Subquery(earlier.order_by("-revision").values("revision")[:1]), Value(0))
    return Contribution.objects.filter(release=OuterRef("pk"), user=me, last_revision__gt=last)


def _to_announce(coming: Iterable[Line], request: AsOfRequest) -> list[Line]:
    """What goes out within a day, and exchanges have to be told of."""
    near = request.as_of + state.PRESSING
    lines = [
        line
        for line in coming
        if line.release.held_at is None and (line.release.out_at or _LAST) <= near
    ]
    untold = without_notice(lines, request.as_of)
    return [
        line.lacking(()).asking(
            untold[line.release.pk][0].what, way_to("notice", "Record the notice", line.release)
        )
        for line in lines
        if untold[line.release.pk]
    ]


def _to_release(known: ReleaseQuerySet, request: AsOfRequest) -> list[Line]:
    """Approved without a time: it goes out by hand alone."""
    releases = known.filter(
        approved_revision=F("revision"), out_at__isnull=True, withdrawn_at__isnull=True
    )
    return [
        line.asking(
            "It is approved and has no time: it goes out by “release now”.",
            way_to("release-now", "Release now", line.release),
        )
        for line in lines_of(releases.order_by("-pk"), request)
    ]


def _sent_back(known: ReleaseQuerySet, request: AsOfRequest) -> list[Line]:
    """Drafts of the user's whose last turn was that they were sent back."""
    turns = Step.objects.filter(release=OuterRef("pk")).exclude(kind=Step.Kind.COMMENTED)
    releases = _drafts_of(request.user, known, request.as_of).annotate(
        turn=Subquery(turns.order_by("-pk").values("pk")[:1])
    )
    kept = Step.objects.filter(pk=OuterRef("turn"), kind=Step.Kind.SENT_BACK)
    lines = lines_of(_soonest_first(releases.filter(Exists(kept)), request.as_of), request)
    return _quoting(lines, "turn", "sent it back")


def _commented(known: ReleaseQuerySet, request: AsOfRequest) -> list[Line]:
    """Releases of the user's, not approved, on which somebody else has said something since the
    user last took a step: until it is answered, by a word or by what is done."""
    me: Any = request.user
    steps = Step.objects.filter(release=OuterRef("pk"))
    said = steps.filter(kind=Step.Kind.COMMENTED).exclude(by=me).order_by("-pk")
    answered = steps.filter(by=me, pk__gt=OuterRef("said"))
    releases = (
        _unapproved(known)
        .filter(Exists(_written_by(me)))
        .annotate(said=Subquery(said.values("pk")[:1]))
        .filter(~Exists(answered), said__isnull=False)
    )
    lines = lines_of(_soonest_first(releases, request.as_of), request)
    return _quoting(lines, "said", "says")


def _quoting(lines: list[Line], annotation: str, verb: str) -> list[Line]:
    """``lines`` with who did what in the step whose key stands in ``annotation``, and the words."""
    keys = [getattr(line.release, annotation) for line in lines]
    steps = {step.pk: step for step in Step.objects.filter(pk__in=keys).select_related("by")}
    quoted = []
    for line in lines:
        step = steps[getattr(line.release, annotation)]
        words = Truncator(" ".join(step.text.split())).chars(_QUOTED)
        said = f"{step.by} {verb}: “{words}”" if words else f"{step.by} {verb}."
        quoted.append(line.asking(said))
    return quoted


def _drafts_of(me: Any, known: ReleaseQuerySet, at: datetime) -> ReleaseQuerySet:
    return state.in_state(known, state.DRAFT, at).filter(
        Exists(_written_by(me)), withdrawn_at__isnull=True
    )


def _unapproved(known: ReleaseQuerySet) -> ReleaseQuerySet:
    """In words that the index of drafts serves."""
    return known.filter(
        Q(approved_revision__isnull=True) | Q(approved_revision__lt=F("revision")),
        withdrawn_at__isnull=True,
    )


def _written_by(me: Any) -> Any:
    return Contribution.objects.filter(release=OuterRef("pk"), user=me)


def _soonest_first(releases: ReleaseQuerySet, at: datetime) -> ReleaseQuerySet:
    """What has a time to come before all else; there are few of either."""
    is_coming = Case(
        When(out_at__gt=at, then=Value(0)), default=Value(1), output_field=IntegerField()
    )
    return releases.order_by(is_coming, "out_at", "pk")
