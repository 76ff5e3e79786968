"""Whatever is asked, there is a clear page."""

import pytest
from django.test import Client

from tests import factories
from tests.conftest import StoppedClock
from tests.search.asking import ask, found

pytestmark = pytest.mark.django_db
HOSTILE = [
    'a" OR * NOT ( : ^',
    '"',
    "'; DROP TABLE search_entry; --",
    "harbour*",
    "own:harbour",
    "{own}: harbour",
    "NEAR(harbour opened, 2)",
    "harbour & !opened | <-> :*",
    "\\",
    "\x01\x02\x7f\x85",
    "%00 %ff",
    "l=en r=harbour c=1",
    "🙂🙂",
    "\ud7ff\ue000\ufffd",
    "- -- --- . , ,,",
    "harbour-harbour-harbour-harbour-harbour",
    "１２３",
    "<b>&amp;</b>",
    "\u202eharbour",
]


@pytest.mark.parametrize("words", HOSTILE)
@pytest.mark.parametrize("kind", ["", "release", "trial"])
def test_signs_of_other_languages_are_signs(
    client: Client, stopped_clock: StoppedClock, words: str, kind: str
) -> None:
    factories.public("A harbour opened")

    response = ask(client, words, kind=kind)

    assert response.status_code == 200


@pytest.mark.parametrize(
    "words", ["harbour*", 'harbour"', "harbour & !(", "\u202eharbour", "har\u00adbour"]
)
def test_a_word_is_found_between_other_signs(
    client: Client, stopped_clock: StoppedClock, words: str
) -> None:
    factories.public("A harbour opened")

    assert found(client, words) == ["A harbour opened"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("x" * 10_000, "too long"),
        ("wort " * 2_000, "too long"),
        ("a b c d e f g h i j k l m", "too many words"),
        ("🙂", "no word or number"),
        ("?!", "no word or number"),
        ("nothing", "Nothing has all of these words"),
        ("", "Everything that the company’s releases have said is found here"),
        ("  ", "Everything that the company’s releases have said is found here"),
    ],
)
def test_where_nothing_is_found_the_page_says_why_and_what_to_do(
    client: Client, stopped_clock: StoppedClock, words: str, said: str
) -> None:
    factories.public("A harbour opened")

    text = ask(client, words).content.decode()

    assert said in text


@pytest.mark.parametrize(
    "more",
    [
        {"kind": "secret"},
        {"year": "20266"},
        {"year": "abcd"},
        {"year": "٢٠٢٦"},
        {"year": "0000"},
        {"year": "9999"},
        {"before": "nobody"},
        {"before": "x" * 3000},
    ],
)
def test_what_cannot_be_is_a_page_that_does_not_exist(
    client: Client, stopped_clock: StoppedClock, more: dict[str, str]
) -> None:
    assert ask(client, "harbour", **more).status_code == 404


def test_a_null_is_refused_with_a_page(client: Client, stopped_clock: StoppedClock) -> None:
    response = ask(client, "a\x00b")

    assert response.status_code == 400
    assert b"<h1>" in response.content


@pytest.mark.parametrize("year", ["1900", "2100", "9998"])
def test_a_year_without_news_has_no_results(
    client: Client, stopped_clock: StoppedClock, year: str
) -> None:
    factories.public("A harbour opened")

    assert found(client, "harbour", year=year) == []


def test_results_are_not_for_search_engines(client: Client, stopped_clock: StoppedClock) -> None:
    assert '<meta name="robots" content="noindex">' in ask(client, "harbour").content.decode()


def test_browsers_learn_how_to_ask(client: Client, stopped_clock: StoppedClock) -> None:
    factories.company()

    response = client.get("/search/opensearch.xml")

    assert response["Content-Type"].startswith("application/opensearchdescription+xml")
    assert "/search/?q={searchTerms}" in response.content.decode()
    assert 'href="/search/opensearch.xml"' in ask(client, "").content.decode()
