"""Second factors: a code from an app (RFC 6238), a passkey, a recovery code; each of them once.

django-allauth stores them and computes codes. What is asked here besides: the instant comes from
the caller, and that a code is used up stands in the database, where every process sees it.
"""

import hmac
import re
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.db import transaction

from ircms import clock

if TYPE_CHECKING:
    from accounts.models import User

PERIOD = 30  # seconds a code stands
_DRIFT = 1  # codes before and after that are taken too: clocks of telephones go wrong
ENOUGH = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
NAMES = {
    Authenticator.Type.TOTP: "authenticator app",
    Authenticator.Type.WEBAUTHN: "passkey",
    Authenticator.Type.RECOVERY_CODES: "recovery code",
}
new_secret = totp.generate_totp_secret


def held_by(user: "User") -> list[Authenticator]:
    """The factors of ``user``, oldest first, recovery codes among them."""
    return list(Authenticator.objects.filter(user_id=user.pk).order_by("pk"))


def suffice(held: Iterable[Authenticator]) -> bool:
    """Whether an app or a passkey is among them: recovery codes alone are no second factor."""
    return any(each.type in ENOUGH for each in held)


def code_at(secret: str, at: datetime, steps: int = 0) -> str:
    """The code that an app shows at ``at``, or ``steps`` half minutes from it."""
    return _code(secret, _step(at) + steps)


def secret_of(user: "User") -> str | None:
    """The secret of the app of ``user``, if there is one: for the demo, and for tests."""
    found = Authenticator.objects.filter(user_id=user.pk, type=Authenticator.Type.TOTP).first()
    return None if found is None else str(get_adapter().decrypt(found.data["secret"]))


def add_app(user: "User", secret: str, code: str, at: datetime) -> Authenticator | None:
    """Enrol an app that shows ``code`` for ``secret``; None for a wrong code. One that was there is
    replaced. The code is used up by it."""
    step = _matching(secret, _digits(code), at)
    return None if step is None else give_app(user, secret, at, step)


def give_app(user: "User", secret: str, at: datetime, step: int = 0) -> Authenticator:
    """An app with ``secret``, unasked: by itself for the demo and for tests alone. Codes up to
    ``step`` are used up."""
    with transaction.atomic():
        Authenticator.objects.filter(user_id=user.pk, type=Authenticator.Type.TOTP).delete()
        found: Authenticator = Authenticator.objects.create(
            user_id=user.pk,
            type=Authenticator.Type.TOTP,
            data={"secret": get_adapter().encrypt(secret), "last_step": step},
            created_at=at,
            last_used_at=at,
        )
    return found


def make_recovery_codes(user: "User") -> list[str]:
    """New ones in place of the old. They are shown to ``user`` now, and never again."""
    with transaction.atomic():
        of_user = Authenticator.objects.filter(user_id=user.pk)
        of_user.filter(type=Authenticator.Type.RECOVERY_CODES).delete()
        made: list[str] = RecoveryCodes.activate(user).generate_codes()
    return made


def has_recovery_codes(user: "User") -> bool:
    """Whether there were any made, used up or not."""
    of_user = Authenticator.objects.filter(user_id=user.pk)
    return bool(of_user.filter(type=Authenticator.Type.RECOVERY_CODES).exists())


def codes_left(factor: Authenticator) -> int:
    """How many recovery codes are not used up."""
    return len(factor.wrap().get_unused_codes())


def proven_by(user: "User", typed: str, at: datetime) -> Authenticator | None:
    """The factor of ``user`` that what was ``typed`` proves at ``at``, and that is used up by it;
    None where it proves nothing: wrong, or used before."""
    code = _digits(typed)
    for factor in held_by(user):
        if factor.type == Authenticator.Type.TOTP and _use_step(factor.pk, code, at):
            return factor
        if factor.type == Authenticator.Type.RECOVERY_CODES and factor.wrap().validate_code(code):
            Authenticator.objects.filter(pk=factor.pk).update(last_used_at=at)
            return factor
    return None


def _use_step(key: int, code: str, at: datetime) -> bool:
    with transaction.atomic():
        factor = Authenticator.objects.select_for_update().filter(pk=key).first()
        if factor is None:
            return False
        last = int(factor.data.get("last_step", 0))
        step = _matching(get_adapter().decrypt(factor.data["secret"]), code, at, after=last)
        if step is None:
            return False
        factor.data["last_step"], factor.last_used_at = step, at
        factor.save(update_fields=["data", "last_used_at"])
        return True


def _matching(secret: str, code: str, at: datetime, after: int = 0) -> int | None:
    """The step whose code it is. Never one that lies at or before ``after`` (RFC 6238, 5.2)."""
    now, found = _step(at), None
    for step in range(now - _DRIFT, now + _DRIFT + 1):
        if hmac.compare_digest(_code(secret, step).encode(), code.encode()) and step > after:
            found = step
    return found


def _step(at: datetime) -> int:
    return int(clock.on_the_wall(at).timestamp()) // PERIOD


def _code(secret: str, step: int) -> str:
    return str(totp.format_hotp_value(totp.hotp_value(secret, step)))


def _digits(typed: str) -> str:
    """Without the blanks and hyphens that codes are shown and copied with."""
    return re.sub(r"[\s\-]", "", typed)
