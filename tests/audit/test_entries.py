"""What entries say of ordinary work, and what is recorded by hand."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.db import IntegrityError, transaction
from django.test import RequestFactory

from audit.models import Detail, Entry, Link
from audit.recording import record, seen
from audit.verification import verify
from ircms.actor import acting_as
from releases import guards
from releases.models import Release
from tests import factories
from tests.audit.makers import newest, settle
from tests.factories import NOON, ada, ben, person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped_clock")]
RELEASE = "releases_release"


def test_an_edit_says_who_when_what_it_was_and_what_it_is() -> None:
    release = factories.draft("Before", is_inside_information=False)

    with acting_as(ben()):
        Release.objects.filter(pk=release.pk).update(headline="After", is_inside_information=True)

    entry = newest(table=RELEASE)
    assert (entry.actor, entry.at, entry.release_id) == (ben().pk, NOON, release.pk)
    assert sorted(entry.columns) == ["headline", "is_inside_information"]
    assert entry.before == {"headline": "Before", "is_inside_information": False}
    assert entry.after == {"headline": "After", "is_inside_information": True}


def test_an_entry_of_a_release_says_from_which_revision_to_which() -> None:
    release = factories.draft()

    with acting_as(ada()):
        Release.objects.filter(pk=release.pk).update(headline="After")

    said = newest(table=RELEASE).said
    assert (said["before"]["revision"], said["after"]["revision"]) == (1, 2)


def test_a_part_s_change_leaves_one_entry_and_none_for_the_revision_that_follows() -> None:
    release = factories.draft()
    text = factories.standing_text()
    before = Entry.objects.of_release(release.pk).count()

    factories.print_text(release, text)

    entries = Entry.objects.of_release(release.pk)
    assert entries.count() == before + 1
    assert entries[0].table == "releases_releasestandingtext"


def test_the_history_of_a_release_is_newest_first() -> None:
    release = factories.draft()
    factories.print_text(release, factories.standing_text())

    keys = [entry.pk for entry in Entry.objects.of_release(release.pk)]

    assert keys == sorted(keys, reverse=True)


def test_an_approval_is_recorded_with_its_digest_in_the_chain_itself() -> None:
    release = factories.approved()

    said = newest(table="releases_approval").said["after"]

    approval = release.approvals.get()
    assert (said["sha256"], said["revision"]) == (approval.sha256, approval.revision)
    assert said["approver_id"] == approval.approver_id


def test_a_new_password_is_recorded_without_the_password() -> None:
    user = ada()

    user.set_password("an entirely new pass phrase")
    user.save()

    entry = newest(table="accounts_user")
    assert entry.columns == ["password"]
    assert entry.before == entry.after == {"password": "changed"}
    assert user.password not in entry.detail.text


def test_a_new_account_is_recorded_without_its_password() -> None:
    user = person("Nora")

    entry = newest(table="accounts_user")

    assert entry.after["email"] == user.email
    assert user.password not in entry.detail.text + entry.record


def test_a_change_of_role_is_recorded_with_who_made_it() -> None:
    user = ben()

    with acting_as(ada()):
        user.groups.set(Group.objects.filter(name="publisher"))

    gained = newest(table="accounts_user_groups", action="insert")
    lost = newest(table="accounts_user_groups", action="delete")
    assert gained.actor == lost.actor == ada().pk
    assert gained.said["after"]["user_id"] == lost.said["before"]["user_id"] == user.pk


def test_personal_data_stands_beside_the_chain() -> None:
    person("Nora")

    entry = newest(table="accounts_user")

    assert "nora@" in entry.detail.text
    assert "nora" not in entry.record.lower()


def test_what_is_rolled_back_leaves_nothing() -> None:
    writer, before = ada(), (Entry.objects.count(), Detail.objects.count())

    with transaction.atomic():
        with acting_as(writer):
            Release.objects.create(headline="Never", body="<p>Never.</p>")
            record("viewed", by=writer, at=NOON, detail={"ip": "192.0.2.1"})
        transaction.set_rollback(True)

    settle()
    assert (Entry.objects.count(), Detail.objects.count()) == before
    assert verify().position == before[0] == Link.objects.count()


def test_what_a_refused_write_did_leaves_nothing() -> None:
    release, before = factories.public(), Entry.objects.count()

    with pytest.raises(IntegrityError, match="public"), acting_as(ada()):
        Release.objects.filter(pk=release.pk).update(headline="Too late")

    assert Entry.objects.count() == before


def test_what_is_recorded_by_hand_is_in_the_chain_with_its_detail_beside_it() -> None:
    release = factories.draft()

    key = record(
        "signed in", by=ada(), at=NOON, release=release, said={"tries": 2}, detail={"ip": "::1"}
    )

    entry = Entry.objects.get(pk=key)

    assert (entry.actor, entry.action, entry.release_id) == (ada().pk, "signed in", release.pk)
    assert (entry.said, entry.beside) == ({"tries": 2}, {"ip": "::1"})
    settle()
    assert verify().position == entry.link.position


def test_what_nobody_named_did_is_recorded_with_nobody() -> None:
    entry = Entry.objects.get(pk=record("guards put back", by=None, at=NOON))

    assert entry.actor is None
    assert entry.beside == {}


def test_words_of_the_triggers_are_refused_by_hand() -> None:
    with pytest.raises(ValueError, match="choose another word"):
        record("update", by=ada(), at=NOON)


@pytest.mark.parametrize("minutes", [-2, 2])
def test_a_time_that_is_not_the_present_is_refused(minutes: int) -> None:
    with pytest.raises(IntegrityError, match="the present time"):
        record("viewed", by=ada(), at=NOON + timedelta(minutes=minutes))


def test_an_embargoed_release_that_is_seen_leaves_an_entry() -> None:
    release = factories.approved()
    request = RequestFactory().get("/admin/releases/", {"q": "plant"}, HTTP_USER_AGENT="Reader/1")
    request.user, request.as_of = ben(), NOON  # type: ignore[attr-defined]  # as middlewares do

    seen(request, [release], "release form")  # type: ignore[arg-type]  # has what it asks for

    entry = newest()
    assert (entry.action, entry.actor, entry.release_id) == ("viewed", ben().pk, release.pk)
    assert entry.said == {"releases": [release.pk], "where": "release form"}
    assert entry.beside["ip"] == "127.0.0.1"
    assert entry.beside["user_agent"] == "Reader/1"
    assert entry.beside["address"] == "/admin/releases/?q=plant"


def test_a_page_with_several_embargoed_releases_leaves_one_entry() -> None:
    first, second = factories.draft("First"), factories.draft("Second")
    request = RequestFactory().get("/admin/")
    request.user, request.as_of = ben(), NOON  # type: ignore[attr-defined]  # as middlewares do
    before = Entry.objects.count()

    seen(request, [second, first.pk], "list")  # type: ignore[arg-type]  # has what it asks for

    assert Entry.objects.count() == before + 1
    assert newest().release_id is None
    assert newest().said["releases"] == [first.pk, second.pk]


def test_a_page_without_embargoed_releases_leaves_none() -> None:
    request, before = RequestFactory().get("/admin/"), Entry.objects.count()

    seen(request, [], "list")  # type: ignore[arg-type]  # asked nothing

    assert Entry.objects.count() == before


def test_values_read_alike_on_both_databases() -> None:
    release = factories.draft(tickers=["NASDAQ:HRBR"], publish_at=NOON)

    after = newest(table=RELEASE).after

    assert after["tickers"] == ["NASDAQ:HRBR"]
    assert after["is_inside_information"] is False
    assert after["publish_at"].rstrip("0").rstrip(".Z") in "2026-03-02T17:00:00.000000Z"
    assert after["dateline_date"] is None
    assert after["id"] == release.pk


def test_both_sides_of_a_text_are_kept_letter_by_letter() -> None:
    release = factories.draft()
    text = "<p>“Quoted” \\ back\u2028slash, tab\tand 细胞.</p>"

    with acting_as(ada()):
        Release.objects.filter(pk=release.pk).update(body=text)

    assert newest(table=RELEASE).after["body"] == text


def test_what_is_written_once_nobody_acts_any_more_names_nobody() -> None:
    with acting_as(ada()):
        ben()

    ben().groups.clear()

    assert newest(table="accounts_user_groups").actor is None


def test_nothing_is_recorded_while_the_guards_are_away() -> None:
    guards.remove()

    with pytest.raises(guards.GuardsMissing):
        record("signed in", by=None, at=NOON)
