"""The small world in which every play begins, and the clock of it."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection

from accounts.models import User
from releases import ledger
from tests import factories
from tests.admin.desk import signed_in
from tests.conftest import StoppedClock
from tests.facilities import makers
from tests.factories import NOON
from tests.prove.oracle import Oracle
from tests.prove.play import CAST, Play
from tests.prove.ways import Ways, person

ROLES = {"writer", "approver", "publisher", "auditor"}


class PlayClock(StoppedClock):
    """The stopped clock, moved thousands of times in one session: on PostgreSQL its function reads
    a setting of the transaction, where the other one is made anew at each step."""

    @contextmanager
    def installed(self) -> Iterator[None]:
        """The database's clock reads this one; afterwards it is the machine's again."""
        if connection.vendor == "postgresql":
            self._define("SELECT current_setting('ircms.play')::timestamptz")
        try:
            yield
        finally:
            if connection.vendor == "postgresql":
                self._define("SELECT clock_timestamp()")

    def _define(self, body: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "CREATE OR REPLACE FUNCTION ircms_now() RETURNS timestamptz LANGUAGE sql "
                f"VOLATILE AS $${body}$$"
            )

    def set(self, instant: datetime, *, settled: bool = False) -> None:
        self.instant = instant
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT set_config('ircms.play', %s, false)", [instant.isoformat()])


def small_world(clock: PlayClock) -> Play:
    """What stands at NOON: a public release and the public correction of it; one that Eve wrote,
    approved for an hour later, with a draft of its translation; another of Eve's, in review; and an
    old one that nobody has entered."""
    company = factories.company()
    company.listings.all().delete()  # what exchanges want to be told is not the question here
    people = {name: person(_user(name)) for name in CAST}
    hands = Ways(
        people=people,
        clients={name: signed_in(user) for name, user in people.items()},
        contacts=[factories.contact("Mara Lindqvist"), factories.contact("Jon Haug")],
        facility=makers.facility("Wuxi"),
        settle=clock.settle,
        now=NOON,
    )
    play = Play(Oracle(now=NOON), hands)
    for by in ("Wim", "Eve"):
        play.text(by)
    _fill(play)
    play.readers.read_all()
    return play


def _fill(play: Play) -> None:
    every = ["contact", "category", "file", "figure"]
    releases = play.oracle.releases
    play.draft("Ada", every, NOON - timedelta(days=3), 0)
    play.compare_desk()
    play.go("import_historic", "Ivo", releases[0])
    play.correct("Ada", releases[0])
    play.compare_desk()
    play.edit("update", "Wim", releases[1], "figure", f"{play.hands.bases[1] + 1:,}")
    play.compare_desk()
    play.publish(releases[1], "Ben")
    play.draft("Eve", every, NOON + timedelta(hours=1), 0)
    play.edit("save", "Eve", releases[2], "text", 0)
    play.compare_desk()
    play.go("submit", "Eve", releases[2])
    play.go("approve", "Ben", releases[2])
    play.translate("Wim", releases[2], "de")
    play.draft("Eve", ["contact", "figure"], None, 1)
    play.compare_desk()
    play.go("submit", "Eve", releases[4])
    play.draft("Ada", [], NOON - timedelta(days=30), 1)
    play.look()


def _user(name: str) -> User:
    user = factories.person(name, *(CAST[name].roles & ROLES))
    return factories.able(user, "import_historic_release") if name == "Ivo" else user


def know_nothing_said(patch: pytest.MonkeyPatch) -> None:
    """What is known of facilities, trials and events is asked for only where anything has been
    said of them. In plays nothing is, and putting the question together, one look-up for each of
    some thirty attributes, would take half of all their time."""
    asked = ledger.known

    def known(identities: Any, statements: Any, **about: Any) -> Any:
        if not statements.model._default_manager.exists():
            return []
        return asked(identities, statements, **about)

    for module in list(sys.modules.values()):
        if getattr(module, "known", None) is asked:
            patch.setattr(module, "known", known)
