"""The pipeline narrowed down: by what, to what, and what that gives away."""

import csv
from datetime import timedelta
from io import StringIO

import pytest
from django.test import Client

from tests.conftest import StoppedClock
from tests.factories import NOON
from tests.releases.pages import get
from tests.sourced import content, tree
from tests.trials import makers
from tests.trials.makers import said
from tests.trials.test_pages import ALL

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def two(stopped_clock: StoppedClock) -> None:
    """One trial of which everything is said, and another one."""
    said(NOON - 9 * DAY, **ALL)
    other = makers.trial("Other", "other")
    said(NOON - 5 * DAY, other, title="HB-9 in asthma", condition="Asthma", intervention="HB-9",
         phase_as_printed="Phase III", countries=["DE"], overall_status="TERMINATED")  # fmt: skip


def shown(client: Client, query: str) -> list[str]:
    groups = client.get(f"/pipeline/{query}").context["chart"].groups
    return [row.title for group in groups for row in group.rows]


def options(client: Client, address: str = "/pipeline/") -> list[str]:
    """The words of all that can be chosen."""
    main = content(tree(client.get(address).content.decode()))
    lists = main.having("choices")
    return [item.text for each in lists for item in each.walk() if item.tag == "a"]


@pytest.mark.parametrize(
    ("query", "left"),
    [
        ("?condition=gout", ["HB-7 in gout"]),
        ("?condition=%20ASTHMA%20", ["HB-9 in asthma"]),
        ("?phase=phase2", ["HB-7 in gout"]),
        ("?phase=PHASE3", ["HB-9 in asthma"]),
        ("?status=terminated", ["HB-9 in asthma"]),
        ("?therapy=hb-9", ["HB-9 in asthma"]),
        ("?therapy=cell+therapy", ["HB-7 in gout"]),
        ("?country=us", ["HB-7 in gout"]),
        ("?country=de&phase=phase3", ["HB-9 in asthma"]),
        ("?country=de&phase=phase1", []),
        ("?condition=&phase=", ["HB-9 in asthma", "HB-7 in gout"]),
        ("?condition=nobody-has-it", []),
    ],
)
def test_the_pipeline_is_narrowed_down_to_what_all_of_the_query_fits(
    client: Client, two: None, query: str, left: list[str]
) -> None:
    assert shown(client, query) == left


def test_each_value_that_is_public_can_be_chosen_and_none_at_all(client: Client, two: None) -> None:
    assert options(client) == [
        *("All", "Asthma", "Gout"),
        *("All", "Phase I", "Phase II", "Phase III"),
        *("All", "Active, not recruiting", "Terminated"),
        *("All", "Cell therapy", "HB-7", "HB-9"),
        *("All", "China", "Germany", "United States of America"),
    ]


def test_what_all_trials_have_in_common_is_not_offered(
    client: Client, stopped_clock: StoppedClock
) -> None:
    said(NOON - DAY, **ALL)

    page = get(client, "/pipeline/")

    assert page.all("details") == []


def test_a_trial_whose_phase_nobody_stated_is_found_among_the_others(
    client: Client, two: None
) -> None:
    said(NOON - DAY, makers.trial("Silent", "silent"), title="Silent")

    assert "Other or not stated" in options(client)
    assert shown(client, "?phase=other") == ["Silent"]


def test_a_choice_is_added_to_those_made_and_can_be_taken_back(client: Client, two: None) -> None:
    page = get(client, "/pipeline/?phase=phase1&country=us")

    assert page.all("a", href="/pipeline/?condition=gout&phase=phase1&country=us")
    assert page.all("a", href="/pipeline/?phase=phase1")
    assert page.all("a", href="/pipeline/?country=us")
    assert len(page.all("a", **{"aria-current": "true"})) == 5  # one of each kind


def test_the_download_is_narrowed_down_as_the_page_is(client: Client, two: None) -> None:
    query = "?phase=phase3&country=de"

    assert get(client, f"/pipeline/{query}").all("a", href=f"/pipeline/trials.csv{query}")
    rows = csv.DictReader(StringIO(client.get(f"/pipeline/trials.csv{query}").content.decode()))
    assert [row["trial"] for row in rows] == ["HB-9 in asthma"]


def test_where_nothing_fits_the_page_says_what_to_do_and_offers_no_file(
    client: Client, two: None
) -> None:
    page = get(client, "/pipeline/?country=de&phase=phase1")

    assert "Remove a filter, or show all trials." in page.text
    assert page.all("a", href="/pipeline/")
    assert page.all("a", type="text/csv") == []


def test_a_narrowed_page_is_kept_out_of_search_engines_and_names_the_whole_one(
    client: Client, two: None
) -> None:
    page = get(client, "/pipeline/?phase=phase1")

    assert page.all("meta", name="robots", content="noindex")
    assert page.all("link", rel="canonical", href="http://testserver/pipeline/")
    assert not get(client, "/pipeline/").all("meta", name="robots")


def test_what_only_an_embargoed_release_names_is_no_choice_and_as_unknown_as_anything(
    client: Client, two: None
) -> None:
    before = client.get("/pipeline/").content
    secret = {"condition": "Lupus", "intervention": "HB-X", "countries": ["FR"],
              "phase_as_printed": "Phase IV", "overall_status": "SUSPENDED"}  # fmt: skip
    queries = ("?condition=lupus", "?therapy=hb-x", "?country=fr", "?phase=phase4",
               "?status=suspended")  # fmt: skip
    unknown = [client.get(f"/pipeline/{query}").content for query in queries]

    said(NOON + DAY, makers.trial("Secret", "secret"), title="Secret", **secret)

    assert client.get("/pipeline/").content == before
    assert [client.get(f"/pipeline/{query}").content for query in queries] == unknown
    assert all(shown(client, query) == [] for query in queries)


def test_a_value_that_nobody_stated_is_not_repeated(client: Client, two: None) -> None:
    html = client.get("/pipeline/?condition=%3Cscript%3Eboo&phase=phase1").content.decode()

    assert "<script>boo" not in html


def test_a_past_day_offers_what_stood_then_and_keeps_the_day(client: Client, two: None) -> None:
    day = (NOON - 7 * DAY).date()
    said(NOON - 8 * DAY, makers.trial("Third", "third"), title="Third", condition="Lupus")

    address = f"/pipeline/?as_of={day}"

    assert "Asthma" not in options(client, address)
    assert f"/pipeline/?condition=gout&amp;as_of={day}" in client.get(address).content.decode()
