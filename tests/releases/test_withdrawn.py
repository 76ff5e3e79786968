"""Withdrawn releases: what their addresses say from then on, and what everything else forgets."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from ircms.actor import acting_as
from releases.models import Release
from tests import factories
from tests.conftest import StoppedClock
from tests.factories import NOON
from tests.releases.pages import Page, get
from tests.releases.whole import BEFORE, BETWEEN, OUT, REASON, gone, release

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
PAGE, DATA = "/news/plant/", "/news/plant.json"


@pytest.fixture(autouse=True)
def _clock_and_company(stopped_clock: StoppedClock) -> None:
    factories.company()


def tombstone(client: Client, address: str = PAGE) -> Page:
    response = client.get(address)
    assert response.status_code == 410, address
    return Page(response.content.decode())


# What is said


def test_a_withdrawn_release_is_gone_and_says_when_and_why(client: Client) -> None:
    gone()

    page = tombstone(client)

    assert "This release has been withdrawn" in page.text
    assert "Harbor Bio measures" in page.text
    assert "Went out February 22, 2026, 8:30 a.m. EST" in page.text
    assert "Withdrawn March 2, 2026, noon EST" in page.text
    assert "The area was given ten times too large. The plant has <500> square feet." in page.text
    assert page.headings().count(1) == 1
    assert page.all("main", id="content")


def test_its_reason_is_text_in_paragraphs(client: Client) -> None:
    gone()

    html = client.get(PAGE).content.decode()

    assert "<p>The area was given ten times too large.</p>" in html
    assert "<p>The plant has &lt;500&gt; square feet.</p>" in html


def test_nothing_of_what_it_said_is_left_there(client: Client) -> None:
    gone()

    for address in (PAGE, DATA):
        body = client.get(address).content.decode()
        for said in ("5,000", "Hangzhou", "gout", "Mara", "plan.pdf", "Wuxi", "Inside"):
            assert said not in body, address


def test_its_data_say_the_same(client: Client) -> None:
    made = gone()

    response = client.get(DATA)

    assert response.status_code == 410
    assert response["Content-Type"] == "application/json"
    assert response.json() == {
        "id": f"urn:uuid:{made.public_id}",
        "url": "http://testserver/news/plant/",
        "status": "withdrawn",
        "kind": "press_release",
        "language": "en",
        "published": "2026-02-22T08:30:00-05:00",
        "headline": "Harbor Bio measures",
        "withdrawn": "2026-03-02T12:00:00-05:00",
        "reason": REASON,
        "corrected_by": [],
    }


def test_it_leads_to_the_newsroom(client: Client) -> None:
    gone()

    assert len(tombstone(client).all("a", href="/news/")) > 2  # masthead and imprint apart


def test_it_leads_to_what_corrects_it(client: Client) -> None:
    wrong = gone()
    right = factories.public("Harbor Bio measures again", corrects=wrong, correction_reason="Ten.")

    page = tombstone(client)

    assert page.all("a", href=right.get_absolute_url())
    assert "Corrected by Harbor Bio measures again March 1, 2026" in page.text
    assert client.get(DATA).json()["corrected_by"] == [
        {
            "url": f"http://testserver{right.get_absolute_url()}",
            "published": "2026-03-01T12:00:00-05:00",
            "withdrawn": None,
            "reason": "Ten.",
        }
    ]


def test_it_does_not_lead_to_a_correction_that_nobody_may_see(
    client: Client, stopped_clock: StoppedClock
) -> None:
    wrong = gone()
    factories.approved("Harbor Bio measures again", corrects=wrong)
    factories.draft("Harbor Bio measures often", corrects=wrong, publish_at=NOON - DAY)
    seen = client.get(PAGE).content

    stopped_clock.set(NOON + timedelta(hours=1))

    assert b"again" not in seen
    assert b"often" not in seen
    assert b"Harbor Bio measures again" in client.get(PAGE).content


def test_nor_to_one_that_is_withdrawn_too(client: Client) -> None:
    wrong = gone()
    gone(factories.public("Harbor Bio measures again", corrects=wrong))

    assert "again" not in tombstone(client).text


def test_of_an_unknown_hour_only_the_day_is_told(client: Client) -> None:
    midnight = datetime(2026, 2, 22, 5, 0, tzinfo=UTC)
    gone(release(publish_at=midnight, publish_time_known=False))

    assert "Went out February 22, 2026 Withdrawn" in tombstone(client).text


# How it is said to machines


def test_search_engines_are_told_to_keep_nothing(client: Client) -> None:
    gone()

    page = tombstone(client)

    assert page.all("meta", name="robots", content="noindex")
    assert not page.all("link", rel="canonical")
    assert not page.all("script", type="application/ld+json")
    for address in (PAGE, DATA):
        assert client.get(address)["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize("address", [PAGE, DATA])
def test_no_copy_from_before_is_confirmed(client: Client, address: str) -> None:
    made = release()
    etag = client.get(address)["ETag"]
    gone(made)

    for known in (etag, "*"):
        response = client.get(address, headers={"if-none-match": known})

        assert response.status_code == 410
        assert response.content
        assert "ETag" not in response


@pytest.mark.parametrize("address", [PAGE, DATA])
def test_it_is_cached_like_everything_else(client: Client, address: str) -> None:
    made = release()
    before = client.get(address)["Cache-Control"]
    gone(made)

    response = client.get(address)

    assert response["Cache-Control"] == before == "no-cache"
    assert "Expires" not in response
    assert not response.cookies


@pytest.mark.parametrize("address", [PAGE, DATA])
def test_head_is_answered_with_410_and_no_body(client: Client, address: str) -> None:
    gone()

    response = client.head(address)

    assert response.status_code == 410
    assert response.content == b""


@pytest.mark.parametrize("encoding", ["gzip", "br"])
def test_it_is_compressed_like_everything_else(client: Client, encoding: str) -> None:
    gone()

    one, other = (client.get(PAGE, headers={"accept-encoding": encoding}) for _ in range(2))

    assert one.status_code == 410
    assert one["Content-Encoding"] == encoding
    assert one.content == other.content
    assert "Accept-Encoding" in one["Vary"]


def test_it_cannot_be_posted_to(client: Client) -> None:
    gone()

    assert client.post(PAGE).status_code == 405


# Which day it is asked of


def test_before_it_went_out_it_is_like_any_unknown_address(client: Client) -> None:
    gone()

    for known, unknown in ((PAGE, "/news/nobody/"), (DATA, "/news/nobody.json")):
        one, other = (client.get(f"{each}?as_of={BEFORE}") for each in (known, unknown))

        assert one.status_code == other.status_code == 404
        assert dict(one.items()) == dict(other.items())
        assert one.content == other.content


@pytest.mark.parametrize("address", [PAGE, DATA])
def test_on_a_day_on_which_it_was_public_it_is_gone(client: Client, address: str) -> None:
    gone()

    response = client.get(f"{address}?as_of={BETWEEN}")

    assert response.status_code == 410
    assert "Harbor Bio measures" in response.content.decode()


def test_its_page_of_a_past_day_keeps_the_day_and_leads_back(client: Client) -> None:
    gone()

    page = tombstone(client, f"{PAGE}?as_of={BETWEEN}")

    assert "The site as it stood on February 25, 2026" in page.text
    assert page.all("a", href=PAGE)
    assert page.all("a", href=f"/contacts/?as_of={BETWEEN}")


def test_of_a_past_day_it_leads_only_to_a_correction_of_then(client: Client) -> None:
    wrong = gone()
    factories.public("Harbor Bio measures again", corrects=wrong, publish_at=NOON - DAY)

    assert "again" not in tombstone(client, f"{PAGE}?as_of={BETWEEN}").text
    assert "again" in tombstone(client).text


def test_until_its_withdrawal_the_page_is_there(client: Client) -> None:
    made = release()
    seen = client.get(PAGE).status_code

    gone(made)

    assert (seen, client.get(PAGE).status_code) == (200, 410)


# The family


def version(of: Release, language: str = "fr", **columns: Any) -> Release:
    return factories.draft(
        f"Version {language}",
        **{"slug": language, "translation_of": of, "language": language, "publish_at": OUT}
        | columns,
    )


def test_a_version_is_gone_with_its_original_for_the_same_reason(client: Client) -> None:
    original = release()
    factories.approve(version(original))

    gone(original)

    page = tombstone(client, "/news/fr/")
    assert "Version fr" in page.text
    assert "Withdrawn March 2, 2026, noon EST" in page.text
    assert "ten times too large" in page.text
    assert page.all("p", lang="fr")
    assert client.get("/news/fr.json").json()["reason"] == REASON


def test_a_version_that_was_never_approved_stays_unknown(client: Client) -> None:
    original = release()
    version(original)

    gone(original)

    assert _is_unknown(client, "/news/fr/")


def test_a_version_due_after_the_withdrawal_stays_unknown_for_ever(
    client: Client, stopped_clock: StoppedClock
) -> None:
    original = release()
    factories.approve(version(original, publish_at=NOON + DAY))
    gone(original)

    for instant in (NOON, NOON + 2 * DAY):
        stopped_clock.set(instant)
        assert _is_unknown(client, "/news/fr/")


def test_a_correction_that_never_went_out_with_its_original_corrects_nothing(
    client: Client, stopped_clock: StoppedClock
) -> None:
    release()
    other = factories.public("Another", slug="another")
    corrected = Release.objects.get(slug="plant")
    factories.approve(version(other, publish_at=NOON + DAY, corrects=corrected))
    gone(other)

    stopped_clock.set(NOON + 2 * DAY)

    assert "has been corrected" not in get(client, PAGE).text
    assert "5,000" in get(client, "/facilities/").text


@pytest.mark.parametrize("state", ["draft", "embargoed", "held"])
def test_what_was_never_public_has_no_tombstone(client: Client, state: str) -> None:
    made = factories.draft("Soon", slug="soon", publish_at=NOON + DAY)
    if state != "draft":
        factories.approve(made)
    if state == "held":
        with acting_as(factories.cora()):
            Release.objects.filter(pk=made.pk).update(approved_revision=None)

    assert _is_unknown(client, "/news/soon/")


def _is_unknown(client: Client, address: str) -> bool:
    """Whether its page and its data answer as an address that never was."""
    for known, unknown in (
        (address, "/news/nobody/"),
        (f"{address.rstrip('/')}.json", "/news/nobody.json"),
    ):
        one, other = client.get(known), client.get(unknown)
        assert one.status_code == other.status_code == 404
        assert dict(one.items()) == dict(other.items())
        assert one.content == other.content
    return True
