"""Who else has a release's form open: said to those who write it, and to nobody else."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError
from django.test import Client

from audit.models import Entry
from releases.insiders import make_confidential
from releases.models import Editing, Release
from tests import factories
from tests.admin.desk import RELEASES, page_of, signed_in

pytestmark = pytest.mark.usefixtures("stopped_clock")


@pytest.fixture
def release() -> Release:
    return factories.draft()


@pytest.fixture
def ada() -> Client:
    return signed_in(factories.ada())


@pytest.fixture
def eve() -> Client:
    return signed_in(factories.person("Eve", "writer"))


def editing(release: Any) -> str:
    return f"{RELEASES}{release.pk}/editing/"


def tell(client: Client, release: Any, **more: str) -> Any:
    return client.post(editing(release), more)


def test_form_says_who_else_has_it_open(ada, eve, release):
    tell(ada, release)

    page = eve.get(page_of(release)).content.decode()

    assert "Ada has this open too." in page
    assert tell(eve, release).json() == {"said": "Ada has this open too."}
    assert tell(ada, release).json() == {"said": "Eve has this open too."}


def test_nobody_is_told_of_themselves(ada, release):
    tell(ada, release)

    assert tell(ada, release).json() == {"said": ""}
    assert "open too" not in ada.get(page_of(release)).content.decode()


def test_whoever_was_not_seen_for_a_minute_is_not_named_and_is_forgotten(
    ada, eve, release, stopped_clock
):
    tell(ada, release)
    stopped_clock.forward(timedelta(seconds=60))

    answer = tell(eve, release)

    assert answer.json() == {"said": ""}
    assert [row.user.full_name for row in Editing.objects.all()] == ["Eve"]


def test_whoever_leaves_the_page_is_gone_at_once(ada, eve, release):
    tell(ada, release)

    tell(ada, release, gone="1")

    assert tell(eve, release).json() == {"said": ""}


def test_many_are_counted(eve, release):
    for name in ("Ada", "Bo", "Cy", "Di", "Ed"):
        tell(signed_in(factories.person(name, "writer")), release)

    said = tell(eve, release).json()["said"]

    assert said == "Ada, Bo and 3 more have this open too."


def test_reader_is_refused_and_not_named(ada, release):
    ben = signed_in(factories.person("Olga", "auditor"))

    answer = tell(ben, release)

    assert answer.status_code == 403
    assert not Editing.objects.exists()
    assert "data-editing-at" not in ben.get(page_of(release)).content.decode()


def test_visitor_is_sent_to_the_sign_in(release):
    answer = tell(Client(), release)

    assert answer.status_code == 302
    assert not Editing.objects.exists()


def test_release_that_does_not_exist_for_somebody_is_as_unknown_as_any(ada, release):
    make_confidential(release, by=factories.person("Eve", "writer"), at=factories.NOON)

    known, unknown = tell(ada, release), ada.post(f"{RELEASES}{release.pk + 1000}/editing/")

    assert known.status_code == unknown.status_code == 404
    assert known.content == unknown.content


def test_token_of_the_form_is_asked_for(release):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(factories.ada())

    answer = tell(strict, release)

    assert answer.status_code == 403
    assert not Editing.objects.exists()


def test_looking_changes_nothing(ada, release):
    assert ada.get(editing(release)).status_code == 405
    ada.get(page_of(release))

    assert not Editing.objects.exists()


def test_presence_is_no_part_of_the_record(ada, release):
    before = Entry.objects.count()

    tell(ada, release)
    tell(ada, release, gone="1")

    assert Entry.objects.count() == before
    assert Release.objects.get().revision == release.revision


def test_what_is_public_has_nobody_editing_it(ada):
    release = factories.public()

    answer = tell(ada, release)

    assert answer.json() == {"said": ""}
    assert not Editing.objects.exists()


def test_store_that_cannot_be_written_is_no_reason_to_fail(ada, release, monkeypatch):
    def locked(*args: Any, **kwargs: Any) -> None:
        raise DatabaseError("database is locked")

    monkeypatch.setattr(Editing.objects, "update_or_create", locked)

    assert tell(ada, release).json() == {"said": ""}


def test_cost_does_not_grow_with_those_who_write(eve, release, django_assert_max_num_queries):
    for name in ("Ada", "Bo", "Cy", "Di", "Ed", "Fay", "Gil"):
        tell(signed_in(factories.person(name, "writer")), release)

    with django_assert_max_num_queries(17):
        tell(eve, release)
