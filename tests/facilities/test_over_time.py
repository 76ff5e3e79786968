"""Each figure over time: what was stated of it, with the words that did, and nothing early."""

from datetime import date

import pytest
from django.test import Client

from tests import factories
from tests.facilities.makers import (
    PORTO,
    WUXI,
    actual,
    days_ago,
    drafted,
    embargoed,
    planned,
    public,
    said,
)
from tests.releases.pages import get

pytestmark = pytest.mark.usefixtures("stopped_clock")
MAY, JUNE = date(2025, 5, 1), date(2025, 6, 1)


def over_time(client: Client, slug: str = "wuxi") -> str:
    """The section, as read."""
    text = get(client, f"/facilities/{slug}/").text
    return text[text.index("Each figure over time") : text.index("History")]


def test_each_statement_of_a_figure_stands_with_its_words_the_newest_first(client: Client) -> None:
    public("Small", actual(WUXI, "900 square feet", MAY), publish_at=days_ago(9))
    public("Large", actual(WUXI, "1,900 square feet", JUNE), publish_at=days_ago(3))

    told = over_time(client)

    assert told.index("Wuxi: 1,900 square feet.") < told.index("Wuxi: 900 square feet.")
    assert told.index("Large") < told.index("Small")


def test_plans_are_told_too(client: Client) -> None:
    public("Plan", planned(WUXI, "2,000 square feet", date(2027, 1, 1)))

    assert "planned for January 1, 2027" in over_time(client)


@pytest.mark.parametrize("make", [embargoed, drafted])
def test_nothing_is_told_before_its_release_is_public(client: Client, make: object) -> None:
    public("Small", actual(WUXI, "900 square feet", MAY), publish_at=days_ago(9))

    make("Large", actual(WUXI, "1,900 square feet", JUNE))  # type: ignore[operator]  # a maker

    assert "1,900" not in get(client, "/facilities/wuxi/").text


def test_what_was_corrected_is_marked(client: Client) -> None:
    wrong = public("Wrong", actual(WUXI, "999 square feet", MAY), publish_at=days_ago(3))
    public("Right", actual(WUXI, "99 square feet", MAY), corrects=wrong, publish_at=days_ago(2))

    told = over_time(client)

    assert "as of May 1, 2025 Corrected since Wuxi: 999 square feet." in told


def test_a_figure_of_several_names_them(client: Client) -> None:
    public("Both", said(WUXI), said(PORTO), actual([WUXI, PORTO], "1,900 square feet", MAY))

    assert "GMP area of Porto plant and Wuxi plant together" in over_time(client, "porto")


def test_figures_lead_to_their_history(client: Client) -> None:
    public("Small", actual(WUXI, "900 square feet", MAY))

    page = get(client, "/facilities/")

    [link] = [each for each in page.all("a") if "Over time" in str(each.get("aria-label"))]
    path, _, anchor = str(link["href"]).partition("#")
    assert get(client, path).all("h3", id=anchor)


def test_older_stretches_of_the_history_do_not_repeat_it(client: Client) -> None:
    factories.company()
    release = public("Small", actual(WUXI, "900 square feet", MAY))
    public("Large", actual(WUXI, "1,900 square feet", JUNE), publish_at=days_ago(5))

    page = get(client, f"/facilities/wuxi/?before={release.slug}")

    assert "Each figure over time" not in page.text
