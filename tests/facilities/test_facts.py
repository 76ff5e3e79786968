"""What a release states of facilities, for its page and its JSON, and what speaks against it."""

import json
from datetime import date

import pytest
from django.test import Client

from facilities import facts
from facilities.models import CapacitySite
from facilities.sitemaps import entries
from ircms.actor import acting_as
from releases.transitions import TransitionRefused
from tests import factories
from tests.facilities.makers import (
    PORTO,
    WUXI,
    actual,
    days_ago,
    drafted,
    embargoed,
    facility,
    planned,
    public,
    said,
)
from tests.factories import NOON

pytestmark = pytest.mark.usefixtures("stopped_clock")
MAY = date(2025, 5, 1)


def test_figure_is_a_fact_with_all_its_facilities() -> None:
    figure = planned([WUXI, PORTO], "47,300 square feet", date(2027, 12, 31),
                     as_of_precision="year")  # fmt: skip
    release = public("Plans", said(WUXI), figure)

    (fact,) = facts.of_figures(release, NOON)

    assert (fact.kind, fact.text, fact.detail) == (
        "GMP area",
        "47,300 square feet",
        "planned for 2027",
    )
    assert [(each.name, each.address) for each in fact.subjects] == [
        ("Porto", "/facilities/porto/"),
        ("Wuxi plant", "/facilities/wuxi/"),
    ]
    assert fact.data == {
        "measure": "gmp_area",
        "label": "",
        "facilities": [
            {"name": "Porto", "url": "http://testserver/facilities/porto/"},
            {"name": "Wuxi plant", "url": "http://testserver/facilities/wuxi/"},
        ],
        "value": "47300",
        "unit": "square_foot",
        "as_printed": "47,300 square feet",
        "basis": "planned",
        "as_of": "2027",
        "before": None,
        "passage": figure.passage,
        "source": f"http://testserver{release.get_absolute_url()}#{fact.anchor}",
    }
    assert json.dumps(fact.data)


def test_what_is_said_of_a_facility_is_a_fact() -> None:
    words = said(WUXI, locality="Huishan", country="CN", status="opened", status_on=MAY)
    release = public("Wuxi", words)

    (fact,) = facts.of_facilities(release, NOON)

    assert (fact.kind, fact.text) == ("Facility", "Wuxi plant")
    assert fact.detail == "Place: Huishan, China; Status: Opened on May 1, 2025"
    assert fact.data["status_on"] == "2025-05-01"
    assert fact.data["country"] == "CN"
    assert json.dumps(fact.data)


def test_status_alone_is_the_fact_and_the_name_known_is_its_subject() -> None:
    public("Name", said(WUXI, name="Wuxi works"), publish_at=days_ago(3))
    release = public("Opened", said(WUXI, name="", status="opened", passage="It is open."))

    (fact,) = facts.of_facilities(release, NOON)

    assert (fact.text, fact.detail, fact.subjects[0].name) == ("Status: Opened", "", "Wuxi works")


def test_names_are_those_known_at_the_time() -> None:
    release = public("Area", actual(WUXI, "5 acres", MAY), publish_at=days_ago(3))
    embargoed("Name", said(WUXI, name="Wuxi works"))

    (fact,) = facts.of_figures(release, NOON)

    assert fact.subjects[0].name == "Wuxi"


def test_facts_of_a_release_cost_the_same_however_many(
    django_assert_num_queries: object,
) -> None:
    sites = [f"Site {number}" for number in range(5)]
    few = public("Few", said("Site 0"), actual("Site 0", "5 acres", MAY))
    many = public("Many", *map(said, sites), *(actual(site, "5 acres", MAY) for site in sites))

    for release in (few, many):
        with django_assert_num_queries(9):  # type: ignore[operator]  # pytest-django's
            facts.of_facilities(release, NOON)
            facts.of_figures(release, NOON)


def test_figure_that_is_for_other_facilities_than_its_series_cannot_be_approved() -> None:
    release = drafted("Area", actual([WUXI, PORTO], "5 acres", MAY), publish_at=days_ago(-1))
    with acting_as(factories.ada()):
        CapacitySite.objects.filter(facility=facility(PORTO)).delete()

    with pytest.raises(TransitionRefused, match="“5 acres” is not entered for the facilities"):
        factories.approve(release)


def test_facts_stand_on_the_releases_page_and_in_its_json(client: Client) -> None:
    release = public("Area", said(WUXI), actual(WUXI, "5 acres", MAY))

    page = client.get(release.get_absolute_url()).content.decode()
    data = client.get(f"/news/{release.slug}.json").json()

    assert "Wuxi plant" in page
    assert "as of May 1, 2025" in page
    assert data["statements"]["capacity_figures"][0]["value"] == "5"


def test_sitemap_has_each_facility_of_which_something_stands_and_when_it_was_added_to() -> None:
    public("Wuxi", said(WUXI), publish_at=days_ago(9))
    public("Area", actual([WUXI, PORTO], "5 acres", MAY), publish_at=days_ago(2))
    wrong = public("Oslo", said("Oslo"), publish_at=days_ago(5))
    public("No Oslo", corrects=wrong, publish_at=days_ago(4))
    embargoed("Soon", said("Bergen"))

    assert entries(NOON) == [
        ("/facilities/porto/", "2026-02-28T17:00:00+00:00"),
        ("/facilities/wuxi/", "2026-02-28T17:00:00+00:00"),
    ]
