"""The door of the desk in a real browser: enrolling, passkeys, and pages that behave."""

from collections.abc import Iterator
from typing import Any

import pytest

from accounts import factors
from ircms import clock as the_clock
from tests import factories
from tests.accounts.door import PASSWORD
from tests.admin.test_browser import complaints, moving_clock, sign_in, violations

__all__ = ["complaints", "moving_clock"]


@pytest.fixture(autouse=True)
def clock(moving_clock: object) -> object:
    """The clock, stopped for the server's threads too."""
    return moving_clock


@pytest.fixture
def passkeys(page: Any) -> Iterator[Any]:
    """A key of the browser's own that says yes, with somebody's finger on it."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    yield session
    session.detach()


def type_password(page: Any, live_server: Any, person: Any) -> None:
    page.goto(f"{live_server.url}/admin/login/")
    page.get_by_label("E-mail address").fill(person.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")


def test_first_sign_in_by_keyboard_alone_sets_up_an_app_and_opens_the_desk(
    page, live_server, moving_clock, complaints
):
    ada = factories.ada()
    type_password(page, live_server, ada)
    page.get_by_role("heading", name="Set up an authenticator app").wait_for()
    assert page.evaluate("document.querySelector('.qr').naturalWidth") > 0

    secret = page.locator(".secret").inner_text().replace(" ", "")
    page.keyboard.type(factors.code_at(secret, the_clock.now()))  # the field has the focus
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Your recovery codes").wait_for()
    assert page.locator(".recovery-codes li").count() == 10
    page.get_by_role("link", name="I have kept them").press("Enter")

    page.wait_for_url(f"{live_server.url}/admin/")


def test_passkey_is_made_used_as_second_step_and_signs_in_alone(
    page, live_server, moving_clock, complaints, passkeys
):
    ada = factories.ada()
    sign_in(page, live_server, ada)
    page.goto(f"{live_server.url}/admin/account/")
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_label("Name").fill("Blue key")
    page.get_by_role("button", name="Make the passkey").click()
    page.get_by_role("link", name="I have kept them").click()
    page.get_by_text("Blue key").first.wait_for()

    page.get_by_role("button", name="Sign out", exact=True).click()
    type_password(page, live_server, ada)
    page.get_by_role("button", name="Use your passkey").click()
    page.wait_for_url(f"{live_server.url}/admin/")

    page.get_by_role("button", name="Sign out", exact=True).click()
    page.goto(f"{live_server.url}/admin/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url(f"{live_server.url}/admin/")
    assert page.get_by_role("heading", name="Newsroom desk").is_visible()


def test_passkey_that_is_not_verified_opens_nothing(page, live_server, moving_clock, passkeys):
    page.goto(f"{live_server.url}/admin/login/")

    page.get_by_role("button", name="Sign in with a passkey").click()

    page.get_by_text("No passkey came of it.").wait_for()
    assert page.url == f"{live_server.url}/admin/login/"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 820, 1440])
def test_pages_at_the_door_are_accessible_and_fit(page, live_server, moving_clock, scheme, width):
    ada = factories.person("Root", is_superuser=True)
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 844})
    found = {}

    def look(name: str) -> None:
        found[name] = violations(page)
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"{name} is {wide} pixels wide"

    page.goto(f"{live_server.url}/admin/login/")
    look("sign in")
    type_password(page, live_server, ada)
    page.get_by_role("heading", name="Set up").wait_for()
    look("enrol")
    page.keyboard.type("000000")
    page.keyboard.press("Enter")
    page.get_by_role("alert").wait_for()
    look("a wrong code")
    secret = page.locator(".secret").inner_text().replace(" ", "")
    page.keyboard.type(factors.code_at(secret, the_clock.now()))
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Your recovery codes").wait_for()
    look("recovery codes")
    for path in ("account/", "account/passkey/", "account/again/", "account/app/",
                 f"accounts/user/{ada.pk}/change/", "password_change/"):  # fmt: skip
        page.goto(f"{live_server.url}/admin/{path}")
        look(path)
    page.context.clear_cookies()
    type_password(page, live_server, ada)
    page.get_by_role("heading", name="One more step").wait_for()
    look("second step")

    assert {name: said for name, said in found.items() if said} == {}
