"""``load_demo --logins``: staff accounts with passwords of this machine, shown once."""

import re

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


def test_logins_differ_from_one_machine_to_the_next(load):
    here = re.findall(r"ada@demo\.example  (\S+)", load(logins=True))
    User.objects.filter(email__in=STAFF).delete()

    there = re.findall(r"ada@demo\.example  (\S+)", load(logins=True))

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
