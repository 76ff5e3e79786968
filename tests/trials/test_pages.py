"""The pipeline and the page of a trial, as readers get them."""

from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client

from releases.withdrawal import withdraw
from tests import factories
from tests.conftest import StoppedClock
from tests.factories import NOON
from tests.releases.pages import get
from tests.trials import makers
from tests.trials.makers import said
from trials.models import TrialUpdate

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
PAGE = "/pipeline/hb-7-in-gout/"
ALL: dict[str, Any] = {
    "title": "HB-7 in gout",
    "registry": "clinicaltrials.gov",
    "registry_id": "NCT01234567",
    "condition": "Gout",
    "intervention": "HB-7",
    "modality": "Cell therapy",
    "collaborator": "Northern General Hospital",
    "countries": ["CN", "US"],
    "enrolment": 1204,
    "phase_as_printed": "Phase I/IIa",
    "overall_status": "ACTIVE_NOT_RECRUITING",
}


def links(client: Client, address: str) -> dict[str, str]:
    """Where the words of each source on the page lead."""
    found = {}
    for part in client.get(address).content.decode().split('<a class="source')[1:]:
        tag, _, rest = part.partition(">")
        text = " ".join(unescape(rest.partition("<")[0]).split())
        found[text] = unescape(tag.partition('href="')[2].partition('"')[0])
    return found


def test_the_pipeline_without_trials_says_so(client: Client, stopped_clock: StoppedClock) -> None:
    page = get(client, "/pipeline/")

    assert "No release has told of a clinical trial yet." in page.text
    assert page.all("table") == []


def test_the_pipeline_links_each_phase_status_and_condition_to_the_sentence_that_said_it(
    client: Client, stopped_clock: StoppedClock
) -> None:
    first = said(NOON - 9 * DAY, **ALL)
    later = said(NOON - 2 * DAY, overall_status="COMPLETED", passage="of others")

    found = links(client, "/pipeline/")

    assert found["Gout"] == found["Phase I/IIa"] == first.get_absolute_url()
    assert found["Completed"] == later.get_absolute_url()
    assert first.anchor != later.anchor


def test_the_pipeline_names_a_collaborator_where_one_was_stated(
    client: Client, stopped_clock: StoppedClock
) -> None:
    told = said(NOON - DAY, **ALL)

    assert "With Northern General Hospital" in get(client, "/pipeline/").text
    assert links(client, "/pipeline/")["Northern General Hospital"] == told.get_absolute_url()


def test_a_title_that_only_repeats_the_condition_stands_for_both(
    client: Client, stopped_clock: StoppedClock
) -> None:
    said(NOON - DAY, **ALL | {"title": "gout"})

    page = get(client, "/pipeline/")

    assert [each.get("scope") for each in page.all("th")] == ["col"] * 5 + ["row"]
    assert "Gout" not in page.text


def test_a_trial_in_two_phases_stands_in_both_columns(
    client: Client, stopped_clock: StoppedClock
) -> None:
    said(NOON - DAY, title="HB-7 in gout", phase_as_printed="Phase I/IIa")

    page = get(client, "/pipeline/")

    assert [cell.get("colspan") for cell in page.all("td")] == ["2", None, None]
    assert [each.get("scope") for each in page.all("th")] == ["col"] * 5 + ["rowgroup", "row"]


def test_phases_apart_from_each_other_are_marked_apart(
    client: Client, stopped_clock: StoppedClock
) -> None:
    said(NOON - DAY, phase_as_printed="Phases I and III", phases=["PHASE1", "PHASE3"])

    cells = get(client, "/pipeline/").all("td")

    assert [cell["class"] for cell in cells] == [
        *("pipeline-reached", "pipeline-not", "pipeline-reached", "pipeline-not"),
    ]


def test_columns_that_few_trials_need_are_there_when_one_does(
    client: Client, stopped_clock: StoppedClock
) -> None:
    said(NOON - DAY, makers.trial("Early", "early"), phase_as_printed="early Phase 1")
    said(NOON - DAY, makers.trial("Before", "before"), phase_as_printed="pre-clinical")

    columns = client.get("/pipeline/").context["chart"].columns

    assert columns[0] == "Early phase I"
    assert columns[-1] == "Other or not stated"


def test_a_trial_whose_phase_nobody_stated_says_so(
    client: Client, stopped_clock: StoppedClock
) -> None:
    said(NOON - DAY, title="HB-7 in gout")

    text = get(client, "/pipeline/").text

    assert "Phase not stated" in text
    assert "Condition not stated" in text


def test_a_trials_page_links_every_value_to_the_sentence_that_said_it(
    client: Client, stopped_clock: StoppedClock
) -> None:
    update = said(NOON - DAY, **ALL)

    found = links(client, PAGE)

    assert set(found.values()) == {update.get_absolute_url()}
    assert list(found) == [
        "HB-7 in gout",
        "Gout",
        "Phase I/IIa",
        "Active, not recruiting",
        "HB-7",
        "Cell therapy",
        "1,204 participants",
        "China, United States of America",
        "Northern General Hospital",
        "NCT01234567",
    ]


def test_a_registry_id_leads_to_its_registry_as_well(
    client: Client, stopped_clock: StoppedClock
) -> None:
    said(NOON - DAY, **ALL)

    assert get(client, PAGE).all("a", href="https://clinicaltrials.gov/study/NCT01234567")


def test_readers_never_see_the_name_that_staff_use(
    client: Client, stopped_clock: StoppedClock
) -> None:
    said(NOON - DAY, condition="Gout")

    for address in ("/pipeline/", PAGE, "/pipeline/trials.csv"):
        content = client.get(address).content.decode()
        assert "(staff)" not in content
        assert "Hb 7 in gout" in content


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/pipeline/", "Neither their safety nor their efficacy in the uses studied"),
        (PAGE, "neither its safety nor its efficacy in this use"),
    ],
)
def test_beside_trials_stands_what_being_in_one_does_not_say(
    client: Client, stopped_clock: StoppedClock, address: str, words: str
) -> None:
    said(NOON - DAY, **ALL)

    assert words in get(client, address).text


def test_what_is_approved_is_not_called_investigational(
    client: Client, stopped_clock: StoppedClock
) -> None:
    said(NOON - DAY, **ALL | {"overall_status": "APPROVED_FOR_MARKETING"})

    assert "Investigational" not in get(client, PAGE).text


@pytest.mark.parametrize(
    ("status", "words", "row"),
    [
        ("TERMINATED", "Terminated", "pipeline-stopped"),
        ("WITHDRAWN", "Withdrawn", "pipeline-stopped"),
        ("SUSPENDED", "Suspended", "pipeline-stopped"),
        ("COMPLETED", "Completed", "pipeline-completed"),
    ],
)
def test_a_trial_that_no_longer_goes_on_says_so_in_words_and_in_its_bar(
    client: Client, stopped_clock: StoppedClock, status: str, words: str, row: str
) -> None:
    said(NOON - DAY, **ALL | {"overall_status": status})

    assert get(client, "/pipeline/").all("tr", **{"class": row})
    assert words in get(client, "/pipeline/").text
    assert words in get(client, PAGE).text


def test_an_entry_of_the_history_leads_to_the_trial_as_it_stood_that_day(
    client: Client, stopped_clock: StoppedClock
) -> None:
    said(NOON - 9 * DAY, **ALL)
    said(NOON - 2 * DAY, overall_status="COMPLETED", passage="of others")
    then, later = ((NOON - days * DAY).date() for days in (9, 2))

    page = get(client, PAGE)
    on_the_day = get(client, f"{PAGE}?as_of={then}")

    assert page.all("a", href=f"{PAGE}?as_of={then}")
    assert page.all("a", href=f"{PAGE}?as_of={later}")
    assert "As it stood on that day" not in on_the_day.text
    assert "Completed" not in on_the_day.text


@pytest.mark.parametrize("state", ["never mentioned", "embargoed", "draft", "withdrawn"])
def test_a_trial_that_nothing_public_mentions_is_not_there(
    client: Client, stopped_clock: StoppedClock, state: str
) -> None:
    match state:
        case "never mentioned":
            makers.trial()
        case "embargoed":
            said(NOON + DAY, **ALL)
        case "draft":
            makers.state(makers.draft(NOON - DAY), **ALL)
        case "withdrawn":
            release = said(NOON - DAY, **ALL).release
            withdraw(release, by=factories.cora(), at=NOON, reason="Wrong trial.")

    unknown = client.get("/pipeline/nothing-of-the-kind/")

    assert client.get(PAGE).content == unknown.content
    assert client.get(PAGE).status_code == unknown.status_code == 404
    assert "HB-7" not in client.get("/pipeline/").content.decode()
    assert client.get("/pipeline/trials.csv").content.decode().count("\r\n") == 1


def test_an_embargoed_update_stays_unknown_until_its_second(
    client: Client, stopped_clock: StoppedClock
) -> None:
    said(NOON - DAY, **ALL)
    due = NOON + timedelta(hours=1)
    addresses = ("/pipeline/", PAGE, "/pipeline/trials.csv")
    before = [client.get(each).content for each in addresses]
    said(due, title="HB-7 for all", phase_as_printed="Phase III", collaborator="Southern Hospital")

    stopped_clock.set(due - timedelta(microseconds=1))
    still = [client.get(each).content for each in addresses]
    stopped_clock.set(due)
    after = [client.get(each).content.decode() for each in addresses]

    assert still == before
    assert all("HB-7 for all" in content and "Phase III" in content for content in after)


def test_a_trial_that_was_corrected_away_keeps_its_page_and_is_in_no_list(
    client: Client, stopped_clock: StoppedClock
) -> None:
    wrong = said(NOON - 5 * DAY, **ALL)
    factories.public("Harbor Bio corrects itself", corrects=wrong.release)

    page = get(client, PAGE)

    assert "What was said of this trial has been corrected since" in page.text
    assert "Corrected since" in page.text
    assert "No release has told of a clinical trial yet." in get(client, "/pipeline/").text


def test_the_history_is_newest_first_and_marks_what_was_corrected(
    client: Client, stopped_clock: StoppedClock
) -> None:
    wrong = said(NOON - 9 * DAY, phase_as_printed="Phase III", release={"headline": "First"})
    correction = {"headline": "Second", "corrects": wrong.release}
    said(NOON - 5 * DAY, phase_as_printed="Phase I", release=correction)

    history = client.get(PAGE).context["history"]

    assert [(each.update.release.headline, each.is_corrected) for each in history.entries] == [
        ("Second", False),
        ("First", True),
    ]


def test_a_correction_to_come_marks_nothing_yet(
    client: Client, stopped_clock: StoppedClock
) -> None:
    wrong = said(NOON - 9 * DAY, phase_as_printed="Phase III")
    said(NOON + DAY, phase_as_printed="Phase I", release={"corrects": wrong.release})

    assert "Corrected since" not in client.get(PAGE).content.decode()


@pytest.mark.parametrize("same_second", [False, True])
def test_a_long_history_is_walked_by_key_to_its_end(
    client: Client, stopped_clock: StoppedClock, same_second: bool
) -> None:
    for number in range(45):
        step = timedelta(0) if same_second else timedelta(minutes=number)
        said(NOON - DAY - step, condition="Gout", release={"slug": f"told-{number}"})

    seen: list[int] = []
    address = PAGE
    while address:
        history = client.get(address).context["history"]
        assert len(history.entries) <= 20
        seen += [entry.update.pk for entry in history.entries]
        older = history.older_than
        address = f"{PAGE}?before={older.slug}" if older else ""

    assert sorted(seen) == sorted(TrialUpdate.objects.values_list("pk", flat=True))


@pytest.mark.parametrize("before", ["", "unknown", "told-later", "of-another"])
def test_a_history_goes_on_only_from_a_public_release_about_the_trial(
    client: Client, stopped_clock: StoppedClock, before: str
) -> None:
    said(NOON - DAY, **ALL)
    said(NOON + DAY, condition="Gout", release={"slug": "told-later"})
    said(NOON - DAY, makers.trial("Another", "another"), title="A", release={"slug": "of-another"})

    assert client.get(f"{PAGE}?before={before}").status_code == 404


def test_a_past_day_shows_what_held_then(client: Client, stopped_clock: StoppedClock) -> None:
    said(NOON - 9 * DAY, title="HB-7 in gout", phase_as_printed="Phase I")
    said(NOON - 2 * DAY, phase_as_printed="Phase II")
    day = (NOON - 5 * DAY).date()

    for address in ("/pipeline/", PAGE, "/pipeline/trials.csv"):
        content = client.get(f"{address}?as_of={day}").content.decode()
        assert "Phase I" in content
        assert ">Phase II<" not in content.replace(
            'scope="col" class="pipeline-phase">Phase II<', ""
        )


def test_what_a_release_says_is_escaped(client: Client, stopped_clock: StoppedClock) -> None:
    said(NOON - DAY, title="<script>alert(1)</script>", condition='"><b>', phase_as_printed="<i>")

    for address in ("/pipeline/", PAGE):
        content = client.get(address).content.decode()
        assert "<script>alert" not in content
        assert "><b>" not in content
        assert "<i>" not in content
