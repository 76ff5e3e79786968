"""What is typed into a release's form, kept every few seconds; and the page on which it is read.

``js/autosave.js`` sends it. Nothing is changed by it but rows of ``Unsaved``, and those only of
whoever is signed in.
"""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from ircms.edge import AsOfRequest
from ircms.keys import key_of
from releases import autosave
from releases.admin import looks, state
from releases.admin.forms import FROZEN
from releases.admin.unsaved_differences import as_typed, differences
from releases.admin.unsaved_names import typed
from releases.admin.views import visible
from releases.models import Release

if TYPE_CHECKING:
    from releases.admin.release import ReleaseAdmin

_LARGEST_REVISION = 2**31 - 1
_SOMEBODY_ELSE = (
    "Somebody else is signed in in this browser now. Nothing is kept under their name: sign in "
    "again as yourself in another tab, and it goes on."
)


@require_http_methods(["GET", "HEAD", "POST"])
def unsaved(
    request: AsOfRequest, release_admin: "ReleaseAdmin", key: int | None = None
) -> HttpResponse:
    """``/admin/releases/release/<key>/unsaved/`` and ``…/add/unsaved/``: keeps what is sent of the
    form, discards a text (``discard``), or shows what one typed and did not save."""
    release = _release(request, release_admin, key)
    if request.method != "POST":
        return _page(request, release_admin, release)
    if "discard" in request.POST:
        return _discarded(request, release)
    return _kept(request, release_admin, release)


def _release(
    request: AsOfRequest, release_admin: "ReleaseAdmin", key: int | None
) -> Release | None:
    """The release whose form it is; None for a new one. Raises Http404 and PermissionDenied."""
    if key is None:
        if not release_admin.has_add_permission(request):
            raise PermissionDenied
        return None
    release = visible(request, key, release_admin)
    # Asked of the right alone: what was typed can be read when the release itself is frozen.
    if not request.user.has_perm("releases.change_release"):
        raise PermissionDenied
    return release


def _kept(
    request: AsOfRequest, release_admin: "ReleaseAdmin", release: Release | None
) -> HttpResponse:
    form = uuid_of(request.POST.get("open_form"))
    if form is None:
        return _refused("This form has no mark of its own: open the page again.", 400)
    if request.POST.get("open_by") not in {None, str(request.user.pk)}:
        return _refused(_SOMEBODY_ELSE, 409)
    if release is not None and state.is_frozen(release, request.as_of):
        return _refused(FROZEN, 409)
    try:
        autosave.keep(
            by=request.user,
            release=release,
            form=form,
            revision=_revision(request),
            fields=typed(release_admin, request, release),
            at=request.as_of,
            instead_of=uuid_of(request.POST.get("taken_from")),
        )
    except autosave.NotKept as refused:
        return _refused(str(refused), 413 if isinstance(refused, autosave.TooLong) else 409)
    return JsonResponse({"kept_at": request.as_of.isoformat()})


def _revision(request: AsOfRequest) -> int:
    return min(key_of(request.POST.get("read_revision")) or 0, _LARGEST_REVISION)


def _refused(said: str, status: int) -> JsonResponse:
    return JsonResponse({"said": said}, status=status)


def _discarded(request: AsOfRequest, release: Release | None) -> HttpResponse:
    form = uuid_of(request.POST["discard"])
    dropped = 0
    if form is not None:
        dropped, _ = autosave.texts(request.user, release).filter(form=form).delete()
    said = "What you typed is discarded." if dropped else "There was nothing to discard any more."
    messages.info(request, said)
    return HttpResponseRedirect(page_of(release))


def _page(
    request: AsOfRequest, release_admin: "ReleaseAdmin", release: Release | None
) -> HttpResponse:
    mine = list(autosave.texts(request.user, release).defer("fields"))
    asked = request.GET.get("form")
    shown = next((row for row in mine if str(row.form) == asked), None)
    if asked is not None and shown is None:
        raise Http404
    shown = shown or next(iter(mine), None)
    context: dict[str, Any] = release_admin.admin_site.each_context(request)
    context |= {
        "title": "Typed and not saved",
        "subtitle": release.headline if release else "A new release",
        "opts": release_admin.opts,
        "release": release,
        "texts": mine,
        "shown": shown,
        "is_frozen": release is not None and state.is_frozen(release, request.as_of),
        "form_page": page_of(release),
    }
    if shown is not None and release is not None and context["is_frozen"]:
        context["parts"] = as_typed(release, shown.fields)
    elif shown is not None:
        context["parts"] = differences(release_admin, request, release, shown.fields)
    looks.record(request, "unsaved", [release] if release else ())
    return TemplateResponse(request, "admin/releases/release/unsaved.html", context)


def page_of(release: Release | None) -> str:
    """The form's own page."""
    if release is None:
        return reverse("admin:releases_release_add")
    return reverse("admin:releases_release_change", args=[release.pk])


def place_of(release: Release | None) -> str:
    """Where what is typed is kept, and read."""
    if release is None:
        return reverse("admin:releases_release_unsaved_new")
    return reverse("admin:releases_release_unsaved", args=[release.pk])


def uuid_of(written: object) -> UUID | None:
    try:
        return UUID(str(written or ""))
    except ValueError:
        return None
