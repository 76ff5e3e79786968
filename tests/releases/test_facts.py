"""What a release states: on its page beside the words that say it, and as data."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from facilities.models import CapacityFigure, Facility, FacilityUpdate
from ircms.actor import acting_as
from releases.models import Release
from releases.withdrawal import withdraw
from tests import factories
from tests.conftest import StoppedClock
from tests.factories import NOON, ada
from tests.releases.pages import Page

pytestmark = pytest.mark.django_db
BODY = "<p>The plant in Wuxi opened. It has <strong>47,300</strong> square feet.</p>"
LINES = "<p>It has nine lines. It has 47,300 square feet.</p>"


@pytest.fixture
def release(stopped_clock: StoppedClock) -> Release:
    """Public for a day: a standing text states lines, the body a name and an area."""
    made = factories.draft(body=BODY, publish_at=NOON - timedelta(days=1), slug="opens")
    factories.print_text(made, factories.standing_text(body=LINES))
    with acting_as(ada()):
        plant = Facility.objects.create(name="Wuxi (staff)", slug="wuxi")
        lines = {"measure": "production_lines", "value": 9, "unit": "production_line"}
        state(made, plant, "nine lines", "It has nine lines", **lines)
        area = {"measure": "gmp_area", "value": 47300, "unit": "square_foot"}
        state(made, plant, "47,300 square feet", "It has 47,300 square feet", **area)
        FacilityUpdate.objects.create(
            release=made, facility=plant, name="Wuxi plant", passage="The plant in Wuxi opened."
        )
    return factories.approve(made)


def state(release: Release, plant: Facility, printed: str, passage: str, **columns: Any) -> None:
    CapacityFigure.state(
        release=release,
        facilities=[plant],
        as_printed=printed,
        passage=passage,
        as_of=date(2026, 3, 1),
        **columns,
    )


def facts(client: Client, address: str = "/news/opens/") -> list[Page]:
    """Each fact as the page has it."""
    html = client.get(address).content.decode()
    return [Page(piece) for piece in html.split('<li class="fact"')[1:]]


def page(client: Client, address: str = "/news/opens/") -> Page:
    return Page(client.get(address).content.decode())


def test_facts_are_numbered_in_the_order_of_the_text(client: Client, release: Release) -> None:
    texts = [fact.text for fact in facts(client)]

    assert ["Wuxi plant" in texts[0], "47,300" in texts[1], "nine lines" in texts[2]] == [True] * 3


def test_each_fact_leads_to_its_words_and_they_lead_back(client: Client, release: Release) -> None:
    shown = page(client)

    for number, fact in enumerate(facts(client), start=1):
        (source,) = fact.all("a", **{"class": "source"})
        assert shown.all("span", id=str(source["href"]).removeprefix("#"))
        assert shown.all("li", id=f"fact-{number}")
        assert shown.all("a", href=f"#fact-{number}")


def test_words_are_marked_where_they_first_stand(client: Client, release: Release) -> None:
    html = client.get("/news/opens/").content.decode()

    body, standing = html.split('class="standing')[0], html.split('class="standing')[1]
    assert re.search(r'class="passage"[^>]*>47,300', body)
    assert not re.search(r'class="passage"[^>]*>It has 47,300', standing)


def test_release_without_statements_has_no_list_of_them(
    client: Client, stopped_clock: StoppedClock
) -> None:
    factories.public(slug="plain")

    assert not page(client, "/news/plain/").all("section", **{"class": "release-facts"})


def test_translation_shows_the_facts_of_its_original(client: Client, release: Release) -> None:
    factories.public("Une usine", language="fr", translation_of=release, slug="usine")

    sources = page(client, "/news/usine/").all("a", **{"class": "source"})

    assert len(sources) == 3
    assert all(str(source["href"]).startswith("/news/opens/#said-") for source in sources)


def test_address_of_a_statement_is_where_its_words_stand(client: Client, release: Release) -> None:
    address = FacilityUpdate.objects.get().get_absolute_url()

    path, _, anchor = address.partition("#")
    assert page(client, path).all("span", id=anchor)


def test_release_as_data_holds_its_text_and_what_it_states(
    client: Client, release: Release
) -> None:
    found = client.get("/news/opens.json")

    document = found.json()
    assert found["Content-Type"] == "application/json"
    assert document["headline"] == release.headline
    assert document["body_html"] == release.body
    assert document["url"] == "http://testserver/news/opens/"
    area, lines = (
        next(f for f in document["statements"]["capacity_figures"] if f["measure"] == measure)
        for measure in ("gmp_area", "production_lines")
    )
    assert (area["as_printed"], lines["as_printed"]) == ("47,300 square feet", "nine lines")
    assert area["source"].startswith("http://testserver/news/opens/#said-")
    (place,) = document["statements"]["facilities"]
    assert place["name"] == "Wuxi plant"


def test_every_key_of_the_data_is_described(client: Client, release: Release) -> None:
    described = (settings.BASE_DIR / "docs/data.md").read_text()

    document = client.get("/news/opens.json").json()

    (area, *_) = document["statements"]["capacity_figures"]
    assert [key for key in (*document, *area) if f"`{key}`" not in described] == []


def test_data_of_a_translation_point_at_the_original(client: Client, release: Release) -> None:
    factories.public("Une usine", language="fr", translation_of=release, slug="usine")

    document = client.get("/news/usine.json").json()

    assert document["translation_of"] == "http://testserver/news/opens/"
    assert document["versions"] == {
        "en": "http://testserver/news/opens/",
        "fr": "http://testserver/news/usine/",
    }
    assert len(document["statements"]["capacity_figures"]) == 2


def test_page_links_to_its_data(client: Client, release: Release) -> None:
    (link,) = page(client).all("link", type="application/json")

    assert link["href"] == "http://testserver/news/opens.json"


def test_embargoed_release_has_no_data(client: Client, stopped_clock: StoppedClock) -> None:
    factories.approved(slug="later")

    unknown, embargoed = client.get("/news/nobody.json"), client.get("/news/later.json")

    assert embargoed.status_code == unknown.status_code == 404
    assert embargoed.content == unknown.content


def test_facts_of_a_corrected_release_say_that_they_no_longer_hold(
    client: Client, release: Release
) -> None:
    factories.public("Right", corrects=release, publish_at=NOON - timedelta(hours=1))

    assert "no longer holds" in page(client).text
    assert client.get("/news/opens.json").json()["is_corrected"]


def test_they_say_so_when_the_correction_has_been_withdrawn(
    client: Client, release: Release
) -> None:
    right = factories.public("Right", corrects=release, publish_at=NOON - timedelta(hours=1))
    withdraw(right, by=factories.cora(), at=NOON, reason="Mistaken.")

    text = page(client).text

    assert "The correction has been withdrawn since" in text
    assert "Right" not in text


def test_correction_that_is_a_translation_is_told_as_well(client: Client, release: Release) -> None:
    other = factories.public("Another")
    factories.public("Juste", language="fr", translation_of=other, corrects=release)

    assert "This release has been corrected." in page(client).text
