"""``?as_of=``: the public site as it stood when a past day ended."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from ircms.as_of import NotADayError, end_of, read_day
from releases.models import Release
from releases.withdrawal import withdraw
from tests import factories
from tests.conftest import StoppedClock
from tests.factories import NOON
from tests.releases.pages import Page, get

pytestmark = pytest.mark.django_db
# NOON is March 2, 2026, on the market's clocks as in UTC.
YESTERDAY, TODAY, TOMORROW = "2026-03-01", "2026-03-02", "2026-03-03"
# September 30, 2017 ends at 4:00 UTC of the next day: New York is on daylight time.
DAY = "2017-09-30"
ITS_END = datetime(2017, 10, 1, 3, 59, 59, 999999, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


@pytest.fixture(autouse=True)
def _clock_and_company(stopped_clock: StoppedClock) -> None:
    factories.company()


def two_days() -> tuple[Release, Release]:
    """The last release of DAY and the first of the day after."""
    return (
        factories.public("Said in time", publish_at=ITS_END),
        factories.public("Said too late", publish_at=ITS_END + MICROSECOND),
    )


# The day's end


@pytest.mark.parametrize(
    ("day", "end"),
    [
        ("2017-09-30", "2017-10-01T04:00"),
        ("2017-12-31", "2018-01-01T05:00"),
        ("2017-03-12", "2017-03-13T04:00"),  # of 23 hours
        ("2017-11-05", "2017-11-06T05:00"),  # of 25
    ],
)
def test_a_day_ends_with_its_last_microsecond_on_the_markets_clocks(day: str, end: str) -> None:
    expected = datetime.fromisoformat(end).replace(tzinfo=UTC) - MICROSECOND

    assert end_of(date.fromisoformat(day)) == expected


@pytest.mark.parametrize(
    ("zone", "day", "end"),
    [
        ("America/Sao_Paulo", "2017-10-14", "2017-10-15T03:00"),  # midnight is skipped
        ("Atlantic/Azores", "2017-10-28", "2017-10-29T00:00"),  # midnight comes twice
        ("Asia/Shanghai", "2017-09-30", "2017-09-30T16:00"),
    ],
)
def test_a_midnight_that_the_clocks_skip_or_repeat_ends_the_day_once(
    settings: Any, zone: str, day: str, end: str
) -> None:
    settings.TIME_ZONE = zone
    expected = datetime.fromisoformat(end).replace(tzinfo=UTC) - MICROSECOND

    assert end_of(date.fromisoformat(day)) == expected


def test_a_past_day_shows_what_was_public_when_it_ended(client: Client) -> None:
    before, after = two_days()

    page = get(client, f"/news/?as_of={DAY}")

    assert "Said in time" in page.text
    assert "Said too late" not in page.text
    assert client.get(f"{before.get_absolute_url()}?as_of={DAY}").status_code == 200
    assert client.get(f"{after.get_absolute_url()}?as_of={DAY}").status_code == 404


def test_the_day_after_shows_what_came_with_its_first_microsecond(client: Client) -> None:
    two_days()

    assert "Said too late" in get(client, "/news/?as_of=2017-10-01").text


@pytest.mark.parametrize("day", ["2026-03-08", "2025-11-02"])
def test_the_boundary_holds_on_days_when_the_clocks_change(
    client: Client, stopped_clock: StoppedClock, day: str
) -> None:
    stopped_clock.set(NOON + timedelta(days=30))
    end = end_of(date.fromisoformat(day))
    for headline, instant in (("Said in time", end), ("Said too late", end + MICROSECOND)):
        release = factories.draft(headline, publish_at=instant)
        factories.approve(release, at=stopped_clock.instant)

    text = get(client, f"/news/?as_of={day}").text

    assert "Said in time" in text
    assert "Said too late" not in text


def test_a_day_before_the_first_release_is_an_empty_newsroom(client: Client) -> None:
    two_days()

    assert "There is no news yet." in get(client, "/news/?as_of=1900-01-01").text


def test_a_release_withdrawn_since_is_absent_from_the_days_it_was_public_on(client: Client) -> None:
    release, _ = two_days()
    withdraw(release, by=factories.cora(), at=NOON, reason="It was wrong.")

    assert "Said in time" not in get(client, f"/news/?as_of={DAY}").text
    assert client.get(f"{release.get_absolute_url()}?as_of={DAY}").status_code == 410


# Never ahead


@pytest.mark.parametrize("day", [TODAY, TOMORROW, "2027-01-01", "9999-12-31"])
def test_a_day_that_is_not_over_leads_to_the_present(client: Client, day: str) -> None:
    response = client.get(f"/news/?before=a&as_of={day}&x=%20y&x=")

    assert response.status_code == 302
    assert response["Location"] == "/news/?before=a&x=%20y&x="
    assert response["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("page", ["/", "/news/", "release", "/news/2026/", "/news/feed.rss"])
def test_tomorrow_is_answered_alike_whether_or_not_something_is_due(
    client: Client, page: str
) -> None:
    slug = "harbor-bio-opens-a-plant"
    address = f"/news/{slug}/" if page == "release" else page
    asked = f"{address}?as_of={TOMORROW}"
    without = client.get(asked)
    release = factories.approved(publish_at=NOON + timedelta(days=1))

    response = client.get(asked)

    assert release.slug == slug
    assert response.status_code == without.status_code == 302
    assert (dict(response.items()), response.content) == (dict(without.items()), without.content)


def test_a_day_becomes_past_at_the_markets_midnight(
    client: Client, stopped_clock: StoppedClock
) -> None:
    midnight = end_of(date.fromisoformat(TODAY)) + MICROSECOND
    stopped_clock.set(midnight - MICROSECOND)
    before = client.get(f"/news/?as_of={TODAY}")

    stopped_clock.set(midnight)

    assert before.status_code == 302
    assert client.get(f"/news/?as_of={TODAY}").status_code == 200


# How a day is written


@pytest.mark.parametrize(
    "written",
    [
        "2017-9-30", "2017/09/30", "2017.9.30", "20170930", "2017-W39-6", "2017w396",
        " 2017-09-30 ", "２０１７－０９－３０", "２０１７-09-30",
    ],
)  # fmt: skip
def test_a_day_written_otherwise_is_read(written: str) -> None:
    assert read_day(written) == date(2017, 9, 30)


@pytest.mark.parametrize(
    "query",
    [
        "as_of=2017-9-30", "as_of=20170930", "as_of=2017-W39-6", "as_of=+2017-09-30%20",
        "as_of=%EF%BC%92%EF%BC%90%EF%BC%91%EF%BC%97-09-30", "as_of=2017%2D09-30",
        "as%5Fof=2017-09-30", "as_of=2017-09-30&as_of=20170930", "as_of=&as_of=2017-09-30",
    ],
)  # fmt: skip
def test_another_spelling_leads_to_the_one_address(client: Client, query: str) -> None:
    response = client.get(f"/news/?{query}")

    assert response.status_code == 302
    assert response["Location"] == f"/news/?as_of={DAY}"


def test_other_parameters_keep_their_order_and_spelling(client: Client) -> None:
    response = client.get("/nobody/?b=%7e+1&as_of=20170930&a&b=2&as_of=2017-09-30")

    assert response["Location"] == f"/nobody/?b=%7e+1&as_of={DAY}&a&b=2"


@pytest.mark.parametrize("query", ["as_of=", "as_of", "as_of=%20", "as_of=&as_of="])
def test_no_day_at_all_leads_to_the_present(client: Client, query: str) -> None:
    response = client.get(f"/news/?{query}")

    assert (response.status_code, response["Location"]) == (302, "/news/")


def test_a_redirect_never_leaves_the_site(client: Client) -> None:
    response = client.get("/", PATH_INFO="//mallory.example/", QUERY_STRING="as_of=")

    assert response["Location"] == "/%2Fmallory.example/"


@pytest.mark.parametrize(
    "written",
    [
        "yesterday", "2017-13-40", "2017-02-29", "2017-W54-1", "2017-09", "2017", "2017-W39",
        "09/30/2017", "30.9.2017", "170930", "2017-09/30", "2017-09-30T00:00", "-2017-09-30",
        "1899-12-31", "0000-01-01", "12017-09-30", "٢٠١٧-٠٩-٣٠", "<b>", "9" * 5000,
    ],
)  # fmt: skip
def test_what_names_no_day_is_refused(client: Client, written: str) -> None:
    with pytest.raises(NotADayError):
        read_day(written)

    response = client.get("/news/", {"as_of": written})

    assert response.status_code == 400
    page = Page(response.content.decode())
    assert page.headings() == [1]
    assert "?as_of=2017-09-30" in page.text
    assert response["X-Robots-Tag"] == "noindex"
    assert "default-src 'none'" in response["Content-Security-Policy"]


def test_two_different_days_are_refused(client: Client) -> None:
    response = client.get("/news/?as_of=2017-09-30&as_of=2017-09-29")

    assert response.status_code == 400
    assert "It names more than one day." in Page(response.content.decode()).text


def test_a_refusal_repeats_nothing_of_what_was_written(client: Client) -> None:
    one = client.get("/news/", {"as_of": "Call Mallory now"})
    other = client.get("/contacts/", {"as_of": "yesterday", "q": "Mallory"})

    assert one.content == other.content


# What the page says


def test_a_page_of_a_past_day_is_marked_as_such(client: Client) -> None:
    two_days()

    page = get(client, f"/news/?as_of={DAY}")

    assert "The site as it stood on September 30, 2017" in page.text
    assert "releases withdrawn since are left out" in page.text
    assert page.all("time", datetime=DAY)
    assert page.all("section", **{"aria-labelledby": "as-of"})


def test_the_present_is_not_marked(client: Client) -> None:
    response = client.get("/news/")

    assert b'class="as-of"' not in response.content
    assert b"noindex" not in response.content
    assert "X-Robots-Tag" not in response


@pytest.mark.parametrize("address", ["/", "/news/", "/contacts/", "release"])
def test_a_past_day_is_kept_out_of_search_engines(client: Client, address: str) -> None:
    release, _ = two_days()
    address = release.get_absolute_url() if address == "release" else address

    response = client.get(f"{address}?as_of={DAY}")

    page = Page(response.content.decode())
    assert response["X-Robots-Tag"] == "noindex"
    assert page.all("meta", name="robots", content="noindex")
    assert page.all("link", rel="canonical", href=f"{settings.SITE_URL}{address}")


def test_the_banner_leads_to_the_same_page_at_present(client: Client) -> None:
    release, _ = two_days()
    address = f"/news/?x=1&before={release.slug}"

    page = get(client, f"{address}&as_of={DAY}")

    assert [link["href"] for link in page.all("a") if "data-present" in link] == [address]


def test_a_page_that_was_not_there_says_nothing_of_what_was_asked(client: Client) -> None:
    _, later = two_days()
    one = client.get(f"{later.get_absolute_url()}?as_of={DAY}")
    other = client.get(f"/a/quite/different/address?as_of={DAY}")

    assert one.status_code == other.status_code == 404
    assert one.content == other.content
    assert b"September 30, 2017" in one.content
    assert b'href="?"' in one.content


# Links


def links(page: Page) -> set[str | None]:
    return {link["href"] for link in page.all("a") if "data-present" not in link}


def test_links_of_a_past_day_keep_the_day(client: Client) -> None:
    release, _ = two_days()

    found = links(get(client, f"/?as_of={DAY}"))

    assert f"/news/?as_of={DAY}" in found
    assert f"/contacts/?as_of={DAY}" in found
    assert f"{release.get_absolute_url()}?as_of={DAY}" in found
    assert "#content" in found


def test_going_on_to_older_news_keeps_the_day(client: Client) -> None:
    releases = [
        factories.public(f"Number {n}", publish_at=ITS_END - timedelta(hours=21 - n))
        for n in range(21)
    ]

    page = get(client, f"/news/?as_of={DAY}")

    assert f"?before={releases[1].slug}&as_of={DAY}" in links(page)
    assert "Number 0" in get(client, f"/news/?before={releases[1].slug}&as_of={DAY}").text


def test_links_elsewhere_stay_as_they_are(client: Client) -> None:
    hrefs = [
        "https://elsewhere.example/", "https://elsewhere.example/?a=1", "mailto:a@b.example",
        "/files/00000000-0000-0000-0000-000000000065/plan.pdf", "/static/x.css", "/admin/",
        "/news/feed.rss", "/events.ics", "/contacts/?as_of=2015-01-01",
    ]  # fmt: skip
    body = "".join(f'<p><a href="{href}">There</a></p>' for href in hrefs)
    release = factories.public(body=body, publish_at=ITS_END)
    address = release.get_absolute_url()
    expected = links(get(client, address)) & set(hrefs)

    found = links(get(client, f"{address}?as_of={DAY}"))

    assert expected >= set(hrefs[:3])
    assert expected <= found


def test_links_keep_their_parameters_and_fragments(client: Client) -> None:
    body = '<p><a href="/contacts/?a=1&amp;b=%20#who" title="a > b">Who</a></p>'
    release = factories.public(body=body, publish_at=ITS_END)

    found = links(get(client, f"{release.get_absolute_url()}?as_of={DAY}"))

    assert f"/contacts/?a=1&b=%20&as_of={DAY}#who" in found


def test_nothing_but_links_is_given_the_day(client: Client) -> None:
    two_days()
    now, then = get(client, "/news/2017/"), get(client, f"/news/2017/?as_of={DAY}")

    assert then.all("link") == now.all("link")
    assert then.all("script") == now.all("script")


# Other forms, and what an answer looks like on the wire


def test_the_feed_of_a_past_day_holds_what_it_held(client: Client) -> None:
    two_days()

    response = client.get(f"/news/feed.rss?as_of={DAY}")

    assert response.status_code == 200
    assert response["X-Robots-Tag"] == "noindex"
    assert b"Said in time" in response.content
    assert b"Said too late" not in response.content
    assert b"as_of" not in response.content


def test_a_file_of_a_past_day_is_streamed_untouched(client: Client) -> None:
    release = factories.draft(publish_at=ITS_END)
    file = factories.attach(release)
    factories.approve(release)

    then = client.get(f"{file.get_absolute_url()}?as_of={DAY}")
    earlier = client.get(f"{file.get_absolute_url()}?as_of=2017-09-29")

    assert b"".join(then.streaming_content) == factories.PDF  # type: ignore[attr-defined]  # a stream
    assert then["X-Robots-Tag"] == "noindex"
    assert earlier.status_code == 404


def test_head_says_what_get_would(client: Client) -> None:
    two_days()
    asked = client.get(f"/news/?as_of={DAY}")

    head = client.head(f"/news/?as_of={DAY}")

    assert head.content == b""
    assert dict(head.items()) == dict(asked.items())
    assert int(asked["Content-Length"]) == len(asked.content)


def test_an_unchanged_past_day_is_answered_with_304(client: Client) -> None:
    two_days()
    now = client.get("/news/")
    then = client.get(f"/news/?as_of={DAY}")

    again = client.get(f"/news/?as_of={DAY}", headers={"if-none-match": then["ETag"]})
    other = client.get(f"/news/?as_of={DAY}", headers={"if-none-match": now["ETag"]})

    assert then["ETag"] != now["ETag"]
    assert again.status_code == 304
    assert other.status_code == 200


def test_a_past_day_is_compressed_like_any_page(client: Client) -> None:
    response = client.get(f"/news/?as_of={DAY}", headers={"accept-encoding": "br"})

    assert response["Content-Encoding"] == "br"
    assert int(response["Content-Length"]) == len(response.content)


def test_a_missing_slash_is_added_with_the_day_kept(client: Client) -> None:
    response = client.get(f"/news?as_of={DAY}")

    assert (response.status_code, response["Location"]) == (301, f"/news/?as_of={DAY}")


@pytest.mark.parametrize("written", [DAY, "20170930", "yesterday", "2027-01-01"])
def test_staff_pages_have_no_past_days(client: Client, written: str) -> None:
    plain = client.get("/admin/login/")

    response = client.get(f"/admin/login/?as_of={written}")

    assert response.status_code == plain.status_code == 200
    assert "X-Robots-Tag" not in response
    assert b"as-of" not in response.content
