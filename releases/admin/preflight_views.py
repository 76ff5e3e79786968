"""Pre-flight while writing: what speaks against the form as it stands, unsaved."""

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_POST

from ircms.edge import AsOfRequest
from ircms.existence import existing
from ircms.keys import key_of
from releases import preflight
from releases.admin import looks
from releases.admin.views import visible
from releases.models import Release
from releases.preflight.entered import of_form

if TYPE_CHECKING:
    from releases.admin.release import ReleaseAdmin


@require_POST
def panel(request: AsOfRequest, release_admin: "ReleaseAdmin") -> HttpResponse:
    """``/admin/releases/release/preflight/?release=<key>``: the panel for what is sent, without a
    key for a release that is being begun. Stores nothing."""
    release = _release(request, release_admin)
    manuscript = of_form(
        request.POST, release, request.as_of, choose=lambda rows: existing(request, rows)
    )
    found = preflight.of_manuscript(manuscript, release or Release())
    looks.record(request, "preflight", [release] if release else ())
    context = {"preflight": found, "release": release, "has_change_permission": True}
    context["is_live"] = True
    return TemplateResponse(request, "admin/releases/release/_preflight.html", context)


def _release(request: AsOfRequest, release_admin: "ReleaseAdmin") -> Release | None:
    if "release" not in request.GET:
        if not release_admin.has_add_permission(request):
            raise PermissionDenied
        return None
    key = key_of(request.GET["release"])
    if key is None:
        raise Http404
    release = visible(request, key, release_admin)
    if not release_admin.has_change_permission(request, release):
        raise PermissionDenied
    return release
