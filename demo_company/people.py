"""In whose name the demo's releases were written and approved.

Accounts of their own, with which nobody can sign in: whoever signs in has contributed to nothing
yet, and may approve a change to any of them.
"""

from accounts.models import User

WRITER = ("writers-desk@demo.example", "Demo desk (writing)")
APPROVER = ("approvals-desk@demo.example", "Demo desk (approving)")


def desk(email: str, full_name: str) -> User:
    """The account, made without a usable password where it is missing."""
    found = User.objects.filter(email=email).first()
    return found or User.objects.create_user(email, None, full_name=full_name, is_staff=False)
