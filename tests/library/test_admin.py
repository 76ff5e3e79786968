"""Documents and pages at the desk: on the page of a release, and on their own."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from ircms.actor import acting_as
from library.models import DocumentUpdate, PageVersion
from releases.copying import copy, correct
from releases.models import Release
from releases.transitions import TransitionRefused
from tests import factories
from tests.admin.desk import errors_of, filled_in, page_of, signed_in
from tests.conftest import StoppedClock
from tests.factories import NOON
from tests.library import makers

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def rows_of(response: Any, model: Any) -> Any:
    """The formset of ``model`` on the page of a release."""
    formsets = [inline.formset for inline in response.context["inline_admin_formsets"]]
    return next(each for each in formsets if each.model is model)


def typed(client: Client, page: str, model: Any, /, **row: Any) -> dict[str, Any]:
    """The release's page with a new row of ``model``, as typed."""
    prefix = rows_of(client.get(page), model).prefix
    given = {f"{prefix}-0-{name}": value for name, value in row.items()}
    return filled_in(client, page) | {f"{prefix}-TOTAL_FORMS": "1"} | given


def a_document(**row: Any) -> dict[str, Any]:
    key = str(makers.document().pk)
    return {"document": key, "kind": "charters", "dated_on_precision": "day", "position": 0} | row


def an_upload(number: int = 0) -> dict[str, Any]:
    file = SimpleUploadedFile(f"charter-{number}.pdf", factories.PDF)
    return {
        "attachments-TOTAL_FORMS": str(number + 1),
        f"attachments-{number}-title": f"Charter {number}",
        f"attachments-{number}-position": "0",
        f"attachments-{number}-file": file,
    }


def test_a_file_and_what_it_is_are_entered_at_once(stopped_clock: StoppedClock) -> None:
    ada = signed_in(factories.ada())
    page = page_of(makers.notice(NOON + DAY))

    response = ada.post(page, typed(ada, page, DocumentUpdate, **a_document()) | an_upload())

    assert response.status_code == 302
    row = DocumentUpdate.objects.get()
    assert row.attachment.filename == "charter-0.pdf"
    assert row.passage == "Questions and answers"
    assert row.language == "en"


def test_a_stored_file_is_chosen_among_those_of_the_release(stopped_clock: StoppedClock) -> None:
    ada = signed_in(factories.ada())
    release, other = makers.notice(NOON + DAY), makers.notice(NOON + DAY, "Another")
    file, foreign = factories.attach(release), factories.attach(other)
    page = page_of(release)

    refused = ada.post(
        page, typed(ada, page, DocumentUpdate, **a_document(attachment=str(foreign.pk)))
    )
    taken = ada.post(page, typed(ada, page, DocumentUpdate, **a_document(attachment=str(file.pk))))

    assert any("attachment" in name for name in errors_of(refused))
    assert taken.status_code == 302
    assert DocumentUpdate.objects.get().attachment == file


def test_without_a_file_the_field_says_what_to_do(stopped_clock: StoppedClock) -> None:
    ada = signed_in(factories.ada())
    page = page_of(makers.notice(NOON + DAY))

    none = ada.post(page, typed(ada, page, DocumentUpdate, **a_document()))
    two = typed(ada, page, DocumentUpdate, **a_document()) | an_upload() | an_upload(1)

    assert ["Choose the file, or add it under “Files”."] in errors_of(none).values()
    several = errors_of(ada.post(page, two)).values()
    assert any("save them first" in said[0] for said in several)


def test_a_notice_is_made_the_text_of_a_page(stopped_clock: StoppedClock) -> None:
    ada = signed_in(factories.ada())
    page = page_of(makers.notice(NOON + DAY))
    row = {"page": str(makers.page().pk), "title": "Frequent questions"}

    response = ada.post(page, typed(ada, page, PageVersion, **row))

    assert response.status_code == 302
    assert PageVersion.objects.get().title == "Frequent questions"


def test_what_is_no_notice_is_no_page_s_text(stopped_clock: StoppedClock) -> None:
    ada = signed_in(factories.ada())
    page = page_of(factories.draft("Harbor Bio answers", publish_at=NOON + DAY))

    response = ada.post(page, typed(ada, page, PageVersion, page=str(makers.page().pk)))

    assert any("that of a notice" in said[0] for said in errors_of(response).values())


def test_what_is_no_notice_any_more_is_not_approved(stopped_clock: StoppedClock) -> None:
    release = makers.notice(NOON + DAY)
    makers.write(release)
    release.kind = Release.Kind.PRESS_RELEASE
    with acting_as(factories.ada()):
        release.save()

    with pytest.raises(TransitionRefused, match="and no notice"):
        factories.approve(release)


def test_the_address_of_a_list_is_no_document_s(stopped_clock: StoppedClock) -> None:
    ada = signed_in(factories.ada())

    typed = {"name": "Charters", "slug": "charters"}
    refused = ada.post("/admin/library/document/add/", typed)
    made = ada.post("/admin/library/document/add/", {"name": "Charters", "slug": ""})

    assert "This is the address of a list" in str(errors_of(refused))
    assert made.status_code == 302


def test_the_desk_shows_what_was_said_of_a_document_and_a_page(
    stopped_clock: StoppedClock,
) -> None:
    ada = signed_in(factories.ada())
    row = makers.published(NOON - DAY)
    makers.written(NOON - DAY)

    document = ada.get(f"/admin/library/document/{row.document_id}/change/").content.decode()
    page = ada.get(f"/admin/library/sitepage/{makers.page().pk}/change/").content.decode()
    beside = ada.get(f"/admin/library/document/{row.document_id}/ledger/").json()

    assert "Harbor Bio amends its charter" in document
    assert "Questions and answers" in page
    assert "Charter or bylaws" in beside["kind"]


def test_a_copy_has_a_document_and_a_file_of_its_own(stopped_clock: StoppedClock) -> None:
    row = makers.published(NOON - DAY)

    made = copy(row.release, by=factories.ada(), at=NOON)

    copied = DocumentUpdate.objects.get(release=made)
    assert copied.document == row.document
    assert copied.attachment == made.attachments.get() != row.attachment


def test_a_page_is_corrected_by_a_notice_written_from_the_one_that_stands(
    client: Client, stopped_clock: StoppedClock
) -> None:
    wrong = makers.written(NOON - DAY, title="Frequent questions")
    made = correct(wrong, by=factories.ada(), at=NOON, reason="The day was wrong.")
    with acting_as(factories.ada()):
        made.body, made.publish_at = "<p>Right answers.</p>", NOON + DAY
        made.save()
    factories.approve(made)
    stopped_clock.set(NOON + 2 * DAY)

    shown = client.get("/about/questions/").content.decode()

    assert "Right answers." in shown
    assert "Corrected since" in shown


def test_a_release_tells_of_its_documents_and_page_as_facts_and_as_data(
    client: Client, stopped_clock: StoppedClock
) -> None:
    release = makers.notice(NOON - DAY, slug="questions-of-march")
    makers.write(release, title="Frequent questions")
    row = makers.list_file(release)
    factories.approve(release)

    shown = client.get("/news/questions-of-march/").content.decode()
    said = client.get("/news/questions-of-march.json").json()["statements"]

    assert 'href="/about/questions/"' in shown
    assert 'href="/documents/audit-charter/"' in shown
    assert said["documents"][0]["file"].endswith(row.attachment.get_absolute_url())
    assert said["pages"][0]["page"]["url"].endswith("/about/questions/")
