"""What people outside meet: the door that a link leads to, and the pages behind it.

The door says the same to everybody and asks nothing of the database: a machine that follows links
to show what is behind them learns nothing and uses nothing up. Only the button behind it spends the
link, for a cookie that goes to this one preview's path and nowhere else. Whatever does not fit gets
the site's one 404.
"""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from http import HTTPStatus
from typing import Any, TypeVar
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.http import Http404, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from ircms.edge import AsOfRequest
from previews import attempts, banner, grants
from previews.grants import Refused
from previews.models import LONGEST, Grant
from releases.models import Release
from releases.rehearsal import AlreadyTold, Busy, NotRehearsable, rehearsed
from releases.rehearsed_site import answer, is_address

COOKIE = "__Secure-preview" if settings.IS_HTTPS else "preview"
# Longer than any grant: what ends one is asked here, and who comes back after the release's second
# is led to its page.
_COOKIE_SECONDS = int(2 * LONGEST.total_seconds())
_JUST_OPENED = "opened"
_RETRY_SECONDS = 10
_PASSED_ON = ("Content-Type", "Content-Disposition")

View = Callable[..., HttpResponseBase]
R = TypeVar("R", bound=HttpResponse)


def _refused_with_the_one_404(view: View) -> View:
    """Turns a refusal into the answer that any unknown address gets, and has it recorded."""

    @wraps(view)
    def asked(request: AsOfRequest, **kwargs: Any) -> HttpResponseBase:
        try:
            return view(request, **kwargs)
        except Refused as refusal:
            if request.COOKIES.get(COOKIE) or refusal.why not in {"unknown address", "no cookie"}:
                attempts.refused(request, refusal)
            raise Http404 from None

    return asked


@require_http_methods(["GET", "HEAD", "POST"])
@_refused_with_the_one_404
def door(request: AsOfRequest, token: str) -> HttpResponseBase:
    """``/preview/<token>``: one page for whatever the token is; its button opens the preview."""
    if request.method != "POST":
        response = render(request, "previews/door.html")
        # The form's origin is said, the address with the token in it to nobody, not even to us.
        return _kept(response, referrer="strict-origin")
    if not _is_sent_from_here(request):
        raise Refused("sent from another site")
    with transaction.atomic():
        grant, secret = grants.redeem(token, at=request.as_of)
        if secret:
            attempts.opened(request, grant)
    if grants.is_told(grant, request.as_of):
        return _led_to_its_page(grant)
    response = _see_other(f"{_home_of(grant)}?{_JUST_OPENED}")
    if secret:
        _give_cookie(response, grant, secret)
    return response


@_refused_with_the_one_404
def page(request: AsOfRequest, public_id: UUID, path: str = "") -> HttpResponseBase:
    """``/preview/<uuid>/<path>``: today's site and one release beside, as it will stand."""
    grant = _grant_behind(request, public_id)
    if request.method not in {"GET", "HEAD"}:
        return HttpResponseNotAllowed(["GET", "HEAD"])
    if grants.is_told(grant, request.as_of):
        return _led_to_its_page(grant)
    if not path and _JUST_OPENED in request.GET:
        return _see_other(_home_of(grant) + grant.release.canonical_path.lstrip("/"))
    if not is_address(f"/{path}"):
        return _shown(request, grant, f"/{path}", request.as_of)
    try:
        shown = _rehearsed(request, grant, f"/{path}")
    except AlreadyTold:
        return _led_to_its_page(grant)
    except (NotRehearsable, Busy):
        return _not_now(request)
    # Whatever the answer: a rehearsal keeps others from writing, so none is for nothing.
    _note_look(request, grant, shown.status_code)
    return shown


def _grant_behind(request: AsOfRequest, public_id: UUID) -> Grant:
    """Raises Refused. Without a cookie, just after a link that is spent: it was forwarded."""
    try:
        return grants.check(public_id, request.COOKIES.get(COOKIE, ""), at=request.as_of)
    except Refused as refusal:
        if refusal.why == "no cookie" and _JUST_OPENED in request.GET:
            raise Refused(attempts.FORWARDED, refusal.grant) from None
        raise


def _rehearsed(request: AsOfRequest, grant: Grant, path: str) -> HttpResponse:
    """The site's own answer at the release's second, whatever else goes out by then left out."""
    with rehearsed(grant.release, at=request.as_of, hide=Q()) as rehearsal:
        return _shown(request, grant, path, rehearsal.instant)


def _shown(request: AsOfRequest, grant: Grant, path: str, at: datetime) -> HttpResponse:
    """The site's answer at ``at``, with the banner and inside the preview."""
    prefix = _home_of(grant)
    found = answer(path, request.META.get("QUERY_STRING", ""), at, prefix)
    response = HttpResponse(found.content, status=found.status_code)
    for name in _PASSED_ON:
        if name in found:
            response[name] = found[name]
    if (to := found.get("Location", "")).startswith(prefix):
        response["Location"] = to
    words = {"grant": grant, "release": grant.release, "now": request.as_of}
    banner.put(response, "Confidential", "previews", words)
    return _kept(response)


def _note_look(request: AsOfRequest, grant: Grant, status: int) -> None:
    """Count and record the look, both or neither. Raises Refused where it was one too many, or the
    grant was revoked while the page was made."""
    with transaction.atomic():
        is_counted = grants.count_view(grant, at=request.as_of)
        if is_counted:
            attempts.looked(request, grant, status)
    if not is_counted:
        grant.refresh_from_db()
        raise Refused(grant.why_ended(request.as_of) or "used up", grant)


def _is_sent_from_here(request: AsOfRequest) -> bool:
    """Whether a page of ours sent the form: browsers say so with every POST (Fetch standard, 3.2),
    and no other page can make them say it. There is no session that a form's token could be tied
    to."""
    here = {f"{request.scheme}://{request.get_host()}", settings.SITE_URL}
    fetched = request.headers.get("Sec-Fetch-Site", "same-origin")
    return request.headers.get("Origin") in here and fetched == "same-origin"


def _give_cookie(response: HttpResponse, grant: Grant, secret: str) -> None:
    response.set_cookie(
        COOKIE,
        secret,
        max_age=_COOKIE_SECONDS,
        path=_home_of(grant),
        secure=settings.IS_HTTPS,
        httponly=True,
        samesite="Strict",  # a link from elsewhere opens the door, never what is behind it
    )


def _home_of(grant: Grant) -> str:
    return reverse("preview_page", args=[grant.public_id])


def _led_to_its_page(grant: Grant) -> HttpResponse:
    """Its second has come: everybody may read it, where everybody does."""
    release = Release.objects.get(pk=grant.release_id)
    return _kept(HttpResponseRedirect(release.canonical_path))


def _see_other(address: str) -> HttpResponse:
    response: HttpResponse = HttpResponseRedirect(address)
    response.status_code = HTTPStatus.SEE_OTHER
    return _kept(response)


def _not_now(request: AsOfRequest) -> HttpResponse:
    """Somebody is saving, or what it says cannot stand as it is: not for people outside to know."""
    response = render(request, "previews/not_now.html", status=HTTPStatus.SERVICE_UNAVAILABLE)
    response["Retry-After"] = str(_RETRY_SECONDS)
    return _kept(response)


def _kept(response: R, referrer: str = "no-referrer") -> R:
    """Nobody stores it, lists it, or is told where it was."""
    response["Cache-Control"] = "no-store, private"
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    response["Referrer-Policy"] = referrer
    return response
