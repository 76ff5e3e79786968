"""Staff of the demo: an account for each role, with a password and an app made for this machine."""

import secrets
from datetime import datetime

from django.contrib.auth.models import Group
from django.db import transaction

from accounts import factors
from accounts.models import User
from accounts.roles import APPROVER, AUDITOR, PUBLISHER, WRITER

STAFF = {
    "ada@demo.example": ("Ada Writer", WRITER),
    "ben@demo.example": ("Ben Approver", APPROVER),
    "cora@demo.example": ("Cora Publisher", PUBLISHER),
    "dora@demo.example": ("Dora Auditor", AUDITOR),
}
_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"  # none that is taken for another


def create_missing(at: datetime) -> dict[str, str]:
    """Make the accounts that are missing, and set up an app for each that has none; returns the
    passwords of the new ones by e-mail address. They are kept nowhere else, so whoever calls this
    shows them."""
    made: dict[str, str] = {}
    with transaction.atomic():
        for email, (full_name, role) in STAFF.items():
            user = User.objects.filter(email=email).first()
            if user is None:
                made[email] = _password()
                user = User.objects.create_user(email, made[email], full_name=full_name)
                user.groups.add(Group.objects.get(name=role))
            if not factors.suffice(factors.held_by(user)):
                factors.give_app(user, factors.new_secret(), at)
    return made


def second_factors() -> dict[str, str]:
    """The secrets of the demo's apps, by e-mail address: as an app would be given them."""
    staff = User.objects.filter(email__in=STAFF)
    found = {user.email: factors.secret_of(user) for user in staff}
    return {email: secret for email in STAFF if (secret := found.get(email))}


def codes(at: datetime) -> dict[str, str]:
    """What those apps show at ``at``, by e-mail address."""
    return {email: factors.code_at(secret, at) for email, secret in second_factors().items()}


def _password() -> str:
    """Four times four letters and digits: 79 bits, and still to be typed by hand."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))
