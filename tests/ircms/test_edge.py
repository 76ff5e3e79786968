"""The edge: what every public answer looks like on the wire."""

import gzip

import brotli
import pytest
from django.test import Client

from tests import factories
from tests.conftest import StoppedClock

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("page", ["/", "/news/", "/news/feed.rss", "/nobody/", "/robots.txt"])
def test_a_public_answer_is_the_same_for_every_reader(
    client: Client, stopped_clock: StoppedClock, page: str
) -> None:
    factories.public()

    response = client.get(page)

    assert response["Cache-Control"] == "no-cache"
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    assert "nonce" not in response["Content-Security-Policy"]
    policy = response["Content-Security-Policy"].split("; ")
    assert "default-src 'none'" in policy
    assert policy == sorted(policy)


@pytest.mark.parametrize(
    ("encoding", "undo"), [("gzip", gzip.decompress), ("br", brotli.decompress)]
)
def test_compression_gives_the_same_bytes_every_time(
    client: Client, stopped_clock: StoppedClock, encoding: str, undo: object
) -> None:
    factories.public()
    plain = client.get("/news/", headers={"accept-encoding": "identity"})

    first = client.get("/news/", headers={"accept-encoding": encoding})
    second = client.get("/news/", headers={"accept-encoding": encoding})

    assert first["Content-Encoding"] == encoding
    assert first.content == second.content
    assert undo(first.content) == plain.content  # type: ignore[operator]  # one of two functions
    assert first["ETag"] == plain["ETag"]
    assert first["Vary"] == plain["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize("accepted", ["", "identity", "br;q=0, gzip;q=0", "zstd"])
def test_what_is_not_asked_for_is_not_compressed(
    client: Client, stopped_clock: StoppedClock, accepted: str
) -> None:
    assert "Content-Encoding" not in client.get("/news/", headers={"accept-encoding": accepted})


def test_an_unchanged_page_is_answered_with_304(
    client: Client, stopped_clock: StoppedClock
) -> None:
    factories.public()
    first = client.get("/news/")

    again = client.get("/news/", headers={"if-none-match": first["ETag"]})

    assert again.status_code == 304
    assert again.content == b""


def test_staff_pages_are_never_stored_or_compressed(
    client: Client, stopped_clock: StoppedClock
) -> None:
    response = client.get("/admin/login/", headers={"accept-encoding": "br, gzip"})

    assert response["Cache-Control"] == "no-store, private"
    assert "Content-Encoding" not in response


def test_a_page_that_is_not_there_says_nothing_of_what_was_asked(
    client: Client, stopped_clock: StoppedClock
) -> None:
    one, other = client.get("/news/q3-results/"), client.get("/a/quite/different/address")

    assert one.status_code == other.status_code == 404
    assert one.content == other.content


def test_strangers_cannot_send_anything(client: Client, stopped_clock: StoppedClock) -> None:
    release = factories.public()

    for page in ("/", "/news/", release.get_absolute_url(), "/contacts/", "/news/feed.rss"):
        is_form = page == "/contacts/"  # what it takes is in tests/enquiries
        for method in ("put", "patch", "delete") if is_form else ("post", "put", "patch", "delete"):
            assert getattr(client, method)(page).status_code == 405
