"""Inside information is kept until its retention ends, whatever is done to it first."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from audit.erasure import erase
from audit.models import Entry
from ircms.actor import acting_as
from releases import retention
from releases.models import Release
from tests import factories
from tests.admin.desk import page_of, signed_in

pytestmark = pytest.mark.usefixtures("stopped_clock")
FIVE_YEARS = timedelta(days=5 * 365 + 2)
KEPT = "inside information is kept until its retention has ended"


def marked(**columns):
    return factories.draft(is_inside_information=True, **columns)


def unmark(release):
    with acting_as(factories.ada()):
        release.is_inside_information = False
        release.save()


def delete(release):
    with acting_as(factories.ada()), transaction.atomic():
        Release.objects.filter(pk=release.pk).delete()


def is_there(release):
    return Release.objects.filter(pk=release.pk).exists()


def test_a_draft_that_was_never_marked_can_be_deleted():
    release = factories.draft()

    delete(release)

    assert not is_there(release)


def test_inside_information_is_not_deleted_before_its_retention_ends():
    release = marked()

    with pytest.raises(IntegrityError, match=KEPT):
        delete(release)

    assert is_there(release)


def test_raw_sql_does_not_delete_it_either():
    release = marked()

    with (
        pytest.raises(IntegrityError, match=KEPT),
        acting_as(factories.ada()),
        connection.cursor() as cursor,
    ):
        cursor.execute("DELETE FROM releases_release WHERE id = %s", [release.pk])

    assert is_there(release)


def test_taking_the_mark_away_first_is_of_no_use():
    release = marked()
    unmark(release)

    with pytest.raises(IntegrityError, match=KEPT):
        delete(release)


def test_taking_the_mark_away_and_erasing_what_the_audit_holds_is_of_no_use():
    release = marked()
    unmark(release)
    for entry in Entry.objects.filter(release_id=release.pk, detail__isnull=False):
        erase(entry.pk, by=factories.ada(), at=factories.NOON, reason="Somebody asked.")

    with pytest.raises(IntegrityError, match=KEPT):
        delete(release)


def test_a_mark_that_stood_for_a_moment_counts():
    release = factories.draft()
    with acting_as(factories.ada()):
        Release.objects.filter(pk=release.pk).update(is_inside_information=True)
        Release.objects.filter(pk=release.pk).update(is_inside_information=False)

    with pytest.raises(IntegrityError, match=KEPT):
        delete(release)


def test_it_can_be_deleted_once_its_retention_has_ended(stopped_clock):
    release = marked()
    with acting_as(factories.ada()):
        release.printed_contacts.create(contact=factories.contact())
    stopped_clock.forward(FIVE_YEARS)

    delete(release)

    assert not is_there(release)


def test_its_retention_begins_anew_with_every_change(stopped_clock):
    release = marked()
    stopped_clock.forward(FIVE_YEARS - timedelta(days=30))
    unmark(release)
    stopped_clock.forward(timedelta(days=60))

    with pytest.raises(IntegrityError, match=KEPT):
        delete(release)


def test_looking_at_it_prolongs_nothing(stopped_clock):
    release = marked()
    stopped_clock.forward(FIVE_YEARS)
    signed_in(factories.ada()).get(page_of(release))

    delete(release)

    assert not is_there(release)


def test_its_page_says_until_when_it_is_kept_and_offers_no_deletion():
    release = marked()

    page = signed_in(factories.ada()).get(page_of(release)).content.decode()

    assert "inside information, and is kept until Sun 2 Mar 2031, 12:00 EST." in page
    assert f"/{release.pk}/delete/" not in page


def test_its_page_says_so_after_the_mark_is_gone():
    release = marked()
    unmark(release)

    page = signed_in(factories.ada()).get(page_of(release)).content.decode()

    assert "It was once marked as inside information" in page
    assert f"/{release.pk}/delete/" not in page


def test_page_and_database_agree_to_the_day(stopped_clock):
    release = marked()
    ends = retention.retention_ends(release)
    assert ends is not None
    stopped_clock.set(ends + timedelta(seconds=1))

    delete(release)

    assert retention.why_kept(release, stopped_clock.instant) == ""
    assert not is_there(release)


def test_what_was_approved_once_is_kept_for_good(stopped_clock):
    release = factories.approved()
    stopped_clock.forward(timedelta(days=36500))

    with pytest.raises(IntegrityError):
        delete(release)

    assert retention.why_kept(release, stopped_clock.instant) == retention.APPROVED_ONCE
