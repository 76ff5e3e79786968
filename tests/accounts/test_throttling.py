"""Guessing passwords: slow, the same whether there is such an account, and soon not told singly."""

from datetime import timedelta

import pytest

from accounts import throttle
from audit.models import Entry
from tests import factories
from tests.accounts.door import (
    APP,
    browser,
    gets_in,
    led_to,
    signed_in,
    type_code,
    type_password,
)  # fmt: skip
from tests.conftest import StoppedClock

WAIT = b"wait a quarter of an hour"


def test_after_five_wrong_passwords_the_right_one_has_to_wait(clock: StoppedClock) -> None:
    ada, client = factories.ada(), browser()
    for guess in range(5):
        type_password(client, ada, f"guess {guess}")

    refused = type_password(client, ada)
    clock.forward(timedelta(minutes=15))
    type_password(client, ada)

    assert WAIT in refused.content
    assert led_to(client.get("/admin/")) == APP


def test_guesses_count_from_wherever_they_come() -> None:
    ada = factories.ada()
    for guess in range(5):
        type_password(browser(address=f"198.51.100.{guess}"), ada, f"guess {guess}")

    assert WAIT in type_password(browser(address="203.0.113.5"), ada.email.upper()).content


def test_whoever_guesses_elsewhere_does_not_lock_the_owner_out() -> None:
    ada = factories.ada()
    own = signed_in(ada)
    own.post("/admin/logout/")
    for guess in range(8):
        type_password(browser(address="198.51.100.1"), ada, f"guess {guess}")

    type_password(own, ada)
    type_code(own, factories.code_of(ada))

    assert gets_in(own)


def test_one_address_does_not_try_account_after_account() -> None:
    mallory = browser(address="198.51.100.1")
    for number in range(throttle.MOST_FROM_AN_ADDRESS):
        type_password(mallory, f"person{number}@harbor-bio.example", "summer 2026")

    assert WAIT in type_password(mallory, factories.ada()).content


def test_addresses_of_one_network_count_as_one() -> None:
    for number in range(throttle.MOST_FROM_AN_ADDRESS):
        mallory = browser(address=f"2001:db8:1:2::{number:x}")
        type_password(mallory, f"person{number}@harbor-bio.example", "summer 2026")

    assert WAIT in type_password(browser(address="2001:db8:1:2:ffff::1"), factories.ada()).content


def test_behind_a_proxy_the_address_is_the_one_that_the_proxy_wrote(settings) -> None:
    settings.IRCMS_BEHIND_PROXY = True
    for number in range(throttle.MOST_FROM_AN_ADDRESS):
        mallory = browser(
            address="10.0.0.1", HTTP_X_FORWARDED_FOR=f"203.0.113.{number}, 198.51.100.9"
        )
        type_password(mallory, f"person{number}@harbor-bio.example", "summer 2026")
    other = browser(address="10.0.0.1", HTTP_X_FORWARDED_FOR="198.51.100.10")

    assert WAIT in type_password(mallory, factories.ada()).content
    assert WAIT not in type_password(other, factories.ada()).content


def test_account_that_there_is_not_is_answered_like_one_that_there_is() -> None:
    ada = factories.ada()
    answers = {}

    for email in (ada.email, "nobody@harbor-bio.example"):
        client = browser(address=f"198.51.100.{len(email)}")
        answers[email] = [
            type_password(client, email, "wrong").context["form"].errors for _ in range(7)
        ]

    assert answers[ada.email] == answers["nobody@harbor-bio.example"]


def test_account_that_there_is_not_costs_as_much_work(monkeypatch: pytest.MonkeyPatch) -> None:
    from django.contrib.auth import hashers

    hashed = []
    quick = hashers.MD5PasswordHasher.encode
    monkeypatch.setattr(
        hashers.MD5PasswordHasher,
        "encode",
        lambda self, *args, **kwargs: hashed.append(1) or quick(self, *args, **kwargs),
    )
    work = []
    for email in (factories.ada().email, "nobody@harbor-bio.example"):
        hashed.clear()
        type_password(browser(), email, "wrong")
        work.append(len(hashed))

    assert work == [1, 1]


def test_whoever_guesses_does_not_make_the_audit_grow(clock: StoppedClock) -> None:
    ada, mallory = factories.ada(), browser()

    for guess in range(40):
        type_password(mallory, ada, f"guess {guess}")

    told = list(Entry.objects.values_list("action", flat=True))
    assert told.count("failed sign-in") == 5
    assert told.count("too many attempts") <= 2
    clock.forward(timedelta(minutes=16))
    type_password(browser(), ada)
    numbers = [
        entry.said["number"] for entry in Entry.objects.filter(action="attempts turned away")
    ]
    assert sum(numbers) == 35  # those at the account, and those from the address alone


def test_guesses_from_everywhere_at_everybody_are_told_singly_only_so_far() -> None:
    for number in range(throttle.MOST_RECORDED + 20):
        client = browser(address=f"198.51.{number}.1")
        type_password(client, f"person{number}@harbor-bio.example", "summer 2026")

    entries = Entry.objects.filter(action="failed sign-in")
    assert entries.count() == throttle.MOST_RECORDED


def test_what_is_over_is_forgotten(clock: StoppedClock) -> None:
    from accounts.models import Throttle

    for number in range(10):
        type_password(browser(), f"person{number}@harbor-bio.example", "summer 2026")
    clock.forward(timedelta(hours=1))

    type_password(browser(), factories.ada())

    assert Throttle.objects.count() <= 3


def test_what_was_typed_stands_in_no_table_of_the_throttle() -> None:
    from accounts.models import Throttle

    type_password(browser(), "nobody@harbor-bio.example", "wrong")

    assert "nobody" not in str(list(Throttle.objects.values_list("key", flat=True)))
