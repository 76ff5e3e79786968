"""Every page of the desk, asked by everybody: what it shows them, and what it lets them change."""

from itertools import product
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import path, reverse

from tests.conscience.surfaces import Surface
from tests.rights.desk_world import World, world
from tests.rights.expected import (
    COLUMNS,
    DOES,
    NO,
    POST_ONLY,
    READS,
    NoExpectation,
    expected,
    pages,
    staff_surfaces,
    ways,
)
from tests.rights.people import asker, at_the_door, browser, session_of, uninvited
from tests.rights.snapshots import Snapshot, Watch, changed, snapshot, undone, watched

pytestmark = pytest.mark.usefixtures("stopped_clock")


def test_every_page_of_the_desk_has_its_row_and_every_row_its_page() -> None:
    found = {surface.name for surface in staff_surfaces()}

    assert {expected(surface).name for surface in staff_surfaces()} == found
    assert found == set(pages()) | set(ways())
    assert not set(pages()) & set(ways())


def test_a_page_without_a_row_fails() -> None:
    new: Any = path("new/", lambda request: HttpResponse(), name="new")

    with pytest.raises(NoExpectation, match=r"say in tests/rights/expected\.py who may"):
        expected(Surface("admin:releases_release_new", new))


def test_each_may_what_the_matrix_says_and_no_more() -> None:
    desk = world()
    before = snapshot()

    wrong = []
    for surface, column in product(_once(staff_surfaces()), COLUMNS):
        found = _cell(desk, surface, before, column)
        wanted = expected(surface).may[column]
        if found != _as_seen(surface, wanted):
            wrong.append(f"{column}, {surface.name}: expected {wanted}, found {found}")

    assert wrong == [], "\n".join(wrong)


def _once(surfaces: list[Surface]) -> list[Surface]:
    """Of those that share a name (Django's short addresses, one a model), one."""
    return list({surface.name: surface for surface in surfaces}.values())


Seen = tuple[str, str, str]


def _as_seen(surface: Surface, word: str) -> Seen:
    """What ``word`` comes to: what GET answers, what POST answers, and what that has changed."""
    shown = "405" if surface.name in POST_ONLY else "refused" if word == NO else "shown"
    return shown, "refused" if word == NO else "answered", "changed" if word == DOES else "the same"


def _cell(desk: World, surface: Surface, before: Snapshot, column: str) -> Seen:
    address, sent = desk.addresses[surface.name], desk.sent(surface)
    with undone():
        with watched() as watch:
            shown = _status(desk.client(column).get(address))
        if surface.name not in POST_ONLY and (touched := _touched(watch, before)):
            shown = f"{shown}, and {', '.join(touched)} changed"
    with undone():
        with watched() as watch:
            answered = _status(desk.client(column).post(address, sent))
        touched = _touched(watch, before)
    if answered == "405" and expected(surface).may[column] == NO:
        answered = "refused"
    elif answered == "shown" or expected(surface).may[column] == READS:
        # Whoever only reads may be told so in any words.
        answered = "answered"
    return shown, answered, "changed" if touched else "the same"


def _touched(watch: Watch, before: Snapshot) -> list[str]:
    return changed(before) if watch.has_written else []


def _status(response: Any) -> str:
    if response.streaming:
        list(response.streaming_content)
    if _leads_to_sign_in(response):
        return "sign in"
    return {200: "shown", 302: "shown", 301: "shown", 403: "refused", 404: "refused"}.get(
        response.status_code, str(response.status_code)
    )


def _leads_to_sign_in(response: Any) -> bool:
    return response.status_code == 302 and response["Location"].startswith("/admin/login/")


# Whose door it is not.

# Open to all: to sign in, and to be told that one is signed out.
OPEN = {"admin:login", "admin:logout"}


def test_nobody_gets_past_the_door_without_a_session_of_their_own() -> None:
    desk = world()
    sessions = at_the_door()
    before = snapshot()

    inside = [
        f"{who}: {method} {surface.name}"
        for who, session in sessions.items()
        for surface in staff_surfaces()
        for method in ("get", "post")
        if surface.name not in OPEN
        and not _leads_to_sign_in(
            getattr(browser(session), method)(desk.addresses[surface.name], {"post": "yes"})
        )
    ]

    assert inside == []
    assert changed(before) == []
    assert len(sessions) > 5


def _sent_by(client: Client, method: str, desk: World, surface: Surface) -> Any:
    data = desk.sent(surface) if method == "post" else None
    return getattr(client, method)(desk.addresses[surface.name], data)


def test_the_right_role_is_nothing_without_a_place_on_the_list() -> None:
    desk = world(is_kept=True)
    sessions = [session_of(uninvited(column)) for column in COLUMNS]
    known = desk.releases["public"]
    kept = [
        (surface, release)
        for surface in staff_surfaces()
        if (release := desk.release_at(surface)) not in (None, known)
    ]
    before = snapshot()

    shown = []
    for session, method, (surface, release) in product(sessions, ("get", "post"), kept):
        answer = _sent_by(browser(session), method, desk, surface)
        page = b"" if answer.streaming else answer.content
        # Django leads from the page of what does not exist to the first page.
        if _status(answer) == "shown" and answer.headers.get("Location") != "/admin/":
            shown.append(f"{method} {surface.name}: {answer.status_code}")
        if release.headline.encode() in page:
            shown.append(f"{method} {surface.name} names it")

    assert shown == []
    assert changed(before) == []


# An auditor reads.


def test_an_auditor_changes_nothing_but_the_own_password() -> None:
    rows = [*pages().values(), *ways().values()]

    assert [row.title for row in rows if row.may["auditor"] == DOES] == ["One’s own password"]


def test_what_staff_send_to_addresses_of_readers_changes_nothing() -> None:
    world()
    dora = browser(session_of(asker("auditor")))
    before = snapshot()

    for address in _public_addresses():
        refused = {200} if address == reverse("contacts") else {403, 404, 405}  # a form, unfilled
        assert dora.post(address, {"headline": "Mallory"}).status_code in refused, address

    assert changed(before) == []


def _public_addresses() -> list[str]:
    from tests.conscience.surfaces import argument_names, surfaces

    sample = {
        "slug": "harbor-bio-is-out",
        "year": 2026,
        "section": "events",
        "kind": "charters",
        "public_id": "00000000-0000-0000-0000-000000000065",
        "filename": "plan.pdf",
    }
    return [
        reverse(each.name, kwargs={name: sample[name] for name in argument_names(each)})
        for each in surfaces("ircms.urls.public")
    ]
