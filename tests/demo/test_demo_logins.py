"""``load_demo --logins``: staff accounts with passwords of this machine, shown once."""

import re
from datetime import timedelta

from accounts import factors
from accounts.demo_logins import STAFF
from accounts.models import User
from releases import approval
from releases.models import Release


def test_logins_are_shown_once_and_stored_only_hashed(load):
    said = load(logins=True)
    again = load(logins=True)

    passwords = dict(re.findall(r"(\w+@demo\.example)  (\S+)  \(", said))
    assert set(passwords) == set(STAFF)
    for email, password in passwords.items():
        user = User.objects.get(email=email)
        assert user.check_password(password)
        assert user.is_staff
        assert password not in user.password
        assert password not in again
        assert [group.name for group in user.groups.all()] == [STAFF[email][1]]
    assert "manage.py changepassword ada@demo.example" in again


def test_every_start_shows_second_factors_and_codes_that_open_the_desk(load, demo):
    load(logins=True)

    said = load(logins=True)

    shown = dict(re.findall(r"(\w+@demo\.example)  [A-Z2-7]{32}  code (\d{6})", said))
    assert set(shown) == set(STAFF)
    for email, code in shown.items():
        user = User.objects.get(email=email)
        assert factors.proven_by(user, code, demo.instant)
        assert factors.secret_of(user) in said


def test_codes_of_now_are_to_be_had_at_any_time(load, demo):
    load(logins=True)
    demo.forward(timedelta(minutes=7))

    said = load(codes=True)

    ada = User.objects.get(email="ada@demo.example")
    (code,) = re.findall(r"ada@demo\.example  code (\d{6})", said)
    assert factors.proven_by(ada, code, demo.instant)


def test_logins_differ_from_one_machine_to_the_next(load):
    here = re.findall(r"ada@demo\.example  (\S+)  \(", load(logins=True))
    User.objects.filter(email__in=STAFF).delete()

    there = re.findall(r"ada@demo\.example  (\S+)  \(", load(logins=True))

    assert len(here) == len(there) == 1
    assert here != there


def test_without_logins_nobody_can_sign_in(load):
    load()

    for user in User.objects.all():
        assert not user.has_usable_password()
        assert not user.is_staff


def test_demo_staff_may_approve_what_the_desk_wrote(load):
    load(logins=True)

    for release in Release.objects.all():
        contributors = approval.contributors_since_last_approval(release)
        assert not User.objects.filter(pk__in=contributors, email__in=STAFF).exists()
