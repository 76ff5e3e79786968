"""What is typed is kept for whoever typed it, and never changes a release."""

import json
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ircms.actor import acting_as
from releases import autosave, insiders
from releases.models import Release, Unsaved
from tests import factories
from tests.admin.desk import RELEASES, as_shown, filled_in, messages_of, page_of, signed_in
from tests.rights.snapshots import changed, snapshot

pytestmark = pytest.mark.usefixtures("stopped_clock")
NEW = f"{RELEASES}add/"
NEW_UNSAVED = f"{NEW}unsaved/"


@pytest.fixture
def release() -> Release:
    release = factories.draft(publish_at=factories.NOON + timedelta(days=1))
    factories.print_contact(release, factories.contact())
    release.refresh_from_db()
    return release


@pytest.fixture
def ada() -> Client:
    return signed_in(factories.ada())


@pytest.fixture
def eve() -> Client:
    return signed_in(factories.person("Eve", "writer"))


def unsaved(release: Any) -> str:
    return f"{RELEASES}{release.pk}/unsaved/"


def keep(client: Client, address: str, **typed: Any) -> Any:
    sent = {"open_form": str(uuid4())} | {k.replace("__", "-"): v for k, v in typed.items()}
    return client.post(address, sent)


def typed_into(client: Client, release: Release, **typed: Any) -> Unsaved:
    """The form of ``release`` opened, ``typed`` into it, and kept."""
    sent = filled_in(client, page_of(release), **typed) | {"open_form": str(uuid4())}
    assert client.post(unsaved(release), sent).status_code == 200
    return Unsaved.objects.get(form=sent["open_form"])


def take_up(client: Client, row: Unsaved) -> Any:
    path = page_of(row.release) if row.release else NEW
    return client.get(f"{path}?unsaved={row.form}")


# Kept.


def test_what_is_typed_is_kept_for_whoever_typed_it(ada, release):
    row = typed_into(ada, release, headline="Harbor Bio opens two plants")

    assert row.user == factories.ada()
    assert row.release == release
    assert row.revision == release.revision
    assert row.fields["headline"] == ["Harbor Bio opens two plants"]
    assert row.fields["printed_contacts-0-name"] == ["Mara Lindqvist"]


def test_what_is_typed_later_replaces_what_was_typed_before(ada, release):
    form = str(uuid4())

    keep(ada, unsaved(release), open_form=form, headline="One", open_count="1")
    keep(ada, unsaved(release), open_form=form, headline="Two", open_count="2")

    assert [row.fields["headline"] for row in Unsaved.objects.all()] == [["Two"]]


def test_what_arrives_late_does_not_replace_what_was_typed_after_it(ada, release):
    form = str(uuid4())

    keep(ada, unsaved(release), open_form=form, headline="Two", open_count="2")
    keep(ada, unsaved(release), open_form=form, headline="One", open_count="1")

    assert Unsaved.objects.get().fields["headline"] == ["Two"]


def test_two_windows_of_one_form_are_kept_side_by_side(ada, release):
    one = typed_into(ada, release, headline="In one window")
    other = typed_into(ada, release, headline="In another")

    page = ada.get(page_of(release)).content.decode()

    assert str(one.form) in page
    assert str(other.form) in page


def test_new_release_is_kept_before_it_is_saved_even_once(ada):
    keep(ada, NEW_UNSAVED, headline="Harbor Bio begins")

    row = Unsaved.objects.get()
    assert (row.release, row.revision) == (None, 0)
    assert row.fields["headline"] == ["Harbor Bio begins"]


# Never published, never part of the release.


@pytest.mark.parametrize("make", [factories.draft, factories.approved])
def test_nothing_but_what_was_typed_is_written(ada, make, stopped_clock):
    release = make(publish_at=factories.NOON + timedelta(days=1))
    stopped_clock.settle()
    before = snapshot()

    row = typed_into(ada, release, headline="Harbor Bio opens two plants")
    take_up(ada, row)
    ada.get(f"{unsaved(release)}?form={row.form}")
    ada.post(unsaved(release), {"discard": str(row.form)})
    keep(ada, unsaved(release), headline="Again")
    keep(ada, NEW_UNSAVED, headline="Anew")

    # Opening the form notes that it was read, which is no part of keeping.
    assert set(changed(before)) - {"releases_lastlook"} == {"releases_unsaved"}


def test_approval_stays_with_what_was_approved(ada):
    release = factories.approved()

    typed_into(ada, release, headline="Harbor Bio opens two plants")

    release.refresh_from_db()
    assert release.is_approved


def test_what_is_no_field_of_the_form_is_not_kept_and_does_nothing(ada, release):
    before = snapshot()
    hostile = {
        "approved_revision": "2", "released_at": "2026-03-02", "withdrawn_at": "", "_save": "Save",
        "action": "delete_selected", "post": "yes", "pk": "7", "id": "7", "is_confidential": "",
        "csrfmiddlewaretoken": "x", "password": "y", "user": "1", "held_at": "",
        "printed_contacts-0-release": "9", "printed_contacts-x-name": "Mallory",
        "printed_contacts-0000-name": "Mallory",
    }  # fmt: skip

    keep(ada, unsaved(release), headline="Mallory’s", **hostile)

    assert changed(before) == ["releases_unsaved"]
    assert set(Unsaved.objects.get().fields) == {"headline"}


def test_files_are_not_kept(ada, release):
    from django.core.files.uploadedfile import SimpleUploadedFile

    sent = {"attachments-0-file": SimpleUploadedFile("plan.pdf", factories.PDF)}

    keep(ada, unsaved(release), attachments__0__title="Plan", **sent)

    assert set(Unsaved.objects.get().fields) == {"attachments-0-title"}


# Whose it is.


def test_nobody_reads_takes_up_or_discards_what_another_typed(ada, eve, release):
    row = typed_into(ada, release, headline="Only Ada knows of this")

    taken = take_up(eve, row).content.decode()
    page = eve.get(unsaved(release)).content.decode()
    asked = eve.get(f"{unsaved(release)}?form={row.form}")
    eve.post(unsaved(release), {"discard": str(row.form)})
    keep(eve, unsaved(release), open_form=str(row.form), headline="Eve’s")
    keep(eve, unsaved(release), taken_from=str(row.form), headline="Eve’s")

    assert "Only Ada knows of this" not in taken + page
    assert str(row.form) not in eve.get(page_of(release)).content.decode()
    assert asked.status_code == 404
    row.refresh_from_db()
    assert row.fields["headline"] == ["Only Ada knows of this"]


def test_form_of_one_release_is_not_kept_as_that_of_another(ada, release):
    row = typed_into(ada, release, headline="Of the one")
    other = factories.draft("Another")

    answer = keep(ada, unsaved(other), open_form=str(row.form), headline="Of the other")

    assert answer.status_code == 409
    assert "of another release" in answer.json()["said"]
    row.refresh_from_db()
    assert row.fields["headline"] == ["Of the one"]
    assert "Of the one" not in ada.get(f"{page_of(other)}?unsaved={row.form}").content.decode()


def test_whoever_may_not_write_keeps_nothing(release):
    olga = signed_in(factories.person("Olga", "auditor"))

    assert keep(olga, unsaved(release), headline="Olga’s").status_code == 403
    assert keep(olga, NEW_UNSAVED, headline="Olga’s").status_code == 403
    assert not Unsaved.objects.exists()
    assert "open_form" not in olga.get(page_of(release)).content.decode()


def test_whoever_is_taken_off_the_list_cannot_reach_what_they_typed(ada, eve, release):
    factories.keep_to_few(release, factories.person("Eve", "writer"))
    row = typed_into(eve, release, headline="Eve’s words")
    insiders.take_off(
        release, factories.person("Eve", "writer"), by=factories.ada(), at=factories.NOON
    )

    taken, page = take_up(eve, row), eve.get(f"{unsaved(release)}?form={row.form}")

    assert "Eve’s words" not in taken.content.decode()
    assert page.status_code == 404
    assert keep(eve, unsaved(release), open_form=str(row.form), headline="More").status_code == 404
    assert not autosave.everywhere(row.user, factories.NOON).exists()


def test_text_is_not_kept_under_the_name_of_somebody_who_signed_in_meanwhile(eve):
    ada = factories.ada()

    answer = keep(eve, NEW_UNSAVED, headline="Ada’s words", open_by=str(ada.pk))

    assert answer.status_code == 409
    assert "Somebody else is signed in" in answer.json()["said"]
    assert not Unsaved.objects.exists()


def test_token_of_the_form_is_asked_for(release):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(factories.ada())

    assert keep(strict, unsaved(release), headline="Mallory’s").status_code == 403
    assert not Unsaved.objects.exists()


def test_visitor_is_sent_to_the_sign_in(release):
    assert keep(Client(), unsaved(release), headline="Mallory’s").status_code == 302
    assert not Unsaved.objects.exists()


# What is refused.


def test_release_that_is_public_is_not_written_on(ada):
    answer = keep(ada, unsaved(factories.public()), headline="Too late")

    assert answer.status_code == 409
    assert "nothing of it can be changed" in answer.json()["said"]
    assert not Unsaved.objects.exists()


def test_more_than_is_kept_is_refused_in_words(ada, release, monkeypatch):
    monkeypatch.setattr(autosave, "MOST_BYTES", 1_000)

    answer = keep(ada, unsaved(release), headline="x" * 1_000)

    assert answer.status_code == 413
    assert "save it, or shorten it" in answer.json()["said"]
    assert not Unsaved.objects.exists()


@pytest.mark.parametrize("mark", ["", "7", "../../etc", "x" * 5_000])
def test_form_without_a_mark_of_its_own_is_refused(ada, release, mark):
    answer = keep(ada, unsaved(release), open_form=mark, headline="Lost")

    assert answer.status_code == 400
    assert not Unsaved.objects.exists()


def test_signs_that_no_database_stores_are_left_out(ada, release):
    keep(ada, unsaved(release), headline="Two\x00 plants", read_revision="9" * 19)

    assert Unsaved.objects.get().fields["headline"] == ["Two plants"]


# Taken up.


def test_what_was_typed_is_offered_and_taken_up_without_scripts(ada, release):
    row = typed_into(ada, release, headline="Two plants", printed_contacts__0__phone="+1 555 0142")

    offer = ada.get(page_of(release)).content.decode()
    page = take_up(ada, row)
    shown = as_shown(page)

    assert f'href="?unsaved={row.form}"' in offer
    assert "This is what you typed on" in page.content.decode()
    assert shown["headline"] == "Two plants"
    assert shown["printed_contacts-0-phone"] == "+1 555 0142"
    assert not page.context["errors"]
    assert Release.objects.get().headline == release.headline


def test_what_was_taken_up_is_saved_like_anything_typed(ada, release):
    row = typed_into(ada, release, headline="Two plants", printed_contacts__0__phone="+1 555 0142")
    sent = as_shown(take_up(ada, row)) | {"open_form": str(uuid4()), "taken_from": str(row.form)}

    answer = ada.post(page_of(release), sent)

    release.refresh_from_db()
    assert answer.status_code == 302
    assert release.headline == "Two plants"
    assert release.printed_contacts.get().phone == "+1 555 0142"
    assert not Unsaved.objects.exists()


def test_rows_added_and_removed_are_taken_up_too(ada, release):
    text = factories.standing_text()
    row = typed_into(
        ada,
        release,
        printed_contacts__0__DELETE="on",
        printed_texts__TOTAL_FORMS="1",
        printed_texts__0__standing_text=str(text.pk),
        printed_texts__0__position="1",
    )

    ada.post(page_of(release), as_shown(take_up(ada, row)))

    assert not release.printed_contacts.exists()
    assert release.printed_texts.get().standing_text == text


def test_half_typed_text_is_taken_up_without_being_judged(ada, release):
    row = typed_into(ada, release, headline="", publish_at="2026-13-45T", slug="Not an address!")

    page = take_up(ada, row)

    shown = as_shown(page)
    assert page.status_code == 200
    assert "To be mended" not in page.content.decode()
    assert shown["slug"] == "Not an address!"
    assert "headline" not in shown


def test_new_release_is_taken_up_with_its_rows(ada):
    contact = factories.contact()
    sent = filled_in(ada, NEW, headline="Harbor Bio begins", is_kept="on", body="<p>It begins.</p>")
    sent |= {"printed_contacts-0-contact": str(contact.pk), "open_form": str(uuid4())}
    ada.post(NEW_UNSAVED, sent)

    page = take_up(ada, Unsaved.objects.get())
    ada.post(NEW, as_shown(page))

    made = Release.objects.get()
    assert (made.headline, made.is_confidential) == ("Harbor Bio begins", True)
    assert made.printed_contacts.get().name == contact.name


def test_what_others_changed_meanwhile_is_merged_and_shown(ada, eve, release, stopped_clock):
    stopped_clock.settle()
    row = typed_into(ada, release, headline="Ada’s headline")
    eve.post(
        page_of(release),
        filled_in(eve, page_of(release), headline="Eve’s headline", subheadline="Eve’s too"),
    )

    stopped_clock.settle()
    page = take_up(ada, row)
    shown = as_shown(page)

    assert "Eve changed this release while you had it open" in page.content.decode()
    assert shown["headline"] == "Ada’s headline"
    assert shown["subheadline"] == "Eve’s too"
    assert shown["read_revision"] == str(Release.objects.get().revision)


def test_what_was_asked_after_a_collision_is_still_asked_once_taken_up(
    ada, eve, release, stopped_clock
):
    stopped_clock.settle()
    mine = filled_in(ada, page_of(release), headline="Ada’s headline")
    eve.post(page_of(release), filled_in(eve, page_of(release), headline="Eve’s headline"))
    stopped_clock.settle()
    asked = ada.post(page_of(release), mine)
    carried = dict(asked.context["collision"].carried)
    form = str(uuid4())
    ada.post(unsaved(release), as_shown(asked) | carried | {"open_form": form})

    page = take_up(ada, Unsaved.objects.get())

    assert page.context["collision"].open_count == 1
    answer = ada.post(page_of(release), as_shown(page) | dict(page.context["collision"].carried))
    assert answer.status_code == 200
    assert Release.objects.get().headline == "Eve’s headline"


def test_public_release_takes_nothing_up_and_what_was_typed_can_still_be_read(
    ada, release, stopped_clock
):
    row = typed_into(ada, release, headline="Late")
    release.refresh_from_db()
    factories.approve(release)
    stopped_clock.forward(timedelta(days=2))

    taken, page = take_up(ada, row), ada.get(f"{unsaved(release)}?form={row.form}")

    assert "Late" not in taken.content.decode()
    assert "<ins>Late</ins>" in page.content.decode()
    assert "Take it up" not in page.content.decode()


def test_what_is_gone_is_said_to_be_gone(ada, release):
    page = ada.get(f"{page_of(release)}?unsaved={uuid4()}")
    nonsense = ada.get(f"{page_of(release)}?unsaved=7")

    assert any("not kept any more" in said for said in messages_of(page))
    assert nonsense.status_code == 200


# Read, discarded, forgotten.


def test_page_shows_what_differs_from_what_is_stored(ada, release):
    row = typed_into(
        ada, release, headline="Harbor Bio opens two plants", printed_contacts__0__phone="+1 555 9"
    )

    page = ada.get(f"{unsaved(release)}?form={row.form}").content.decode()

    assert "Typed by you on" in page
    assert "<ins>two plants</ins>" in page
    assert "Contact: Mara Lindqvist" in page
    assert "+1 555 9" in page
    assert "Subheadline" not in page


def test_page_of_a_new_release_shows_all_that_was_typed(ada):
    keep(ada, NEW_UNSAVED, headline="Harbor Bio begins", body="<p>It begins.</p>")

    page = ada.get(NEW_UNSAVED).content.decode()

    assert "Harbor Bio begins" in page
    assert "It begins." in page


def test_what_is_discarded_is_gone(ada, release):
    row = typed_into(ada, release, headline="Two plants")

    answer = ada.post(unsaved(release), {"discard": str(row.form)}, follow=True)

    assert messages_of(answer) == ["What you typed is discarded."]
    assert answer.redirect_chain[-1][0] == page_of(release)
    assert not Unsaved.objects.exists()


def test_saving_forgets_the_form_that_was_saved_and_no_other(ada, release):
    other = typed_into(ada, release, headline="In another window")
    row = typed_into(ada, release, headline="Two plants")

    sent = filled_in(ada, page_of(release), headline="Two plants", open_form=str(row.form))
    ada.post(page_of(release), sent)

    assert list(Unsaved.objects.values_list("form", flat=True)) == [other.form]


def test_save_that_is_refused_forgets_nothing_and_goes_on_in_the_same_form(ada, release):
    row = typed_into(ada, release, headline="Two plants")

    sent = filled_in(ada, page_of(release), headline="", open_form=str(row.form))
    page = ada.post(page_of(release), sent)

    assert Unsaved.objects.get() == row
    assert page.context["open_form"] == row.form
    assert page.context["unsaved_texts"] == []


def test_what_took_up_a_text_is_kept_instead_of_it(ada, release):
    row = typed_into(ada, release, headline="Two plants")

    keep(ada, unsaved(release), taken_from=str(row.form), headline="Two and a half")

    assert [each.fields["headline"] for each in Unsaved.objects.all()] == [["Two and a half"]]


def test_old_texts_and_those_of_what_is_public_or_gone_go_when_something_new_is_kept(
    ada, release, stopped_clock
):
    old = typed_into(ada, release, headline="Forgotten")
    stopped_clock.forward(timedelta(days=31))
    soon = factories.draft("Soon", publish_at=stopped_clock.instant + timedelta(hours=1))
    told, gone = typed_into(ada, soon, headline="Told"), factories.draft("Gone")
    typed_into(ada, gone, headline="Gone too")
    factories.approve(soon, stopped_clock.instant)
    with acting_as(factories.ada()):
        gone.delete()
    stopped_clock.forward(timedelta(hours=2))

    keep(ada, NEW_UNSAVED, headline="Something new")

    assert [row.fields["headline"] for row in Unsaved.objects.all()] == [["Something new"]]
    assert not Unsaved.objects.filter(pk__in=[old.pk, told.pk]).exists()


def test_of_too_many_texts_the_oldest_goes(ada, release, stopped_clock, monkeypatch):
    monkeypatch.setattr(autosave, "MOST_TEXTS", 2)

    for headline in ("One", "Two", "Three"):
        stopped_clock.forward(timedelta(seconds=1))
        typed_into(ada, release, headline=headline)

    assert sorted(json.dumps(row.fields["headline"]) for row in Unsaved.objects.all()) == [
        '["Three"]',
        '["Two"]',
    ]


def test_old_texts_of_somebody_who_never_comes_back_go_a_little_at_a_time(
    ada, eve, release, monkeypatch
):
    monkeypatch.setattr(autosave, "_DROPPED_AT_ONCE", 2)
    for number in range(3):
        typed_into(eve, release, headline=f"Number {number}")
    Unsaved.objects.update(kept_at=factories.NOON - autosave.KEPT_FOR - timedelta(seconds=1))
    form, left = str(uuid4()), []

    for count in "12":
        keep(ada, unsaved(release), open_form=form, headline="Two plants", open_count=count)
        left.append(Unsaved.objects.exclude(user=factories.ada()).count())

    assert left == [1, 0]
    assert Unsaved.objects.get().user == factories.ada()


def test_names_that_no_database_stores_are_left_out(ada, release):
    sent = {"open_form": str(uuid4()), "headline": "Two plants"}

    ada.post(unsaved(release), sent | {"choice:\x00": "theirs", "choice:body": "mine"})

    assert set(Unsaved.objects.get().fields) == {"headline", "choice:body"}


def test_form_costs_one_query_for_it(ada, release):
    for number in range(5):
        typed_into(ada, release, headline=f"Number {number}")

    ada.get(page_of(release))

    with CaptureQueriesContext(connection) as asked:
        ada.get(page_of(release))

    of_it = [each["sql"] for each in asked.captured_queries if "releases_unsaved" in each["sql"]]
    assert len(of_it) == 1
    assert '"fields"' not in of_it[0]


def test_form_that_shows_its_progress_is_told_where_to_go_on(ada, release):
    sent = filled_in(ada, page_of(release), headline="Two plants")

    answer = ada.post(page_of(release), sent, headers={"X-Shows-Progress": "1"})
    page = ada.get(answer.json()["go_on_at"])

    assert answer.json() == {"go_on_at": page_of(release)}
    assert any("was changed successfully" in said for said in messages_of(page))
