"""The key figures, and what a release changed."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from facilities.before import held_before
from facilities.key_figures import key_figures
from facilities.models import CapacityFigure
from releases.models import Release
from tests.facilities.makers import PORTO, WUXI, actual, days_ago, embargoed, planned, public, said
from tests.factories import NOON
from tests.releases.pages import get

pytestmark = pytest.mark.usefixtures("stopped_clock")
MAY, JUNE, PLAN = date(2025, 5, 1), date(2025, 6, 1), date(2027, 1, 1)
BOTH = [WUXI, PORTO]


def told() -> list[tuple[str, str, list[str]]]:
    return [
        (each.title, each.now.said.text, [plan.said.text for plan in each.plans])
        for each in key_figures(NOON)
    ]


def change(release: Release) -> list[tuple[str | None, str]]:
    figures = CapacityFigure.objects.filter(release=release).order_by("pk")
    held = held_before(figures, release, NOON)
    return [
        (held[each.pk].as_printed if each.pk in held else None, each.as_printed) for each in figures
    ]


def test_total_is_told_with_what_is_planned_and_not_the_figure_of_one_site() -> None:
    public("Names", said(WUXI), said(PORTO))
    public(
        "Areas",
        actual(WUXI, "99,000 square feet", JUNE),
        actual(BOTH, "47,300 square feet", MAY),
        planned(BOTH, "70,000 square feet", PLAN),
    )

    assert told() == [("GMP area", "47,300 square feet", ["70,000 square feet"])]


def test_figures_of_one_site_count_where_there_is_no_total() -> None:
    public("Wuxi", actual(WUXI, "9,000 square feet", MAY), publish_at=days_ago(9))
    public("Porto", actual(PORTO, "4,000 square feet", JUNE))

    assert told() == [("GMP area", "4,000 square feet", [])]


def test_plan_alone_is_no_key_figure() -> None:
    public("Plan", planned(BOTH, "70,000 square feet", PLAN))

    assert told() == []


def test_embargoed_figure_is_unknown() -> None:
    embargoed("Soon", actual(BOTH, "70,000 square feet", MAY))

    assert told() == []


def test_overview_begins_with_them_and_who_said_so(client: Client) -> None:
    release = public("All areas", actual(BOTH, "47,300 square feet", MAY))

    page = get(client, "/facilities/")

    assert page.text.index("47,300 square feet") < page.text.index("Where the company works")
    assert page.all("a", href=release.get_absolute_url())


def test_key_figures_cost_the_same_however_much_was_said() -> None:
    for number in range(3):
        public(f"N{number}", actual(BOTH, f"{number + 1} acres", MAY), publish_at=days_ago(9))
    with CaptureQueriesContext(connection) as few:
        key_figures(NOON)

    for number in range(9):
        public(f"M{number}", actual(BOTH, f"{number + 9} acres", JUNE), publish_at=days_ago(8))
        public(f"L{number}", actual([f"Site {number}"], "9 acres", JUNE))
    with CaptureQueriesContext(connection) as many:
        key_figures(NOON)

    assert len(many) == len(few)


def test_figure_of_a_release_is_told_with_the_one_that_held_until_then() -> None:
    public("Small", actual(WUXI, "47,300 square feet", MAY), publish_at=days_ago(9))
    release = public("Large", actual(WUXI, "70,000 square feet", JUNE), publish_at=days_ago(5))
    public("Larger", actual(WUXI, "99,000 square feet", date(2025, 7, 1)))

    assert change(release) == [("47,300 square feet", "70,000 square feet")]


def test_plan_is_told_with_what_holds_were_it_said_with_it() -> None:
    release = public(
        "Both",
        actual(WUXI, "47,300 square feet", MAY),
        planned(WUXI, "70,000 square feet", PLAN),
    )

    assert change(release) == [
        (None, "47,300 square feet"),
        ("47,300 square feet", "70,000 square feet"),
    ]


def test_correction_is_told_with_what_it_corrects() -> None:
    wrong = public("Wrong", actual(WUXI, "999 square feet", MAY), publish_at=days_ago(3))
    right = public(
        "Right", actual(WUXI, "99 square feet", MAY), corrects=wrong, publish_at=days_ago(2)
    )

    assert change(right) == [("999 square feet", "99 square feet")]


def test_what_is_stated_again_is_no_change_to_readers_and_told_to_machines(client: Client) -> None:
    once = public("Once", actual(WUXI, "99 acres", MAY), publish_at=days_ago(3))
    public("Again", actual(WUXI, "99 acres", JUNE))

    (found,) = client.get("/news/again.json").json()["statements"]["capacity_figures"]

    assert "Before:" not in get(client, "/news/again/").text
    assert found["before"] == {
        "value": "99",
        "unit": "acre",
        "as_printed": "99 acres",
        "as_of": "2025-05-01",
        "source": f"http://testserver{CapacityFigure.objects.get(release=once).get_absolute_url()}",
    }


def test_first_figure_has_nothing_before_it(client: Client) -> None:
    public("Once", actual(WUXI, "99 acres", MAY))

    (found,) = client.get("/news/once.json").json()["statements"]["capacity_figures"]

    assert found["before"] is None


def test_figure_of_an_embargoed_release_is_before_nothing() -> None:
    embargoed("Soon", actual(WUXI, "47,300 square feet", MAY))
    release = public("Now", actual(WUXI, "70,000 square feet", JUNE))

    assert change(release) == [(None, "70,000 square feet")]


@pytest.mark.parametrize("count", [1, 5])
def test_what_held_costs_two_queries(count: int) -> None:
    release = public(
        "Many", *(actual(f"Site {number}", f"{number + 1} acres", MAY) for number in range(count))
    )

    figures = list(CapacityFigure.objects.filter(release=release))
    with CaptureQueriesContext(connection) as captured:
        held_before(figures, release, NOON)

    assert len(captured) == 2
