"""The first page: what goes out next and what it lacks, what waits for whoever looks, what others
changed, what is overdue, what went. In the order of urgency, each at most eight long."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.db.models import F, Q
from django.urls import reverse

from ircms.edge import AsOfRequest
from releases.admin import looks, state
from releases.admin.desk import dates, mine, missing, news, unsaved
from releases.admin.desk.lines import SHOWN, Line, Stretch, Way, lines_of, to_the_second, way_to
from releases.insiders import known_q
from releases.models import Release
from releases.querysets import ReleaseQuerySet
from releases.transitions import SCHEDULE

# What should have gone out and did not is told so long; then it is one draft among others.
MISSED_FOR = timedelta(days=7)


def stretches(request: AsOfRequest) -> dict[str, Any]:
    """The context of ``admin/index.html``; nothing for people who may not see releases."""
    if not request.user.has_perm("releases.view_release"):
        return {}
    known = Release.objects.filter(known_q(request.user, request.as_of))
    coming = _coming(known, request)
    waiting = mine.waiting(known, coming, request)
    ways = {line.release.pk: line.way for line in waiting if line.way}
    coming = [_led(line, ways) for line in coming]
    soon, later = _next(coming, request)
    told = [line.release.pk for line in (*coming, *waiting)]
    found = [
        _missed(known, request),
        soon,
        _mine(waiting, request),
        Stretch("typed", "Typed and not saved", unsaved.kept(request)),
        Stretch("news", "Changed since you looked", news.changed(request)),
        later,
        _more_of(state.REVIEW, "Also in review", known.exclude(pk__in=told), request),
        _more_of(state.HELD, "Also on hold", known.exclude(pk__in=told), request),
    ]
    out = _out(known, request)
    shown = [line.release for part in (*found, out) for line in part.lines]
    looks.record(request, "desk", shown)
    return {
        "stretches": [part for part in found if part.lines or part.empty],
        "out": out,
        "overdue": dates.all_overdue(request, SHOWN),
        "is_new": not any(shown),
        "now": request.as_of,
    }


def _coming(known: ReleaseQuerySet, request: AsOfRequest) -> list[Line]:
    releases = known.filter(out_at__gt=request.as_of, withdrawn_at__isnull=True)
    by_time = missing.with_last_steps(releases.order_by("out_at", "pk"))
    return missing.completed(lines_of(by_time, request), request.as_of)


def _led(line: Line, ways: dict[int, Way]) -> Line:
    """What waits for the user leads on wherever it stands first."""
    way = ways.get(line.release.pk)
    return line.leading(way) if way else line


def _missed(known: ReleaseQuerySet, request: AsOfRequest) -> Stretch:
    """Its time came, and it was not approved."""
    at = request.as_of
    releases = known.filter(
        Q(approved_revision__isnull=True) | Q(approved_revision__lt=F("revision")),
        out_at__lte=at,
        out_at__gt=at - MISSED_FOR,
        withdrawn_at__isnull=True,
        held_at__isnull=True,
    )
    may_move = request.user.has_perm(SCHEDULE)
    said = "Its time has passed, and it was not approved: it did not go out."
    lines = [
        line.asking(said, way_to("reschedule", "Reschedule", line.release) if may_move else None)
        for line in lines_of(releases.order_by("-out_at", "-pk"), request)
    ]
    return Stretch("missed", "Did not go out", lines)


def _next(coming: list[Line], request: AsOfRequest) -> tuple[Stretch, Stretch]:
    """What goes out within a day, and what goes out later."""
    near = request.as_of + state.PRESSING
    soon = [line for line in coming if line.release.out_at and line.release.out_at <= near]
    later = coming[len(soon) :]
    empty = "Nothing goes out within a day." if later else "Nothing has a time to come."
    more = reverse("admin:releases_release_calendar")
    return (
        Stretch("next", "Goes out within a day", soon, empty, more, "The calendar"),
        Stretch("later", "Goes out later", later, "", more, "The calendar"),
    )


def _mine(waiting: list[Line], request: AsOfRequest) -> Stretch:
    """Whoever can do nothing is not told that nothing waits for them."""
    can_act = any(request.user.has_perm(right) for right in mine.RIGHTS)
    return Stretch("mine", "Waits for you", waiting, "Nothing waits for you." if can_act else "")


def _more_of(kind: str, title: str, releases: ReleaseQuerySet, request: AsOfRequest) -> Stretch:
    """What stands at ``kind``, of ``releases``: those that nothing above tells of."""
    found = state.in_state(releases, kind, request.as_of).filter(withdrawn_at__isnull=True)
    lines = lines_of(found.order_by("-out_at", "-pk"), request)
    return Stretch(kind, title, lines, "", _list_of(kind))


def _out(known: ReleaseQuerySet, request: AsOfRequest) -> Stretch:
    """What went out last, and at which second: that of its time or of the hand that released it."""
    at = request.as_of
    lines = [
        replace(line, goes_out=to_the_second(out_at, is_hour_known=line.release.is_hour_known))
        for line in lines_of(known.public(at).newest_first(at), request)
        if (out_at := line.release.out_at) is not None
    ]
    empty = "Nothing has gone out yet."
    return Stretch("out", "Went out lately", lines, empty, _list_of(state.PUBLIC))


def _list_of(kind: str) -> str:
    return f"{reverse('admin:releases_release_changelist')}?state={kind}"
