"""``/admin/releases/release/<key>/read-again/``: what a changed text says otherwise than the draft.

Nothing is changed by it: the draft is changed on its own page, by whoever has read this one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_http_methods

from ircms.edge import AsOfRequest
from releases.admin import looks
from releases.admin.collision.differences import difference
from releases.admin.differences import of_rich_text
from releases.admin.from_text.forms import TextForm
from releases.admin.views import visible
from releases.drafting.again import Change, read_again
from releases.models import Release
from releases.wire.reading import Reading

if TYPE_CHECKING:
    from releases.admin.release import ReleaseAdmin

_SIGNS = {"added": "New in the text", "gone": "Not in the text any more", "changed": "Changed"}


@dataclass(frozen=True)
class Shown:
    """A change as it is read: what became of the value, and the words on either side."""

    change: Change
    sign: str
    became: SafeString


@dataclass(frozen=True)
class Compared:
    """What differs: the facts by their kind, and the words of the body."""

    kinds: list[tuple[str, list[Shown]]]
    body: list[SafeString]
    is_markup_alone: bool

    @property
    def is_same(self) -> bool:
        return not (self.kinds or self.body or self.is_markup_alone)


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: AsOfRequest, key: int, release_admin: "ReleaseAdmin") -> HttpResponse:
    """Asks for the text; shows what it says otherwise."""
    release = visible(request, key, release_admin)
    if not release_admin.has_add_permission(request):
        raise PermissionDenied
    form = TextForm(request.POST, request.FILES) if request.method == "POST" else TextForm()
    context = release_admin.admin_site.each_context(request)
    context |= {
        "title": "Read a changed text",
        "release": release,
        "form": form,
        "opts": release_admin.opts,
    }
    if form.is_bound and form.is_valid():
        by: Any = request.user  # a stored user: admin_view lets nobody else in
        changes = read_again(release, form.reading, at=request.as_of, user=by)
        context["compared"] = _compared(release, form.reading, changes)
    looks.record(request, "changed text", [release])
    return TemplateResponse(request, "admin/releases/release/from_text_again.html", context)


def _compared(release: Release, reading: Reading, changes: Sequence[Change]) -> Compared:
    shown = [Shown(each, _SIGNS.get(each.what, ""), _became(each)) for each in changes]
    kinds = groupby(shown, lambda each: each.change.kind.replace(": ", ", "))
    body = of_rich_text(release.body, reading.body_html)
    is_other = release.body != reading.body_html
    return Compared([(kind, list(each)) for kind, each in kinds], body, is_other and not body)


def _became(change: Change) -> SafeString:
    return difference(change.before, change.after)
