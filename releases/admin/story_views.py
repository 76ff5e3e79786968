"""The page on which a release's history is read."""

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from ircms.edge import AsOfRequest
from releases.admin import last_looks, looks, state
from releases.admin.story.story import VIEW_ENTRIES, story_of
from releases.admin.views import visible

if TYPE_CHECKING:
    from releases.admin.release import ReleaseAdmin


@require_safe
def story(request: AsOfRequest, key: int, release_admin: "ReleaseAdmin") -> HttpResponse:
    """``/admin/releases/release/<key>/history/``: all that was done to it, newest first;
    ``?before=`` goes on from there."""
    release = visible(request, key, release_admin)
    before = request.GET.get("before", "")
    context: dict[str, Any] = release_admin.admin_site.each_context(request)
    context |= {
        "title": "History",
        "subtitle": release.headline,
        "opts": release_admin.opts,
        "release": release,
        "state": state.state_of(release, request.as_of),
        "before": before,
        "story": story_of(release, request, before=before),
        "reads_audit": request.user.has_perm(VIEW_ENTRIES),
    }
    looks.record(request, "history", [release])
    last_looks.remember(request, release)
    return TemplateResponse(request, "admin/releases/release/story.html", context)
