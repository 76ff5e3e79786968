"""Staff of the demo: one account for each role, with a password made for this machine."""

import secrets

from django.contrib.auth.models import Group
from django.db import transaction

from accounts.models import User
from accounts.roles import APPROVER, AUDITOR, PUBLISHER, WRITER

STAFF = {
    "ada@demo.example": ("Ada Writer", WRITER),
    "ben@demo.example": ("Ben Approver", APPROVER),
    "cora@demo.example": ("Cora Publisher", PUBLISHER),
    "dora@demo.example": ("Dora Auditor", AUDITOR),
}
_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"  # none that is taken for another


def create_missing() -> dict[str, str]:
    """Make the accounts that are missing; returns their passwords by e-mail address. They are kept
    nowhere else, so whoever calls this shows them."""
    made: dict[str, str] = {}
    with transaction.atomic():
        for email, (full_name, role) in STAFF.items():
            if User.objects.filter(email=email).exists():
                continue
            made[email] = _password()
            user = User.objects.create_user(email, made[email], full_name=full_name)
            user.groups.add(Group.objects.get(name=role))
    return made


def _password() -> str:
    """Four times four letters and digits: 79 bits, and still to be typed by hand."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))
