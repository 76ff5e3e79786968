"""The page of a release on which people outside are given a preview, and it is taken back."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from ircms.edge import AsOfRequest
from ircms.keys import key_of
from ircms.market_time import MarketTimeField, in_market_zone
from previews import grants
from previews.models import MOST_DEVICES, Grant
from releases.admin import looks
from releases.admin.release import ReleaseAdmin
from releases.admin.views import visible
from releases.models import Release
from releases.transitions import TransitionRefused

TEMPLATE = "previews/grants.html"
GIVE, REVOKE = "give", "revoke"


class GrantForm(forms.Form):
    """For whom, what for, and how far it goes."""

    name = forms.CharField(label="Name", max_length=200)
    email = forms.EmailField(
        label="E-mail address", help_text="For the record: nothing is sent there."
    )
    purpose = forms.CharField(
        label="What for", max_length=200, help_text="Such as: translation, audit, wire desk."
    )
    expires_at = MarketTimeField(label="Ends")
    most_views = forms.IntegerField(
        label="Most pages",
        required=False,
        min_value=1,
        max_value=10_000,
        help_text="How often a page or a file may be opened. Empty: as often as they like.",
    )
    most_devices = forms.IntegerField(
        label="Devices",
        min_value=1,
        max_value=MOST_DEVICES,
        initial=1,
        help_text="The link opens on so many, each by whoever comes first.",
    )

    def __init__(self, *args: Any, release: Release, at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["expires_at"] = grants.usual_end(release, at)
        latest = in_market_zone(grants.latest_end(release, at))
        self.fields["expires_at"].help_text = f"On the market’s clocks. {latest} at the latest."

    def asked(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields]

    def terms(self) -> grants.Terms:
        """What was typed; raises KeyError where that is not in order."""
        return grants.Terms(**{name: self.cleaned_data[name] for name in self.fields})


@dataclass(frozen=True)
class Given:
    """What came of a form: a new grant and its link, shown this once; or why nothing did."""

    grant: Grant | None = None
    link: str = ""
    refused: str = ""


@require_http_methods(["GET", "HEAD", "POST"])
def grants_of_a_release(
    request: AsOfRequest, key: int, release_admin: ReleaseAdmin
) -> HttpResponse:
    """``/admin/releases/release/<key>/grants/``: who outside has a preview; give, revoke."""
    release = visible(request, key, release_admin)
    if not request.user.has_perm(grants.SEE):
        raise PermissionDenied
    sent = request.POST if request.POST.get("act") == GIVE else None
    form = GrantForm(sent, release=release, at=request.as_of)
    given = Given()
    if request.method == "POST" and sent is None:
        given = _revoked(request, release)
        if not given.refused:
            messages.success(request, "Revoked: nothing opens with it from this second on.")
            return HttpResponseRedirect(request.path)
    elif sent is not None and form.is_valid():
        given = _given(request, release, form)
        if given.grant is not None:
            form = GrantForm(release=release, at=request.as_of)
    context = release_admin.admin_site.each_context(request) | _page(release, request)
    context |= {"form": form, "given": given, "opts": release_admin.opts}
    looks.record(request, "grants", [release])
    return TemplateResponse(request, TEMPLATE, context)


def _given(request: AsOfRequest, release: Release, form: GrantForm) -> Given:
    by: Any = request.user  # a stored user: admin_view lets nobody else in
    try:
        grant, token = grants.give(release, form.terms(), by=by, at=request.as_of)
    except TransitionRefused as refused:
        return Given(refused=" ".join(refused.messages))
    link = request.build_absolute_uri(reverse("preview_door", args=[token]))
    return Given(grant, link)


def _revoked(request: AsOfRequest, release: Release) -> Given:
    by: Any = request.user  # as above
    grant = Grant.objects.filter(release=release, pk=key_of(request.POST.get("grant")) or 0).first()
    if request.POST.get("act") != REVOKE or grant is None:
        return Given(refused="Choose a grant of this release.")
    try:
        grants.revoke(grant, by=by, at=request.as_of)
    except TransitionRefused as refused:
        return Given(refused=" ".join(refused.messages))
    return Given()


def _page(release: Release, request: AsOfRequest) -> dict[str, Any]:
    at = request.as_of
    rows = [(grant, grant.why_ended(at)) for grant in Grant.objects.of(release)]
    is_told = release.withdrawn_at is not None or release.is_public(at)
    return {
        "title": "Previews for people outside",
        "subtitle": release.headline,
        "release": release,
        "is_told": is_told,
        "standing": [] if is_told else [grant for grant, why in rows if not why],
        "ended": [(grant, why or "its release is told") for grant, why in rows if is_told or why],
        "may_give": not is_told and request.user.has_perm(grants.GIVE),
        "may_revoke": request.user.has_perm(grants.REVOKE),
    }
