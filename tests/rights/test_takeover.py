"""Whoever manages people gets into no account that may more than they may themselves."""

from typing import Any

import pytest

from tests import factories
from tests.admin.desk import signed_in
from tests.rights.test_people import PEOPLE, mina

pytestmark = pytest.mark.usefixtures("stopped_clock")
WORDS = {"password1": "quiet harbor morning", "password2": "quiet harbor morning"}

TYPED = {
    "email": "mallory@harbor-bio.example",
    "full_name": "M",
    "is_active": "on",
    "is_staff": "on",
}


@pytest.mark.parametrize("is_active", [True, False])
@pytest.mark.parametrize("role", ["superuser", "writer"])
def test_nobody_takes_over_the_account_of_somebody_who_may_more(role: str, is_active: bool) -> None:
    of: dict[str, Any] = {"is_superuser": True} if role == "superuser" else {}
    victim = factories.person("Victor", *([] if of else [role]), is_active=is_active, **of)
    client = signed_in(mina())

    page = f"{PEOPLE}{victim.pk}/"
    answers = [
        client.post(f"{page}password/", WORDS).status_code,
        client.post(f"{page}change/", TYPED).status_code,
    ]

    before = victim.email
    victim.refresh_from_db()
    assert answers == [403, 403]
    assert not victim.check_password(WORDS["password1"])
    assert victim.email == before


def test_whoever_manages_people_manages_those_who_may_no_more() -> None:
    nobody = factories.person("Nobody")
    client = signed_in(mina())

    client.post(f"{PEOPLE}{nobody.pk}/password/", WORDS)

    nobody.refresh_from_db()
    assert nobody.check_password(WORDS["password1"])
