"""Browsers that an account was used in before: known by a cookie of ``/admin/`` that lives long."""

import secrets
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from accounts.models import Device

if TYPE_CHECKING:
    from accounts.models import User

# The prefix: no page without HTTPS, of this name or one above it, can have put it there.
COOKIE = "__Secure-desk_device" if settings.IS_HTTPS else "desk_device"
_AGE = 60 * 60 * 24 * 400  # the longest that browsers keep one


def known(request: HttpRequest, user: "User | None") -> Device | None:
    """The device of ``user`` that ``request`` comes from, if it is one of theirs."""
    token = request.COOKIES.get(COOKIE, "")
    if not token or user is None:
        return None
    return Device.objects.filter(user_id=user.pk, token_sha256=_hashed(user.pk, token)).first()


def recognise(request: HttpRequest, user: "User", at: datetime) -> tuple[Device, str]:
    """The device that ``user`` sits at, and what its cookie is to hold: empty, unless it is new.
    One browser may be several people's: they share the cookie, and not the row."""
    if device := known(request, user):
        Device.objects.filter(pk=device.pk).update(last_seen_at=at)
        return device, ""
    token = request.COOKIES.get(COOKIE, "")
    if not _is_ours(token):
        token = secrets.token_urlsafe(32)
    device = Device.objects.create(
        user=user, token_sha256=_hashed(user.pk, token), first_seen_at=at, last_seen_at=at
    )
    return device, token


def give(response: HttpResponseBase, token: str) -> None:
    """Let the browser keep ``token``."""
    response.set_cookie(
        COOKIE,
        token,
        max_age=_AGE,
        path=settings.SESSION_COOKIE_PATH,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )


def forget(owner: int, device: int) -> None:
    """``device`` of ``owner`` is a new one from now on."""
    Device.objects.filter(user_id=owner, pk=device).delete()


def forget_all(owner: int, but: int | None = None) -> None:
    """Every browser of ``owner`` is a new one from now on, ``but`` one."""
    known = Device.objects.filter(user_id=owner)
    (known if but is None else known.exclude(pk=but)).delete()


def _is_ours(token: str) -> bool:
    """Whether we made ``token``: somebody is known by it here. Anything else may have been put into
    the browser by whoever wants to know what it will be known by."""
    if not token:
        return False
    owners = Device.objects.order_by().values_list("user_id", flat=True).distinct()
    hashes = [_hashed(owner, token) for owner in owners]
    return Device.objects.filter(token_sha256__in=hashes).exists()


def _hashed(owner: int, token: str) -> str:
    return sha256(f"{owner}:{token}".encode()).hexdigest()
