"""Who signed in, who tried to, with what they proved it, and who signed out: in the audit.

The first are signals of django.contrib.auth. Where the record cannot be written, nobody is signed
in. Wrong tries are told of one by one only so far (``accounts/throttle.py``).
"""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.http import HttpRequest

from accounts import throttle
from accounts.models import User
from audit.recording import record
from ircms import clock, reauthentication

if TYPE_CHECKING:
    from outbox.occasions import Occasion

_LONGEST = 254  # characters of an address typed: what an e-mail address may have
_ID = "accounts.sign_ins"


def register() -> None:
    """Record sign-ins from now on, and wrong passwords where one is asked for again."""
    user_logged_in.connect(_signed_in, dispatch_uid=_ID)
    user_login_failed.connect(_failed, dispatch_uid=_ID)
    user_logged_out.connect(_signed_out, dispatch_uid=_ID)
    reauthentication.on_wrong.append(_wrong_password)
    throttle.on_refused.append(_refused)


def record_here(request: HttpRequest, action: str, by: User, **said: Any) -> None:
    """Record that ``by`` did ``action``, and beside the chain from where and with what."""
    _record(action, request, by=by, said=said)


def record_wrong(request: HttpRequest, action: str, of: User) -> None:
    """A wrong answer at the account ``of``, told of as long as there are not too many."""
    if throttle.may_be_recorded("sign-in", _at(request)):
        _record(action, request, by=of)


def record_moved(request: HttpRequest) -> None:
    """A session turned up in another browser: its owner hears of it."""
    user: Any = request.user
    _record("session in another browser", request, by=user)
    from outbox.occasions import Occasion

    tell(user, Occasion.SESSION_MOVED, _at(request))


def tell(user: User, occasion: "Occasion", at: datetime) -> None:
    """Mail ``user`` that something happened to their account."""
    from outbox import writing

    key = f"{occasion.value}:{int(at.timestamp() * 1e6)}"
    writing.tell([user], occasion, path="/admin/account/", key=key, at=at)


def _signed_in(request: HttpRequest | None, user: User, **kwargs: Any) -> None:
    _record("signed in", request, by=user)
    if request is not None and settings.HAS_STAFF:
        from accounts import sessions

        sessions.begin(request, user, _at(request))


def _signed_out(request: HttpRequest | None, user: User | None, **kwargs: Any) -> None:
    if user is None:
        return
    _record("signed out", request, by=user)
    if request is not None and settings.HAS_STAFF:
        from accounts import sessions

        sessions.forget(request)


def _failed(credentials: dict[str, Any], request: HttpRequest | None = None, **kwargs: Any) -> None:
    """Nobody's act: what was typed is an address, and may be a password typed in its place, so it
    stands beside the chain, from where it can be erased."""
    typed = str(credentials.get("username") or credentials.get("email") or "")[:_LONGEST]
    if throttle.may_be_recorded("sign-in", _at(request)):
        _record("failed sign-in", request, typed=typed)


def _wrong_password(user: User, at: datetime, asked_for: str) -> None:
    row = (User._meta.db_table, user.pk)
    record("wrong password", by=user, at=at, row=row, said={"asked_for": asked_for})


def _refused(door: str, number: int | None, at: datetime) -> None:
    """The first that was turned away unasked; and once it is over, how many were."""
    if number is None:
        record("too many attempts", by=None, at=at, said={"at": door})
    else:
        record("attempts turned away", by=None, at=at, said={"at": door, "number": number})


def _at(request: HttpRequest | None) -> datetime:
    # A sign-in need not come with a request of ours, which would know its instant.
    at: datetime = getattr(request, "as_of", None) or clock.now()
    return at


def _record(
    action: str,
    request: HttpRequest | None,
    *,
    by: User | None = None,
    said: dict[str, Any] | None = None,
    **beside: str,
) -> None:
    meta = request.META if request is not None else {}
    record(
        action,
        by=by,
        at=_at(request),
        row=None if by is None else (User._meta.db_table, by.pk),
        said=said,
        detail=beside
        | {
            "ip": meta.get("REMOTE_ADDR", ""),
            "forwarded_for": meta.get("HTTP_X_FORWARDED_FOR", ""),
            "user_agent": meta.get("HTTP_USER_AGENT", ""),
        },
    )
