"""Links, files, tickers, contacts, corrections."""

from datetime import date

import pytest

from releases.preflight.links import is_private_host, slug_of
from releases.preflight.parts import Contact, File, Listing, StandingText
from tests.preflight.makers import NASDAQ, found


def link(address: str) -> str:
    return f'See <a href="{address}">the page</a>.'


@pytest.mark.parametrize(
    "address",
    [
        "https://localhost/x", "http://localhost:8000/news/", "https://127.0.0.1/", "https://10.1.2.3/",
        "https://172.16.0.9/", "https://192.168.1.1/", "https://169.254.10.1/", "https://[::1]/",
        "https://[fd12:3456::1]/", "https://[fe80::1]/", "https://intranet/x", "https://wiki.local/",
        "https://cms.internal/", "https://site.test/", "https://2130706433/", "https://0x7f.1/",
        "https://127.1/", "https://router.home.arpa/", "https://ir.harbor-bio.example/admin/",
        "/admin/releases/release/1/change/", "https://blog.harbor-bio.example/wp-admin/x",
        "https://ada:secret@harbor-bio.example/",
    ],
)  # fmt: skip
def test_a_link_inside_stops_it(address):
    [finding] = found("link-inside", link(address))

    assert finding.is_blocking
    assert finding.passage.words == "the page"
    assert address in finding.what


@pytest.mark.parametrize(
    "address",
    [
        "https://harbor-bio.example/x", "https://8.8.8.8/", "https://[2001:4860:4860::8888]/",
        "mailto:ir@harbor-bio.example", "tel:+15550100", "/news/harbor-bio-opens-a-plant/",
        "https://administration.example/", "https://harbor-bio.example/administration/",
        "https://localhost.example/", "https://test.example/",
    ],
)  # fmt: skip
def test_a_link_that_readers_can_follow_passes(address):
    assert found("link-inside", link(address)) == []
    assert found("link-http", link(address)) == []


def test_an_address_written_out_is_looked_at_too():
    [finding] = found("link-inside", "See http://localhost:8000/news/ for more.")

    assert finding.passage.words == "http://localhost:8000/news/"


def test_the_sites_own_address_is_no_inside_while_it_is_built():
    own = "http://127.0.0.1:8000"

    assert found("link-inside", link(f"{own}/news/x/"), site=own) == []


def test_the_address_on_the_wire_is_looked_at():
    [finding] = found("link-inside", wire_url="https://10.0.0.1/x")

    assert finding.where.field == "wire_url"


def test_a_standing_texts_links_are_looked_at():
    about = StandingText("about", "a", "en", "About", '<p><a href="https://intra/">x</a></p>')

    [finding] = found("link-inside", standing_texts=(about,))

    assert "About" in finding.where.label


def test_plain_http_is_a_warning():
    [finding] = found("link-http", link("http://harbor-bio.example/"))

    assert not finding.is_blocking


def test_what_leads_inside_over_http_is_told_once():
    assert found("link-http", link("http://localhost/")) == []


def test_a_link_to_a_page_that_is_not_public_stops_it_and_tells_nothing_of_it():
    address = "/news/harbor-bio-to-buy-a-rival/"

    [finding] = found("link-not-public", link(address), dead_addresses=frozenset({address}))

    assert finding.is_blocking
    assert finding.what == f"{address}: that page is not public when this goes out."


@pytest.mark.parametrize(
    ("path", "slug"),
    [
        ("/news/a-plant/", "a-plant"),
        ("/news/a-plant.pdf", "a-plant"),
        ("/news/", None),
        ("/news/2026/", None),
        ("/news/feed.rss", None),
        ("/news/category/plants/", None),
        ("/facilities/a-plant/", None),
    ],
)
def test_addresses_of_releases_are_known_by_their_form(path, slug):
    assert slug_of(path) == slug


def test_hosts_are_compared_without_their_last_dot():
    assert is_private_host("localhost.")
    assert not is_private_host("harbor-bio.example.")


@pytest.mark.parametrize("title", ["", "plant.jpg", "plant", "IMG_2041", "Image 3", "图片1"])
def test_a_picture_that_is_not_described_stops_it(title):
    [finding] = found("image-without-text", files=(File("plant.jpg", title, "image/jpeg"),))

    assert finding.is_blocking


@pytest.mark.parametrize(
    "file",
    [
        File("plant.jpg", "The new plant seen from the river", "image/jpeg"),
        File("plant.jpg", "上海新工厂外景", "image/jpeg"),
        File("figures.pdf", "figures", "application/pdf"),
    ],
)
def test_described_pictures_and_other_files_pass(file):
    assert found("image-without-text", files=(file,)) == []


def test_a_picture_just_chosen_is_known_by_its_name():
    assert len(found("image-without-text", files=(File("plant.png", "plant"),))) == 1


@pytest.mark.parametrize(
    "printed", ["NASDAQ:HRBR", "Nasdaq: HRBR", "NASDAQ GS: HRBR", "NasdaqCM:hrbr"]
)
def test_the_companys_ticker_passes(printed):
    assert found("ticker", tickers=(printed,)) == []


@pytest.mark.parametrize("printed", ["NASDAQ:HRBB", "NYSE: HRBR", "HKEX: HRBR"])
def test_another_ticker_is_told(printed):
    [finding] = found("ticker", tickers=(printed,))

    assert finding.passage.words == printed
    assert not finding.is_blocking


def test_a_listing_that_has_ended_is_told():
    ended = Listing("Nasdaq", "XNAS", "HRBR", delisted_on=date(2021, 2, 12))

    [finding] = found("ticker", listings=(ended,))

    assert "ended" in finding.what


def test_the_ticker_after_the_companys_name_is_read_in_the_text():
    [finding] = found("ticker", "Harbor Bio, Inc. (NASDAQ: HBRB) opened a plant.")

    assert finding.where.field == "body"
    assert finding.passage.words == "(NASDAQ: HBRB)"


@pytest.mark.parametrize(
    "body",
    [
        "Harbor Bio, Inc. (NASDAQ: HRBR) opened a plant.",
        "Harbor Bio works with Great Engines (NYSE: GRT) on a plant.",
        "Harbor Bio opened a plant. Great Engines (NYSE: GRT) built it.",
        "Harbor Bio (the “Company”) opened a plant.",
    ],
)
def test_tickers_of_others_may_stand_in_the_text(body):
    assert found("ticker", body) == []


def test_without_a_listing_no_ticker_is_wrong():
    assert found("ticker", tickers=("OTCQB:ABCD",), listings=()) == []


def test_two_listings_are_both_the_companys():
    swiss = Listing("SIX", "XSWX", "HRB")

    assert found("ticker", tickers=("NASDAQ:HRBR", "SIX: HRB"), listings=(NASDAQ, swiss)) == []


def test_a_press_release_without_contact_is_told():
    [finding] = found("contact-missing", contacts=())

    assert finding.where.anchor == "printed_contacts-group"


def test_a_contact_who_cannot_be_reached_is_told():
    [finding] = found("contact-missing", contacts=(Contact("Mara Lindqvist"),))

    assert "Mara Lindqvist" in finding.what


def test_a_notice_needs_no_contact():
    assert found("contact-missing", kind="notice", contacts=()) == []


def test_a_correction_says_why():
    [finding] = found("correction-without-reason", corrects=True, correction_reason=" ")

    assert finding.is_blocking
    assert found("correction-without-reason", corrects=True, correction_reason="It said 10.") == []
    assert found("correction-without-reason", corrects=False) == []
