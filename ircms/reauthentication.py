"""Proving once more who one is, before what cannot be taken back.

Two things are asked for at the act: the password, and the second factor, unless this session gave
it within five minutes. A desk left open has neither; a telephone left on the desk has one of them.
"""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError

if TYPE_CHECKING:
    from accounts.models import User
    from ircms.edge import AsOfRequest

# Told of every wrong attempt: who sat there, when, and what was asked for. What an app does here
# it does before the answer; of a pair that fits nobody Django tells itself (user_login_failed).
on_wrong: "list[Callable[[Any, datetime, str], None]]" = []


def require(user: Any, password: str, at: datetime) -> None:
    """Raises ValidationError unless ``password`` is that of ``user``; and, after five wrong ones,
    for a quarter of an hour whatever it is."""
    from accounts import throttle

    if not password:
        raise ValidationError("Type your password.", code="required")
    bucket = throttle.of_account("password", user.pk)
    throttle.take(at, bucket)
    if not user.check_password(password):
        _tell(user, at, "their own")
        raise ValidationError("That is not your password. Nothing was done.", code="wrong")
    throttle.give_back(bucket)


def needs_second_factor(request: "AsOfRequest") -> bool:
    """Whether the second factor is asked for again: this session gave none within five minutes."""
    from accounts import sessions

    return not sessions.is_fresh(request)


def require_second_factor(request: "AsOfRequest", code: str) -> None:
    """Raises ValidationError unless ``code`` is one of the person signed in, not used before; and,
    after five wrong ones, for a quarter of an hour whatever it is."""
    from accounts import proving

    if not code:
        raise ValidationError("Type the code that your app shows.", code="required")
    user: Any = request.user
    if proving.by_code(request, user, code, "code") is None:
        _tell(user, request.as_of, "their own code")
        raise ValidationError(
            "That code does not fit, or was used before. Nothing was done.", code="wrong"
        )


def know_this_browser_alone(request: "AsOfRequest") -> None:
    """After a new password, the person signed in is signed in here alone, and any other browser is
    a new one to them."""
    from accounts import sessions

    user: Any = request.user
    sessions.end_all(user, but=request)


def second_person(request: "AsOfRequest", email: str, password: str, code: str) -> "User":
    """The other person who signs at the same desk. Raises ValidationError for what does not fit
    together, without saying which of it is wrong."""
    from accounts import factors, proving, throttle

    buckets = [
        throttle.of_account("second-person", request.user.pk),
        throttle.of_account("sign-in", proving.account_meant(email)),
    ]
    throttle.take(request.as_of, *buckets)
    found = authenticate(request, username=email, password=password) if email and password else None
    is_other = found is not None and found.pk != request.user.pk and found.is_staff
    if (
        found is None
        or not is_other
        or not code
        or factors.proven_by(found, code, request.as_of) is None
    ):
        _tell(request.user, request.as_of, "a second person's")
        raise ValidationError(
            "A second person has to approve it: their e-mail address, password and code do not "
            "fit.",
            code="second_person",
        )
    throttle.give_back(*buckets)
    return found


def _tell(user: Any, at: datetime, asked_for: str) -> None:
    for hook in on_wrong:
        hook(user, at, asked_for)
