"""Who looked at what before it was public is in the audit; and who came in, or tried to."""

import json
from datetime import timedelta

import pytest
from django.contrib import admin
from django.contrib.auth.models import Permission
from django.db import IntegrityError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from audit import recording
from audit.models import Entry
from ircms import reauthentication
from ircms.actor import acting_as
from releases.admin.release import ReleaseAdmin
from releases.admin.ways import TRANSITIONS
from releases.models import Release
from tests import factories
from tests.admin.desk import RELEASES, filled_in, page_of, signed_in

pytestmark = pytest.mark.usefixtures("stopped_clock")
LOOK_UP = {"app_label": "releases", "model_name": "release", "field_name": "corrects"}
PASSWORD = "a long enough pass phrase"


def looks():
    """Where, and at which releases, in the order in which they were recorded."""
    entries = Entry.objects.filter(action="viewed").order_by("pk")
    return [(entry.said["where"], entry.said["releases"]) for entry in entries]


def page_names(release):
    return {
        "release": page_of(release),
        "history": f"{RELEASES}{release.pk}/history/",
        "deletion": f"{RELEASES}{release.pk}/delete/",
        "list": RELEASES,
        "desk": "/admin/",
    }


@pytest.mark.parametrize("where", ["release", "history", "deletion", "list", "desk"])
@pytest.mark.parametrize("method", ["get", "head"])
def test_a_page_that_shows_an_embargoed_release_is_recorded_once(where, method):
    release = factories.draft(publish_at=factories.NOON + timedelta(hours=1))
    client = signed_in(factories.ada())

    response = getattr(client, method)(page_names(release)[where])

    assert response.status_code == 200
    assert looks() == [(where, [release.pk])]


@pytest.mark.parametrize("where", ["release", "history", "list", "desk"])
def test_a_page_that_shows_what_is_public_is_not_recorded(where):
    release = factories.public()

    signed_in(factories.ada()).get(page_names(release)[where])

    assert looks() == []


@pytest.mark.parametrize("way", sorted(TRANSITIONS))
def test_the_page_of_each_way_is_recorded(way):
    release = factories.draft()
    every_right = factories.person("Root", is_superuser=True)

    signed_in(every_right).get(f"{RELEASES}{release.pk}/{way}/")

    assert looks() == [(way, [release.pk])]


def test_no_page_of_a_release_goes_unrecorded():
    """Whatever page comes: each address that takes a release's key is asked for."""
    release = factories.draft("A headline like no other")
    client = signed_in(factories.person("Root", is_superuser=True))
    unseen = []

    for pattern in ReleaseAdmin(Release, admin.site).get_urls():
        if "<int:key>" not in str(pattern.pattern) or "file_key" in str(pattern.pattern):
            continue
        before = Entry.objects.filter(action="viewed").count()
        path = RELEASES + str(pattern.pattern).replace("<int:key>", str(release.pk))
        shown = release.headline in client.get(path).content.decode()
        if shown and Entry.objects.filter(action="viewed").count() != before + 1:
            unseen.append(path)

    assert unseen == []


def test_a_file_of_an_embargoed_release_is_recorded():
    release = factories.draft()
    attachment = factories.attach(release)

    signed_in(factories.ada()).get(f"{RELEASES}{release.pk}/files/{attachment.pk}/")

    assert looks() == [("file", [release.pk])]


def test_a_list_is_one_entry_with_the_keys_it_shows():
    shown = [factories.draft(f"Number {number}").pk for number in range(3)]
    factories.public("A public one")

    signed_in(factories.ada()).get(RELEASES)

    assert looks() == [("list", shown)]


def test_what_a_search_does_not_find_was_not_seen():
    found = factories.draft("Harbor Bio opens a plant")
    factories.draft("Another")

    signed_in(factories.ada()).get(RELEASES, {"q": "plant"})

    assert looks() == [("list", [found.pk])]


def test_a_choice_of_releases_is_recorded():
    release = factories.draft("Harbor Bio opens a plant")

    signed_in(factories.ada()).get("/admin/autocomplete/", LOOK_UP | {"term": "plant"})

    assert looks() == [("choice", [release.pk])]


def test_the_page_of_a_translation_shows_its_original_too():
    original = factories.draft("The original")
    version = factories.draft("Die Fassung", language="de", translation_of=original)

    signed_in(factories.ada()).get(page_of(version))

    assert looks() == [("release", sorted([original.pk, version.pk]))]


def test_a_form_that_comes_back_with_errors_was_seen_again():
    release = factories.draft()
    client = signed_in(factories.ada())
    data = filled_in(client, page_of(release), headline="")

    client.post(page_of(release), data)

    assert looks() == [("release", [release.pk])] * 2


def test_the_audit_itself_is_recorded_where_it_tells_of_an_embargoed_release():
    release = factories.draft()
    entry = Entry.objects.filter(release_id=release.pk).latest("pk")
    dora = signed_in(factories.person("Dora", "auditor"))

    dora.get(reverse("admin:audit_entry_changelist"))
    dora.get(reverse("admin:audit_entry_change", args=[entry.pk]))

    assert looks() == [("audit", [release.pk])] * 2


def test_no_record_no_page(monkeypatch):
    release = factories.draft()
    client = signed_in(factories.ada())

    def refuse(*args, **kwargs):
        raise IntegrityError("The chain is away.")

    monkeypatch.setattr(recording, "_insert", refuse)
    client.raise_request_exception = False

    response = client.get(page_of(release))

    assert response.status_code == 500
    assert release.headline not in response.content.decode()


def test_where_from_stands_beside_the_chain_and_not_in_it():
    release = factories.draft()

    signed_in(factories.ada()).get(page_of(release), HTTP_USER_AGENT="Netscape 4")

    entry = Entry.objects.get(action="viewed")
    assert "Netscape" not in entry.record
    assert entry.beside["user_agent"] == "Netscape 4"


def test_recording_costs_the_same_however_much_a_list_shows():
    def asked(client):
        with CaptureQueriesContext(connection) as queries:
            client.get(RELEASES)
        return len(queries)

    ada = signed_in(factories.ada())
    factories.draft("The first")
    one = asked(ada)
    for number in range(20):
        factories.draft(f"Number {number}")

    assert asked(ada) == one


def test_signing_in_and_out_is_recorded():
    ada = factories.ada()
    client = Client()

    client.post("/admin/login/", {"username": ada.email, "password": PASSWORD})
    client.post("/admin/logout/")

    entries = Entry.objects.filter(actor=ada.pk).order_by("pk").values_list("action", flat=True)
    assert list(entries) == ["signed in", "signed out"]


@pytest.mark.parametrize("typed", ["nobody@harbor-bio.example", "ada@harbor-bio.example"])
def test_a_failed_sign_in_names_nobody_and_keeps_what_was_typed_beside_the_chain(typed):
    factories.ada()

    Client().post("/admin/login/", {"username": typed, "password": "wrong"})

    entry = Entry.objects.get(action="failed sign-in")
    assert (entry.actor, entry.row_id) == (None, None)
    assert typed not in entry.record
    assert entry.beside["typed"] == typed
    assert "wrong" not in json.dumps(entry.beside)


def test_whoever_may_not_come_in_failed_although_the_password_is_right():
    mallory = factories.person("Mallory", is_staff=False)

    Client().post("/admin/login/", {"username": mallory.email, "password": PASSWORD})

    assert Entry.objects.filter(action="failed sign-in").count() == 1


def test_a_wrong_password_before_a_release_is_recorded():
    ada = factories.ada()

    with pytest.raises(Exception, match="not your password"):
        reauthentication.require(ada, "wrong", factories.NOON)

    entry = Entry.objects.get(action="wrong password")
    assert (entry.actor, entry.said) == (ada.pk, {"asked_for": "their own"})


def test_a_change_of_ones_own_password_is_in_ones_own_name():
    ada = factories.ada()
    new = "another long pass phrase"

    signed_in(ada).post(
        "/admin/password_change/",
        {"old_password": PASSWORD, "new_password1": new, "new_password2": new},
    )

    entry = Entry.objects.get(table=User._meta.db_table, action="update", actor=ada.pk)
    assert entry.columns == ["password"]
    assert "argon2" not in json.dumps(entry.beside)


def test_the_entries_of_a_confidential_release_do_not_exist_for_others():
    with acting_as(factories.ada()):
        release = factories.draft("A secret", is_confidential=True)
    dora = factories.person("Dora", "auditor")
    entry = Entry.objects.filter(release_id=release.pk).latest("pk")
    client = signed_in(dora)

    listed = client.get(reverse("admin:audit_entry_changelist")).content.decode()
    page = client.get(reverse("admin:audit_entry_change", args=[entry.pk]))

    assert "A secret" not in listed
    assert page.status_code == 302


def test_a_view_of_several_of_which_one_is_not_known_does_not_exist_for_others():
    open_to_all = factories.draft("Open")
    secret = factories.draft("A secret", is_confidential=True)
    knows = factories.person("Root", is_superuser=True)
    from releases.models import Insider

    with acting_as(factories.ada()):
        Insider.objects.create(
            release=secret, user=knows, added_by=factories.ada(), added_at=factories.NOON
        )
    signed_in(knows).get(RELEASES)
    entry = Entry.objects.get(action="viewed")
    assert entry.said["releases"] == [open_to_all.pk, secret.pk]

    page = signed_in(factories.person("Dora", "auditor")).get(
        reverse("admin:audit_entry_change", args=[entry.pk])
    )

    assert page.status_code == 302


def test_the_audit_is_listed_beside_more_hidden_drafts_than_a_query_has_variables():
    with acting_as(factories.ada()):
        Release.objects.bulk_create(
            Release(
                headline="A secret", slug=f"secret-{number}", body="<p>B</p>", is_confidential=True
            )
            for number in range(1100)
        )
    dora = signed_in(factories.person("Dora", "auditor"))

    listed = dora.get(reverse("admin:audit_entry_changelist"))

    assert listed.status_code == 200
    assert "A secret" not in listed.content.decode()


def test_the_page_of_an_entry_says_that_it_verifies():
    release = factories.draft()
    entry = Entry.objects.filter(release_id=release.pk).latest("pk")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")

    page = signed_in(factories.person("Dora", "auditor")).get(
        reverse("admin:audit_entry_change", args=[entry.pk])
    )

    assert page.context["holds"]
    assert "It verifies" in page.content.decode()


def test_the_audit_is_for_those_who_have_the_right():
    ada = factories.ada()
    assert not Permission.objects.filter(user=ada).exists()

    response = signed_in(ada).get(reverse("admin:audit_entry_changelist"))

    assert response.status_code == 403
