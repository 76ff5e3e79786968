"""Pages of a release beside its form: the transitions, and its files before they are public."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from ircms.edge import AsOfRequest
from ircms.storage import TamperedFile
from releases.admin import last_looks, looks, once, transitions
from releases.admin.ways import TRANSITIONS
from releases.models import Attachment, Release

if TYPE_CHECKING:
    from releases.admin.release import ReleaseAdmin


@require_http_methods(["GET", "HEAD", "POST"])
def transition(
    request: AsOfRequest, key: int, way: str, release_admin: "ReleaseAdmin"
) -> HttpResponse:
    """``/admin/releases/release/<key>/approve/`` and its like: read it all, then do it."""
    chosen = TRANSITIONS.get(way)
    if chosen is None:
        raise Http404
    release = visible(request, key, release_admin)
    if not request.user.has_perm(chosen.right):
        raise PermissionDenied
    form = chosen.form(request.POST or None, release=release, request=request)
    refused = ""
    if request.method == "POST" and form.is_valid():
        refused, other = transitions.attempt(chosen, release, transitions.act_of(request, form))
        if not refused:
            messages.success(request, chosen.done)
            return HttpResponseRedirect(_page_of(other or release))
        release = visible(request, key, release_admin)
    by: Any = request.user  # a stored user: admin_view lets nobody else in
    context = release_admin.admin_site.each_context(request)
    context |= transitions.page(chosen, release, request.as_of)
    context |= {"form": form, "refused": refused, "opts": release_admin.opts}
    context["ticked"] = request.POST.getlist("acknowledge")
    context["mark"] = once.mark(way, release, by)
    context["objection"] = transitions.objection(chosen, release, by)
    along = [version["release"] for version in context["along"]]
    looks.record(request, way, [release, release.translation_of, release.corrects, *along])
    last_looks.remember(request, release)  # a way's page shows all of it
    return TemplateResponse(request, chosen.template, context)


@require_safe
def file(
    request: AsOfRequest, key: int, file_key: int, release_admin: "ReleaseAdmin"
) -> HttpResponseBase:
    """A file as it will be served, for those who may see its release."""
    release = visible(request, key, release_admin)
    found = get_object_or_404(Attachment, pk=file_key, release=release)
    try:
        content = found.open_verified()
    except TamperedFile:
        messages.error(
            request,
            f"{found.filename} is gone from the store, or is not what was attached. "
            "Attach it again, and tell whoever runs the site.",
        )
        return HttpResponseRedirect(_page_of(release))
    looks.record(request, "file", [release])
    response = StreamingHttpResponse(content, content_type=found.content_type)
    response["Content-Length"] = str(found.size)
    response["Content-Disposition"] = f'attachment; filename="{found.filename}"'
    return response


def visible(request: AsOfRequest, key: int, release_admin: "ReleaseAdmin") -> Release:
    """The release with this ``key``, as far as it exists for the user. Raises Http404, and
    PermissionDenied for those who may see none."""
    release: Release = get_object_or_404(release_admin.get_queryset(request), pk=key)
    if not release_admin.has_view_permission(request, release):
        raise PermissionDenied
    return release


def _page_of(release: Release) -> str:
    return reverse("admin:releases_release_change", args=[release.pk])
