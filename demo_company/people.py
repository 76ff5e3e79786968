"""In whose name the demo's releases were written and approved.

Accounts of their own, with which nobody can sign in: whoever signs in has contributed to nothing
yet, and may approve a change to any of them.
"""

from django.contrib.auth.models import Permission

from accounts.models import User

WRITER = ("writers-desk@demo.example", "Demo desk (writing)", "submit_release")
APPROVER = (
    "approvals-desk@demo.example",
    "Demo desk (approving)",
    "approve_release",
    "import_historic_release",
)
PUBLISHER = ("publishing-desk@demo.example", "Demo desk (publishing)", "schedule_release")


def desk(email: str, full_name: str, *rights: str) -> User:
    """The account, made without a usable password where it is missing, with ``rights`` by name."""
    found = User.objects.filter(email=email).first()
    user = found or User.objects.create_user(email, None, full_name=full_name, is_staff=False)
    user.user_permissions.add(*Permission.objects.filter(codename__in=rights))
    return user
