"""Who else has the form of a release open: said on it, and kept true by ``js/editing.js``.

A courtesy, not a record: rows of ``Editing`` come and go, and no answer depends on them.
"""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from ircms.edge import AsOfRequest
from releases.admin import state
from releases.models import Editing, Release

if TYPE_CHECKING:
    from releases.admin.release import ReleaseAdmin

SEEN_WITHIN = timedelta(seconds=60)
_NAMED = 3  # the rest is counted


@require_POST
def editing(request: AsOfRequest, key: int, release_admin: "ReleaseAdmin") -> HttpResponse:
    """``/admin/releases/release/<key>/editing/``: “I have it open” (with ``gone``: no longer), and
    the answer who else has."""
    release = get_object_or_404(release_admin.get_queryset(request), pk=key)
    if not release_admin.has_change_permission(request, release):
        raise PermissionDenied
    if not state.is_frozen(release, request.as_of):
        _note(release, request.user, request.as_of, is_gone="gone" in request.POST)
    return JsonResponse({"said": said(release, request.user, request.as_of)})


def context(
    release_admin: "ReleaseAdmin", request: AsOfRequest, release: Release
) -> dict[str, Any]:
    """What the form says when it is opened; nothing to those who may only read."""
    if not release_admin.has_change_permission(request, release):
        return {"is_written_here": False}
    at = request.as_of
    return {"is_written_here": True, "others_editing": said(release, request.user, at)}


def said(release: Release, user: Any, at: datetime) -> str:
    """Who else has had it open within a minute, as a sentence; empty for nobody."""
    rows = Editing.objects.filter(
        release=release, seen_at__gt=at - SEEN_WITHIN, user__is_active=True
    )
    others = rows.exclude(user=user).select_related("user").order_by("user__full_name", "user_id")
    names = [str(row.user) for row in others]
    if not names:
        return ""
    if len(names) > _NAMED:
        names[_NAMED - 1 :] = [f"{len(names) - _NAMED + 1} more"]
    *most, last = names
    who = f"{', '.join(most)} and {last}" if most else last
    return f"{who} {'have' if most else 'has'} this open too."


def _note(release: Release, user: Any, at: datetime, *, is_gone: bool) -> None:
    """Remember that ``user`` has it open, and forget who has not been seen. That a courtesy cannot
    be written is no reason to fail."""
    here = Editing.objects.filter(release=release)
    try:
        with transaction.atomic():
            here.filter(seen_at__lte=at - SEEN_WITHIN).exclude(user=user).delete()
            if is_gone:
                here.filter(user=user).delete()
            else:
                Editing.objects.update_or_create(
                    release=release, user=user, defaults={"seen_at": at}
                )
    except DatabaseError:
        return
