"""Who asks: one of each role, one with every right, and all the Mallorys."""

from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.test import Client

from accounts.models import User
from accounts.roles import ROLES
from tests import factories
from tests.rights.expected import NO_ROLE, SUPERUSER

PASSWORD = "a long enough pass phrase"
_NAMES = {"writer": "Ada", "approver": "Ben", "publisher": "Cora", "auditor": "Dora"}


def asker(column: str) -> User:
    """Who stands for a column of the matrix."""
    if column == SUPERUSER:
        return factories.person("Root", is_superuser=True)
    if column == NO_ROLE:
        return factories.person("Nobody")
    return factories.person(_NAMES[column], column)


def uninvited(column: str) -> User:
    """Mallory with the right role, on nobody's list."""
    name = f"Mallory-{column.replace(' ', '-')}"
    if column == SUPERUSER:
        return factories.person(name, is_superuser=True)
    return factories.person(name, *([column] if column in ROLES else []))


def session_of(user: User) -> str:
    """The cookie of a session begun by ``user``."""
    store: Any = import_module(settings.SESSION_ENGINE).SessionStore()
    store[SESSION_KEY] = str(user.pk)
    store[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store.create()
    factories.prove(store, user)
    return str(store.session_key)


def browser(session: str, *, checks: bool = False) -> Client:
    """A browser that sends this cookie and nothing else; ``checks``: its forms need their token."""
    client = Client(enforce_csrf_checks=checks, raise_request_exception=False)
    if session:
        client.cookies[settings.SESSION_COOKIE_NAME] = session
    return client


def at_the_door() -> dict[str, str]:
    """Sessions, by whose they are, of those who get to the sign-in page and no further."""
    sessions = {"anonymous": "", "a cookie made up": "0123456789abcdefghijklmnopqrstuv"}
    reader = factories.person("Mallory", "writer", "approver", "publisher", is_staff=False)
    sessions["no member of staff"] = session_of(reader)
    for name, ends in _ENDS.items():
        user = factories.person(name, "writer", "approver", "publisher")
        sessions[f"the session of {name}"] = session = session_of(user)
        ends(user, session)
    return sessions


def _signs_out(user: User, session: str) -> None:
    browser(session).post("/admin/logout/")


def _leaves(user: User, session: str) -> None:
    user.is_active = False
    user.save()


def _changes_password(user: User, session: str) -> None:
    user.set_password("quite another pass phrase")
    user.save()


def _loses_the_desk(user: User, session: str) -> None:
    user.is_staff = False
    user.save()


# Mallory has the cookie of each, from before.
_ENDS = {
    "Sally-who-signed-out": _signs_out,
    "Lena-who-left": _leaves,
    "Pat-with-a-new-password": _changes_password,
    "Lois-who-lost-the-desk": _loses_the_desk,
}
