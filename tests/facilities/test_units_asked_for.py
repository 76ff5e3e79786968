"""``?units=``: areas in one system, what was printed first, what is converted marked."""

from datetime import date

import pytest
from django.test import Client

from tests.conftest import StoppedClock
from tests.facilities.makers import WUXI, actual, public
from tests.releases.pages import Page, get

pytestmark = pytest.mark.usefixtures("stopped_clock")
MAY, JUNE = date(2025, 5, 1), date(2025, 6, 1)


@pytest.fixture
def areas(db: None, stopped_clock: StoppedClock) -> None:
    public("Feet", actual(WUXI, "100,000 square feet", MAY))
    public("Metres", actual(WUXI, "1,400 square metres", MAY, measure="building_area"))


def chosen(page: Page) -> list[str]:
    found = page.all("a", **{"aria-current": "true"})
    return [str(link["href"]) for link in found][-1:]  # the first is in the masthead


@pytest.mark.parametrize("path", ["/facilities/", "/facilities/wuxi/"])
@pytest.mark.usefixtures("areas")
def test_areas_are_converted_to_what_was_asked_for_and_nothing_else(
    client: Client, path: str
) -> None:
    page = get(client, f"{path}?units=m2")

    assert "100,000 square feet (9,290 m², converted)" in page.text
    assert "1,400 square metres" in page.text
    assert "sq ft, converted" not in page.text
    assert chosen(page) == [f"{path}?units=m2"]


@pytest.mark.usefixtures("areas")
def test_each_area_stands_in_both_where_nothing_is_asked(client: Client) -> None:
    page = get(client, "/facilities/")

    assert "(9,290 m², converted)" in page.text
    assert "(15,100 sq ft, converted)" in page.text
    assert chosen(page) == ["/facilities/"]


@pytest.mark.usefixtures("areas")
def test_unknown_units_are_as_if_none_were_asked_for(client: Client) -> None:
    page = get(client, "/facilities/?units=ell")

    assert page.text == get(client, "/facilities/").text
    assert chosen(page) == ["/facilities/"]


@pytest.mark.usefixtures("areas")
def test_address_for_machines_is_the_one_without(client: Client) -> None:
    (link,) = get(client, "/facilities/?units=ft2").all("link", rel="canonical")

    assert str(link["href"]).endswith("/facilities/")


@pytest.mark.usefixtures("areas")
def test_past_days_keep_the_units(client: Client) -> None:
    public("More", actual(WUXI, "200,000 square feet", JUNE))

    page = get(client, "/facilities/wuxi/?units=m2")

    assert page.all("a", href="?as_of=2026-03-01&units=m2")


def test_nothing_is_to_choose_where_there_is_no_area(client: Client) -> None:
    public("Lines", actual(WUXI, "12 lines", MAY, measure="production_lines"))

    assert "Square metres" not in get(client, "/facilities/").text
