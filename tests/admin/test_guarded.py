"""What the database's guards refuse reaches a person as a sentence, with nothing half-saved."""

from datetime import timedelta

import pytest
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.db import IntegrityError
from django.urls import NoReverseMatch, reverse

from company.admin import CategoryAdmin
from ircms import clock
from ircms.admin import StaffAdmin, StaffSite, guards_sentence
from releases.admin.release import ReleaseAdmin
from releases.models import Release, ReleaseContact, StandingText
from tests import factories
from tests.admin.desk import RELEASES, errors_of, filled_in, messages_of, page_of, signed_in
from tests.conftest import StoppedClock


def test_refusal_by_a_guard_is_an_error_on_the_form(stopped_clock, monkeypatch):
    release = factories.public()
    monkeypatch.setattr("releases.admin.forms.is_frozen", lambda release, at: False)
    ada = signed_in(factories.ada())
    draft = factories.draft("For its form")
    data = filled_in(ada, page_of(draft), headline="Rewritten history", slug=release.slug)
    data["read_revision"] = release.revision

    response = ada.post(page_of(release), data)

    assert errors_of(response)["__all__"] == [
        "This release is public or about to be: correct it or withdraw it. Nothing was saved."
    ]
    assert "Rewritten history" in response.content.decode()
    release.refresh_from_db()
    assert release.headline == "Harbor Bio opens a plant"


def test_refusal_at_an_inline_leaves_nothing_half_saved(stopped_clock, monkeypatch):
    release = factories.draft()
    who = factories.contact()
    ada = signed_in(factories.ada())
    data = filled_in(ada, page_of(release), headline="Half of it") | {
        "printed_contacts-TOTAL_FORMS": "1",
        "printed_contacts-0-contact": who.pk,
        "printed_contacts-0-position": "0",
        "printed_contacts-0-release": release.pk,
    }

    def refuse(*args, **kwargs):
        raise IntegrityError("ircms: this release is public or about to be\nCONTEXT: a trigger")

    monkeypatch.setattr(ReleaseContact, "save", refuse)
    response = ada.post(page_of(release), data)

    assert "Nothing was saved." in errors_of(response)["__all__"][0]
    release.refresh_from_db()
    assert release.headline == "Harbor Bio opens a plant"


def test_change_that_reaches_its_second_before_it_is_saved_is_refused(committed_db, monkeypatch):
    moving = StoppedClock()
    monkeypatch.setattr(clock, "read", lambda: moving.instant)
    moving.set(factories.NOON)
    release = factories.approved(publish_at=factories.NOON + timedelta(seconds=30))
    ada = signed_in(factories.ada())
    data = filled_in(ada, page_of(release), headline="Too late")
    save_related = ReleaseAdmin.save_related

    def save_slowly(*args, **kwargs):
        save_related(*args, **kwargs)
        moving.set(factories.NOON + timedelta(seconds=31), settled=False)

    monkeypatch.setattr(ReleaseAdmin, "save_related", save_slowly)
    response = ada.post(page_of(release), data)

    assert "Nothing was saved." in errors_of(response)["__all__"][0]
    assert messages_of(response) == []
    release.refresh_from_db()
    assert release.headline == "Harbor Bio opens a plant"
    assert release.is_approved


def test_refused_deletion_is_said_on_its_page(stopped_clock, monkeypatch):
    # Nobody may delete what a release bears; here one has borne it since that was asked.
    monkeypatch.setattr(CategoryAdmin, "has_delete_permission", lambda *asked: True)
    category = factories.category()
    release = factories.draft(publish_at=factories.NOON - timedelta(days=1))
    factories.categorise(release, category)
    factories.approve(release)
    root = signed_in(factories.person("Root", is_superuser=True))
    path = f"/admin/company/category/{category.pk}/delete/"

    response = root.post(path, {"post": "yes"}, follow=True)

    assert messages_of(response) == [
        "This release is public or about to be: correct it or withdraw it. Nothing was saved."
    ]
    assert list(release.categories.all()) == [category]


def test_other_integrity_errors_are_no_sentence_for_people():
    error = IntegrityError("UNIQUE constraint failed: releases_release.slug")

    assert guards_sentence(error) is None


@pytest.mark.django_db
def test_no_page_writes_djangos_log(stopped_clock):
    ada, root = signed_in(factories.ada()), signed_in(factories.person("Root", is_superuser=True))
    factories.company()
    contact = "/admin/releases/contact/add/"
    draft = factories.draft()

    ada.post(contact, filled_in(ada, contact, name="Mara Lindqvist"))
    ada.post(page_of(draft), filled_in(ada, page_of(draft), headline="Changed"))
    ada.post(f"{RELEASES}{draft.pk}/delete/", {"post": "yes"})
    user = f"/admin/accounts/user/{factories.ben().pk}/"
    root.post(f"{user}change/", filled_in(root, f"{user}change/", full_name="Benjamin"))
    words = "a new pass phrase"
    root.post(f"{user}password/", {"password1": words, "password2": words})

    assert not Release.objects.exists()
    assert factories.ben().check_password("a new pass phrase")
    assert LogEntry.objects.count() == 0


def test_every_page_of_the_site_is_built_on_ours():
    assert isinstance(admin.site, StaffSite)
    for model, page in admin.site._registry.items():
        assert isinstance(page, StaffAdmin), model
        for log in ("log_addition", "log_change", "log_deletions"):
            assert getattr(type(page), log) is getattr(StaffAdmin, log), model
        assert LogEntry not in admin.site._registry
        with pytest.raises(NoReverseMatch):
            reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_history", args=[1])


def test_actions_on_many_rows_are_not_offered(stopped_clock):
    factories.draft()

    page = signed_in(factories.ada()).get(RELEASES).content.decode()

    assert "action-select" not in page
    assert "delete_selected" not in page


def test_version_in_use_is_shown_and_a_new_one_begins_as_it(stopped_clock):
    text = factories.standing_text(body="<p>As it always was.</p>")
    release = factories.draft()
    factories.print_text(release, text)
    release.publish_at = None
    factories.approve(release)
    ada = signed_in(factories.ada())
    page = ada.get(f"/admin/releases/standingtext/{text.pk}/change/").content.decode()
    add = f"/admin/releases/standingtext/add/?from={text.pk}"

    ada.post(add, filled_in(ada, add, body="<p>As it is now.</p>"))

    assert "stays as it is" in page
    assert 'name="body"' not in page
    assert list(StandingText.objects.values_list("key", "version", "body")) == [
        (text.key, 2, "<p>As it is now.</p>"),
        (text.key, 1, "<p>As it always was.</p>"),
    ]


def test_change_of_a_version_in_use_is_refused_even_when_sent_by_hand(stopped_clock):
    text = factories.standing_text()
    release = factories.draft()
    ada = signed_in(factories.ada())
    path = f"/admin/releases/standingtext/{text.pk}/change/"
    data = filled_in(ada, path, body="<p>Slipped in.</p>")
    factories.print_text(release, text)
    factories.approve(release)

    response = ada.post(path, data)

    assert "An approved release prints this" in errors_of(response)["__all__"][0]
    text.refresh_from_db()
    assert text.body == "<p>Harbor Bio.</p>"
