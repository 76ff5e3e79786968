"""Proving that one is who one says: what every page that asks for it does alike."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from accounts import devices, factors, passkeys, sessions, throttle
from accounts.models import User
from accounts.sign_ins import record_here, record_wrong, tell
from ircms.edge import AsOfRequest
from outbox.occasions import Occasion


@contextmanager
def guesses_counted(request: Any, door: str, account: object) -> Iterator[None]:
    """Count what is tried inside at ``account`` (a key, or the address typed) and from the network
    address of ``request``. Inside, a ValidationError is a wrong try; outside, one that says
    ``throttled`` was not asked. A device of the account has tries of its own, so that whoever
    guesses elsewhere does not lock its owner out."""
    user = _named(account)
    device = devices.known(request, user)
    buckets = [throttle.of_account(door, _key(user, account))]
    buckets += [throttle.of_address(door, request)]
    if device is not None:
        buckets = [throttle.of_device(door, device.pk)]
    throttle.take(request.as_of, *buckets)
    yield
    throttle.give_back(*buckets)


def by_code(request: Any, user: User, code: str, door: str) -> Authenticator | None:
    """The factor of ``user`` that ``code`` proves, recorded and refreshed in this session if it is
    theirs; None for a wrong one. Raises ValidationError (``throttled``) after too many."""
    try:
        with guesses_counted(request, door, user.pk):
            factor = factors.proven_by(user, code, request.as_of)
            if factor is None:
                raise ValidationError("wrong", code="wrong")
    except ValidationError as refused:
        if refused.code == "throttled":
            raise
        return None
    if factor.type == Authenticator.Type.RECOVERY_CODES:
        record_here(request, "recovery code used", user)
        tell(user, Occasion.RECOVERY_USED, request.as_of)
    if user.pk == request.user.pk:
        prove(request, user, factor)
    return factor


def by_passkey(request: Any, user: User, answer: str) -> Authenticator | None:
    """The passkey of ``user`` that the browser's ``answer`` proves, as above."""
    factor = passkeys.proven_by(request, answer, request.as_of, user)
    if factor is None:
        record_wrong(request, "wrong second factor", user)
        return None
    prove(request, user, factor)
    return factor


def prove(request: AsOfRequest, user: User, factor: Authenticator) -> None:
    """This session was proven with ``factor``: recorded, and told to its owner where the browser is
    a new one."""
    device, token = devices.recognise(request, user, request.as_of)
    sessions.prove(request, factor, request.as_of, device.pk)
    record_here(request, "second factor", user, type=factor.type)
    if token:
        request.new_device = token  # type: ignore[attr-defined]  # ours, for keep_device
        record_here(request, "new device", user)
        tell(user, Occasion.NEW_DEVICE, request.as_of)


def enrolled(request: AsOfRequest, user: User, factor: Authenticator) -> None:
    """``factor`` is new, and proves this session."""
    record_here(request, "second factor added", user, type=factor.type)
    tell(user, Occasion.FACTOR_ADDED, request.as_of)
    prove(request, user, factor)


def keep_device(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """The answer, with the cookie of a device that is new."""
    if token := getattr(request, "new_device", ""):
        devices.give(response, token)
    return response


def account_meant(account: object) -> object:
    """What tries at ``account`` are counted by, however it is written: its key, if there is one."""
    return _key(_named(account), account)


def _key(user: User | None, account: object) -> object:
    return user.pk if user else str(account).lower()


def _named(account: object) -> User | None:
    """The account meant, if there is one; asked alike for those that there are and are not."""
    if isinstance(account, int):
        return User.objects.filter(pk=account).first()
    return User.objects.filter(email__iexact=str(account)).first()
