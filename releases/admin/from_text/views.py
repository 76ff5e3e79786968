"""``/admin/releases/release/from-text/``: the text, then what was read in it, then a draft."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods
from js_asset import Media

from ircms.edge import AsOfRequest
from releases.admin.from_text import answers, sending
from releases.admin.from_text.forms import TOO_MUCH, TextForm
from releases.admin.from_text.shown import shown
from releases.admin.widgets import RichTextInput
from releases.drafting.answers import Refused
from releases.drafting.drafts import proposed
from releases.drafting.proposal import Proposal
from releases.wire.reading import Reading

if TYPE_CHECKING:
    from releases.admin.release import ReleaseAdmin

_MOST_FIELDS = 900  # a request may bring a thousand values
_MADE = "The draft is made. Read it once more, then submit it for review."
_MADE_BEFORE = "The draft was made from that page already. This is it."


@require_http_methods(["GET", "HEAD", "POST"])
def from_text(request: AsOfRequest, release_admin: "ReleaseAdmin") -> HttpResponse:
    """Asks for the text; shows what was read in it; makes the draft. Between the pages the text
    travels in the form, and nothing is stored before the last."""
    if not release_admin.has_add_permission(request):
        raise PermissionDenied
    if request.method != "POST":
        return _asks(request, release_admin, TextForm())
    if "edit" in request.POST:
        typed = TextForm(initial={"text": request.POST.get("text", "")})
        return _asks(request, release_admin, typed)
    form = TextForm(request.POST, request.FILES)
    if not form.is_valid():
        return _asks(request, release_admin, form)
    proposals = _proposals(request, form.reading)
    if not proposals:
        form.add_error("file" if form.cleaned_data["file"] else "text", TOO_MUCH)
        return _asks(request, release_admin, form)
    if "make" in request.POST:
        return _makes(request, release_admin, form, proposals)
    return _shows(request, release_admin, form, proposals)


def _proposals(request: AsOfRequest, reading: Reading) -> list[Proposal]:
    """What is proposed; nothing of what is too much for one page."""
    by: Any = request.user  # a stored user: admin_view lets nobody else in
    proposals = proposed(reading, at=request.as_of, user=by)
    fields = sum(len(each.fields) + 1 for each in proposals)
    return proposals if fields <= _MOST_FIELDS else []


def _makes(
    request: AsOfRequest,
    release_admin: "ReleaseAdmin",
    form: TextForm,
    proposals: Sequence[Proposal],
) -> HttpResponse:
    sent = request.POST.dict()
    by: Any = request.user  # as above
    try:
        made = sending.make(
            form.reading,
            answers.given(sent, proposals),
            by=by,
            at=request.as_of,
            mark=sent.get("mark", ""),
        )
    except Refused as refused:
        return _shows(request, release_admin, form, proposals, sent, refused.errors)
    if made.is_new:
        messages.success(request, _MADE)
    else:
        messages.info(request, _MADE_BEFORE)
    return HttpResponseRedirect(reverse("admin:releases_release_change", args=[made.release.pk]))


def _asks(request: AsOfRequest, release_admin: "ReleaseAdmin", form: TextForm) -> HttpResponse:
    context = release_admin.admin_site.each_context(request)
    context |= {"title": "New from text", "form": form, "opts": release_admin.opts}
    return TemplateResponse(request, "admin/releases/release/from_text.html", context)


def _shows(
    request: AsOfRequest,
    release_admin: "ReleaseAdmin",
    form: TextForm,
    proposals: Sequence[Proposal],
    sent: Mapping[str, str] | None = None,
    errors: Mapping[str, list[str]] | None = None,
) -> HttpResponse:
    context = release_admin.admin_site.each_context(request)
    context |= {
        "title": "What was read",
        "opts": release_admin.opts,
        "page": shown(form.reading.document, proposals, sent, errors),
        "source": form.reading.document.source,
        "mark": request.as_of.isoformat(),
        "media": Media.from_media(RichTextInput().media, nonce=str(request.csp_nonce)),  # type: ignore[attr-defined]  # django-csp's
    }
    return TemplateResponse(request, "admin/releases/release/from_text_read.html", context)
