"""A notice to an exchange is for the time that stood when it was recorded."""

from datetime import datetime, timedelta

import pytest

from ircms.actor import acting_as
from releases import preflight, schedule
from releases.models import Release
from releases.preflight.notices import of
from tests import factories
from tests.factories import NOON, ada, cora, draft

pytestmark = pytest.mark.usefixtures("stopped_clock")
SOON, LATER = NOON + timedelta(hours=1), NOON + timedelta(hours=5)


def told(release: Release) -> None:
    schedule.record_notice(
        release, by=cora(), at=NOON, market="XNAS", reference="A-1", given_at=NOON
    )


def moved(release: Release, to: datetime | None) -> None:
    release.refresh_from_db()
    schedule.reschedule(release, by=cora(), at=NOON, revision=release.revision, publish_at=to)


def objections(release: Release) -> list[str]:
    release.refresh_from_db()
    found = preflight.of_release(release, NOON)
    return [each.what for each in found if each.code.startswith("exchange-notice")]


def test_a_notice_of_the_time_it_has_counts():
    factories.company()
    release = draft(publish_at=SOON)

    told(release)

    assert objections(release) == []


def test_a_notice_of_an_earlier_time_stops_what_was_rescheduled_since():
    factories.company()
    release = draft(publish_at=SOON)
    told(release)

    moved(release, LATER)

    [what] = objections(release)
    assert "what is recorded was given for another time" in what
    told(release)
    assert objections(release) == []


def test_a_time_changed_in_the_form_needs_a_new_notice_too():
    factories.company()
    release = draft(publish_at=SOON)
    told(release)

    with acting_as(ada()):
        release.publish_at = LATER
        release.save()

    assert len(objections(release)) == 1


def test_a_notice_of_a_time_that_was_taken_away_does_not_count_for_releasing_by_hand():
    factories.company()
    release = draft(publish_at=SOON)
    told(release)

    moved(release, None)

    assert len(objections(release)) == 1
    assert preflight.if_released(release, NOON + timedelta(minutes=30))


def test_other_changes_leave_a_notice_what_it_was():
    factories.company()
    release = draft(publish_at=SOON)
    told(release)

    with acting_as(ada()):
        release.headline = "Harbor Bio opens two plants"
        release.save()

    assert objections(release) == []


def test_why_none_is_needed_holds_for_any_time():
    factories.company()
    release = draft(publish_at=SOON)
    factories.waive_notice(release)

    moved(release, LATER)

    assert objections(release) == []


def test_another_time_that_stands_in_the_form_unsaved_has_no_notice():
    release = draft(publish_at=SOON)
    told(release)

    release.publish_at = LATER

    assert [each.counts for each in of(release)] == [False]
