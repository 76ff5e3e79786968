"""What is left behind by those who come and go: sessions, browsers, addresses, ways back."""

from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import RequestFactory

from accounts import devices, sessions, throttle
from accounts.models import Device
from outbox.models import Message
from tests import factories
from tests.accounts.door import (
    AGAIN,
    DESK,
    OVERVIEW,
    PASSWORD,
    browser,
    gets_in,
    led_to,
    signed_in,
    type_code,
    type_password,
)  # fmt: skip
from tests.conftest import StoppedClock
from tests.factories import NOON

PASSKEY, CHANGE = "/admin/login/passkey/", "/admin/password_change/"
NEW = "quite another pass phrase"
LATER = timedelta(minutes=6)


def test_questions_to_passkeys_without_end_are_turned_away_and_keep_no_session() -> None:
    for _ in range(throttle.MOST_FROM_AN_ADDRESS):
        assert browser().post(PASSKEY, {"begin": "1"}).status_code == 200

    refused = browser().post(PASSKEY, {"begin": "1"})
    elsewhere = browser(address="203.0.113.5").post(PASSKEY, {"begin": "1"})

    assert (refused.status_code, elsewhere.status_code) == (429, 200)
    assert "wait a quarter of an hour" in refused.json()["error"]
    assert refused["Retry-After"] == "900"
    assert not refused.cookies
    assert Session.objects.count() == throttle.MOST_FROM_AN_ADDRESS + 1


def test_questions_to_passkeys_use_up_no_password(clock: StoppedClock) -> None:
    for _ in range(throttle.MOST_FROM_AN_ADDRESS + 1):
        browser().post(PASSKEY, {"begin": "1"})

    assert gets_in(signed_in(factories.ada()))


def test_sessions_that_are_over_go_with_each_sign_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sessions, "_SWEPT_AT_ONCE", 2)
    ben, ada = factories.ben(), factories.ada()
    for number in range(3):
        key, over = f"over{number}", NOON - timedelta(days=number + 1)
        Session.objects.create(session_key=key, session_data="", expire_date=over)
        UserSession.objects.create(user=ben, session_key=key, ip="::", user_agent="")
    left = []

    for _ in range(2):
        type_password(browser(), ada)
        left.append(Session.objects.filter(session_key__startswith="over").count())

    assert left == [1, 0]
    assert not UserSession.objects.filter(user=ben).exists()
    assert UserSession.objects.filter(user=ada).count() == 2


def test_browsers_signed_out_with_all_others_are_new_ones_again(clock: StoppedClock) -> None:
    ada = factories.ada()
    here, there = signed_in(ada), signed_in(ada)

    here.post("/admin/account/sessions/end/")

    assert gets_in(here)
    assert Device.objects.get().token_sha256 == _known_by(here, ada)
    clock.forward(timedelta(minutes=1))
    signed_in(ada, there)
    assert Message.objects.filter(
        occasion="new_device", key__contains=f"{int(clock.instant.timestamp() * 1e6)}"
    ).exists()


def test_browser_signed_out_by_itself_is_a_new_one_again() -> None:
    ada = factories.ada()
    here, there, third = signed_in(ada), signed_in(ada), signed_in(ada)
    row = UserSession.objects.get(session_key=there.cookies["sessionid"].value)

    here.post(f"/admin/account/session/{row.pk}/end/")

    known = set(Device.objects.values_list("token_sha256", flat=True))
    assert known == {_known_by(here, ada), _known_by(third, ada)}


def test_superuser_who_signs_somebody_out_has_their_browsers_forgotten() -> None:
    ada, root = factories.ada(), factories.person("Root", is_superuser=True)
    one, two, client = signed_in(ada), signed_in(ada), signed_in(root)
    row = UserSession.objects.get(session_key=one.cookies["sessionid"].value)
    path = f"/admin/accounts/user/{ada.pk}/end_sessions/"

    client.post(path, {"session": row.pk})
    after_one = [each.token_sha256 for each in ada.devices.all()]
    client.post(path)

    assert after_one == [_known_by(two, ada)]
    assert not ada.devices.exists()
    assert gets_in(client)


def test_new_password_leaves_this_browser_known_and_no_other() -> None:
    ada = factories.ada()
    here, _ = signed_in(ada), signed_in(ada)

    here.post(CHANGE, {"old_password": PASSWORD, "new_password1": NEW, "new_password2": NEW})

    assert gets_in(here)
    assert Device.objects.get().token_sha256 == _known_by(here, ada)


def test_new_password_from_a_superuser_leaves_no_browser_known() -> None:
    ada, root = factories.ada(), factories.person("Root", is_superuser=True)
    _, client = signed_in(ada), signed_in(root)

    client.post(
        f"/admin/accounts/user/{ada.pk}/password/",
        {"password1": NEW, "password2": NEW, "usable_password": "true"},
    )

    ada.refresh_from_db()
    assert ada.check_password(NEW)
    assert not ada.devices.exists()
    assert not UserSession.objects.filter(user=ada).exists()
    assert gets_in(client)


def test_cookie_of_somebody_else_s_making_is_not_taken_up() -> None:
    ada, client = factories.ada(), browser()
    client.cookies[devices.COOKIE] = planted = "m" * 43

    signed_in(ada, client)

    assert client.cookies[devices.COOKIE].value != planted
    assert Device.objects.get().token_sha256 == _known_by(client, ada)


@pytest.mark.parametrize(
    ("path", "back"),
    [
        ("/admin/account/recovery_codes/", OVERVIEW),
        ("/admin/accounts/user/{pk}/end_sessions/", "/admin/accounts/user/{pk}/change/"),
    ],
)
def test_proof_asked_for_once_more_leads_to_a_page_that_opens(
    clock: StoppedClock, path: str, back: str
) -> None:
    root, ada = factories.person("Root", is_superuser=True), factories.ada()
    client = signed_in(root)
    clock.forward(LATER)

    asked = client.post(path.format(pk=ada.pk))
    answer = client.post(asked["Location"], {"code": factories.code_of(root), "next": _next(asked)})

    assert led_to(asked) == AGAIN
    assert answer["Location"] == back.format(pk=ada.pk)
    assert client.get(answer["Location"]).status_code == 200


def test_guesses_at_a_second_person_are_guesses_at_their_account(clock: StoppedClock) -> None:
    release, ben = factories.draft(publish_at=NOON + timedelta(hours=2)), factories.ben()
    client = signed_in(factories.cora())
    sent = {"revision": release.revision, "act": "release", "password": PASSWORD}
    for guess in range(throttle.MOST_TRIES):
        typed = {"approver": ben.email.upper(), "approver_password": f"guess {guess}"}
        client.post(
            f"/admin/releases/release/{release.pk}/leak/", sent | typed | {"approver_code": "0"}
        )

    said = type_password(browser(address="203.0.113.5"), ben)

    assert b"wait a quarter of an hour" in said.content


ADDRESSES = pytest.mark.parametrize(
    ("written", "address"),
    [
        ("198.51.100.9", "198.51.100.9"),
        ("198.51.100.9:51234", "198.51.100.9"),
        ("203.0.113.1, 198.51.100.9", "198.51.100.9"),
        ("2001:db8::7", "2001:db8::7"),
        ("[2001:db8::7]", "2001:db8::7"),
        ('"[2001:db8::7]:51234"', "2001:db8::7"),
        ("fe80::7%eth0", "fe80::7"),
        ("::ffff:198.51.100.9", "198.51.100.9"),
        ("unknown", "10.0.0.1"),
        ("", "10.0.0.1"),
        ("198.51.100.9'; --", "10.0.0.1"),
    ],
)


@ADDRESSES
def test_address_is_read_from_whatever_a_proxy_writes(
    settings: Any, written: str, address: str
) -> None:
    settings.IRCMS_BEHIND_PROXY = True
    request = RequestFactory().get(DESK, REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR=written)

    assert throttle.address_of(request) == address


@pytest.mark.parametrize("written", ["", "unix:", "unknown"])
def test_somebody_without_an_address_signs_in(settings: Any, written: str) -> None:
    settings.IRCMS_BEHIND_PROXY = True
    ada, client = factories.ada(), browser(address="", HTTP_X_FORWARDED_FOR=written)
    factories.enrolled(ada)

    type_password(client, ada)
    type_code(client, factories.code_of(ada))

    assert gets_in(client)
    assert UserSession.objects.get().ip == "::"


def _next(answer: Any) -> str:
    return parse_qs(urlsplit(answer["Location"]).query)["next"][0]


def _known_by(client: Any, user: Any) -> str:
    return devices._hashed(user.pk, client.cookies[devices.COOKIE].value)
