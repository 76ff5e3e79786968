"""Each figure over time: drawn and as a table, each mark leading to its sentence, nothing early."""

from datetime import date

import pytest
from django.test import Client

from facilities.models import CapacityFigure
from releases.models import Release
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
from tests.releases.pages import Page, get

pytestmark = pytest.mark.usefixtures("stopped_clock")
MAY, JUNE = date(2025, 5, 1), date(2025, 6, 1)
DONE, PLAN = date(2026, 2, 1), date(2027, 1, 1)


def capacity(page: Page) -> str:
    """The section of the facility's own figures, as read."""
    return page.text[page.text.index(" Capacity ") : page.text.rindex(" History ")]


def kinds(page: Page) -> list[str]:
    """What the marks of the charts are, from left to right."""
    classes = [str(link.get("class", "")) for link in page.all("a")]
    return [each.split("step-chart-")[-1] for each in classes if "step-chart-mark" in each]


def lines(page: Page) -> list[str]:
    classes = [str(line.get("class", "")) for line in page.all("line")]
    return [each for each in classes if "step-chart-line" in each]


def growth() -> tuple[Release, Release]:
    return (
        public("Small", actual(WUXI, "900 square feet", MAY), publish_at=days_ago(9)),
        public("Large", actual(WUXI, "1,900 square feet", JUNE), publish_at=days_ago(3)),
    )


def test_each_statement_of_a_figure_is_in_the_table_the_newest_first(client: Client) -> None:
    growth()

    told = capacity(get(client, "/facilities/wuxi/"))

    assert "June 1, 2025 Holds now" in told
    assert "May 1, 2025 Earlier" in told
    assert told.index("Holds now") < told.index("May 1, 2025 Earlier")
    assert told.rindex("Large") < told.rindex("Small")


def test_every_mark_leads_to_the_sentence_that_states_it(client: Client) -> None:
    small, large = growth()

    page = get(client, "/facilities/wuxi/")

    marks = [link for link in page.all("a") if "step-chart-mark" in str(link.get("class"))]
    figures = CapacityFigure.objects.order_by("release_id")
    assert [link["href"] for link in marks] == [each.get_absolute_url() for each in figures]
    assert [str(link["href"]).partition("#")[0] for link in marks] == [
        small.get_absolute_url(),
        large.get_absolute_url(),
    ]


def test_plan_is_dashed(client: Client) -> None:
    public("Now", actual(WUXI, "900 square feet", MAY))
    public("Plan", planned(WUXI, "2,000 square feet", PLAN))

    page = get(client, "/facilities/wuxi/")

    assert kinds(page) == ["current", "planned"]
    assert any("step-chart-dashed" in each for each in lines(page))
    assert "planned for January 1, 2027" in capacity(page)


def test_plan_that_has_come_true_is_solid(client: Client) -> None:
    public("Now", actual(WUXI, "900 square feet", MAY), publish_at=days_ago(9))
    public("Plan", planned(WUXI, "2,000 square feet", DONE), publish_at=days_ago(8))
    public("Done", actual(WUXI, "2,000 square feet", DONE), publish_at=days_ago(3))

    page = get(client, "/facilities/wuxi/")

    assert kinds(page) == ["earlier", "current"]
    assert not any("step-chart-dashed" in each for each in lines(page))
    assert "Ringed: planned first, and come true." in page.text


def test_overdue_plan_is_drawn_as_overdue(client: Client) -> None:
    public("Now", actual(WUXI, "900 square feet", MAY))
    public("Plan", planned(WUXI, "2,000 square feet", date(2025, 12, 1)))

    page = get(client, "/facilities/wuxi/")

    assert kinds(page) == ["current", "overdue"]
    assert "planned for December 1, 2025 (Overdue)" in page.text


def test_plan_without_a_day_stands_apart_from_the_days(client: Client) -> None:
    public("Now", actual(WUXI, "900 square feet", MAY))
    public("Plan", planned(WUXI, "2,000 square feet", None))

    page = get(client, "/facilities/wuxi/")

    assert kinds(page) == ["current", "planned"]
    assert "no date" in page.text


def test_figure_known_to_the_year_is_drawn_over_all_of_it(client: Client) -> None:
    public("Old", actual(WUXI, "900 square feet", date(2023, 12, 31), as_of_precision="year"))
    public("Now", actual(WUXI, "1,900 square feet", JUNE))

    page = get(client, "/facilities/wuxi/")

    (span,) = page.all("line", **{"class": "step-chart-span"})
    assert span["x1"] == "4.0%"
    assert "2023" in page.text


@pytest.mark.parametrize("make", [embargoed, drafted])
def test_nothing_is_told_before_its_release_is_public(client: Client, make: object) -> None:
    public("Small", actual(WUXI, "900 square feet", MAY), publish_at=days_ago(9))

    make("Large", actual(WUXI, "1,900 square feet", JUNE))  # type: ignore[operator]  # a maker

    page = get(client, "/facilities/wuxi/")
    assert "1,900" not in page.text
    assert kinds(page) == []


def test_what_was_corrected_is_marked_and_off_the_line(client: Client) -> None:
    wrong = public("Wrong", actual(WUXI, "999 square feet", MAY), publish_at=days_ago(3))
    public("Right", actual(WUXI, "99 square feet", MAY), corrects=wrong, publish_at=days_ago(2))

    page = get(client, "/facilities/wuxi/")

    assert "May 1, 2025 Corrected since" in capacity(page)
    assert sorted(kinds(page)) == ["corrected", "current"]
    assert len(lines(page)) == 1


def test_figures_in_other_units_are_drawn_in_one_and_labelled_as_printed(client: Client) -> None:
    public("Small", actual(WUXI, "100 square metres", MAY), publish_at=days_ago(9))
    public("Large", actual(WUXI, "1,900 square feet", JUNE), publish_at=days_ago(3))

    page = get(client, "/facilities/wuxi/")

    heights = [float(str(dot["cy"])) for dot in page.all("circle", **{"class": "step-chart-dot"})]
    assert "Scale: square feet, from nought. Drawn converted where another unit" in page.text
    assert "100 square metres" in page.text
    assert heights[0] == pytest.approx(180 - 128 * 1076.391 / 1900, abs=0.1)


def test_single_figure_is_not_drawn(client: Client) -> None:
    public("Small", actual(WUXI, "900 square feet", MAY))

    page = get(client, "/facilities/wuxi/")

    assert "900 square feet" in page.text
    assert not page.all("svg", **{"class": "step-chart"})


def test_a_figure_of_several_names_them(client: Client) -> None:
    public("Both", said(WUXI), said(PORTO), actual([WUXI, PORTO], "1,900 square feet", MAY))

    assert "GMP area Porto plant and Wuxi plant" in get(client, "/facilities/porto/").text


def test_figures_lead_to_their_history(client: Client) -> None:
    public("Small", actual(WUXI, "900 square feet", MAY))

    page = get(client, "/facilities/")

    [link] = [each for each in page.all("a") if "Over time" in str(each.get("aria-label"))]
    path, _, anchor = str(link["href"]).partition("#")
    assert anchor == "figure-gmp-area-wuxi"
    assert get(client, path).all("h3", id=anchor)


def test_older_stretches_of_the_history_do_not_repeat_it(client: Client) -> None:
    release, _ = growth()
    public("First", actual(WUXI, "90 square feet", MAY), publish_at=days_ago(12))

    page = get(client, f"/facilities/wuxi/?before={release.slug}")

    assert not page.all("h3", id="figure-gmp-area-wuxi")
    assert "First" in page.text
