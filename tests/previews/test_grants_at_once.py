"""Two at once, in real threads with real commits: a link is spent once, a last page shown once."""

import pytest
from django.db import transaction

from previews import grants
from previews.models import Grant
from tests.factories import NOON
from tests.previews.granted import embargoed, give
from tests.releases.test_races import at_once

pytestmark = pytest.mark.usefixtures("committed_db", "stopped_clock")
ROUNDS = 5


def test_of_two_devices_at_once_one_comes_in() -> None:
    release = embargoed()
    for _ in range(ROUNDS):
        grant, link = give(release)
        secrets: list[str] = []

        def come(link: str = link, secrets: list[str] = secrets) -> None:
            _, secret = grants.redeem(link.rpartition("/")[2], at=NOON)
            secrets.append(secret)

        assert at_once(come, come, come) == [None, None, None]

        assert len([secret for secret in secrets if secret]) == 1
        assert grant.devices.count() == 1


def test_of_two_pages_at_once_the_last_one_is_shown() -> None:
    release = embargoed()
    for _ in range(ROUNDS):
        grant, _ = give(release, most_views=1)
        counted: list[bool] = []

        def look(pk: int = grant.pk, counted: list[bool] = counted) -> None:
            with transaction.atomic():
                found = Grant.objects.get(pk=pk)
                counted.append(grants.count_view(found, at=NOON))

        assert at_once(look, look, look) == [None, None, None]

        assert sorted(counted) == [False, False, True]
