"""What proves who one is: an app, passkeys, and codes on paper for when they are lost."""

import base64
from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST

from accounts import factors, passkeys, proving
from accounts.models import User
from accounts.sign_ins import record_here
from accounts.throttle import give_back, of_account, take
from accounts.views.forms import CodeForm, PasskeyForm
from accounts.views.pages import freshly_proven, page, prove_again

_SECRET = "new_app_secret"  # noqa: S105 -- its name in the session
_WRONG = "That is not what the app should show now. Wait for its next code; is its clock right?"


@freshly_proven
def app(request: Any) -> HttpResponseBase:
    """Enrol an authenticator app: a secret to scan or type, and a code to show that it works."""
    secret = _secret(request)
    form = CodeForm(request.POST or None)
    if form.is_valid():
        try:
            factor = _added(request, secret, form.cleaned_data["code"])
        except ValidationError as refused:
            form.add_error("code", refused)
        else:
            del request.session[_SECRET]
            proving.enrolled(request, request.user, factor)
            return _with_recovery_codes(request)
    has_one = factors.secret_of(request.user) is not None
    return page(
        request,
        "app",
        "Set up an authenticator app",
        form=form,
        secret=_in_fours(secret),
        picture=_picture(request.user, secret),
        has_one=has_one,
        is_first=not factors.suffice(factors.held_by(request.user)),
        can_have_passkeys=passkeys.are_possible(request),
    )


def _secret(request: Any) -> str:
    """The secret on offer: encrypted in the session too, which the database holds."""
    if _SECRET not in request.session:
        request.session[_SECRET] = get_adapter().encrypt(factors.new_secret())
    return str(get_adapter().decrypt(request.session[_SECRET]))


def _added(request: Any, secret: str, code: str) -> Authenticator:
    """The app that shows ``code``. Raises ValidationError: a wrong one, or too many of them."""
    bucket = of_account("enrolment", request.user.pk)
    take(request.as_of, bucket)
    factor = factors.add_app(request.user, secret, code, request.as_of)
    if factor is None:
        raise ValidationError(_WRONG, code="wrong")
    give_back(bucket)
    return factor


@freshly_proven
def passkey(request: Any) -> HttpResponseBase:
    """Enrol a passkey: the browser makes it, and asks for a finger, a face or a PIN."""
    form = PasskeyForm(request.POST or None)
    if form.is_valid():
        sent = form.cleaned_data
        at = request.as_of
        factor = passkeys.add(request, request.user, sent["credential"], sent["name"], at)
        if factor is not None:
            proving.enrolled(request, request.user, factor)
            return _with_recovery_codes(request)
        form.add_error(None, "The passkey was not made as it should be. Try once more.")
    is_possible = passkeys.are_possible(request)
    return page(
        request,
        "passkey",
        "Add a passkey",
        form=form,
        options=passkeys.begin_adding(request, request.user) if is_possible else None,
        is_first=not factors.suffice(factors.held_by(request.user)),
    )


@require_POST
def recovery_codes(request: Any) -> HttpResponseBase:
    """New ones; those there were are worth nothing from now on."""
    if answer := prove_again(request, back=reverse("account:overview")):
        return answer
    return _show(request, factors.make_recovery_codes(request.user))


def _with_recovery_codes(request: Any) -> HttpResponseBase:
    """After the first factor its codes, which are shown on this page and nowhere else."""
    if factors.has_recovery_codes(request.user):
        to = f"{reverse('account:overview')}?{urlencode({'added': 1})}"
        return proving.keep_device(request, HttpResponseRedirect(to))
    return _show(request, factors.make_recovery_codes(request.user))


def _show(request: Any, codes: list[str]) -> HttpResponseBase:
    record_here(request, "recovery codes made", request.user)
    return page(
        request,
        "recovery_codes",
        "Your recovery codes",
        codes=[f"{each[:5]} {each[5:]}" for each in codes],
    )


def _picture(user: User, secret: str) -> str:
    """The QR code, as an address that holds its picture."""
    adapter = get_adapter()
    svg = adapter.build_totp_svg(adapter.build_totp_url(user, secret))
    return f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}"


def _in_fours(secret: str) -> str:
    return " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
