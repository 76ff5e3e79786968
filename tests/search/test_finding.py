"""What readers find, and by which words."""

from datetime import timedelta

import pytest
from django.test import Client

from releases.models import Release
from tests import factories
from tests.conftest import StoppedClock
from tests.events import makers as events
from tests.facilities import makers as facilities
from tests.factories import NOON
from tests.search.asking import ask, found, marked
from tests.trials import makers as trials

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def out(body: str, headline: str = "Harbor Bio tells", days: int = 1, **columns: object) -> Release:
    columns.setdefault("publish_at", NOON - days * DAY)
    return factories.approved(headline, body=f"<p>{body}</p>", **columns)


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("The site has 47,300 square feet.", "47,300"),
        ("The site has 47,300 square feet.", "47300"),
        ("The site has 47300 square feet.", "47,300"),
        ("A 47,300-square-foot site.", "47,300"),
        ("The trial is NCT02855073.", "nct02855073"),
        ("A trial of C-CAR011 began.", "C-CAR011"),
        ("A C-CAR011-based therapy.", "c-car011"),
        ("New CAR-T cells.", "CAR-T"),
        ("New CAR\u2011T\u2122 cells.", "CAR-T"),
        ("New CAR-T cells.", "car t"),
        ("Shares trade as NASDAQ:HRBR.", "NASDAQ:HRBR"),
        ("Zürich and São Paulo", "zurich sao paulo"),
        ("Zurich and Sao Paulo", "ZÜRICH SÃO"),
        ("Le siège de l’Œuvre", "oeuvre siege"),
        ("Ελλάδα και Кипр", "ΕΛΛΑΔΑ КИПР"),
        ("Two new facilities opened.", "facility"),
        ("A new facility opened.", "Facilities"),
        ("<b>Har</b>bour &amp; coast", "harbour"),
        ("A rise of 3.5 percent", "3.5"),
        ("上海的细胞治疗工厂", "细胞治疗"),
        ("上海的细胞治疗工厂", "海"),
        ("上海的细胞治疗工厂", "上海 工厂"),
        ("Ｆｕｌｌ　ｗｉｄｔｈ", "full width"),
    ],
)  # fmt: skip
def test_words_are_found_as_readers_write_them(
    client: Client, stopped_clock: StoppedClock, said: str, asked: str
) -> None:
    out(said, "This one")
    out("Nothing of the kind.", "Not this one")

    titles = found(client, asked)

    assert titles == ["This one"]


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("147,300 square feet", "47,300"),
        ("Therapy", "the"),
        ("上海和治疗", "海治"),
        ("C-CAR011", "C-CAR01"),
        ("One word", "one other"),
        ("细胞", "細胞"),
    ],
)
def test_other_words_are_not(
    client: Client, stopped_clock: StoppedClock, said: str, asked: str
) -> None:
    out(said)

    titles = found(client, asked)

    assert titles == []


def test_what_was_found_is_marked_in_headline_and_passage(
    client: Client, stopped_clock: StoppedClock
) -> None:
    out("It has 47,300 square feet & Zürich’s <b>la</b>b.", "The 47,300 of Zürich")

    words = marked(client, "zurich 47300")

    assert words == ["47,300", "Zürich", "47,300", "Zürich"]


def test_a_passage_is_taken_from_the_paragraph_that_has_the_words(
    client: Client, stopped_clock: StoppedClock
) -> None:
    out(f"Rain.</p><p>{'Long before it. ' * 40}Then the harbour <i>opened</i>.</p><p>Snow.")

    text = ask(client, "harbour").content.decode()

    assert "Then the <mark>harbour</mark> opened." in text
    assert "Rain" not in text
    assert "Snow" not in text


def test_markup_in_a_text_stays_text(client: Client, stopped_clock: StoppedClock) -> None:
    out("Of &lt;script&gt;alert(1)&lt;/script&gt; harbour", "A <b>bold</b> harbour")

    text = (
        ask(client, '"><script>harbour').content.decode() + ask(client, "harbour").content.decode()
    )

    assert "<script>" not in text
    assert "A &lt;b&gt;bold&lt;/b&gt; <mark>harbour</mark>" in text


def test_the_newest_comes_first(client: Client, stopped_clock: StoppedClock) -> None:
    for days in (3, 1, 2):
        out("The harbour.", f"{days} days ago", days=days)

    assert found(client, "harbour") == ["1 days ago", "2 days ago", "3 days ago"]


def test_pages_follow_each_other_without_gap_or_repetition(
    client: Client, stopped_clock: StoppedClock
) -> None:
    for number in range(45):
        out("The harbour.", f"Number {number}", days=1 + number // 2)

    seen: list[str] = []
    more: dict[str, str] = {}
    while True:
        page = ask(client, "harbour", **more).content.decode()
        seen += found(client, "harbour", **more)
        if "before=" not in page:
            break
        more = {"before": page.partition("before=")[2].partition('"')[0]}

    assert len(seen) == len(set(seen)) == 45
    assert [int(each.split()[1]) // 2 for each in seen] == sorted(n // 2 for n in range(45))


def test_results_can_be_of_one_year(client: Client, stopped_clock: StoppedClock) -> None:
    out("The harbour.", "Of this year")
    out("The harbour.", "Of last year", days=200)

    assert found(client, "harbour", year="2026") == ["Of this year"]
    assert found(client, "harbour", year="2025") == ["Of last year"]
    assert found(client, "harbour", year="2024") == []


def test_a_facility_a_trial_an_event_and_a_document_lead_to_their_pages(
    client: Client, stopped_clock: StoppedClock
) -> None:
    trials.said(NOON - DAY, title="HB-7 in gout", registry="clinicaltrials.gov",
                registry_id="NCT01234567")  # fmt: skip
    events.said(NOON - 2 * DAY, **events.ALL)
    release = factories.draft("Plans", publish_at=NOON - 3 * DAY)
    factories.attach(release, title="Plan of the harbour")
    factories.approve(release)

    trial = ask(client, "NCT01234567", kind="trial").content.decode()
    event = ask(client, "lakeside", kind="event").content.decode()
    document = ask(client, "harbour plan", kind="document").content.decode()

    assert '<a href="/pipeline/hb-7-in-gout/">HB-7 in gout</a>' in trial
    assert "Harbor Bio tells of trials</a>" in trial
    assert '<a href="/events/opening/">Opening of the plant</a>' in event
    assert "<mark>Plan</mark> of the <mark>harbour</mark></a>" in document
    assert 'href="/files/' in document


def test_a_kind_shows_nothing_of_the_others(client: Client, stopped_clock: StoppedClock) -> None:
    trials.said(NOON - DAY, title="HB-7 in gout")

    assert found(client, "gout") == ["Harbor Bio tells of trials", "HB-7 in gout"]
    assert found(client, "gout", kind="release") == ["Harbor Bio tells of trials"]
    assert found(client, "gout", kind="trial") == ["HB-7 in gout"]
    assert found(client, "gout", kind="event") == []


def test_what_several_releases_speak_of_is_shown_once(
    client: Client, stopped_clock: StoppedClock
) -> None:
    trials.said(NOON - 2 * DAY, title="HB-7 in gout")
    trials.said(NOON - DAY, title="HB-7 in severe gout")

    assert found(client, "gout", kind="trial") == ["HB-7 in severe gout"]


def test_a_statement_that_no_longer_stands_is_not_found(
    client: Client, stopped_clock: StoppedClock
) -> None:
    wrong = trials.said(NOON - 2 * DAY, title="HB-7 in gout").release
    out("It was another one.", "Correction", corrects=wrong)

    assert found(client, "gout", kind="trial") == []
    assert found(client, "gout") == ["Harbor Bio tells of trials"]
    assert "Corrected" in ask(client, "gout").content.decode()


def test_a_language_version_is_found_by_its_own_words(
    client: Client, stopped_clock: StoppedClock
) -> None:
    original = out("A plant.", "Opening")
    out("工厂开业", "开业", translation_of=original, language="zh-hans")

    assert found(client, "开业") == ["开业"]
    assert 'lang="zh-hans"' in ask(client, "开业").content.decode()


def test_a_facility_is_found_by_its_place(client: Client, stopped_clock: StoppedClock) -> None:
    facilities.public("News of a plant", facilities.said("Wuxi", locality="Wuxi"))

    assert found(client, "wuxi", kind="facility") == ["Wuxi plant"]
