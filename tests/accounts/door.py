"""What somebody does at the door of the desk: types a password, types a code, looks who is in."""

from typing import Any

from django.test import Client

from accounts.models import User
from tests import factories

PASSWORD = "a long enough pass phrase"
SIGN_IN, CODE, DESK = "/admin/login/", "/admin/login/code/", "/admin/"
OVERVIEW, APP, AGAIN = "/admin/account/", "/admin/account/app/", "/admin/account/again/"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"


def browser(agent: str = FIREFOX, address: str = "192.0.2.7", **more: Any) -> Client:
    return Client(HTTP_USER_AGENT=agent, REMOTE_ADDR=address, **more)


def type_password(client: Client, user: User | str, password: str = PASSWORD) -> Any:
    email = user if isinstance(user, str) else user.email
    return client.post(SIGN_IN, {"username": email, "password": password, "next": DESK})


def type_code(client: Client, code: str, **more: Any) -> Any:
    return client.post(CODE, {"code": code} | more)


def signed_in(user: User, client: Client | None = None) -> Client:
    """All the way, in a browser of its own."""
    client = client or browser()
    factories.enrolled(user)
    type_password(client, user)
    type_code(client, factories.code_of(user))
    assert gets_in(client)
    return client


def gets_in(client: Client) -> bool:
    return client.get(DESK).status_code == 200


def led_to(response: Any) -> str:
    """The page that an answer leads to, without what it is to go on to."""
    return str(response.headers.get("Location", "")).partition("?")[0]
