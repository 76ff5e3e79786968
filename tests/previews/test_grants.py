"""Grants, given and revoked: by whom, of what, until when."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from accounts.models import User
from audit.models import Entry
from previews import grants
from previews.models import Grant
from releases import outside
from releases.transitions import TransitionRefused
from releases.withdrawal import withdraw
from tests import factories
from tests.factories import NOON
from tests.previews.granted import T, embargoed, give, terms

pytestmark = pytest.mark.usefixtures("stopped_clock")


def test_a_token_is_stored_nowhere() -> None:
    grant, link = give(embargoed())
    token = link.rpartition("/")[2]

    grant.refresh_from_db()

    assert len(token) == 43
    assert token not in str([str(getattr(grant, f.name)) for f in Grant._meta.concrete_fields])
    assert grant.token_sha256 == grants.digest(token)
    entry = Entry.objects.select_related("detail").get(table="previews_grant")
    assert token not in entry.record + entry.detail.text
    assert grant.token_sha256 not in entry.record + entry.detail.text


def test_two_grants_have_nothing_in_common() -> None:
    release = embargoed()

    (one, first), (other, second) = give(release), give(release)

    assert first != second
    assert one.public_id != other.public_id


def test_the_audit_says_who_gave_what_to_whom() -> None:
    release = embargoed()
    grant, _ = give(release)

    entry = Entry.objects.select_related("detail").get(table="previews_grant")

    assert (entry.action, entry.actor, entry.release_id) == (
        "insert",
        factories.cora().pk,
        release.pk,
    )
    assert entry.after["recipient_name"] == "Rosa Okafor"
    assert "Rosa" not in entry.record
    assert entry.row_id == grant.pk


@pytest.mark.parametrize("who", [factories.ada, factories.ben])
def test_only_publishers_give(who: Any) -> None:
    release = embargoed()

    with pytest.raises(TransitionRefused, match="not among the rights"):
        grants.give(release, terms(), by=who(), at=NOON)

    assert not Grant.objects.exists()


def test_whoever_does_not_know_of_a_release_gives_nothing() -> None:
    release = embargoed()
    factories.keep_to_few(release, factories.ben())

    with pytest.raises(TransitionRefused, match="not on the insider list"):
        grants.give(release, terms(), by=factories.cora(), at=NOON)


@pytest.mark.parametrize(
    ("other", "says"),
    [
        ({"expires_at": NOON}, "ended already"),
        ({"expires_at": T + timedelta(seconds=1)}, "own time at the latest"),
        ({"name": " "}, "for whom"),
        ({"name": "\u200b"}, "seen"),
        ({"name": "Ro\u202esa"}, "invisible"),
        ({"purpose": "a" * 201}, "200 characters"),
        ({"purpose": ""}, "what it is for"),
        ({"email": "rosa"}, "e-mail address"),
        ({"most_views": 0}, "one page"),
        ({"most_devices": 0}, "one to 5 devices"),
        ({"most_devices": 6}, "one to 5 devices"),
    ],
)
def test_terms_that_make_no_sense_are_refused(other: dict[str, Any], says: str) -> None:
    release = embargoed()

    with pytest.raises(TransitionRefused, match=says):
        grants.give(release, terms(**other), by=factories.cora(), at=NOON)


def test_without_a_time_of_the_release_a_grant_ends_after_a_fortnight() -> None:
    release = factories.draft()
    fortnight = NOON + timedelta(days=14)

    grants.give(release, terms(expires_at=fortnight), by=factories.cora(), at=NOON)

    late = terms(expires_at=fortnight + timedelta(seconds=1))
    with pytest.raises(TransitionRefused, match="fourteen days"):
        grants.give(release, late, by=factories.cora(), at=NOON)


def test_of_what_has_been_told_no_grant_is_given() -> None:
    release = factories.public()

    with pytest.raises(TransitionRefused, match="It is public"):
        give(release)
    withdraw(release, by=factories.cora(), at=NOON, reason="Wrong.")
    with pytest.raises(TransitionRefused, match="withdrawn"):
        give(release)


def test_a_grant_changes_nothing_of_the_release() -> None:
    release = embargoed()

    give(release)

    release.refresh_from_db()
    assert release.is_approved


def test_revoking_is_recorded_and_done_once() -> None:
    grant, _ = give(embargoed())
    cora = factories.cora()

    grants.revoke(grant, by=cora, at=NOON)

    assert (grant.revoked_by, grant.revoked_at) == (cora, NOON)
    entry = Entry.objects.filter(table="previews_grant", action="update").get()
    assert (entry.actor, entry.columns) == (cora.pk, ["revoked_at", "revoked_by_id"])
    with pytest.raises(TransitionRefused, match="revoked already"):
        grants.revoke(grant, by=cora, at=NOON)


@pytest.mark.parametrize("who", [factories.ada, factories.ben])
def test_only_publishers_revoke(who: Any) -> None:
    grant, _ = give(embargoed())

    with pytest.raises(TransitionRefused, match="not among the rights"):
        grants.revoke(grant, by=who(), at=NOON)


def test_somebody_who_left_gives_nothing() -> None:
    release = embargoed()
    lena: User = factories.person("Lena", "publisher", is_active=False)

    with pytest.raises(TransitionRefused, match="switched off"):
        grants.give(release, terms(), by=lena, at=NOON)


def test_the_database_itself_counts_no_view_too_many() -> None:
    grant, _ = give(embargoed(), most_views=2)

    with pytest.raises(IntegrityError), transaction.atomic():
        Grant.objects.filter(pk=grant.pk).update(views=3)


def test_views_are_counted_up_to_the_last_and_no_further() -> None:
    grant, _ = give(embargoed(), most_views=2)

    counted = [grants.count_view(grant, at=NOON) for _ in range(3)]

    assert counted == [True, True, False]


def test_recipients_are_named_with_those_who_know_of_it() -> None:
    release = embargoed()
    version = factories.draft("Harbor Bio chuchote", translation_of=release, language="fr")
    give(release)
    give(version, name="Theo Blanc", expires_at=NOON + timedelta(minutes=30))

    for each in (release, version):
        assert {person.name for person in outside.of(each)} == {"Rosa Okafor", "Theo Blanc"}
    assert outside.of(factories.draft("Another")) == []


def test_a_grant_outlives_its_draft() -> None:
    from ircms.actor import acting_as

    draft = factories.draft()
    grant, _ = give(draft)

    with acting_as(factories.ada()):
        draft.delete()

    assert Grant.objects.filter(pk=grant.pk).exists()
    assert grants.release_of(grant) is None
