"""Proving who one is: after the password, without one, and once more before what matters."""

from http import HTTPStatus
from typing import Any

from django.contrib import admin
from django.contrib.auth import login
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from accounts import factors, passkeys, proving, sessions, throttle
from accounts.sign_ins import record_here, record_wrong
from accounts.views.forms import CodeForm, PasskeyForm, PasswordForm
from accounts.views.pages import go_on, page
from ircms import reauthentication

_WRONG = "That code does not fit, or was used before. Type the one that your app shows now."
_WRONG_PASSKEY = "The passkey did not answer as it should. Try once more, or type a code."
_QUESTIONS = "passkey-question"
_TOO_MANY_QUESTIONS = (
    "Passkeys were asked for too often from your network: wait a quarter of an hour, or sign in "
    "with your password."
)
_BACKEND = "django.contrib.auth.backends.ModelBackend"


def code(request: Any) -> HttpResponseBase:
    """The second step of signing in."""
    held = factors.held_by(request.user)
    if not factors.suffice(held):
        return HttpResponseRedirect(reverse("account:app"))
    if sessions.is_proven(request, held) and request.method != "POST":
        return go_on(request)
    return _ask(request, "second_step", "One more step")


def again(request: Any) -> HttpResponseBase:
    """Who one is, asked once more."""
    if factors.suffice(factors.held_by(request.user)):
        return _ask(request, "again", "Is it you?")
    form = PasswordForm(request.POST or None)
    if form.is_valid():
        try:
            reauthentication.require(request.user, form.cleaned_data["password"], request.as_of)
        except ValidationError as refused:
            form.add_error("password", refused)
        else:
            sessions.note_password(request)
            record_here(request, "proved again", request.user, type="password")
            return go_on(request)
    return page(request, "again", "Is it you?", form=form)


def _ask(request: Any, name: str, title: str) -> HttpResponseBase:
    """For a code or a passkey, until one fits."""
    form = CodeForm(request.POST if "code" in request.POST else None)
    if request.method == "POST" and _is_proven(request, form):
        if name == "again":
            record_here(request, "proved again", request.user)
        return go_on(request)
    has_passkeys = passkeys.are_possible(request) and bool(passkeys.of_user(request.user))
    return page(request, name, title, form=form, passkey=PasskeyForm(), has_passkeys=has_passkeys)


def _is_proven(request: Any, form: CodeForm) -> bool:
    try:
        if answer := request.POST.get("credential"):
            if proving.by_passkey(request, request.user, answer):
                return True
            form.is_bound, form.data = True, {"code": "-"}  # so that the page can say so
            form.add_error(None, _WRONG_PASSKEY)
        elif form.is_valid():
            if proving.by_code(request, request.user, form.cleaned_data["code"], "code"):
                return True
            record_wrong(request, "wrong second factor", request.user)
            form.add_error("code", _WRONG)
    except ValidationError as refused:
        form.add_error(None, refused)
    return False


@require_POST
def passkey_options(request: Any) -> HttpResponse:
    """What the browser is to ask the passkeys of whoever signs in."""
    return JsonResponse(passkeys.begin_asking(request, request.user))


@never_cache
@sensitive_post_parameters()
def passkey_sign_in(request: Any) -> HttpResponseBase:
    """Signing in with a passkey alone. To ``begin``, it answers what the browser is to ask, which
    is the same for everybody; opened, it leads to the form."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("admin:login"))
    if "begin" in request.POST:
        return _begun(request)
    answer = request.POST.get("credential", "")
    try:
        throttle.take(request.as_of, throttle.of_address("passkey", request))
    except ValidationError as refused:
        return _back_to_sign_in(request, refused.messages[0])
    factor = passkeys.proven_by(request, answer, request.as_of)
    if factor is None or not (factor.user.is_active and factor.user.is_staff):
        return _back_to_sign_in(request, "That passkey does not open this desk.")
    throttle.give_back(
        throttle.of_address("passkey", request), throttle.of_address(_QUESTIONS, request)
    )
    login(request, factor.user, backend=_BACKEND)
    proving.prove(request, factor.user, factor)
    return go_on(request)


def _begun(request: Any) -> HttpResponse:
    """What to ask, if not too much was asked from there: each question is a session in the
    database, whoever wants it."""
    try:
        throttle.take(request.as_of, throttle.of_address(_QUESTIONS, request))
    except ValidationError:
        return JsonResponse(
            {"error": _TOO_MANY_QUESTIONS},
            status=HTTPStatus.TOO_MANY_REQUESTS,
            headers={"Retry-After": str(int(throttle.PAUSE.total_seconds()))},
        )
    return JsonResponse(passkeys.begin_asking(request))


def _back_to_sign_in(request: Any, why: str) -> HttpResponse:
    answer: HttpResponse = admin.site.login(_as_if_opened(request), {"passkey_error": why})
    return answer


def _as_if_opened(request: Any) -> Any:
    request.method = "GET"
    return request
