"""What lay open beside the doors: another way to try a password, two removals at once, a secret on
offer, answers that are none."""

import base64
import json
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session

from accounts import throttle
from accounts.models import User
from audit.models import Entry
from tests import factories
from tests.accounts.door import APP, PASSWORD, browser, signed_in, type_password
from tests.conftest import StoppedClock

CHANGE, PASSKEY = "/admin/password_change/", "/admin/login/passkey/"
WAIT = b"wait a quarter of an hour"
NEW = "quite another pass phrase"


def test_a_desk_left_open_is_no_place_to_try_passwords(clock: StoppedClock) -> None:
    ada = factories.ada()
    desk = signed_in(ada)
    for guess in range(6):
        desk.post(CHANGE, {"old_password": f"guess {guess}", "new_password1": "a"})

    right = {"old_password": PASSWORD, "new_password1": NEW, "new_password2": NEW}
    answer = desk.post(CHANGE, right, follow=True)
    ada.refresh_from_db()

    assert WAIT in answer.content
    assert ada.check_password(PASSWORD)
    assert Entry.objects.filter(action="wrong password").count() == 5
    clock.forward(timedelta(minutes=15))
    desk.post(CHANGE, right)
    ada.refresh_from_db()
    assert ada.check_password(NEW)


def test_of_two_removals_at_once_one_factor_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    ada = factories.ada()
    client = signed_in(ada)
    app = Authenticator.objects.get(user=ada, type="totp")
    data = {"name": "Key", "credential": {}}
    key = Authenticator.objects.create(user=ada, type="webauthn", data=data)
    locked, others = User.objects.select_for_update, [key]

    def after_the_other() -> object:
        """Who asks for the lock second has it when the first is done."""
        if others:
            client.post(f"/admin/account/factor/{others.pop().pk}/remove/")
        return locked()

    monkeypatch.setattr(User.objects, "select_for_update", after_the_other)
    client.post(f"/admin/account/factor/{app.pk}/remove/")

    assert Authenticator.objects.filter(user=ada, type="totp").exists()


def test_too_many_wrong_codes_at_enrolment_are_told(clock: StoppedClock) -> None:
    client = browser()
    type_password(client, factories.ada())
    client.get(APP)

    answers = [client.post(APP, {"code": f"{guess:06}"}) for guess in range(7)]

    assert [answer.status_code for answer in answers] == [200] * 7
    assert WAIT in answers[-1].content


def test_the_secret_on_offer_is_encrypted_where_the_session_lies() -> None:
    client = browser()
    type_password(client, factories.ada())
    secret = client.get(APP).context["secret"].replace(" ", "")

    kept = [session.get_decoded().get("new_app_secret", "") for session in Session.objects.all()]

    assert any(kept)
    assert not any(secret in each for each in kept)


def test_what_the_desk_says_stands_in_no_cookie() -> None:
    ada, client = factories.ada(), browser()
    signed_in(ada, client)
    release = factories.draft("Harbor Bio whispers")

    client.post(f"/admin/releases/release/{release.pk}/unsaved/", {"discard": "nothing"})

    assert "messages" not in client.cookies
    assert {morsel["path"] for morsel in client.cookies.values()} == {"/admin/"}
    assert b"nothing to discard" in client.get("/admin/").content


def test_what_the_desk_says_waits_behind_the_second_step() -> None:
    ada, client = factories.ada(), browser()
    signed_in(ada, client)
    release = factories.draft("Harbor Bio whispers")
    client.post(f"/admin/releases/release/{release.pk}/unsaved/", {"discard": "nothing"})
    mallory = browser()
    mallory.cookies["sessionid"] = client.cookies["sessionid"].value
    before = mallory.get("/admin/", follow=True)
    assert before.redirect_chain
    assert b"nothing to discard" not in before.content


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def _answer_of(owner: str) -> str:
    said = {"type": "webauthn.get", "challenge": "aaaa", "origin": "http://testserver"}
    parts = {
        "clientDataJSON": _text(json.dumps(said).encode()),
        "authenticatorData": _text(bytes(37)),
        "signature": "aaaa",
        "userHandle": _text(base64.urlsafe_b64encode(owner.encode())),
    }
    told = {"id": "aaaa", "rawId": "aaaa", "type": "public-key", "clientExtensionResults": {}}
    return json.dumps(told | {"response": parts})


@pytest.mark.parametrize("answer", ["[" * 19_000, "[" * 100_000, _answer_of("9" * 30)])
def test_an_answer_that_is_none_is_refused(answer: str) -> None:
    client = browser()
    client.post(PASSKEY, {"begin": "1"})

    assert b"does not open this desk" in client.post(PASSKEY, {"credential": answer}).content


def test_an_address_that_is_turned_away_locks_nobody_out() -> None:
    ada, mallory = factories.ada(), browser(address="198.51.100.1")
    for number in range(throttle.MOST_FROM_AN_ADDRESS):
        type_password(mallory, f"person{number}@harbor-bio.example", "summer 2026")
    for guess in range(6):
        assert WAIT in type_password(mallory, ada, f"guess {guess}").content

    assert WAIT not in type_password(browser(address="203.0.113.5"), ada).content
