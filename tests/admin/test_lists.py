"""The lists: what they show, what they find, and that their length costs nothing."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from releases.admin import state
from tests import factories
from tests.admin.desk import RELEASES, signed_in

pytestmark = pytest.mark.usefixtures("stopped_clock")


def shown(response):
    return [row.headline for row in response.context["cl"].result_list]


def each_state():
    """One release in each state, and one that waits for its original."""
    factories.draft("A draft")
    factories.draft("A due draft", publish_at=factories.NOON - timedelta(hours=1))
    factories.approved("A scheduled one")
    timeless = factories.draft("A timeless one")
    factories.approve(timeless)
    factories.public("A public one")
    original = factories.approved("An original")
    factories.approved("Eine Fassung", language="de", translation_of=original,
                       publish_at=factories.NOON + timedelta(minutes=1))  # fmt: skip
    withdrawn = factories.public("A withdrawn one")
    from releases.withdrawal import withdraw

    withdraw(withdrawn, by=factories.cora(), at=factories.NOON, reason="It was wrong.")


def test_state_column_follows_the_rule_at_each_second(stopped_clock):
    each_state()
    ada = signed_in(factories.ada())

    before = ada.get(RELEASES).content.decode()
    stopped_clock.forward(timedelta(minutes=2))
    waiting = ada.get(RELEASES).content.decode()
    stopped_clock.forward(timedelta(hours=1))
    after = ada.get(RELEASES).content.decode()

    assert before.count(">Approved</span>") == 4
    assert before.count(">Public</span>") == 1
    assert before.count(">Withdrawn</span>") == 1
    assert before.count(">Draft</span>") == 2
    assert waiting.count(">Waits</span>") == 1
    assert after.count(">Public</span>") == 4


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (state.DRAFT, {"A draft", "A due draft"}),
        (state.APPROVED, {"A scheduled one", "A timeless one", "An original", "Eine Fassung"}),
        (state.PUBLIC, {"A public one"}),
        (state.WITHDRAWN, {"A withdrawn one"}),
    ],
)
def test_list_filters_by_state(stopped_clock, kind, expected):
    each_state()
    stopped_clock.forward(timedelta(minutes=2))

    response = signed_in(factories.ada()).get(RELEASES, {"state": kind})

    assert set(shown(response)) == expected


def test_list_filters_by_year_on_the_markets_clocks():
    factories.public("Late on New Year's Eve", publish_at="2026-01-01T04:30:00Z")
    factories.public("In the new year", publish_at="2026-01-01T05:30:00Z")

    response = signed_in(factories.ada()).get(RELEASES, {"year": "2025"})

    assert shown(response) == ["Late on New Year's Eve"]


def test_search_finds_words_of_the_headline_in_any_order():
    factories.draft("Harbor Bio opens a plant in Wuxi")
    factories.draft("Harbor Bio closes a plant in Wuxi")

    response = signed_in(factories.ada()).get(RELEASES, {"q": "wuxi opens"})

    assert shown(response) == ["Harbor Bio opens a plant in Wuxi"]


def test_search_takes_an_address_from_the_browser():
    release = factories.draft("Harbor Bio opens a plant")
    factories.draft("Another")

    response = signed_in(factories.ada()).get(
        RELEASES, {"q": f"https://ir.harbor-bio.example{release.get_absolute_url()}"}
    )

    assert shown(response) == ["Harbor Bio opens a plant"]


@pytest.mark.parametrize("dated", [0, 3, 60, 118, 120])
def test_list_is_walked_to_its_end_and_back_by_key(dated):
    for number in range(120):
        day = factories.NOON - timedelta(days=number // 2)
        factories.draft(f"Number {number}", publish_at=day if number < dated else None)
    ada = signed_in(factories.ada())

    there = [page := ada.get(RELEASES)]
    while page.context["cl"].older_key:
        there.append(page := ada.get(RELEASES + page.context["cl"].older_query()))
    back = [page]
    while page.context["cl"].newer_key:
        back.append(page := ada.get(RELEASES + page.context["cl"].newer_query()))

    seen = [headline for page in there for headline in shown(page)]
    assert len(seen) == len(set(seen)) == 120
    assert [row for page in reversed(back) for row in shown(page)] == seen
    numbers = [int(headline.split()[1]) for headline in seen]
    assert numbers[: 120 - dated] == list(range(119, dated - 1, -1))
    assert numbers[120 - dated :] == sorted(range(dated), key=lambda n: (n // 2, -n))


def test_place_in_the_list_does_not_stick_to_its_filters():
    for number in range(60):
        factories.draft(f"Number {number}")
    ada = signed_in(factories.ada())
    second = RELEASES + ada.get(RELEASES).context["cl"].older_query()

    page = ada.get(second)

    assert "before=" not in page.content.decode().partition('id="changelist-filter"')[2]


def test_list_neither_counts_nor_skips_nor_asks_once_a_row(django_assert_num_queries):
    for number in range(55):
        factories.draft(f"Number {number}")
    ada = signed_in(factories.ada())

    with CaptureQueriesContext(connection) as asked:
        ada.get(RELEASES, {"q": "number", "state": "draft"})

    statements = [query["sql"] for query in asked.captured_queries]
    assert len(statements) <= 22  # of which the gate takes two, the record of her look eight
    assert not [sql for sql in statements if "COUNT(" in sql or "OFFSET" in sql]


def test_bodies_are_not_read_for_the_list():
    factories.draft()

    with CaptureQueriesContext(connection) as asked:
        signed_in(factories.ada()).get(RELEASES)

    assert not [q for q in asked.captured_queries if '"releases_release"."body"' in q["sql"]]


def test_look_up_of_a_release_does_not_count():
    for number in range(25):
        factories.draft(f"Number {number}")
    ada = signed_in(factories.ada())
    ask = {"app_label": "releases", "model_name": "release", "field_name": "corrects"}

    with CaptureQueriesContext(connection) as asked:
        first = ada.get("/admin/autocomplete/", ask | {"term": "number"}).json()
        second = ada.get("/admin/autocomplete/", ask | {"term": "number", "page": "2"}).json()

    assert (len(first["results"]), first["pagination"]["more"]) == (20, True)
    assert (len(second["results"]), second["pagination"]["more"]) == (5, False)
    assert not [q for q in asked.captured_queries if "COUNT(" in q["sql"]]
