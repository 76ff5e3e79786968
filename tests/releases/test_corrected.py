"""Corrected releases and their corrections: each says of the other what, when and why."""

import json
import re
from datetime import timedelta
from typing import Any

import feedparser
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from releases.models import Release
from releases.withdrawal import withdraw
from tests import factories
from tests.conftest import StoppedClock
from tests.factories import NOON
from tests.releases.pages import Page, get

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
REASON = "The plant has 500 square feet, not <5,000>.\n\nAll else holds."
WRONG, RIGHT = "/news/wrong/", "/news/right/"


@pytest.fixture(autouse=True)
def _clock_and_company(stopped_clock: StoppedClock) -> None:
    factories.company()


@pytest.fixture
def wrong() -> Release:
    return factories.public("Harbor Bio measures", slug="wrong", publish_at=NOON - 9 * DAY)


def correct(wrong: Release, **columns: Any) -> Release:
    """A correction that has been out for two days."""
    given = {"slug": "right", "publish_at": NOON - 2 * DAY, "correction_reason": REASON}
    return factories.public("Harbor Bio measures again", corrects=wrong, **given | columns)


def json_ld(client: Client, address: str) -> Any:
    html = client.get(address).content.decode()
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', html)
    assert found is not None
    return json.loads(found[1])


def test_the_earlier_page_says_when_and_why_it_was_corrected_and_keeps_its_text(
    client: Client, wrong: Release
) -> None:
    correct(wrong)

    page = get(client, WRONG)

    assert (
        "This release has been corrected. See the correction of February 28, 2026: "
        "Harbor Bio measures again The plant has 500 square feet, not <5,000>. All else holds."
    ) in page.text
    assert page.all("a", href=RIGHT)
    assert "The plant opened today." in page.text


def test_the_reason_is_text_in_paragraphs(client: Client, wrong: Release) -> None:
    correct(wrong)

    for address in (WRONG, RIGHT):
        html = client.get(address).content.decode()
        assert "<p>The plant has 500 square feet, not &lt;5,000&gt;.</p>" in html
        assert "<p>All else holds.</p>" in html


def test_the_correction_says_what_it_corrects_and_why(client: Client, wrong: Release) -> None:
    correct(wrong)

    page = get(client, RIGHT)

    assert (
        "This is a correction of the release of February 21, 2026: Harbor Bio measures "
        "The plant has 500 square feet, not <5,000>."
    ) in page.text
    assert page.all("a", href=WRONG)


def test_an_old_correction_without_a_reason_gives_none(client: Client, wrong: Release) -> None:
    correct(wrong, correction_reason="")

    for address in (WRONG, RIGHT):
        assert "correction-reason" not in client.get(address).content.decode()


def test_every_correction_is_named_newest_first(client: Client, wrong: Release) -> None:
    correct(wrong)
    factories.public("Harbor Bio measures once more", corrects=wrong)

    text = get(client, WRONG).text

    assert text.index("measures once more") < text.index("measures again")


def test_a_correction_and_its_version_are_named_once(client: Client, wrong: Release) -> None:
    right = correct(wrong)
    french = {"language": "fr", "translation_of": right, "publish_at": NOON - 2 * DAY}
    factories.public("Harbor Bio mesure", corrects=wrong, **french)

    assert "mesure" not in get(client, WRONG).text


def test_a_version_of_the_corrected_release_says_so_too(client: Client, wrong: Release) -> None:
    factories.public("Mesures", slug="mesures", language="fr", translation_of=wrong)
    correct(wrong)

    assert "This release has been corrected." in get(client, "/news/mesures/").text


def test_a_version_of_the_correction_says_what_it_corrects_in_its_own_words(
    client: Client, wrong: Release
) -> None:
    right = correct(wrong)
    french = {"language": "fr", "translation_of": right, "publish_at": NOON - DAY}
    factories.public("Encore", slug="encore", correction_reason="Mesure fausse.", **french)

    page = get(client, "/news/encore/")

    assert "This is a correction of the release of February 21, 2026" in page.text
    assert "Mesure fausse." in page.text
    assert "All else holds." not in page.text


def test_before_the_correction_is_public_nothing_is_said_of_it(
    client: Client, wrong: Release, stopped_clock: StoppedClock
) -> None:
    addresses = (WRONG, "/news/wrong.json", "/news/", "/", "/news/feed.rss")
    before = [client.get(address).content for address in addresses]
    due = NOON + timedelta(hours=1)
    embargoed = factories.draft("Soon", corrects=wrong, correction_reason=REASON, publish_at=due)
    factories.approve(embargoed)

    assert [client.get(address).content for address in addresses] == before
    stopped_clock.set(due)
    assert "This release has been corrected." in get(client, WRONG).text


def test_a_past_day_before_the_correction_knows_nothing_of_it(
    client: Client, wrong: Release
) -> None:
    correct(wrong)

    for address in (WRONG, "/news/", "/"):
        page = get(client, f"{address}?as_of=2026-02-27")
        assert "orrected" not in page.text
        assert "orrected" in get(client, f"{address}?as_of=2026-02-28").text


def test_of_a_withdrawn_correction_no_word_is_left_but_that_it_was(
    client: Client, wrong: Release
) -> None:
    right = correct(wrong)
    withdraw(right, by=factories.cora(), at=NOON, reason="Measured wrongly once more.")

    page = get(client, WRONG)

    assert (
        "The correction has been withdrawn since; what was stated here does not hold again. "
        "See the withdrawn correction of February 28, 2026."
    ) in page.text
    assert page.all("a", href=RIGHT)
    assert "measures again" not in page.text
    assert "All else holds" not in page.text


def test_a_correction_of_what_was_withdrawn_does_not_repeat_its_headline(
    client: Client, wrong: Release
) -> None:
    correct(wrong)
    withdraw(wrong, by=factories.cora(), at=NOON, reason="Wrong.")

    page = get(client, RIGHT)

    assert "a correction of the release of February 21, 2026, which has been withdrawn" in page.text
    assert page.all("a", href=WRONG)
    assert page.text.count("Harbor Bio measures") == page.text.count("Harbor Bio measures again")


def flags(page: Page) -> int:
    """How many marks stand in the list, those apart that say of a release what it corrects."""
    marks = [each for _tag, each in page.elements if each.get("class") == "flag"]
    return len(marks) - page.text.count("Correction of the release of")


@pytest.mark.parametrize("address", ["/", "/news/", "/news/2026/"])
def test_lists_mark_what_was_corrected(client: Client, wrong: Release, address: str) -> None:
    before = flags(get(client, address))

    correct(wrong)

    page = get(client, address)
    assert before == 0
    assert flags(page) == 1
    assert "Harbor Bio measures Corrected" in page.text


def test_data_of_both_say_the_same(client: Client, wrong: Release) -> None:
    correct(wrong)

    earlier, later = client.get("/news/wrong.json").json(), client.get("/news/right.json").json()

    assert earlier["is_corrected"] is True
    assert earlier["corrects"] is None
    assert earlier["corrected_by"] == [
        {
            "url": "http://testserver/news/right/",
            "published": "2026-02-28T12:00:00-05:00",
            "withdrawn": None,
            "reason": REASON,
        }
    ]
    assert later["is_corrected"] is False
    assert later["corrected_by"] == []
    assert later["corrects"] == {
        "url": "http://testserver/news/wrong/",
        "published": "2026-02-21T12:00:00-05:00",
        "withdrawn": None,
        "reason": REASON,
    }


def test_data_say_that_the_correction_was_withdrawn(client: Client, wrong: Release) -> None:
    withdraw(correct(wrong), by=factories.cora(), at=NOON, reason="Wrong.")

    (told,) = client.get("/news/wrong.json").json()["corrected_by"]

    assert told["withdrawn"] == "2026-03-02T12:00:00-05:00"
    assert told["reason"] == ""


def test_search_engines_read_the_correction_of_both(client: Client, wrong: Release) -> None:
    correct(wrong)
    comment = {
        "@type": "CorrectionComment",
        "url": "http://testserver/news/right/",
        "datePublished": "2026-02-28T12:00:00-05:00",
        "text": REASON,
    }

    assert json_ld(client, WRONG)["correction"] == [comment]
    assert json_ld(client, RIGHT)["isBasedOn"] == {
        "@type": "NewsArticle",
        "url": "http://testserver/news/wrong/",
        "datePublished": "2026-02-21T12:00:00-05:00",
        "correction": [comment],
    }
    assert "correction" not in json_ld(client, RIGHT)


def test_search_engines_read_that_the_correction_was_withdrawn(
    client: Client, wrong: Release
) -> None:
    withdraw(correct(wrong), by=factories.cora(), at=NOON, reason="Wrong.")

    (comment,) = json_ld(client, WRONG)["correction"]

    assert comment["creativeWorkStatus"] == "Withdrawn"
    assert "text" not in comment


def entries(client: Client) -> dict[str, Any]:
    feed = feedparser.parse(client.get("/news/feed.rss").content)
    assert not feed.bozo
    return {entry.link.removeprefix("http://testserver"): entry for entry in feed.entries}


def test_the_feed_notes_the_correction_and_keeps_title_date_and_guid(
    client: Client, wrong: Release
) -> None:
    before = entries(client)[WRONG]

    correct(wrong)

    after = entries(client)[WRONG]
    for kept in ("title", "id", "published", "link"):
        assert after[kept] == before[kept]
    assert after.description.startswith(
        "Corrected on February 28, 2026: The plant has 500 square feet, not <5,000>. All else"
    )
    assert "This release has been corrected." in after.content[0].value
    assert 'href="http://testserver/news/right/"' in after.content[0].value
    assert "The plant opened today." in after.content[0].value


def test_the_correction_in_the_feed_says_what_it_corrects(client: Client, wrong: Release) -> None:
    correct(wrong)

    text = entries(client)[RIGHT].content[0].value

    assert "This is a correction" in text
    assert 'href="http://testserver/news/wrong/"' in text
    assert "All else holds." in text


def test_the_feed_says_that_the_correction_was_withdrawn(client: Client, wrong: Release) -> None:
    withdraw(correct(wrong), by=factories.cora(), at=NOON, reason="Wrong.")

    (entry,) = entries(client).values()

    assert entry.description.startswith(
        "Corrected on February 28, 2026; the correction has been withdrawn since."
    )
    assert "All else holds" not in entry.content[0].value


def test_pages_with_many_corrections_make_no_more_queries(client: Client, wrong: Release) -> None:
    correct(wrong)
    addresses = (WRONG, RIGHT, "/news/wrong.json", "/news/")
    few = [_asked(client, address) for address in addresses]

    for number in range(9):
        correct(wrong, slug=f"right-{number}", publish_at=NOON - timedelta(hours=number + 1))

    assert [_asked(client, address) for address in addresses] == few


def _asked(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    return len(captured)
