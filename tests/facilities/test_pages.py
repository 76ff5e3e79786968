"""The pages of facilities: what holds, each value leading to its sentence, and the history."""

from datetime import date, timedelta

import pytest
from django.test import Client

from facilities.models import Facility
from ircms.actor import acting_as
from releases.models import Release
from releases.withdrawal import withdraw
from tests import factories
from tests.conftest import StoppedClock
from tests.facilities.makers import (
    OSLO,
    PORTO,
    WUXI,
    Statement,
    actual,
    days_ago,
    embargoed,
    planned,
    public,
    said,
)
from tests.factories import NOON
from tests.releases.pages import Page, get

pytestmark = pytest.mark.usefixtures("stopped_clock")
MAY = date(2025, 5, 1)


def sources(page: Page) -> list[str]:
    return [str(link["href"]) for link in page.all("a", **{"class": "source"})]


def address_of(release: Release, statement: Statement) -> str:
    from releases.passages import anchor

    return f"{release.get_absolute_url()}#{anchor(statement.passage)}"


def test_empty_page_says_so(client: Client) -> None:
    page = get(client, "/facilities/")

    assert "No release has told of a facility yet." in page.text
    assert not page.all("a", href="/facilities/capacity.csv")


def test_facility_is_listed_with_place_status_and_figures_each_leading_to_its_sentence(
    client: Client,
) -> None:
    opened = said(
        WUXI, locality="Huishan", region="Jiangsu", country="CN", status="opened",
        status_on=date(2017, 9, 1), status_on_precision="month",
    )  # fmt: skip
    area = actual(WUXI, "100,000 square feet", MAY)
    release = public("Wuxi opens", opened, area)

    page = get(client, "/facilities/")

    assert "Wuxi plant Huishan, Jiangsu, China" in page.text
    assert "Opened in September 2017" in page.text
    assert "GMP area 100,000 square feet (9,290 m², converted) as of May 1, 2025" in page.text
    assert page.all("time", datetime="2017-09")
    assert page.all("time", datetime="2025-05-01")
    assert set(sources(page)) == {address_of(release, opened), address_of(release, area)}
    assert page.all("a", href="/facilities/wuxi/")
    assert page.all("a", href="/facilities/capacity.csv")


def test_every_source_leads_to_a_place_that_is_there(client: Client) -> None:
    public("Wuxi opens", said(status="opened"), actual(WUXI, "100,000 square feet", MAY))

    for link in sources(get(client, "/facilities/wuxi/")):
        path, _, fragment = link.partition("#")
        assert get(client, path).all("span", id=fragment), link


def test_conversion_is_marked_as_one(client: Client) -> None:
    public("Wuxi opens", actual(WUXI, "100,000 square feet", MAY))

    page = get(client, "/facilities/")

    assert len(page.all("span", **{"class": "converted"})) == page.text.count("9,290 m²")
    assert "(9,290 m², converted)" in page.text


def test_planned_facility_is_shown_as_planned_and_as_overdue_once_its_day_has_passed(
    client: Client, stopped_clock: StoppedClock
) -> None:
    public("Wuxi is planned", said(status="planned", status_on=date(2026, 3, 2)))

    before = get(client, "/facilities/").text
    stopped_clock.forward(timedelta(days=1))
    after = get(client, "/facilities/").text

    assert "Planned for March 2, 2026" in before
    assert "Overdue" not in before
    assert "Planned for March 2, 2026 Overdue" in after


def test_facility_under_construction_is_shown_as_such(client: Client) -> None:
    public("Wuxi", said(status="under_construction", status_on=MAY))

    assert "Under construction since May 1, 2025" in get(client, "/facilities/").text


def test_plan_is_shown_with_its_day_and_overdue_as_overdue(client: Client) -> None:
    public(
        "Plans",
        actual(WUXI, "100 square feet", MAY),
        planned(WUXI, "300 square feet", date(2026, 2, 1), as_of_precision="month"),
        planned(WUXI, "400 square feet", date(2027, 1, 1), as_of_precision="year"),
        planned(WUXI, "500 square feet", None),
    )

    text = get(client, "/facilities/").text

    assert "300 square feet (27.9 m², converted) planned for February 2026 Overdue" in text
    assert "400 square feet (37.2 m², converted) planned for 2027 500 square feet" in text
    assert "500 square feet (46.5 m², converted) planned, no date stated" in text


def test_figure_of_several_facilities_is_theirs_together_and_of_none_alone(client: Client) -> None:
    public("Names", said(WUXI), said(PORTO), said(OSLO))
    public("All three", actual([WUXI, PORTO, OSLO], "47,300 square feet", MAY))

    page = get(client, "/facilities/")

    together = page.text.index("Taken together")
    table = page.text[page.text.index("Where the company works") : together]
    assert "47,300" not in table
    assert (
        "Oslo plant, Porto plant and Wuxi plant GMP area 47,300 square feet" in page.text[together:]
    )


def test_closed_facility_stands_apart(client: Client) -> None:
    public("Porto works", said(PORTO, status="opened"))
    public("Wuxi closes", said(WUXI, status="closed", status_on=MAY))

    text = get(client, "/facilities/").text

    assert text.index("Porto plant") < text.index("Closed") < text.index("Wuxi plant")
    assert "Closed on May 1, 2025" in text


def test_facilities_that_work_come_before_those_that_are_planned(client: Client) -> None:
    public("Oslo", said(OSLO, status="planned"))
    public("Porto", said(PORTO, status="under_construction"))
    public("Wuxi", said(WUXI, status="opened"))

    text = get(client, "/facilities/").text

    assert text.index("Wuxi plant") < text.index("Porto plant") < text.index("Oslo plant")


def test_facility_that_no_release_has_named_is_called_by_its_address(client: Client) -> None:
    with acting_as(factories.ada()):
        Facility.objects.create(name="What staff call it", slug="north-plant")
    public(
        "A figure", actual("What staff call it", "100 square feet", MAY, passage="100 square feet")
    )

    text = get(client, "/facilities/").text

    assert "North plant" in text
    assert "What staff call it" not in text


def test_name_that_staff_use_is_never_shown(client: Client) -> None:
    public("Wuxi", said(WUXI, name="Yangtze plant"), actual(WUXI, "100 square feet", MAY))

    for path in ("/facilities/", "/facilities/wuxi/"):
        assert "Yangtze plant" in get(client, path).text
        assert "Wuxi plant" not in get(client, path).text


def test_newest_name_is_shown_from_its_second_on(
    client: Client, stopped_clock: StoppedClock
) -> None:
    public("Wuxi", said(WUXI, name="Old name"))
    embargoed("New name", said(WUXI, name="New name"))

    assert "New name" not in get(client, "/facilities/wuxi/").text
    stopped_clock.forward(timedelta(hours=1))
    assert "New name" in get(client, "/facilities/").text


def test_facility_of_embargoed_releases_alone_does_not_exist(client: Client) -> None:
    embargoed("Soon", said(WUXI), actual(WUXI, "100 square feet", MAY))

    nowhere = client.get("/facilities/nowhere/")
    response = client.get("/facilities/wuxi/")

    assert response.status_code == 404
    assert response.content == nowhere.content
    assert "wuxi" not in get(client, "/facilities/").text.casefold()


def test_attributes_said_by_different_releases_lead_to_each(client: Client) -> None:
    town = said(WUXI, locality="Huishan", passage="It is in Huishan.")
    land = said(WUXI, name="", country="CN", passage="It is in China.")
    first = public("Town", town, publish_at=days_ago(3))
    second = public("Country", land, publish_at=days_ago(2))

    page = get(client, "/facilities/")

    assert "Huishan, China" in page.text
    assert sources(page) == [address_of(first, town), address_of(second, land)]


def test_page_of_a_facility_shows_its_particulars(client: Client) -> None:
    public(
        "Wuxi",
        said(
            WUXI, name="Wuxi plant", address="1 Quay Road\nWuxi", latitude="31.600000",
            longitude="-120.3", status="opened", status_on=MAY,
        ),
    )  # fmt: skip

    text = get(client, "/facilities/wuxi/").text

    assert "Status Opened on May 1, 2025" in text
    assert "1 Quay RoadWuxi" in text
    assert "31.6° N, 120.3° W" in text


def test_page_of_a_facility_shows_group_figures_as_the_groups(client: Client) -> None:
    public("Names", said(WUXI), said(PORTO))
    public(
        "Areas",
        actual([WUXI, PORTO], "47,300 square feet", MAY),
        actual(WUXI, "9,000 square feet", MAY),
    )

    text = get(client, "/facilities/wuxi/").text

    alone, together = text.index("9,000 square feet"), text.index("Together with others")
    assert alone < together < text.index("47,300 square feet")
    assert "The share of this facility was not stated." in text
    assert "Porto plant and Wuxi plant" in text


def test_history_has_every_statement_newest_first_with_its_release(client: Client) -> None:
    public("Beginnings", said(WUXI, name="First name"), publish_at=days_ago(9))
    public("Growth", actual(WUXI, "300 square feet", MAY), publish_at=days_ago(5))
    public("Elsewhere", said(PORTO), publish_at=days_ago(4))
    public("Renaming", said(WUXI, name="Second name"), publish_at=days_ago(2))

    text = get(client, "/facilities/wuxi/").text
    history = text[text.index("History") :]

    assert "First name" in history
    assert history.index("Renaming") < history.index("Growth") < history.index("Beginnings")
    assert "Elsewhere" not in history


def test_plan_in_the_history_is_set_apart(client: Client) -> None:
    public("Plan", planned(WUXI, "300 square feet", None), actual(WUXI, "100 square feet", MAY))

    page = get(client, "/facilities/wuxi/")

    assert len(page.all("div", **{"class": "said-planned"})) == 1


def test_name_heads_the_page_and_leads_to_its_sentence(client: Client) -> None:
    statement = said(WUXI, name="Wuxi plant", status="opened")
    release = public("Wuxi", statement)

    page = get(client, "/facilities/wuxi/")

    assert address_of(release, statement) in sources(page)
    assert page.text.count("Name Wuxi plant") == 1  # in the history


def test_corrected_statements_stay_in_the_history_marked(client: Client) -> None:
    wrong = public("Wrong", actual(WUXI, "999 square feet", MAY), publish_at=days_ago(3))
    public("Right", actual(WUXI, "99 square feet", MAY), corrects=wrong, publish_at=days_ago(2))

    page = get(client, "/facilities/wuxi/")

    holds = page.text[page.text.index(" Capacity ") :].partition("All that was stated of it")[0]
    assert "99 square feet" in holds.partition("(Corrected since)")[0]
    assert "Wrong Corrected since GMP area 999 square feet" in page.text


def test_facility_whose_statements_were_all_corrected_away_keeps_its_page_and_leaves_the_list(
    client: Client,
) -> None:
    wrong = public("Wrong", said(WUXI, name="Wuxi plant"), publish_at=days_ago(3))
    public("Right", corrects=wrong, publish_at=days_ago(2))

    page = get(client, "/facilities/wuxi/")

    assert "has been corrected since, and nothing of it holds" in page.text
    assert "Wrong Corrected since" in page.text
    assert "wuxi" not in get(client, "/facilities/").text.casefold()


def test_withdrawn_statements_leave_the_history(client: Client) -> None:
    public("Kept", said(WUXI), publish_at=days_ago(3))
    source = public("Taken back", actual(WUXI, "999 square feet", MAY))
    withdraw(source, by=factories.cora(), at=NOON, reason="A slip.")

    text = get(client, "/facilities/wuxi/").text

    assert "Taken back" not in text
    assert "999" not in text


def test_history_is_walked_by_key_in_both_directions(client: Client) -> None:
    for number in range(45):
        statements: list[Statement] = [said(WUXI), actual(WUXI, f"{number + 1} lines", MAY,
                                         measure="production_lines"),
                      actual([WUXI, PORTO], f"{number + 1} acres", MAY)]  # fmt: skip
        day = days_ago(3 + number // 2)  # two at a time
        public(f"N{number}", *statements[: number % 3 + 1], publish_at=day, slug=f"n-{number}")

    older = walk(client, "/facilities/wuxi/", "next")
    newer = walk(client, f"/facilities/wuxi/?after={older[-1]}", "prev")

    assert len(older) == len(set(older)) == 45
    assert older == [
        release.slug for release in Release.objects.order_by("-out_at", "-id")
    ]  # fmt: skip
    assert sorted([*newer, older[-1]]) == sorted(older)


def walk(client: Client, address: str, way: str) -> list[str]:
    slugs: list[str] = []
    while True:
        response = client.get(address)
        slugs += [entry.release.slug for entry in response.context["page"].history.entries]
        links = Page(response.content.decode()).all("a", rel=way)
        if not links:
            return slugs
        address = f"/facilities/wuxi/{links[0]['href']}".partition("#")[0]


def test_first_page_of_the_history_leads_on_and_not_back(client: Client) -> None:
    for number in range(21):
        public(f"N{number}", said(WUXI), publish_at=days_ago(number + 1), slug=f"n-{number}")

    page = get(client, "/facilities/wuxi/")

    assert [link["href"] for link in page.all("a", rel="next")] == ["?before=n-19#history"]
    assert not page.all("a", rel="prev")


def test_history_from_an_unknown_or_embargoed_release_is_not_there(client: Client) -> None:
    public("Out", said(WUXI))
    embargoed("Soon", said(WUXI), slug="soon")

    assert client.get("/facilities/wuxi/?before=nobody").status_code == 404
    assert client.get("/facilities/wuxi/?before=soon").status_code == 404
    assert client.get("/facilities/wuxi/?after=soon").status_code == 404


def test_past_day_shows_what_held_then(client: Client) -> None:
    public("Then", said(WUXI, name="Old name"), publish_at=days_ago(30))
    public("Now", said(WUXI, name="New name"), publish_at=days_ago(3))

    assert "Old name" in get(client, "/facilities/?as_of=2026-02-20").text
    assert "New name" not in get(client, "/facilities/?as_of=2026-02-20").text


def test_markup_in_what_was_said_is_text(client: Client) -> None:
    public("Wuxi", said(WUXI, name="<script>alert()</script> & co"))

    for path in ("/facilities/", "/facilities/wuxi/"):
        assert b"<script>alert" not in client.get(path).content
        assert "<script>alert()</script> & co" in get(client, path).text


def test_each_entry_of_the_history_leads_to_the_site_as_it_stood_that_day(client: Client) -> None:
    public("Then", said(WUXI, name="Old name"), publish_at=days_ago(30))
    public("Now", said(WUXI, name="New name"), publish_at=days_ago(0))

    page = get(client, "/facilities/wuxi/")

    links = [str(link["href"]) for link in page.all("a") if "?as_of=" in str(link.get("href"))]
    assert links == ["?as_of=2026-01-31"]  # today is what is shown
    assert "Old name" in get(client, f"/facilities/wuxi/{links[0]}").text


def test_history_has_the_words_of_each_release_once(client: Client) -> None:
    words = "The plant has 300 square feet and 12 lines."
    public(
        "Growth",
        actual(WUXI, "300 square feet", MAY, passage=words),
        actual(WUXI, "12 lines", MAY, passage=words, measure="production_lines"),
    )

    page = get(client, "/facilities/wuxi/")

    assert page.text.count(words) == 1
    assert len(page.all("blockquote", **{"class": "history-passage"})) == 1
