"""A release with something of everything, and its withdrawal."""

from datetime import UTC, datetime
from typing import Any

from ircms.actor import acting_as
from releases.models import Release
from releases.withdrawal import withdraw
from tests import factories
from tests.events import makers as events
from tests.facilities import makers as facilities
from tests.factories import NOON
from tests.trials import makers as trials

# 8:30 a.m. in New York, eight days before NOON, on a day of its own.
OUT = datetime(2026, 2, 22, 13, 30, tzinfo=UTC)
BEFORE, BETWEEN = "2026-02-21", "2026-02-25"
REASON = "The area was given ten times too large.\n\nThe plant has <500> square feet."


def release(**columns: Any) -> Release:
    """A public release with something of everything."""
    figure = facilities.actual("Wuxi", "5,000 square feet", OUT.date())
    given = {"slug": "plant", "publish_at": OUT, "is_inside_information": True}
    body = f"<p>{figure.passage}</p><p>{events.PASSAGE}; {trials.PASSAGE}.</p>"
    made = factories.draft("Harbor Bio measures", **{"body": body} | given | columns)
    with_figure = facilities.said("Wuxi", passage=figure.passage)
    with acting_as(factories.ada()):
        figure.put_on(made)
        with_figure.put_on(made)
    events.state(made, **events.ALL)
    trials.state(made, title="HB-7 in gout", passage=trials.PASSAGE)
    factories.categorise(made, factories.category())
    factories.print_contact(made, factories.contact())
    factories.attach(made)
    return factories.approve(made)


def gone(made: Release | None = None, reason: str = REASON) -> Release:
    made = made or release()
    withdraw(made, by=factories.cora(), at=NOON, reason=reason)
    return made
