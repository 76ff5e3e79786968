"""“New from text”: what is pasted is read, asked about, and made a draft once somebody says so."""

import io
import re
import zipfile
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from audit.models import Entry
from events.models import EventUpdate
from facilities.models import CapacityFigure
from releases.models import Contact, Release, ReleaseContact, StandingText, Unsaved
from tests import factories
from tests.admin.announced import ABOUT, HEADLINE, PLACE, TEXT, answered, as_shown, read
from tests.admin.desk import RELEASES, messages_of, page_of, signed_in
from trials.models import TrialUpdate

pytestmark = pytest.mark.usefixtures("stopped_clock")
STORED = (Release, StandingText, Contact, CapacityFigure, TrialUpdate, EventUpdate, Unsaved, Entry)


def row_of(response: Any, kind: str) -> Any:
    return next(row for row in response.context["page"].rows if row.group == kind)


def html_of(response: Any) -> str:
    return str(response.content.decode())


def word_file(*paragraphs: str) -> bytes:
    namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    text = "".join(f"<w:p><w:r><w:t>{each}</w:t></w:r></w:p>" for each in paragraphs)
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/'
        'content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-'
        'package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{kind}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{relations}"><Relationship Id="rId1" '
        f'Type="{office}" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{namespace}"><w:body>{text}</w:body>'
        "</w:document>",
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{content}')
    return made.getvalue()


def sent_file(name: str, content: bytes) -> dict[str, Any]:
    return {"file": SimpleUploadedFile(name, content)}


# The text.


def test_what_was_read_is_shown_and_nothing_is_stored():
    client = signed_in(factories.ada())
    before = [model.objects.count() for model in STORED]

    response = read(client)

    assert row_of(response, "release").title == HEADLINE
    assert {"facilities", "figures", "trials", "contacts", "standing-texts"} <= {
        row.group for row in response.context["page"].rows
    }
    assert [model.objects.count() for model in STORED] == before
    assert re.fullmatch(
        r"\d+ questions?, \d+ facts, 2 texts, 1 contact", response.context["page"].counts
    )


def test_words_lead_to_their_fields_and_fields_to_their_words():
    html = html_of(read(signed_in(factories.ada())))

    ids = re.findall(r'\sid="([^"]+)"', html)
    places = set(re.findall(r'href="#([^"]+)"', html))
    anchors = set(re.findall(r'data-(?:for|said)="([^"]+)"', html))
    assert len(ids) == len(set(ids))
    assert {place for place in places if place.startswith(("said", "field", "row"))} <= set(ids)
    assert anchors <= set(ids)
    assert len(anchors) > 10


def test_text_that_looks_like_mark_up_runs_nowhere():
    said = TEXT.replace("largest", 'largest <script>alert("x")</script>"')

    html = html_of(read(signed_in(factories.ada()), said))

    assert "<script>alert" not in html


def test_what_is_no_release_is_said_at_the_field_and_the_text_stays():
    response = read(signed_in(factories.ada()), "Shopping list")

    assert response.context["form"].errors["text"]
    assert ">\nShopping list</textarea>" in html_of(response)


def test_nothing_at_all_is_asked_for():
    response = signed_in(factories.ada()).post(PLACE, {"text": "  "})

    assert response.context["form"].errors == {
        "text": ["Paste the announcement here, or choose its file."]
    }


def test_text_and_a_file_at_once_are_not_guessed_between():
    sent = {"text": TEXT} | sent_file("a.txt", TEXT.encode())

    response = signed_in(factories.ada()).post(PLACE, sent)

    assert "send one of the two" in response.context["form"].errors["file"][0]


@pytest.mark.parametrize(
    ("name", "size", "most"),
    [("a.txt", 1_000_001, "1 MB"), ("a.html", 1_000_001, "1 MB"), ("a.docx", 10_000_001, "10 MB")],
)
def test_a_file_that_is_too_large_is_refused_by_its_kind(name, size, most):
    response = signed_in(factories.ada()).post(PLACE, sent_file(name, b"x" * size))

    assert most in response.context["form"].errors["file"][0]


def test_an_empty_file_is_no_text():
    response = signed_in(factories.ada()).post(PLACE, sent_file("a.txt", b""))

    assert "is empty" in response.context["form"].errors["file"][0]


def test_a_text_that_is_too_large_is_refused_and_says_how_large_it_may_be():
    response = read(signed_in(factories.ada()), "字" * 700_000)

    assert "1 MB can be read" in response.context["form"].errors["text"][0]


def test_a_word_file_is_read_and_its_text_travels_on():
    content = word_file(*TEXT.replace("&", "&amp;").split("\n"))
    client = signed_in(factories.ada())

    shown = client.post(PLACE, sent_file("release.docx", content))
    made = client.post(PLACE, answered(shown))

    assert row_of(shown, "release").title == HEADLINE
    assert made.status_code == 302
    assert Release.objects.get().headline == HEADLINE


def test_more_than_one_form_can_hold_is_refused_in_words():
    lines = "".join(
        f"Our plant number {number} has {number},000 square feet of GMP space. "
        for number in range(2, 400)
    )

    response = read(signed_in(factories.ada()), TEXT.replace("It will serve", f"{lines} It will"))

    assert "paste one announcement alone" in response.context["form"].errors["text"][0]


def test_whoever_wants_to_change_the_text_gets_it_back():
    client = signed_in(factories.ada())

    response = client.post(PLACE, {"edit": "yes", "text": TEXT})

    assert response.context["form"].initial["text"] == TEXT
    assert "Read it" in html_of(response)


# The questions.


def test_of_what_is_in_doubt_nothing_is_chosen_beforehand():
    page = read(signed_in(factories.ada())).context["page"]

    assert page.questions
    assert not any(answer.is_chosen for each in page.questions for answer in each.answers)


def test_what_was_not_answered_is_said_at_its_question_and_nothing_typed_is_lost():
    client = signed_in(factories.ada())
    sent = as_shown(read(client)) | {"release-headline": "Typed otherwise"}

    response = client.post(PLACE, sent)

    page = response.context["page"]
    assert not Release.objects.exists()
    assert all(question.errors for question in page.questions)
    assert {mistake.place for mistake in page.mistakes} >= {each.id for each in page.questions}
    assert row_of(response, "release").fields[0].value == "Typed otherwise"


def test_an_answer_stays_chosen_while_another_is_missing():
    client = signed_in(factories.ada())
    shown = read(client)
    question = shown.context["page"].questions[0]

    response = client.post(PLACE, as_shown(shown) | {question.name: question.answers[1].value})

    again = response.context["page"].questions[0]
    assert [answer.is_chosen for answer in again.answers][:2] == [False, True]
    assert not again.errors


def test_a_value_that_no_draft_can_hold_is_said_at_its_field():
    client = signed_in(factories.ada())

    response = client.post(PLACE, answered(read(client)) | {"release-dateline_date": "soon"})

    (wrong,) = [f for f in row_of(response, "release").fields if f.errors]
    assert wrong.name == "release-dateline_date"
    assert "is no date" in wrong.errors[0]


def test_a_question_is_answered_by_leaving_its_row_out():
    client = signed_in(factories.ada())
    shown = read(client)
    question = next(each for each in shown.context["page"].questions if each.group == "trials")
    count = sum(row.group == "trials" for row in shown.context["page"].rows)

    client.post(PLACE, answered(shown) | {question.name: question.answers[-1].value})

    assert TrialUpdate.objects.count() == count - 1


# The draft.


def test_a_draft_is_made_with_all_it_states():
    client = signed_in(factories.ada())

    response = client.post(PLACE, answered(read(client)), follow=True)

    release = Release.objects.get()
    assert response.redirect_chain == [(page_of(release), 302)]
    assert release.headline == HEADLINE
    assert release.dateline_places == ["WUXI, China"]
    assert "60,000 square-foot" in release.body
    assert CapacityFigure.objects.filter(release=release).count() == 2
    assert ReleaseContact.objects.get().email == "ines@harbor-bio.example"
    assert messages_of(response)[0].startswith("The draft is made")


def test_what_was_typed_instead_is_what_the_draft_says():
    client = signed_in(factories.ada())

    client.post(PLACE, answered(read(client)) | {"release-headline": "Another headline"})

    assert Release.objects.get().headline == "Another headline"


def test_a_row_whose_box_is_empty_is_left_out():
    client = signed_in(factories.ada())
    sent = answered(read(client))
    del sent["contacts-0-keep"]

    client.post(PLACE, sent)

    assert Release.objects.count() == 1
    assert not ReleaseContact.objects.exists()


def test_a_page_sent_twice_makes_one_draft_and_leads_to_it():
    client = signed_in(factories.ada())
    sent = answered(read(client))

    first = client.post(PLACE, sent)
    second = client.post(PLACE, sent, follow=True)

    release = Release.objects.get()
    assert first["Location"] == second.redirect_chain[0][0] == page_of(release)
    assert messages_of(second)[-1] == "The draft was made from that page already. This is it."


def test_the_same_text_read_anew_makes_another_draft(stopped_clock):
    client = signed_in(factories.ada())
    for _ in range(2):
        client.post(PLACE, answered(read(client)))
        stopped_clock.forward(timedelta(minutes=1))

    assert Release.objects.count() == 2


def test_the_same_text_of_somebody_else_is_their_own_draft():
    for person in (factories.ada(), factories.person("Eve", "writer")):
        client = signed_in(person)
        client.post(PLACE, answered(read(client)))

    assert Release.objects.count() == 2


def test_a_mark_that_is_none_is_no_reason_to_fail():
    client = signed_in(factories.ada())

    for mark in ("", "soon", "9999-99-99T00:00:00Z", "2026-03-02T12:00:00"):
        client.post(PLACE, answered(read(client)) | {"mark": mark})

    assert Release.objects.count() == 4


def test_a_changed_standing_text_shows_its_difference_and_becomes_a_new_version():
    old = ABOUT.replace("two Phase I clinical trials", "a Phase I clinical trial")
    factories.standing_text(key="harbor", title="About Harbor Bio", body=f"<p>{old}</p>")
    client = signed_in(factories.ada())

    shown = read(client)
    client.post(PLACE, answered(shown))

    row = row_of(shown, "standing-texts")
    assert "<del>" in "".join(row.differences)
    versions = StandingText.objects.filter(key="harbor").values_list("version", flat=True)
    assert set(versions) == {1, 2}


def test_a_draft_that_is_to_be_confidential_never_was_anything_else():
    client = signed_in(factories.ada())

    client.post(PLACE, answered(read(client)) | {"release-is_kept": "yes"})

    assert Release.objects.get().is_confidential


# A changed text.


def again(release: Release) -> str:
    return f"{RELEASES}{release.pk}/read-again/"


@pytest.fixture
def made():
    client = signed_in(factories.ada())
    client.post(PLACE, answered(read(client)))
    return client, Release.objects.get()


def test_the_same_text_says_what_the_draft_says(made):
    client, release = made

    response = client.post(again(release), {"text": TEXT})

    assert response.context["compared"].kinds == []
    assert response.context["compared"].body == []


def test_a_changed_text_shows_the_fact_that_changed_with_both_passages(made):
    client, release = made
    changed = TEXT.replace("60,000 square-foot", "65,000 square-foot")

    response = client.post(again(release), {"text": changed})

    html = html_of(response)
    assert "65,000" in html
    shown = [each for _, kind in response.context["compared"].kinds for each in kind]
    assert any(
        "60,000" in each.change.passage_before and "65,000" in each.change.passage_after
        for each in shown
    )
    assert "<ins>65,000</ins>" in "".join(response.context["compared"].body)


def test_a_changed_headline_is_shown_word_by_word(made):
    client, release = made
    changed = TEXT.replace("Plans the Opening", "Celebrates the Opening")

    response = client.post(again(release), {"text": changed})

    assert "<del>Plans</del><ins>Celebrates</ins>" in html_of(response)


def test_reading_again_changes_nothing_and_is_recorded_as_a_look(made):
    client, release = made
    before = [model.objects.count() for model in STORED[:-1]]

    client.post(again(release), {"text": TEXT.replace("60,000", "65,000")})

    release.refresh_from_db()
    assert "60,000" in release.body
    assert [model.objects.count() for model in STORED[:-1]] == before
    look = Entry.objects.filter(action="viewed").latest("pk")
    assert (look.said["where"], look.said["releases"]) == ("changed text", [release.pk])


def test_what_is_confidential_is_not_read_again_by_others(made):
    _, release = made
    factories.keep_to_few(release, factories.ada())

    response = signed_in(factories.person("Eve", "writer")).post(again(release), {"text": TEXT})

    assert response.status_code == 404


def test_far_more_than_an_announcement_states_is_not_compared_with_a_draft(made):
    lines = "\n\n".join(f"The plant has {number:,} square feet." for number in range(2000, 2120))
    client, release = made

    response = client.post(again(release), {"text": f"{TEXT}\n\n{lines}"})

    assert "paste one announcement alone" in response.context["form"].errors["text"][0]
    assert "compared" not in response.context
