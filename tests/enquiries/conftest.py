"""The clock stands still, and the form goes to a mailbox."""

from typing import Any

import pytest

from tests import factories
from tests.conftest import StoppedClock
from tests.enquiries.makers import MAILBOX


@pytest.fixture(autouse=True)
def _company_with_a_mailbox(settings: Any, stopped_clock: StoppedClock) -> None:
    settings.IRCMS_IR_MAILBOX = MAILBOX
    factories.company()
