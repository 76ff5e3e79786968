"""A session at the desk: whose, from where, and with what it was proven.

What a session knows of itself stands in it under one name. Whether it still counts stands in the
database beside it: a row of django-allauth's, without which it is nobody's. So it ends the moment
that row does, whatever a browser still holds.
"""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.http import HttpRequest

from accounts import devices, factors
from accounts.throttle import address_of
from ircms import clock
from ircms.edge import AsOfRequest

if TYPE_CHECKING:
    from accounts.models import User

NAME = "sign_in"
FRESH_FOR = timedelta(minutes=5)
_UNKNOWN = "::"  # the address that is none; both databases want one
_SEEN_EVERY = timedelta(minutes=1)
_SWEPT_AT_ONCE = 100
_LONGEST_AGENT = 200  # characters of what a browser calls itself


def begin(request: HttpRequest, user: "User", at: datetime) -> None:
    """Somebody has signed in: a new row, and nothing proven beyond the password."""
    _sweep(at, here=request.session.session_key)
    if row := request.session.get(NAME, {}).get("row"):
        UserSession.objects.filter(pk=row).delete()
    if not request.session.session_key:
        request.session.save()
    row = UserSession.objects.create(
        user=user,
        session_key=request.session.session_key,
        ip=address_of(request) or _UNKNOWN,
        user_agent=_agent(request),
        created_at=at,
        last_seen_at=at,
    )
    request.session[NAME] = {"row": row.pk, "password_at": at.isoformat()}


def prove(request: HttpRequest, factor: Authenticator, at: datetime, device: int | None) -> None:
    """This very session was proven with ``factor`` at ``at``. It gets a new key: one that somebody
    knew before is worth nothing."""
    request.session.cycle_key()
    told = request.session[NAME] | {"factor": factor.pk, "proven_at": at.isoformat()}
    request.session[NAME] = told | {"device": device, "agent": _agent(request)}
    UserSession.objects.filter(pk=told["row"]).update(session_key=request.session.session_key)


def row_of(request: AsOfRequest) -> UserSession | None:
    """The row of this session, seen now; None where it was ended."""
    key = request.session.get(NAME, {}).get("row")
    row: UserSession | None = UserSession.objects.filter(pk=key, user_id=request.user.pk).first()
    if row is None:
        return None
    is_other = row.session_key != request.session.session_key
    if is_other or request.as_of - row.last_seen_at >= _SEEN_EVERY:
        # A new password gives its session a new key.
        row.session_key, row.last_seen_at = request.session.session_key, request.as_of
        row.save(update_fields=["session_key", "last_seen_at"])
    return row


def is_proven(request: HttpRequest, held: list[Authenticator]) -> bool:
    """Whether the account has enough and this session was proven with one of them. A factor that
    was taken away proves nothing any more."""
    proven = request.session.get(NAME, {}).get("factor")
    return factors.suffice(held) and proven in {each.pk for each in held}


def device_of(request: HttpRequest) -> int | None:
    """The device that this session was proven in."""
    key: int | None = request.session.get(NAME, {}).get("device")
    return key


def has_moved(request: HttpRequest) -> bool:
    """Whether another browser sends this session than the one it was proven in."""
    agent = request.session.get(NAME, {}).get("agent")
    return agent is not None and agent != _agent(request)


def lose_proof(request: HttpRequest) -> None:
    """The session is one with a password alone again."""
    told = request.session[NAME]
    request.session[NAME] = {name: told[name] for name in ("row", "password_at")}


def is_fresh(request: AsOfRequest) -> bool:
    """Whether the second factor was given within five minutes; before there is one, the
    password."""
    told = request.session.get(NAME, {})
    last = told.get("proven_at") or told.get("password_at")
    return bool(last) and request.as_of - datetime.fromisoformat(last) < FRESH_FOR


def note_password(request: AsOfRequest) -> None:
    """The password was typed once more."""
    told: dict[str, Any] = request.session.get(NAME, {})
    request.session[NAME] = told | {"password_at": request.as_of.isoformat()}


def of_user(user: "User") -> list[UserSession]:
    """Those open, used last first; what has ended otherwise is forgotten."""
    found: list[UserSession] = UserSession.objects.purge_and_list(user)
    return sorted(found, key=lambda row: row.last_seen_at, reverse=True)


def end(row: UserSession, here: HttpRequest) -> None:
    """End one session. Its browser is a new one to its owner from now on, unless that is the one
    that asks, ``here``."""
    told: dict[str, Any] = type(here.session)(row.session_key).get(NAME, {})
    row.end()
    device: int | None = told.get("device")
    if device is not None and device != device_of(here):
        devices.forget(row.user_id, device)


def end_all(user: "User", but: HttpRequest | None = None) -> int:
    """End the sessions of ``user``, ``but`` that of a request; returns how many were. Every browser
    that was known is a new one again, also where nobody is signed in any more: whoever copied its
    cookie has nothing of it."""
    own = but.session.get(NAME, {}).get("row") if but is not None else None
    ended = 0
    for row in UserSession.objects.filter(user_id=user.pk).exclude(pk=own):
        row.end()
        ended += 1
    devices.forget_all(user.pk, but=device_of(but) if but is not None else None)
    return ended


def forget(request: HttpRequest) -> None:
    """Somebody signs out: the row goes with the session."""
    UserSession.objects.filter(pk=request.session.get(NAME, {}).get("row")).delete()


def _sweep(at: datetime, here: str | None) -> None:
    """Sessions that are over go, a little at a time: those of people who came as far as the door
    have nobody to end them. What another process is just taking away is left to it; and the one
    that begins ``here`` is not over, whatever the clock says."""
    over = Session.objects.filter(expire_date__lt=clock.on_the_wall(at)).order_by("expire_date")
    over = over.exclude(pk=here)
    with transaction.atomic():
        rows = over.select_for_update(skip_locked=True).values_list("pk", flat=True)
        keys = list(rows[:_SWEPT_AT_ONCE])
        if keys:
            UserSession.objects.filter(session_key__in=keys).delete()
            Session.objects.filter(pk__in=keys).delete()


def _agent(request: HttpRequest) -> str:
    agent: str = request.META.get("HTTP_USER_AGENT", "")
    return agent[:_LONGEST_AGENT]
