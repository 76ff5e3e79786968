"""Every page of the demo in both languages: decided by the address alone, and wholly so."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.apps import apps
from django.db import models
from django.test import Client, RequestFactory

from demo_company import loading
from ircms import views
from ircms.languages import NAMES, of_path, spoken_at
from releases.richtext import plain_text
from tests import factories
from tests.conftest import StoppedClock
from tests.releases.pages import Page
from tests.sourced import Element, tree

pytestmark = pytest.mark.django_db
YEARS_AFTER = datetime(2022, 3, 1, 12, 0, tzinfo=UTC)
_NOT_PAGES = re.compile(r"^/(static|files|admin)/|\.(csv|json|ics|rss|txt|pdf|xml|atom)$")
_HAN = re.compile(r"[㐀-鿿]")
_WORD = re.compile(r"[A-Za-z]{2,}")
_SEPARATOR = re.compile(r"[|：，；（）“”]|: |; ")
# Words that Chinese pages of this kind print in Latin letters as well.
ALLOWED = {"CSV", "JSON", "PDF", "RSS", "CIK", "CC BY", "GeoNames", "Natural Earth", "GMP",
           "iCalendar", "WCAG"}  # fmt: skip
# Places of the interface, in attributes that are read out or shown.
_READ = ("aria-label", "title", "placeholder", "alt")


@pytest.fixture
def site(stopped_clock: StoppedClock, settings: Any) -> None:
    settings.IRCMS_DEMO = True
    stopped_clock.set(YEARS_AFTER)
    loading.load(YEARS_AFTER)
    stopped_clock.settle()


def crawled(client: Client) -> dict[str, Element]:
    """Every page that can be reached, in both languages, by its address."""
    pages: dict[str, Element] = {}
    waiting = {"/", "/zh-hans/"}
    while waiting:
        address = waiting.pop()
        page = pages[address] = tree(client.get(address).content.decode())
        links = {each.attributes.get("href", "").partition("#")[0]
                 for each in page.walk() if each.tag == "a"}  # fmt: skip
        waiting |= {
            each for each in links
            if each.startswith("/") and "?" not in each and not _NOT_PAGES.search(each)
        } - pages.keys()  # fmt: skip
    return pages


def head_links(page: Element, rel: str) -> list[dict[str, str]]:
    return [
        each.attributes
        for each in page.walk()
        if each.tag == "link" and each.attributes.get("rel") == rel
    ]


@pytest.mark.usefixtures("site")
def test_every_page_is_there_in_both_languages_and_says_so(client: Client) -> None:
    pages = crawled(client)

    for address, page in pages.items():
        (html,) = (each for each in page.walk() if each.tag == "html")
        assert html.attributes["lang"] == of_path(address), address
        here, there = _switch(page)
        assert here == NAMES[of_path(address)], address
        assert there in pages, address
    assert len(pages) > 60
    by_language = [sum(of_path(each) == language for each in pages) for language in NAMES]
    assert min(by_language) > 30


def _switch(page: Element) -> tuple[str, str]:
    """The language marked as the page's own, and the address of the other one."""
    (nav,) = page.having("languages")
    found = [each for each in nav.walk() if "language" in each.classes]
    (here,) = (each.text for each in found if each.tag == "span")
    (there,) = (each.attributes["href"] for each in found if each.tag == "a")
    return here, there


@pytest.mark.usefixtures("site")
def test_pages_name_each_other_to_search_engines_in_both_directions(client: Client) -> None:
    pages = crawled(client)

    named = 0
    for address, page in pages.items():
        found = {
            each["hreflang"]: each["href"].removeprefix("http://testserver")
            for each in head_links(page, "alternate")
            if "hreflang" in each
        }
        if not found:
            continue
        named += 1
        canonical = [each["href"] for each in head_links(page, "canonical")]
        assert canonical == [f"http://testserver{address}"]
        assert address in found.values()
        assert found["x-default"] in found.values()
        for language, other in found.items():
            back = head_links(pages[other], "alternate")
            assert f"http://testserver{address}" in {each["href"] for each in back}, language
    assert named > 30


@pytest.mark.usefixtures("site")
def test_every_page_that_search_engines_shall_know_is_described(client: Client) -> None:
    pages = [page for page in crawled(client).values() if head_links(page, "canonical")]

    for page in pages:
        (said,) = (
            each.attributes["content"].strip()
            for each in page.walk()
            if each.tag == "meta" and each.attributes.get("name") == "description"
        )
        assert said
        assert not said.startswith((":", "："))
    assert len(pages) > 50


@pytest.mark.usefixtures("site")
def test_nothing_of_the_interface_is_left_in_english_on_chinese_pages(client: Client) -> None:
    known = _data()
    left = {
        (address, words)
        for address, page in crawled(client).items()
        if of_path(address) == "zh-hans"
        for text in _read(page)
        for words in (each.strip(" .,:") for each in _SEPARATOR.split(text))
        if _WORD.search(words) and not _HAN.search(words)
        and not all(each.strip().casefold() in known for each in words.split(", "))
        and _bare(words)
    }  # fmt: skip

    assert left == set()


def _bare(words: str) -> str:
    """What is left of ``words`` without those allowed and without addresses."""
    for each in sorted(ALLOWED, key=len, reverse=True):
        words = re.sub(rf"\b{re.escape(each)}\b", "", words)
    words = re.sub(r"\b(?:EST|EDT|CST|CDT|UTC)\b|https?://\S+|/\S+/|\S+@\S+", "", words)
    return " ".join(_WORD.findall(words))


def _read(element: Element) -> Iterator[str]:
    """Texts and labels below ``element``, but for what is marked as English."""
    if element.attributes.get("lang", "zh") == "en" or element.tag in {"script", "style"}:
        return
    for name in _READ:
        if words := " ".join(element.attributes.get(name, "").split()):
            yield words
    for each in element.inside:
        if isinstance(each, Element):
            yield from _read(each)
        elif words := " ".join(each.split()):
            yield words


def _data() -> str:
    """All that the demo's rows hold, which is shown as entered."""
    found = []
    for model in apps.get_models():
        for row in model._default_manager.all():
            for field in model._meta.concrete_fields:
                value = getattr(row, field.attname)
                if isinstance(field, models.CharField | models.TextField) and value:
                    found.append(" ".join(plain_text(str(value)).split()))
    return "\n".join(found).casefold()


ASKED = ("/", "/news/", "/facilities/", "/pipeline/", "/events/", "/contacts/", "/nobody/")


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize("prefix", ["", "/zh-hans"])
def test_headers_and_cookies_of_the_reader_change_nothing(client: Client, prefix: str) -> None:
    for path in ASKED:
        plain = client.get(prefix + path)
        other = Client()
        other.cookies["django_language"] = "zh-hans" if not prefix else "en"
        asked = other.get(prefix + path, headers={"accept-language": "zh-hans, de;q=0.5"})

        assert asked.content == plain.content
        assert dict(asked.items()) == dict(plain.items())
        assert "Accept-Language" not in plain.get("Vary", "")
        assert not asked.cookies.keys() - other.cookies.keys()
        assert "Set-Cookie" not in asked


@pytest.mark.parametrize(
    "path", ["/zh-hans/nobody/", "/zh-hans/news/nobody/", "/zh-hans/robots.txt"]
)
def test_unknown_chinese_address_gets_the_one_404_in_chinese(
    client: Client, stopped_clock: StoppedClock, path: str
) -> None:
    factories.company()

    response = client.get(path)

    assert response.status_code == 404
    assert response.content == client.get("/zh-hans/anything/").content
    assert "此地址没有页面" in Page(response.content.decode()).text


def test_no_other_prefix_is_a_language(client: Client, stopped_clock: StoppedClock) -> None:
    for path in ("/en/", "/zh/", "/zh-Hans/", "/zh-hant/", "/zh-hans/zh-hans/", "/zh-hans/admin/"):
        assert client.get(path).status_code == 404
    assert client.get("/zh-hans").headers["Location"] == "/zh-hans/"


def test_day_that_is_none_is_refused_in_chinese(
    client: Client, stopped_clock: StoppedClock
) -> None:
    factories.company()

    response = client.get("/zh-hans/news/?as_of=2017-02-30")

    assert response.status_code == 400
    assert "日历上没有这一天" in response.content.decode()


def test_failure_speaks_the_language_of_the_address() -> None:
    request = RequestFactory().get("/zh-hans/news/")

    with spoken_at(request.path_info):
        text = views.server_error(request).content.decode()

    assert '<html lang="zh-hans">' in text
    assert "我们的服务器出现错误" in text
    assert 'href="/zh-hans/"' in text


@pytest.mark.usefixtures("site")
def test_times_and_numbers_are_printed_as_the_language_writes_them(client: Client) -> None:
    event = Page(
        client.get("/zh-hans/events/grand-opening-of-the-shanghai-facility/").content.decode()
    ).text
    facility = Page(client.get("/zh-hans/facilities/shanghai/").content.decode()).text

    assert "2017年11月4日" in event
    assert "10:30 CST" in event
    assert "北京时间" in event
    assert "平方米" in facility
    assert "100,000 square feet" in facility  # as printed
    assert "中国" in facility
