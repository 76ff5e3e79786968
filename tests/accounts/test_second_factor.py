"""Nobody works here without a second factor, and no session without having proven it."""

from types import SimpleNamespace
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import get_resolver

from accounts import factors
from accounts.gate import ALWAYS, TO_ENROL
from audit.models import Entry
from tests import factories
from tests.accounts.door import (
    APP,
    CODE,
    DESK,
    OVERVIEW,
    SIGN_IN,
    browser,
    gets_in,
    led_to,
    signed_in,
    type_code,
    type_password,
)  # fmt: skip
from tests.conscience.surfaces import staff_address, surfaces
from tests.rights.expected import staff_surfaces


def test_password_alone_leads_to_the_second_step_and_no_further() -> None:
    ada, client = factories.ada(), browser()
    factories.enrolled(ada)

    type_password(client, ada)

    assert led_to(client.get(DESK)) == CODE
    assert led_to(client.get("/admin/releases/release/add/")) == CODE
    assert led_to(client.post("/admin/releases/release/add/", {"headline": "M"})) == CODE


def test_code_opens_the_desk_at_the_page_that_was_asked_for() -> None:
    ada, client = factories.ada(), browser()
    factories.enrolled(ada)
    type_password(client, ada)
    asked = client.get("/admin/releases/release/")["Location"]

    answer = client.post(
        asked, {"code": factories.code_of(ada), "next": "/admin/releases/release/"}
    )

    assert answer["Location"] == "/admin/releases/release/"
    assert gets_in(client)


@pytest.mark.parametrize("next_page", ["https://mallory.example/", "//mallory.example", "/news/"])
def test_nobody_is_led_away_from_the_desk(next_page: str) -> None:
    ada, client = factories.ada(), browser()
    factories.enrolled(ada)
    type_password(client, ada)

    answer = type_code(client, factories.code_of(ada), next=next_page)

    assert answer["Location"] == DESK


def test_account_without_a_second_factor_gets_to_enrolment_and_no_further() -> None:
    ada, client = factories.ada(), browser()

    type_password(client, ada)

    assert led_to(client.get(DESK)) == APP
    assert led_to(client.get(OVERVIEW)) == APP
    assert client.get(APP).status_code == 200


def enrol(client: Client) -> str:
    """As an app does it, from the secret that stands in the page; returns the page after."""
    secret = client.get(APP).context["secret"].replace(" ", "")
    from ircms import clock

    return client.post(APP, {"code": factors.code_at(secret, clock.now())}).content.decode()


def test_enrolment_opens_the_desk_and_shows_recovery_codes_once() -> None:
    ada, client = factories.ada(), browser()
    type_password(client, ada)

    page = enrol(client)

    codes = Authenticator.objects.get(type="recovery_codes").wrap().generate_codes()
    assert len(codes) == 10
    assert all(f"{code[:5]} {code[5:]}" in page for code in codes)
    assert gets_in(client)
    assert not any(code[:5] in client.get(OVERVIEW).content.decode() for code in codes)


def test_session_opened_before_enrolment_gets_nowhere() -> None:
    ada, before, here = factories.ada(), browser(), browser()
    type_password(before, ada)
    type_password(here, ada)

    enrol(here)

    assert gets_in(here)
    assert led_to(before.get(DESK)) == CODE
    assert led_to(before.get(APP)) == CODE


def test_whoever_has_a_second_factor_sets_up_no_other_before_proving_it() -> None:
    ada, client = factories.ada(), browser()
    factories.enrolled(ada)
    type_password(client, ada)

    for path in (APP, "/admin/account/passkey/", OVERVIEW, "/admin/account/recovery_codes/"):
        assert led_to(client.get(path)) == CODE
        assert led_to(client.post(path, {"code": "123456"})) == CODE


def test_no_page_of_the_desk_stands_open_to_a_password_alone() -> None:
    ada, client = factories.person("Root", is_superuser=True), browser()
    factories.enrolled(ada)
    type_password(client, ada)
    release = factories.attach(factories.draft()).release

    hidden: Any = SimpleNamespace(release=release)
    inside = []
    for surface in staff_surfaces():
        if surface.name in ALWAYS:
            continue
        answer = client.get(staff_address(surface, hidden))
        if led_to(answer) != CODE:
            inside.append(surface.name)

    assert inside == []


def test_what_stands_open_is_signing_in_and_out_and_enrolment() -> None:
    names = {each.name for each in surfaces("ircms.urls.staff")}

    assert names >= ALWAYS | TO_ENROL
    assert {"admin:login", "admin:logout", "account:code", "account:passkey_options"} == ALWAYS
    assert {"account:app", "account:passkey", "account:again"} == TO_ENROL


def test_last_second_factor_is_not_removed() -> None:
    ada = factories.ada()
    client = signed_in(ada)
    app = Authenticator.objects.get(user=ada, type="totp")

    client.post(f"/admin/account/factor/{app.pk}/remove/")

    assert Authenticator.objects.filter(pk=app.pk).exists()


def test_nobody_removes_the_factor_of_another() -> None:
    client, ben = signed_in(factories.ada()), factories.ben()
    factories.enrolled(ben)
    app = Authenticator.objects.get(user=ben, type="totp")

    answer = client.post(f"/admin/account/factor/{app.pk}/remove/")

    assert answer.status_code == 404
    assert Authenticator.objects.filter(pk=app.pk).exists()


def test_session_whose_factor_is_gone_proves_nothing() -> None:
    ada = factories.ada()
    client = signed_in(ada)

    Authenticator.objects.filter(user=ada).delete()

    assert led_to(client.get(DESK)) == APP


def test_recovery_codes_alone_are_no_second_factor() -> None:
    ada = factories.ada()
    client = signed_in(ada)
    (code, *_) = factors.make_recovery_codes(ada)
    Authenticator.objects.filter(user=ada, type="totp").delete()

    type_code(client, code)

    assert led_to(client.get(DESK)) == APP


def test_secret_is_encrypted_where_it_is_stored() -> None:
    ada = factories.ada()

    secret = factories.enrolled(ada)

    assert secret not in str(Authenticator.objects.get(user=ada).data)
    assert factors.secret_of(ada) == secret


def test_picture_of_the_secret_has_its_text_beside_it() -> None:
    client = browser()
    type_password(client, factories.ada())

    page = client.get(APP)

    assert b'src="data:image/svg+xml;base64,' in page.content
    assert page.context["secret"].encode() in page.content
    assert "img-src 'self' data:" in page["Content-Security-Policy"]


def test_passkey_alone_may_sign_in_and_asks_everybody_the_same() -> None:
    factories.enrolled(factories.ada())

    asked = (
        browser(HTTP_HOST="localhost")
        .post("/admin/login/passkey/", {"begin": 1})
        .json()["publicKey"]
    )

    assert "allowCredentials" not in asked or asked["allowCredentials"] in ([], None)
    assert asked["userVerification"] == "required"


@pytest.mark.parametrize("answer", ["", "{}", "[]", "null", '{"id": 3}', "x" * 30_000])
def test_what_is_no_passkey_opens_nothing(answer: str) -> None:
    ada, client = factories.ada(), browser(HTTP_HOST="localhost")
    factories.enrolled(ada)
    client.post("/admin/login/passkey/", {"begin": 1})

    said = client.post("/admin/login/passkey/", {"credential": answer})
    type_password(client, ada)
    second = client.post(CODE, {"credential": answer})

    assert said.status_code == second.status_code == 200
    assert b"passkey" in said.content
    assert not gets_in(client)


def test_nothing_of_signing_up_or_resetting_exists() -> None:
    every = {
        name for name in get_resolver("ircms.urls.staff").reverse_dict if isinstance(name, str)
    }

    assert not {name for name in every if "signup" in name or "reset" in name}
    for path in ("signup/", "password/reset/", "password_reset/", "accounts/signup/"):
        assert browser().get(f"/admin/{path}").headers.get("Location", "").startswith(SIGN_IN)


def test_enrolment_is_in_the_audit_and_told_by_mail() -> None:
    from outbox.models import Message

    ada, client = factories.ada(), browser()
    type_password(client, ada)

    enrol(client)

    told = Entry.objects.filter(actor=ada.pk).order_by("pk").values_list("action", flat=True)
    assert list(told) == [
        "signed in", "second factor added", "second factor", "new device", "recovery codes made",
    ]  # fmt: skip
    occasions = set(Message.objects.values_list("occasion", flat=True))
    assert occasions == {"factor_added", "new_device"}
