"""Which facilities a figure is for hangs on the figure's own release."""

from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.test import Client

from facilities.models import CapacitySite
from ircms.actor import acting_as
from releases.models import Release
from tests import factories
from tests.conftest import StoppedClock
from tests.facilities.makers import WUXI, actual, facility, public
from tests.factories import NOON, ada

pytestmark = pytest.mark.django_db


def test_row_of_a_draft_puts_no_facility_on_a_public_figure(
    client: Client, stopped_clock: StoppedClock
) -> None:
    release = public("Areas", actual(WUXI, "60,000 square feet", None))
    figure = CapacitySite.objects.get(release=release).figure
    draft = factories.draft("Secret", publish_at=NOON + timedelta(days=1))
    secret = facility("Secret")

    with pytest.raises(IntegrityError, match="hangs on another release"), acting_as(ada()):
        CapacitySite.objects.create(release=draft, figure=figure, facility=secret)

    assert b"secret" not in client.get("/facilities/").content


def test_row_of_a_draft_puts_no_facility_on_an_approved_figure(
    stopped_clock: StoppedClock,
) -> None:
    release = public(
        "Areas", actual(WUXI, "60,000 square feet", None), publish_at=NOON - timedelta(days=2)
    )
    own = CapacitySite.objects.get(release=release)
    draft = factories.draft("Secret")

    with pytest.raises(IntegrityError), acting_as(ada()):
        CapacitySite.objects.filter(pk=own.pk).update(release=draft)

    assert Release.objects.get(pk=release.pk).is_approved
