"""Forms that were forged, and forms that are sent again."""

from typing import Any

import pytest
from django.test import Client

from tests.rights.desk_world import STANDS, TYPED, World, world
from tests.rights.expected import SUPERUSER, staff_surfaces
from tests.rights.people import browser
from tests.rights.snapshots import changed, lost, snapshot, undone

pytestmark = pytest.mark.usefixtures("stopped_clock")
HOLD = "admin:releases_release_hold"
# What is said or begun twice stands twice; nothing that stood becomes another by it.
STANDS_TWICE = {"comment", "copy", "correct", "notice"}


def checked(desk: World) -> tuple[Client, str]:
    """Root's browser, whose forms need their token; and that token."""
    client = browser(desk.sessions[SUPERUSER], checks=True)
    client.get("/admin/password_change/")
    return client, client.cookies["csrftoken"].value


def test_a_forged_form_changes_nothing_on_any_page() -> None:
    desk = world()
    client, token = checked(desk)
    others = browser(desk.sessions["writer"], checks=True)
    others.get("/admin/password_change/")
    theirs = others.cookies["csrftoken"].value
    elsewhere = {"origin": "https://mallory.example"}
    forged: list[tuple[dict[str, str], dict[str, str]]] = [
        ({}, {}),
        ({"csrfmiddlewaretoken": theirs}, {}),
        ({"csrfmiddlewaretoken": token}, elsewhere),
        ({"csrfmiddlewaretoken": token}, {"origin": "null"}),
    ]
    before = snapshot()

    for surface in staff_surfaces():
        for data, headers in forged:
            sent = {"post": "yes", "reason": "Mischief.", "revision": 1} | data
            answer: Any = client.post(desk.addresses[surface.name], sent, headers=headers)
            assert answer.status_code == 403, surface.name

    assert changed(before) == []


def test_the_same_form_with_its_own_token_is_taken() -> None:
    desk = world()
    client, token = checked(desk)
    hold = next(surface for surface in staff_surfaces() if surface.name == HOLD)
    sent = desk.sent(hold) | {"csrfmiddlewaretoken": token}
    before = snapshot()

    client.post(desk.addresses[HOLD], sent, HTTP_ORIGIN="http://testserver")

    assert "releases_release" in changed(before)


def test_a_form_sent_again_does_nothing_again() -> None:
    desk = world()
    names = {f"admin:releases_release_{name}" for name in (*STANDS, "change", "insiders")}
    surfaces = [surface for surface in staff_surfaces() if surface.name in names]
    assert set(TYPED) <= set(STANDS)

    wrong = []
    for surface in surfaces:
        sent, address = desk.sent(surface), desk.addresses[surface.name]
        before = snapshot()
        with undone():
            client = desk.client(SUPERUSER)
            client.post(address, sent)
            once = snapshot()
            client.post(address, sent)
            again = changed(once)
            if not changed(before, once):
                wrong.append(f"{surface.name} does nothing")
            if surface.name.rpartition("_")[2] in STANDS_TWICE:
                again = lost(once, snapshot())
            if again:
                wrong.append(f"{surface.name}, sent again, changes {', '.join(again)}")

    assert wrong == [], "\n".join(wrong)
