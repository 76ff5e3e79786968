"""A preview for colleagues: the whole site as it will stand at the second of a release.

The frame says where the release stands and holds the site; each page of the site in it is the real
one, rehearsed anew (``releases/rehearsal.py``). What the person may not know of is not there.
"""

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.http import HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from ircms.edge import AsOfRequest
from previews import staff_pages
from previews.staff_places import places
from releases import insiders, preflight
from releases.admin import looks, state
from releases.admin.views import visible
from releases.models import Release
from releases.rehearsal import AlreadyTold, Busy, NotRehearsable, Rehearsal, rehearsed
from releases.rehearsed_site import answer

if TYPE_CHECKING:
    from releases.admin.release import ReleaseAdmin

AUDIT = "audit.view_entry"
_RETRY_SECONDS = 5


@require_safe
def frame(request: AsOfRequest, key: int, release_admin: "ReleaseAdmin") -> HttpResponse:
    """``/admin/releases/release/<key>/preview/``: the site in a frame, and beside it what stands
    against the release and what else goes out by then."""
    release = visible(request, key, release_admin)
    context: dict[str, Any] = release_admin.admin_site.each_context(request)
    context |= {
        "title": "Preview",
        "subtitle": release.headline,
        "opts": release_admin.opts,
        "release": release,
        "state": state.state_of(release, request.as_of),
    }
    status = HTTPStatus.OK
    shown = [release]
    try:
        with rehearsed(release, at=request.as_of, hide=unknown_to(request)) as rehearsal:
            context |= places(rehearsal, site_of(release)) | seen_by(request, rehearsal)
            shown += rehearsal.shown
        context["preflight"] = preflight.open_findings(release, request.as_of)
    except AlreadyTold:
        return HttpResponseRedirect(release.canonical_path)
    except NotRehearsable as refused:
        context["reasons"] = refused.reasons
    except Busy as busy:
        context["reasons"], status = [str(busy)], HTTPStatus.SERVICE_UNAVAILABLE
    looks.record(request, "preview", shown)
    response = TemplateResponse(request, "admin/previews/frame.html", context, status=status)
    response["X-Robots-Tag"] = staff_pages.NOT_LISTED
    return response


@require_safe
def site(
    request: AsOfRequest, key: int, release_admin: "ReleaseAdmin", path: str = ""
) -> HttpResponse:
    """``/admin/releases/release/<key>/preview/site/<path>``: one page of the site, or a file or a
    feed, as it will stand."""
    release = visible(request, key, release_admin)
    query = request.META.get("QUERY_STRING", "")
    try:
        with rehearsed(release, at=request.as_of, hide=unknown_to(request)) as rehearsal:
            response = answer(f"/{path}", query, rehearsal.instant, site_of(release))
    except (NotRehearsable, Busy) as refused:
        return cannot(request, release, refused)
    looks.record(request, "preview", [release, *rehearsal.shown])
    words = {"release": release, "instant": rehearsal.instant} | seen_by(request, rehearsal)
    return staff_pages.for_few_eyes(staff_pages.with_banner(response, words))


def cannot(
    request: AsOfRequest, release: Release | None, refused: NotRehearsable | Busy
) -> HttpResponse:
    """In the place of a page: why there is none."""
    is_busy = isinstance(refused, Busy)
    context = {
        "release": release,
        "is_told": isinstance(refused, AlreadyTold),
        "is_busy": is_busy,
        "reasons": [str(refused)] if isinstance(refused, Busy) else refused.reasons,
    }
    looks.record(request, "preview", [release])
    status = HTTPStatus.SERVICE_UNAVAILABLE if is_busy else HTTPStatus.OK
    response = TemplateResponse(request, "admin/previews/cannot.html", context, status=status)
    if is_busy:
        response["Retry-After"] = str(_RETRY_SECONDS)
    return staff_pages.for_few_eyes(response)


def site_of(release: Release) -> str:
    """Where the site begins in the preview of ``release``."""
    return reverse("admin:releases_release_preview_site", args=[release.pk, ""])


def unknown_to(request: AsOfRequest) -> Q:
    """The releases that do not exist for whoever asks, as a condition."""
    unknown, versions = insiders.hidden(request.user, request.as_of)
    return Q(pk__in=unknown.values("pk")) | Q(pk__in=versions.values("pk"))


def seen_by(request: AsOfRequest, rehearsal: Rehearsal) -> dict[str, Any]:
    """How much was left out, for those who read the audit: to anybody else it would tell."""
    return {"left_out": rehearsal.hidden if request.user.has_perm(AUDIT) else 0}
