"""No number on the public site without the sentence that said it: every page and every file."""

import csv
import json
import re
from datetime import UTC, datetime
from html import unescape
from io import StringIO
from typing import Any
from urllib.parse import urlsplit

import icalendar
import pytest
from django.test import Client

from demo_company import loading
from releases.markup.passages import normalised
from tests.conftest import StoppedClock
from tests.sourced import NUMBER, Element, content, is_name, tree, unvouched

pytestmark = pytest.mark.django_db
MOMENTS = {
    "before the opening": datetime(2017, 10, 16, 13, 0, tzinfo=UTC),
    "years after": datetime(2022, 3, 1, 12, 0, tzinfo=UTC),
}
LINK = re.compile(r'<a [^>]*href="(/[^"#]*)')
NOT_PAGES = ("/static/", "/files/", "/admin/")
DATA = re.compile(r"\.(csv|json|ics|rss|pdf|txt)(\?|$)")


@pytest.fixture(params=MOMENTS)
def site(request: pytest.FixtureRequest, demo: StoppedClock, client: Client) -> dict[str, Element]:
    """Every page that can be reached from the front page, by its address."""
    demo.set(MOMENTS[request.param])
    loading.load(demo.instant)
    demo.settle()
    pages: dict[str, Element] = {}
    waiting = {"/"}
    while waiting:
        address = waiting.pop()
        html = client.get(address).content.decode()
        pages[address] = tree(html)
        found = {unescape(link) for link in LINK.findall(html) if not link.startswith(NOT_PAGES)}
        found = {link for link in found if "as_of=" not in link}  # the same pages, on other days
        waiting |= {link for link in found if not DATA.search(link)} - pages.keys()
    return pages


def sources(site: dict[str, Element]) -> list[tuple[str, Element]]:
    return [
        (address, link)
        for address, page in site.items()
        for link in content(page).having("source")
        if link.tag == "a"
    ]


def place(site: dict[str, Element], here: str, href: str) -> Element:
    """Where a link to a sentence leads: the page of a release, on which the place must be."""
    path, _, anchor = href.partition("#")
    page = content(site[urlsplit(path).path or here])
    assert anchor, href
    assert any(each.attributes.get("id") == anchor for each in page.walk()), href
    return page


def test_no_number_stands_on_a_page_without_its_source(site: dict[str, Element]) -> None:
    left_out = {  # as printed, each with its release, below; and words of the interface
        f"{start}{page}"
        for start in ("/", "/zh-hans/")
        for page in ("contacts/", "accessibility/", "privacy/")
    }

    found = {
        address: texts
        for address, page in site.items()
        if address not in left_out and (texts := unvouched(content(page)))
    }

    assert found == {}
    assert len(site) > 12


def test_every_value_leads_to_a_release_in_which_its_numbers_stand(
    site: dict[str, Element],
) -> None:
    found = sources(site)

    for here, link in found:
        said = normalised(place(site, here, link.attributes["href"]).text)
        for number in NUMBER.findall(link.text):
            assert number.strip(",.:") in said, (here, link.text)
    assert len(found) > 60


def test_every_name_with_a_number_leads_to_the_page_that_says_who_named_it_so(
    site: dict[str, Element],
) -> None:
    names = {
        (link.attributes["href"], link.text)
        for page in site.values()
        for link in content(page).walk()
        if is_name(link) and NUMBER.search(link.text)
    }

    assert names
    for href, name in names:
        said = [each.text for each in content(site[urlsplit(href).path]).having("source")]
        assert name in said


def test_every_conversion_says_that_it_is_one(site: dict[str, Element]) -> None:
    shown = [each for page in site.values() for each in content(page).having("converted")]

    assert len(shown) > 5
    for each in shown:
        assert "converted" in each.text or "换算" in each.text


def test_every_contact_names_the_release_that_printed_it(site: dict[str, Element]) -> None:
    entries = [
        each
        for each in content(site["/contacts/"]).walk()
        if each.tag == "li" and each.having("contact-source")
    ]

    assert entries
    for entry in entries:
        (link,) = (each for each in entry.having("contact-source")[0].walk() if each.tag == "a")
        printed = content(site[link.attributes["href"]]).text
        for number in NUMBER.findall(entry.having("contact-way")[0].text):
            assert number in printed


def test_every_row_of_the_tables_rests_on_words_of_its_release(
    site: dict[str, Element], client: Client
) -> None:
    for address in ("/facilities/capacity.csv", "/pipeline/trials.csv"):
        answer: Any = client.get(address)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        rows = list(csv.DictReader(StringIO(body.decode())))
        assert rows
        for row in rows:
            href = row["source"].removeprefix("http://testserver")
            page = place(site, "", href)
            assert normalised(row["passage"]) in normalised(page.text), row
            if "as_printed" in row:
                assert row["as_printed"] in normalised(row["passage"])


def test_everything_a_release_states_as_data_rests_on_its_words(
    site: dict[str, Element], client: Client
) -> None:
    pages = [address for address in site if re.fullmatch(r"/news/[a-z][^/]*/", address)]

    count = 0
    for address in pages:
        document = json.loads(client.get(f"{address[:-1]}.json").content)
        for fact in [each for kind in document["statements"].values() for each in kind]:
            page = place(site, "", fact["source"].removeprefix("http://testserver"))
            assert normalised(fact["passage"]) in normalised(page.text)
            count += 1
    assert count > 15


def test_every_hour_in_the_calendar_is_that_of_its_event(
    site: dict[str, Element], client: Client
) -> None:
    pages = [address for address in site if re.fullmatch(r"/events/[a-z][^/]*/", address)]

    assert pages
    for address in pages:
        calendar = icalendar.Calendar.from_ical(client.get(f"{address[:-1]}.ics").content)
        (event,) = calendar.walk("VEVENT")
        start: Any = event["DTSTART"]
        times = [each for each in content(site[address]).walk() if each.tag == "time"]
        assert any(
            each.attributes["datetime"].startswith(start.dt.date().isoformat()) for each in times
        )
        assert "/news/" in str(event["DESCRIPTION"])
