"""What cannot be taken back, and who may what, asks once more who sits there."""

from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command
from django.test import Client

from accounts import factors
from accounts.models import User
from audit.models import Entry
from releases.models import Release
from tests import factories
from tests.accounts.door import (
    AGAIN,
    APP,
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

SOON = NOON + timedelta(hours=2)
LATER = timedelta(minutes=6)


def at_release_now(client: Client, release: Release, **typed: Any) -> Any:
    path = f"/admin/releases/release/{release.pk}/release-now/"
    sent = {"revision": release.revision, "reason": "", "password": PASSWORD}
    mark = client.get(path).context["form"]
    return client.post(path, sent | {"mark": mark["mark"].value() or ""} | typed)


def is_out(release: Release, clock: StoppedClock) -> bool:
    release.refresh_from_db()
    return release.is_public(clock.instant)


def test_release_now_asks_for_password_and_code(clock: StoppedClock) -> None:
    release, cora = factories.approved(publish_at=SOON), factories.cora()
    client = signed_in(cora)
    clock.forward(LATER)

    answers = [
        at_release_now(client, release),
        at_release_now(client, release, code="000000"),
        at_release_now(client, release, code=factories.code_of(cora), password="wrong"),
    ]
    before = is_out(release, clock)
    at_release_now(client, release, code=factories.code_of(cora))

    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert not before
    assert is_out(release, clock)


def test_within_five_minutes_of_the_second_factor_the_password_is_enough(
    clock: StoppedClock,
) -> None:
    release = factories.approved(publish_at=SOON)
    client = signed_in(factories.cora())
    clock.forward(timedelta(minutes=4))

    at_release_now(client, release)

    assert is_out(release, clock)


def test_passkey_or_code_on_the_page_before_does_for_five_minutes(clock: StoppedClock) -> None:
    cora = factories.cora()
    client, release = signed_in(cora), factories.approved(publish_at=SOON)
    clock.forward(LATER)

    answer = client.post(AGAIN, {"code": factories.code_of(cora), "next": "/admin/releases/"})
    at_release_now(client, release)

    assert answer["Location"] == "/admin/releases/"
    assert is_out(release, clock)
    assert Entry.objects.filter(action="proved again", actor=cora.pk).exists()


def test_code_replayed_at_the_act_releases_nothing(clock: StoppedClock) -> None:
    release, cora = factories.approved(publish_at=SOON), factories.cora()
    client = signed_in(cora)
    clock.forward(LATER)
    code = factories.code_of(cora)
    client.post(AGAIN, {"code": code})
    clock.forward(timedelta(seconds=30))

    assert factors.proven_by(cora, code, clock.instant) is None
    assert not is_out(release, clock)


def leak(client: Client, release: Release, **typed: str) -> Any:
    sent = {"revision": release.revision, "act": "release", "password": PASSWORD}
    return client.post(f"/admin/releases/release/{release.pk}/leak/", sent | typed)


@pytest.mark.parametrize("wrong", ["code", "password", "email", "nothing typed", "own"])
def test_second_person_gives_address_password_and_code(clock: StoppedClock, wrong: str) -> None:
    release, ben, cora = factories.draft(publish_at=SOON), factories.ben(), factories.cora()
    client = signed_in(cora)
    typed = {
        "approver": ben.email,
        "approver_password": PASSWORD,
        "approver_code": factories.code_of(ben),
    }
    typed |= {
        "code": {"approver_code": "000000"},
        "password": {"approver_password": "wrong"},
        "email": {"approver": "nobody@harbor-bio.example"},
        "nothing typed": {"approver_code": ""},
        "own": {"approver": cora.email, "approver_code": factories.code_of(cora)},
    }[wrong]

    said = leak(client, release, **typed)

    assert not is_out(release, clock)
    assert "e-mail address, password and code do not fit" in said.content.decode()


def test_second_person_approves_with_address_password_and_code(clock: StoppedClock) -> None:
    release, ben = factories.draft(publish_at=SOON), factories.ben()

    leak(
        signed_in(factories.cora()),
        release,
        approver=ben.email,
        approver_password=PASSWORD,
        approver_code=factories.code_of(ben),
    )

    assert is_out(release, clock)
    assert release.approvals.get().approver == ben


def test_to_hold_in_leak_mode_nobody_proves_anything(clock: StoppedClock) -> None:
    release = factories.approved(publish_at=SOON)
    client = signed_in(factories.cora())
    clock.forward(LATER)

    leak(client, release, act="hold", password="")

    release.refresh_from_db()
    assert release.held_at


@pytest.mark.parametrize("page", ["add/", "{pk}/change/", "{pk}/password/"])
def test_roles_accounts_and_passwords_ask_once_more(clock: StoppedClock, page: str) -> None:
    root, ada = factories.person("Root", is_superuser=True), factories.ada()
    client = signed_in(root)
    path = f"/admin/accounts/user/{page.format(pk=ada.pk)}"
    fresh = client.get(path).status_code
    clock.forward(LATER)

    for answer in (client.get(path), client.post(path, {"full_name": "Mallory"})):
        assert led_to(answer) == AGAIN

    assert fresh == 200
    assert User.objects.get(pk=ada.pk).full_name == "Ada"


def test_whoever_only_reads_accounts_is_asked_for_nothing(clock: StoppedClock) -> None:
    client, ada = signed_in(factories.person("Dora", "auditor")), factories.ada()
    clock.forward(LATER)

    assert client.get(f"/admin/accounts/user/{ada.pk}/change/").status_code == 200


@pytest.mark.parametrize("path", [APP, "/admin/account/passkey/", "/admin/account/recovery_codes/"])
def test_one_s_own_factors_ask_once_more(clock: StoppedClock, path: str) -> None:
    ada = factories.ada()
    client = signed_in(ada)
    clock.forward(LATER)

    assert led_to(client.post(path, {"code": "123456"})) == AGAIN
    assert not Authenticator.objects.filter(type="recovery_codes").exists()


def test_account_not_enrolled_sets_up_nothing_in_a_session_left_open(clock: StoppedClock) -> None:
    ada, client = factories.ada(), browser()
    type_password(client, ada)
    clock.forward(LATER)

    stale = led_to(client.get(APP))
    client.post(AGAIN, {"password": "wrong"})
    wrong = led_to(client.get(APP))
    client.post(AGAIN, {"password": PASSWORD})

    assert (stale, wrong) == (AGAIN, AGAIN)
    assert client.get(APP).status_code == 200


def test_guesses_at_the_act_are_counted(clock: StoppedClock) -> None:
    release, cora = factories.approved(publish_at=SOON), factories.cora()
    client = signed_in(cora)
    clock.forward(LATER)
    for guess in range(5):
        at_release_now(client, release, code=f"{guess:06}")

    said = at_release_now(client, release, code=factories.code_of(cora)).content.decode()

    assert "wait a quarter of an hour" in said
    assert not is_out(release, clock)


def reset(email: str, by: str) -> str:
    said = StringIO()
    call_command("reset_second_factor", email, by=by, stdout=said)
    return said.getvalue()


def test_whoever_is_locked_out_enrols_anew() -> None:
    root, ada = factories.person("Root", is_superuser=True), factories.ada()
    client = signed_in(ada)
    factors.make_recovery_codes(ada)

    reset(ada.email, root.email)

    assert not gets_in(client)
    again = browser()
    type_password(again, ada)
    assert led_to(again.get(DESK)) == APP
    entry = Entry.objects.get(action="second factors reset")
    assert (entry.actor, entry.row_id, entry.said) == (
        root.pk,
        ada.pk,
        {"factors": 2, "sessions": 1},
    )


@pytest.mark.parametrize("by", ["ben@harbor-bio.example", "nobody@harbor-bio.example"])
def test_factors_are_reset_in_the_name_of_a_superuser_alone(by: str) -> None:
    ada = factories.ada()
    factories.ben()
    factories.enrolled(ada)

    with pytest.raises(CommandError):
        reset(ada.email, by)

    assert factors.suffice(factors.held_by(ada))


def test_no_check_of_the_deployment_lets_the_gate_be_taken_away(settings) -> None:
    from ircms.checks import check_second_factor_is_asked_for

    assert check_second_factor_is_asked_for() == []
    settings.MIDDLEWARE = [each for each in settings.MIDDLEWARE if "gate" not in each]

    (error,) = check_second_factor_is_asked_for()

    assert error.id == "ircms.E004"


def test_what_was_typed_right_once_gives_the_tries_back() -> None:
    ada, client = factories.ada(), browser()
    factories.enrolled(ada)
    for _ in range(3):
        for guess in range(3):
            type_password(client, ada, f"guess {guess}")
        type_password(client, ada)
        client.post("/admin/logout/")

    type_password(client, ada)
    type_code(client, factories.code_of(ada))

    assert client.get(OVERVIEW).status_code == 200
