"""The pages of trials in the sitemap."""

from datetime import timedelta

import pytest

from tests import factories
from tests.conftest import StoppedClock
from tests.factories import NOON
from tests.trials import makers
from tests.trials.makers import said
from trials.sitemaps import entries

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def test_a_trial_is_listed_with_the_time_it_was_last_spoken_of(
    stopped_clock: StoppedClock,
) -> None:
    said(NOON - 9 * DAY, title="HB-7 in gout")
    said(NOON - 2 * DAY, enrolment=40)
    said(NOON + DAY, enrolment=50)

    assert entries(NOON) == [("/pipeline/hb-7-in-gout/", "2026-02-28T17:00:00+00:00")]


def test_what_is_not_public_or_was_corrected_away_is_not_listed(
    stopped_clock: StoppedClock,
) -> None:
    wrong = said(NOON - 5 * DAY, title="HB-7 in gout")
    factories.public("Harbor Bio corrects itself", corrects=wrong.release)
    said(NOON + DAY, makers.trial("To come", "to-come"), title="To come")

    assert entries(NOON) == []
