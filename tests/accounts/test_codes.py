"""A code is good once, at its time, for its owner; and nobody guesses one."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connections

from accounts import factors
from accounts.models import Throttle
from audit.models import Entry
from ircms import clock as the_clock
from tests import factories
from tests.accounts.door import CODE, browser, gets_in, type_code, type_password
from tests.conftest import StoppedClock


def test_replayed_code_is_refused() -> None:
    ada, client, mallory = factories.ada(), browser(), browser()
    code = factories.code_of(ada)
    for each in (client, mallory):
        type_password(each, ada)

    type_code(client, code)
    type_code(mallory, code)

    assert gets_in(client)
    assert not gets_in(mallory)


def test_code_older_than_the_last_one_used_is_refused() -> None:
    ada, at = factories.ada(), the_clock.now()
    secret = factories.enrolled(ada)

    assert factors.proven_by(ada, factors.code_at(secret, at), at)
    assert factors.proven_by(ada, factors.code_at(secret, at, -1), at) is None
    assert factors.proven_by(ada, factors.code_at(secret, at, +1), at)


@pytest.mark.parametrize("steps", [-2, 2, 100])
def test_code_of_another_time_is_refused(steps: int) -> None:
    ada, at = factories.ada(), the_clock.now()

    code = factors.code_at(factories.enrolled(ada), at, steps)

    assert factors.proven_by(ada, code, at) is None


def test_code_of_somebody_else_is_refused() -> None:
    ada, ben = factories.ada(), factories.ben()
    factories.enrolled(ada)

    assert factors.proven_by(ada, factories.code_of(ben), the_clock.now()) is None


def test_code_that_proved_an_enrolment_is_used_up() -> None:
    ada, at, secret = factories.ada(), the_clock.now(), factors.new_secret()
    code = factors.code_at(secret, at)

    factors.add_app(ada, secret, code, at)

    assert factors.proven_by(ada, code, at) is None


def test_recovery_code_opens_the_desk_once() -> None:
    ada, client, again = factories.ada(), browser(), browser()
    factories.enrolled(ada)
    (code, *_) = factors.make_recovery_codes(ada)
    for each in (client, again):
        type_password(each, ada)

    type_code(client, f"{code[:5]} {code[5:]}")
    type_code(again, code)

    assert gets_in(client)
    assert not gets_in(again)
    assert Entry.objects.filter(action="recovery code used", actor=ada.pk).count() == 1


def test_new_recovery_codes_take_the_place_of_the_old() -> None:
    ada, at = factories.ada(), the_clock.now()
    (old, *_) = factors.make_recovery_codes(ada)

    (new, *_) = factors.make_recovery_codes(ada)

    assert factors.proven_by(ada, old, at) is None
    assert factors.proven_by(ada, new, at)


@pytest.mark.parametrize("typed", ["", " ", "-", "000000", "é23456", "1" * 5_000, "123456\0"])
def test_what_is_no_code_proves_nothing(typed: str) -> None:
    ada, client = factories.ada(), browser()
    factories.enrolled(ada)
    factors.make_recovery_codes(ada)
    type_password(client, ada)

    answer = type_code(client, typed)

    assert answer.status_code in {200, 400}
    assert not gets_in(client)


def test_after_five_wrong_codes_the_right_one_has_to_wait(clock: StoppedClock) -> None:
    ada, client = factories.ada(), browser()
    factories.enrolled(ada)
    type_password(client, ada)
    for guess in range(5):
        type_code(client, f"{guess:06}")

    said = type_code(client, factories.code_of(ada)).content.decode()
    waiting = gets_in(client)
    clock.forward(timedelta(minutes=15))
    type_code(client, factories.code_of(ada))

    assert "wait a quarter of an hour" in said
    assert not waiting
    assert gets_in(client)


def test_new_session_gives_no_new_guesses_at_the_code() -> None:
    ada = factories.ada()
    factories.enrolled(ada)
    for guess in range(5):
        client = browser(address=f"192.0.2.{guess}")
        type_password(client, ada)
        type_code(client, f"{guess:06}")
    client = browser(address="192.0.2.99")
    type_password(client, ada)

    type_code(client, factories.code_of(ada))

    assert not gets_in(client)


@pytest.mark.usefixtures("committed_db")
def test_of_many_at_once_one_uses_the_code_up() -> None:
    ada, at = factories.ada(), the_clock.now()
    code = factories.code_of(ada)

    def use(number: int) -> bool:
        try:
            return factors.proven_by(ada, code, at) is not None
        finally:
            connections.close_all()

    with ThreadPoolExecutor(6) as pool:
        used = list(pool.map(use, range(6)))

    assert sum(used) == 1


@pytest.mark.usefixtures("committed_db")
def test_guesses_sent_at_once_are_counted_all_the_same() -> None:
    from django.core.exceptions import ValidationError

    from accounts import throttle

    at = the_clock.now()

    def guess(number: int) -> bool:
        try:
            throttle.take(at, throttle.of_account("code", 1))
        except ValidationError:
            return False
        finally:
            connections.close_all()
        return True

    with ThreadPoolExecutor(6) as pool:
        asked = list(pool.map(guess, range(20)))

    assert sum(asked) == throttle.MOST_TRIES
    assert Throttle.objects.get().refused == 20 - throttle.MOST_TRIES


def test_wrong_code_is_in_the_audit_with_whose_it_was() -> None:
    ada, client = factories.ada(), browser()
    factories.enrolled(ada)
    type_password(client, ada)

    client.post(CODE, {"code": "918273"})

    entry = Entry.objects.get(action="wrong second factor")
    assert entry.actor == ada.pk
    assert "918273" not in entry.record + str(entry.beside)
