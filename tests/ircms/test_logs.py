"""What stands in the log, and what must not."""

import logging
import sys

import pytest
from django.db import DatabaseError, connection, transaction

from ircms.actor import acting_as
from ircms.logs import DiscreetFormatter
from releases.models import Release
from tests import factories
from tests.conftest import StoppedClock


@pytest.mark.django_db
def test_a_refused_row_does_not_stand_in_the_log(stopped_clock: StoppedClock) -> None:
    release = factories.draft("Harbor Bio buys its rival")

    try:
        with transaction.atomic(), acting_as(factories.ada()):
            Release.objects.filter(pk=release.pk).update(kind="rumour")
    except DatabaseError as error:
        record = logging.LogRecord("x", logging.ERROR, "", 0, "%s", (error,), sys.exc_info())

    line = DiscreetFormatter("%(message)s").format(record)
    assert "a_release_is_a_press_release_or_a_notice" in line
    assert "buys its rival" not in line
    assert "Traceback" in line
    if connection.vendor == "postgresql":
        assert "DETAIL: (left out)" in line
        assert "buys its rival" in logging.Formatter("%(message)s").format(record)


def test_an_ordinary_line_is_written_as_it_is() -> None:
    record = logging.LogRecord("x", logging.INFO, "", 0, "Served %s", ("/news/",), None)

    assert DiscreetFormatter("%(levelname)s %(message)s").format(record) == "INFO Served /news/"
