"""Writing an announcement: one page, and every mistake said where it can be mended."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from facilities.models import CapacitySite
from releases import statements
from releases.admin.inlines import all_inlines
from releases.models import Attachment, Release, ReleaseCategory, ReleaseContact
from tests import factories
from tests.admin.desk import RELEASES, errors_of, filled_in, messages_of, page_of, signed_in

pytestmark = pytest.mark.usefixtures("stopped_clock")
ADD = f"{RELEASES}add/"
BODY = "<p>The plant in Wuxi makes its first batch.</p>"


def test_release_is_written_on_one_page_with_all_that_hangs_on_it():
    ada = signed_in(factories.ada())
    text, who = factories.standing_text(), factories.contact()
    category = factories.category()
    data = filled_in(
        ada, ADD, headline="Wuxi makes its first batch", body=BODY,
        dateline_places="WUXI, China\nBOSTON", tickers="NASDAQ:HRBR",
        publish_at="2026-03-02T16:30:00", categories=[category.pk],
        printed_texts__0__standing_text=text.pk, printed_contacts__0__contact=who.pk,
        attachments__0__title="Floor plan",
    )  # fmt: skip
    data["attachments-0-file"] = SimpleUploadedFile("plan.pdf", factories.PDF)

    response = ada.post(ADD, data, follow=True)

    release = Release.objects.get()
    assert response.redirect_chain == [(page_of(release), 302)]
    assert release.slug == "wuxi-makes-its-first-batch"
    assert release.dateline_places == ["WUXI, China", "BOSTON"]
    assert [link.standing_text for link in release.printed_texts.all()] == [text]
    assert release.printed_contacts.get().email == who.email
    assert release.attachments.get().filename == "plan.pdf"
    assert list(release.categories.all()) == [category]
    assert list(release.contributions.values_list("user__full_name", flat=True)) == ["Ada"]


def test_times_are_entered_and_shown_on_the_markets_clocks():
    ada = signed_in(factories.ada())
    data = filled_in(ada, ADD, headline="H", body=BODY, publish_at="2026-07-01T09:00:00")

    response = ada.post(ADD, data, follow=True)

    assert Release.objects.get().publish_at == datetime(2026, 7, 1, 13, 0, tzinfo=UTC)
    page = response.content.decode()
    assert 'value="2026-07-01T09:00:00"' in page
    assert "America/New_York, now EST (UTC-0500)" in page


def test_hour_that_comes_twice_is_asked_again():
    ada = signed_in(factories.ada())
    data = filled_in(ada, ADD, headline="H", body=BODY, publish_at="2026-11-01T01:30:00")

    errors = errors_of(ada.post(ADD, data))

    assert "comes twice or not at all" in errors["publish_at"][0]
    assert not Release.objects.exists()


def test_missing_headline_is_said_at_its_field():
    ada = signed_in(factories.ada())

    errors = errors_of(ada.post(ADD, filled_in(ada, ADD, body=BODY)))

    assert errors == {"headline": ["This field is required."]}
    assert not Release.objects.exists()


def test_missing_body_is_said_once():
    ada = signed_in(factories.ada())

    errors = errors_of(ada.post(ADD, filled_in(ada, ADD, headline="H")))

    assert errors == {"body": ["This field is required."]}


def test_script_in_the_body_is_refused_there_and_the_rest_stays_typed():
    ada = signed_in(factories.ada())
    data = filled_in(ada, ADD, headline="Typed with care", body="<p>A</p>\n<script>x()</script>")

    response = ada.post(ADD, data)

    (said,) = errors_of(response)["body"]
    assert said.startswith("Line 2, “<script>")
    assert "Typed with care" in response.content.decode()
    assert not Release.objects.exists()


def test_markup_that_is_not_published_is_left_out_and_named():
    ada = signed_in(factories.ada())
    data = filled_in(ada, ADD, headline="H", body='<p>A <font size="7">loud</font> word</p>')

    response = ada.post(ADD, data, follow=True)

    assert Release.objects.get().body == "<p>A loud word</p>"
    warning = next(said for said in messages_of(response) if "not published" in said)
    assert "<font>" in warning


def test_address_of_an_embargoed_release_is_refused_at_its_field():
    factories.approved(slug="first-batch")
    ada = signed_in(factories.ada())
    data = filled_in(ada, ADD, headline="H", body=BODY, slug="first-batch")

    errors = errors_of(ada.post(ADD, data))

    assert "Another release has this address" in errors["slug"][0]


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("plan.pdf", b"MZ\x90\x00\x03" + b"\x00" * 400, "plan.pdf is a Windows program"),
        ("setup.exe", b"MZ\x90\x00", "files of this kind are not published"),
        ("large.pdf", b"%PDF-1.4\n" + b"x" * 2_000_000, "a file may have 1 MB"),
        ("huge.pdf", b"%PDF-1.4\n" + b"x" * 8_000_000, "a file may have 1 MB"),
    ],
)
def test_file_that_cannot_be_published_is_refused_at_its_field(settings, name, data, says):
    settings.IRCMS_MAX_UPLOAD_BYTES = 1_000_000
    ada = signed_in(factories.ada())
    sent = filled_in(ada, ADD, headline="Kept", body=BODY, attachments__0__title="The plan")
    sent["attachments-0-file"] = SimpleUploadedFile(name, data)

    response = ada.post(ADD, sent)

    assert says in errors_of(response)["attachments-0-file"][0]
    page = response.content.decode()
    assert "Kept" in page
    assert 'value="The plan"' in page
    assert not Release.objects.exists()
    assert not Attachment.objects.exists()


def test_contact_is_printed_as_entered_and_not_as_its_entry_says():
    release = factories.draft()
    who = factories.contact()
    ada = signed_in(factories.ada())
    data = filled_in(ada, page_of(release)) | {
        "printed_contacts-TOTAL_FORMS": "1",
        "printed_contacts-0-contact": who.pk,
        "printed_contacts-0-name": "M. Lindqvist",
        "printed_contacts-0-position": "0",
        "printed_contacts-0-release": release.pk,
    }

    ada.post(page_of(release), data)

    printed = ReleaseContact.objects.get()
    assert (printed.name, printed.phone) == ("M. Lindqvist", "")


def test_page_says_when_somebody_else_changed_the_release_meanwhile(stopped_clock):
    release = factories.draft()
    stopped_clock.settle()  # the audit's chain is made at commit
    ada, eve = signed_in(factories.ada()), signed_in(factories.person("Eve", "writer"))
    opened_by_ada = filled_in(ada, page_of(release), headline="What Ada wrote")
    eve.post(page_of(release), filled_in(eve, page_of(release), headline="What Eve wrote"))
    stopped_clock.settle()

    response = ada.post(page_of(release), opened_by_ada)

    assert errors_of(response)["__all__"][0].startswith("Eve changed this release after you")
    assert "What Ada wrote" in response.content.decode()
    release.refresh_from_db()
    assert release.headline == "What Eve wrote"


def test_change_of_a_draft_since_approval_takes_the_approval_away():
    release = factories.approved()
    ada = signed_in(factories.ada())
    data = filled_in(ada, page_of(release), headline="Another headline")

    response = ada.post(page_of(release), data, follow=True)

    release.refresh_from_db()
    assert not release.is_approved
    assert "Draft, changed since its approval" in response.content.decode()


def test_public_release_is_shown_and_cannot_be_changed():
    release = factories.public()
    ada = signed_in(factories.ada())

    page = ada.get(page_of(release)).content.decode()

    assert "nothing of it can be changed any more" in page
    assert 'name="headline"' not in page
    assert f'href="{release.get_absolute_url()}"' in page


def test_draft_says_its_address_and_does_not_link_it():
    release = factories.draft()

    page = signed_in(factories.ada()).get(page_of(release)).content.decode()

    assert f"It will be at <code>{release.get_absolute_url()}</code>" in page
    assert f'href="{release.get_absolute_url()}"' not in page


def test_what_was_typed_stays_when_the_release_freezes_meanwhile(stopped_clock):
    release = factories.approved()
    ada = signed_in(factories.ada())
    data = filled_in(ada, page_of(release), headline="Typed too slowly")
    stopped_clock.forward(timedelta(minutes=59, seconds=55))

    response = ada.post(page_of(release), data)

    assert "goes out within seconds" in errors_of(response)["__all__"][0]
    assert "Typed too slowly" in response.content.decode()
    release.refresh_from_db()
    assert release.headline == "Harbor Bio opens a plant"


def test_draft_can_be_deleted_and_what_was_ever_approved_cannot():
    ada = signed_in(factories.ada())
    draft, approved = factories.draft("A draft"), factories.approved("Approved once")
    factories.attach(draft)

    deleted = ada.post(f"{RELEASES}{draft.pk}/delete/", {"post": "yes"})
    kept = ada.post(f"{RELEASES}{approved.pk}/delete/", {"post": "yes"})

    assert (deleted.status_code, kept.status_code) == (302, 403)
    assert list(Release.objects.all()) == [approved]


def test_every_part_of_a_bundle_is_written_on_the_page():
    shown = {inline.model for inline in all_inlines()}

    parts = {part.model for part in statements.parts() if not part.model._meta.auto_created}
    # Which facilities a figure is for: written with the figure; categories: a choice of the form.
    with_another = {CapacitySite, ReleaseCategory}

    assert parts - with_another <= shown, "add its inline with releases.admin.inlines.add_inline"


def test_writing_cost_does_not_grow_with_the_number_of_releases(django_assert_max_num_queries):
    for number in range(30):
        factories.draft(f"Draft {number}")
    release = factories.draft("One more")
    ada = signed_in(factories.ada())
    ada.get(page_of(release))  # what a process asks for once

    # The gate, the form, pre-flight with the ledger, what is kept of what was typed, the look.
    with django_assert_max_num_queries(60):
        ada.get(page_of(release))


def test_file_sent_with_a_form_that_comes_back_is_asked_for_again():
    ada = signed_in(factories.ada())
    data = filled_in(ada, ADD, headline="", body=BODY, attachments__0__title="Floor plan")
    data["attachments-0-file"] = SimpleUploadedFile("plan.pdf", factories.PDF)

    errors = errors_of(ada.post(ADD, data))

    assert errors["attachments-0-file"] == ["Choose plan.pdf again: browsers do not keep files."]
