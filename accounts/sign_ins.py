"""Who signed in, who tried to, and who signed out: in the audit, as Django tells of it.

These are signals of django.contrib.auth. Where the record cannot be written, nobody is signed in.
"""

from datetime import datetime
from typing import Any

from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.http import HttpRequest

from accounts.models import User
from audit.recording import record
from ircms import clock, reauthentication

_LONGEST = 254  # characters of an address typed: what an e-mail address may have
_ID = "accounts.sign_ins"


def register() -> None:
    """Record sign-ins from now on, and wrong passwords where one is asked for again."""
    user_logged_in.connect(_signed_in, dispatch_uid=_ID)
    user_login_failed.connect(_failed, dispatch_uid=_ID)
    user_logged_out.connect(_signed_out, dispatch_uid=_ID)
    reauthentication.on_wrong.append(_wrong_password)


def _signed_in(request: HttpRequest | None, user: User, **kwargs: Any) -> None:
    _record("signed in", request, by=user)


def _signed_out(request: HttpRequest | None, user: User | None, **kwargs: Any) -> None:
    if user is not None:
        _record("signed out", request, by=user)


def _failed(credentials: dict[str, Any], request: HttpRequest | None = None, **kwargs: Any) -> None:
    """Nobody's act: what was typed is an address, and may be a password typed in its place, so it
    stands beside the chain, from where it can be erased."""
    typed = str(credentials.get("username") or credentials.get("email") or "")[:_LONGEST]
    _record("failed sign-in", request, typed=typed)


def _wrong_password(user: User, at: datetime, asked_for: str) -> None:
    row = (User._meta.db_table, user.pk)
    record("wrong password", by=user, at=at, row=row, said={"asked_for": asked_for})


def _record(
    action: str, request: HttpRequest | None, *, by: User | None = None, **beside: str
) -> None:
    meta = request.META if request is not None else {}
    record(
        action,
        by=by,
        # A sign-in need not come with a request of ours, which would know its instant.
        at=getattr(request, "as_of", None) or clock.now(),
        row=None if by is None else (User._meta.db_table, by.pk),
        detail=beside
        | {
            "ip": meta.get("REMOTE_ADDR", ""),
            "forwarded_for": meta.get("HTTP_X_FORWARDED_FOR", ""),
            "user_agent": meta.get("HTTP_USER_AGENT", ""),
        },
    )
