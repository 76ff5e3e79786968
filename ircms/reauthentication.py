"""Proving once more who one is, before what cannot be taken back."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.contrib.auth import authenticate
from django.core.cache import cache
from django.core.exceptions import ValidationError

if TYPE_CHECKING:
    from accounts.models import User
    from ircms.edge import AsOfRequest

MOST_ATTEMPTS = 5
PAUSE = timedelta(minutes=15)

# Told of every wrong attempt: who sat there, when, and what was asked for. What an app does here
# it does before the answer; of a pair that fits nobody Django tells itself (user_login_failed).
on_wrong: "list[Callable[[Any, datetime, str], None]]" = []


def require(user: Any, password: str, at: datetime) -> None:
    """Raises ValidationError unless ``password`` is that of ``user``; and, after five wrong ones,
    for a quarter of an hour whatever it is."""
    key = f"reauthentication:{user.pk}"
    _check_attempts(key, at)
    if not password:
        raise ValidationError("Type your password.", code="required")
    if not user.check_password(password):
        _note_attempt(key, at)
        _tell(user, at, "their own")
        raise ValidationError("That is not your password. Nothing was done.", code="wrong")
    cache.delete(key)


def second_person(request: "AsOfRequest", email: str, password: str) -> "User":
    """The other person who signs at the same desk. Raises ValidationError for a pair that does not
    fit, without saying which of the two is wrong."""
    key = f"second-person:{request.user.pk}"
    _check_attempts(key, request.as_of)
    found = authenticate(request, username=email, password=password) if email and password else None
    if found is None or found.pk == request.user.pk or not getattr(found, "is_staff", False):
        _note_attempt(key, request.as_of)
        _tell(request.user, request.as_of, "a second person's")
        raise ValidationError(
            "A second person has to approve it: their e-mail address and password do not fit.",
            code="second_person",
        )
    cache.delete(key)
    return found


def _tell(user: Any, at: datetime, asked_for: str) -> None:
    for hook in on_wrong:
        hook(user, at, asked_for)


def _check_attempts(key: str, at: datetime) -> None:
    attempts, last = cache.get(key, (0, at))
    if attempts >= MOST_ATTEMPTS and at - last < PAUSE:
        raise ValidationError(
            "Too many wrong passwords: wait a quarter of an hour, or have a colleague do it.",
            code="throttled",
        )


def _note_attempt(key: str, at: datetime) -> None:
    attempts, last = cache.get(key, (0, at))
    fresh = 1 if at - last >= PAUSE else attempts + 1
    cache.set(key, (fresh, at), timeout=PAUSE.total_seconds())
