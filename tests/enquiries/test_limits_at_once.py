"""Many at once, in real threads with real commits: no more come in than there is room for."""

import pytest

from enquiries import limits
from enquiries.models import Sending
from tests.factories import NOON
from tests.releases.test_races import at_once

pytestmark = pytest.mark.usefixtures("committed_db")
MOST, _WITHIN = limits.OF_A_NETWORK[0]


def test_of_many_at_once_only_those_there_is_room_for_are_taken() -> None:
    taken: list[bool] = []

    outcomes = at_once(*[lambda: taken.append(limits.take("192.0.2.1", NOON))] * (MOST + 5))

    assert outcomes == [None] * (MOST + 5)
    assert taken.count(True) == Sending.objects.count() == MOST
