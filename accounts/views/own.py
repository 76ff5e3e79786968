"""One's own sign-in at a glance: what proves who one is, and where one is signed in."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts import factors, passkeys, sessions
from accounts.agents import in_words
from accounts.models import User
from accounts.sign_ins import record_here, tell
from accounts.views.pages import freshly_proven, page
from outbox.occasions import Occasion


def overview(request: Any) -> HttpResponseBase:
    """What there is, and the ways to change it."""
    held = factors.held_by(request.user)
    recovery = [each for each in held if each.type == Authenticator.Type.RECOVERY_CODES]
    enough = [each for each in held if each.type in factors.ENOUGH]
    return page(
        request,
        "overview",
        "Your sign-in",
        factors=[_told(each, can_go=len(enough) > 1) for each in enough],
        has_app=any(each.type == Authenticator.Type.TOTP for each in held),
        codes_left=factors.codes_left(recovery[0]) if recovery else 0,
        sessions=told_of(request, sessions.of_user(request.user)),
        can_have_passkeys=passkeys.are_possible(request),
        is_added=request.GET.get("added") == "1",
    )


def _told(factor: Authenticator, *, can_go: bool) -> dict[str, Any]:
    is_app = factor.type == Authenticator.Type.TOTP
    name = "Authenticator app" if is_app else factor.wrap().name
    return {"row": factor, "name": name, "is_app": is_app, "can_go": can_go}


def told_of(request: Any, rows: list[UserSession]) -> list[dict[str, Any]]:
    """Sessions as a page lists them."""
    own = request.session.get(sessions.NAME, {}).get("row")
    return [
        {"row": row, "browser": in_words(row.user_agent), "is_this": row.pk == own} for row in rows
    ]


@freshly_proven
def remove_factor(request: Any, key: int) -> HttpResponseBase:
    """After a question; never the last one, without which nobody gets further than to here."""
    of_user = Authenticator.objects.filter(user_id=request.user.pk, type__in=factors.ENOUGH)
    with transaction.atomic():
        # Of two at once, the second sees what the first has left.
        User.objects.select_for_update().get(pk=request.user.pk)
        factor = get_object_or_404(of_user, pk=key)
        told = _told(factor, can_go=of_user.count() > 1)
        if request.method == "POST" and told["can_go"]:
            of_user.filter(pk=key).delete()  # the instance keeps its key
    if request.method != "POST":
        return page(request, "remove", f"Remove {told['name']}?", **told)
    if not told["can_go"]:
        messages.error(
            request, "That is your last second factor: add another one first. Nothing was removed."
        )
        return HttpResponseRedirect(reverse("account:overview"))
    record_here(request, "second factor removed", request.user, type=factor.type)
    tell(request.user, Occasion.FACTOR_REMOVED, request.as_of)
    messages.success(request, f"{told['name']} was removed.")
    return HttpResponseRedirect(reverse("account:overview"))


@require_POST
def end_session(request: Any, key: int) -> HttpResponseBase:
    """Sign out somewhere else; here too, if it is this one."""
    row = get_object_or_404(UserSession, pk=key, user_id=request.user.pk)
    sessions.end(row, request)
    record_here(request, "session ended", request.user, number=1)
    messages.success(request, "That browser is signed out.")
    return HttpResponseRedirect(reverse("account:overview"))


@require_POST
def end_others(request: Any) -> HttpResponseBase:
    """Sign out everywhere but here."""
    number = sessions.end_all(request.user, but=request)
    record_here(request, "session ended", request.user, number=number)
    messages.success(request, "You are signed in here, and nowhere else.")
    return HttpResponseRedirect(reverse("account:overview"))
