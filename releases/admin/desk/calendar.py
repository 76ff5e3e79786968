"""The calendar of releases, a week a page, with the exchange's hours behind them."""

from datetime import date
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from ircms.edge import AsOfRequest
from releases.admin import looks, state
from releases.admin.desk import dates
from releases.admin.desk.lines import Line, lines_of
from releases.admin.desk.week import Day, Item, NoSuchWeek, Week
from releases.insiders import known_q
from releases.models import Release
from releases.preflight import surroundings
from releases.preflight.exchange import Profile, profile_of

if TYPE_CHECKING:
    from releases.admin.release import ReleaseAdmin

MOST = 200  # releases in one week


@require_safe
def calendar(request: AsOfRequest, release_admin: "ReleaseAdmin") -> HttpResponse:
    """``/admin/releases/release/calendar/``: this week, ``?week=2026-W10``, or the one that
    ``?day=2026-03-04`` is in."""
    if not release_admin.has_view_permission(request):
        raise PermissionDenied
    week, refused = _asked(request)
    lines = _lines(week, request)
    items = [_of_release(line) for line in lines[:MOST]]
    items += [_of_dated(each) for each in dates.all_dated(request, week.start, week.end)]
    profile = _profile(week)
    days = week.days(profile, items, request.as_of)
    looks.record(request, "calendar", [line.release for line in lines[:MOST]])
    context: dict[str, Any] = release_admin.admin_site.each_context(request)
    context |= {
        "title": "Release calendar",
        "opts": release_admin.opts,
        "week": week,
        "now": request.as_of,
        "profile": profile,
        "days": days,
        "weekend": _folded(days),
        "is_empty": not items,
        "previous": week.moved(-1),
        "next": week.moved(1),
        "present": _present(request),
        "has_more": len(lines) > MOST,
        "refused": refused,
    }
    template = "admin/releases/release/calendar.html"
    return TemplateResponse(request, template, context, status=400 if refused else 200)


def _asked(request: AsOfRequest) -> tuple[Week, str]:
    """The week that is shown, and why it is not the one asked for."""
    zone = ZoneInfo(settings.TIME_ZONE)
    named, day = request.GET.get("week", ""), request.GET.get("day", "")
    try:
        if day:
            return Week.of(_day(day), zone), ""
        return (Week.named(named, zone) if named else _present(request)), ""
    except NoSuchWeek as refused:
        return _present(request), str(refused)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise NoSuchWeek(f"“{text[:40]}” is no day. Give it as 2026-03-04.") from None


def _present(request: AsOfRequest) -> Week:
    zone = ZoneInfo(settings.TIME_ZONE)
    return Week.of(request.as_of.astimezone(zone).date(), zone)


def _lines(week: Week, request: AsOfRequest) -> list[Line]:
    """A stretch of the index of what goes out when, and one more to know whether there is more."""
    known = Release.objects.filter(known_q(request.user, request.as_of))
    releases = known.filter(out_at__gte=week.start, out_at__lt=week.end)
    return lines_of(releases.order_by("out_at", "pk"), request, MOST + 1)


def _of_release(line: Line) -> Item:
    release = line.release
    assert release.out_at is not None  # noqa: S101 -- found by it
    local = release.out_at.astimezone(ZoneInfo(settings.TIME_ZONE))
    kind = release.get_kind_display()
    language = "" if release.translation_of_id is None else release.get_language_display()
    return Item(
        word=language or kind,
        title=release.headline,
        address=line.address,
        day=local.date(),
        at=release.out_at if release.is_hour_known else None,
        note=_note(line),
        state=line.state,
        is_red=bool(_note(line)),
    )


def _note(line: Line) -> str:
    if line.state.is_pressing:
        return "Not approved, and its time comes within a day"
    is_late = not line.is_coming and line.state.kind not in {state.PUBLIC, state.WITHDRAWN}
    return "Its time has passed, and it did not go out" if is_late else ""


def _of_dated(each: dates.Dated) -> Item:
    return Item(each.word, each.title, each.address, each.day, each.at, each.note)


def _profile(week: Week) -> Profile | None:
    """That of the exchange on which the company is listed in this week; of several, the first."""
    _, listings = surroundings.company_and_listings()
    days = (week.monday, week.sunday)
    listed = [each for each in listings if any(each.is_current(day) for day in days)]
    return next((found for each in listed if (found := profile_of(each.mic))), None)


def _folded(days: list[Day]) -> list[Day]:
    """Saturday and Sunday, if nothing falls on either: they take no room then."""
    weekend = [day for day in days if day.is_weekend]
    return weekend if all(day.is_empty and not day.is_today for day in weekend) else []
