"""The page on which previews are given and revoked, and what is told of them at the desk."""

import re
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from audit.models import Entry
from previews.models import Grant
from releases.models import Release
from tests import factories
from tests.conftest import StoppedClock
from tests.previews.granted import T, embargoed, give, home, opened, page_of, press

pytestmark = pytest.mark.usefixtures("stopped_clock")
TYPED = {
    "act": "give",
    "name": "Rosa Okafor",
    "email": "rosa@auditors.example",
    "purpose": "Audit of the year",
    "expires_at": "2026-03-02T13:00:00",
    "most_devices": "1",
}
LINK = re.compile(r'value="http://testserver(/preview/[\w-]{43})"')


def at_the_desk(who: User) -> Client:
    client = Client()
    client.force_login(who)
    return client


def page(release: Release) -> str:
    return reverse("admin:releases_release_grants", args=[release.pk])


def dora() -> User:
    return factories.person("Dora", "auditor")


def test_a_publisher_makes_a_link_that_works_and_is_shown_once() -> None:
    release = embargoed()
    cora = at_the_desk(factories.cora())

    made = cora.post(page(release), TYPED)
    again = cora.get(page(release))

    (link,) = LINK.findall(made.content.decode())
    assert LINK.findall(again.content.decode()) == []
    grant = Grant.objects.get()
    assert (grant.expires_at, grant.most_views, grant.most_devices) == (T, None, 1)
    assert press(Client(), link).status_code == 303


def test_the_link_is_kept_by_nobody() -> None:
    made = at_the_desk(factories.cora()).post(page(embargoed()), TYPED)

    assert made["Cache-Control"] == "no-store, private"


def test_what_makes_no_sense_is_said_beside_what_was_typed() -> None:
    release = embargoed()
    cora = at_the_desk(factories.cora())

    late = cora.post(page(release), TYPED | {"expires_at": "2026-03-02T13:00:01"})
    empty = cora.post(page(release), TYPED | {"name": ""})

    assert "own time at the latest" in late.content.decode()
    assert 'value="Audit of the year"' in late.content.decode()
    assert "This field is required" in empty.content.decode()
    assert not Grant.objects.exists()


def test_revoking_takes_effect_at_once() -> None:
    release = embargoed()
    grant, client = opened(release)
    assert client.get(page_of(grant)).status_code == 200

    response = at_the_desk(factories.cora()).post(
        page(release), {"act": "revoke", "grant": grant.pk}
    )

    assert response.status_code == 302
    assert client.get(page_of(grant)).status_code == 404


def test_a_grant_of_another_release_is_not_revoked_from_here() -> None:
    release, other = embargoed(), embargoed("Harbor Bio shouts")
    grant, _ = give(other)

    response = at_the_desk(factories.cora()).post(
        page(release), {"act": "revoke", "grant": grant.pk}
    )

    assert "Choose a grant of this release" in response.content.decode()
    assert Grant.objects.get().revoked_at is None


@pytest.mark.parametrize(
    ("who", "sees", "gives"),
    [
        (factories.ada, False, False),
        (factories.ben, False, False),
        (factories.cora, True, True),
        (dora, True, False),
    ],
)
def test_publishers_give_and_auditors_read(who: Any, sees: bool, gives: bool) -> None:
    release = embargoed()
    client = at_the_desk(who())

    shown = client.get(page(release))
    client.post(page(release), TYPED)

    assert shown.status_code == (200 if sees else 403)
    assert Grant.objects.exists() is gives
    link = page(release) in client.get(_change(release)).content.decode()
    assert link is sees


def test_of_what_does_not_exist_for_somebody_there_is_no_page() -> None:
    release = embargoed()
    factories.keep_to_few(release, factories.ben())

    assert at_the_desk(factories.cora()).get(page(release)).status_code == 404


def test_what_each_opened_is_on_the_page() -> None:
    release = embargoed()
    grant, client = opened(release, most_views=7)
    client.get(page_of(grant))

    shown = _text(at_the_desk(factories.cora()).get(page(release)))

    assert "Rosa Okafor <rosa@auditors.example>: Audit of the year" in shown
    assert "1 page opened of 7, the last Mon 2 Mar 2026, 12:00 EST" in shown


def test_looking_at_the_page_is_in_the_audit() -> None:
    release = embargoed()

    at_the_desk(factories.cora()).get(page(release))

    entry = Entry.objects.filter(action="viewed").latest("pk")
    assert (entry.release_id, entry.said["where"]) == (release.pk, "grants")


def test_people_outside_stand_on_the_page_of_who_knows() -> None:
    release = embargoed()
    factories.keep_to_few(release, factories.cora())
    give(release)

    page = at_the_desk(factories.ada()).get(
        reverse("admin:releases_release_insiders", args=[release.pk])
    )

    assert "Rosa Okafor <rosa@auditors.example>: Audit of the year" in _text(page)
    assert "through Cora, until Mon 2 Mar 2026, 13:00 EST" in _text(page)


def test_the_history_tells_what_was_given_opened_looked_at_tried_and_revoked(
    stopped_clock: StoppedClock,
) -> None:
    release = embargoed()
    stopped_clock.forward(timedelta(minutes=1))
    grant, link = give(release)
    rosa = Client()
    stopped_clock.forward(timedelta(minutes=1))
    press(rosa, link)
    stopped_clock.forward(timedelta(minutes=1))
    for address in (page_of(grant), home(grant)):
        assert rosa.get(address).status_code == 200
    stopped_clock.forward(timedelta(minutes=1))
    mallory = Client()
    mallory.get(press(mallory, link)["Location"])
    stopped_clock.forward(timedelta(minutes=1))
    at_the_desk(factories.cora()).post(page(release), {"act": "revoke", "grant": grant.pk})
    stopped_clock.settle()

    story = reverse("admin:releases_release_story", args=[release.pk])
    shown = _text(at_the_desk(factories.ada()).get(story))

    for sentence in (
        "Cora gave Rosa Okafor a preview (“Audit of the year”), until Mon 2 Mar 2026, 13:00 EST.",
        "Rosa Okafor opened the link, which is spent on that device.",
        "Rosa Okafor opened two pages or files of the preview.",
        "Somebody opened the link of Rosa Okafor on another device: nothing was shown.",
        "Cora revoked the preview of Rosa Okafor.",
    ):
        assert sentence in shown, shown


def test_the_audit_s_own_pages_show_them() -> None:
    release = embargoed()
    _, link = give(release)
    press(Client(), link)
    press(Client(), f"/preview/{'A' * 43}")
    client = at_the_desk(dora())

    shown = _text(client.get(reverse("admin:audit_entry_changelist")))

    assert "Added a grant of a preview" in shown
    assert "Preview opened" in shown
    assert "Preview refused" in shown
    for entry in Entry.objects.filter(action__startswith="preview"):
        assert client.get(reverse("admin:audit_entry_change", args=[entry.pk])).status_code == 200


def _change(release: Release) -> str:
    return reverse("admin:releases_release_change", args=[release.pk])


def _text(response: Any) -> str:
    """What a page says, in one line."""
    bare = re.sub(r"<[^>]+>", "", response.content.decode())
    return " ".join(unescape(bare).split())
