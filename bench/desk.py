"""What the pages of the desk take at the size the scratch database has: ``desk.py [rounds]``.

Asks, as a writer and as an approver, for the first page, the list, the form of a release with rows
of every kind, an empty form, a save and the page of the approval. Prints queries and server time:
the quickest answer (what a quiet machine takes), the median, and what our process worked in the
quickest. Rows it makes are its own, and stay.
"""

import logging
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import django

django.setup()

from django.apps import apps  # noqa: E402 -- needs the set-up above
from django.contrib.auth.models import Group  # noqa: E402 -- needs the set-up above
from django.core.management.color import no_style  # noqa: E402 -- as above
from django.db import connection  # noqa: E402 -- as above
from django.test import Client  # noqa: E402 -- as above
from django.test.utils import (  # noqa: E402 -- as above
    CaptureQueriesContext,
    setup_test_environment,
    teardown_test_environment,
)
from django.utils import timezone  # noqa: E402 -- as above

from accounts.models import User  # noqa: E402 -- as above
from events.models import Event, EventUpdate  # noqa: E402 -- as above
from facilities.models import CapacityFigure, Facility, FacilityUpdate  # noqa: E402 -- as above
from facilities.models.capacity import Measure  # noqa: E402 -- as above
from ircms.actor import acting_as  # noqa: E402 -- as above
from releases import review  # noqa: E402 -- as above
from releases.models import (  # noqa: E402 -- as above
    Contact,
    Release,
    ReleaseContact,
    ReleaseStandingText,
    StandingText,
)
from tests.admin.desk import as_shown  # noqa: E402 -- as above
from tests.factories import code_of  # noqa: E402 -- as above
from trials.models import ClinicalTrial, TrialUpdate  # noqa: E402 -- as above

RELEASES = "/admin/releases/release/"
MOST = 300  # ms: what a page of the desk may take
PASSAGE = "The harbour plant reports 70,000 square feet of GMP area."
SLUG = "bench-desk"
PASSWORD = "a long enough pass phrase"


def main(rounds: int, at: datetime) -> None:
    """Print one line a page; exit with 1 when the quickest answer of one took too long."""
    logging.disable(logging.WARNING)
    writer, approver = _person("writer"), _person("approver")
    release = _typical(writer, at)
    page, walt, anna = f"{RELEASES}{release.pk}/change/", _signed_in(writer), _signed_in(approver)
    asked: dict[str, Callable[[], Any]] = {
        "first page": lambda: walt.get("/admin/"),
        "list": lambda: walt.get(RELEASES),
        "form of a release": lambda: walt.get(page),
        "form, approver": lambda: anna.get(page),
        "empty form": lambda: walt.get(f"{RELEASES}add/"),
        "approval": lambda: anna.get(f"{RELEASES}{release.pk}/approve/"),
    }
    print(f"{Release.objects.count()} releases, {connection.vendor}")
    slow = [name for name, ask in asked.items() if _measured(name, ask, rounds) > MOST]
    if _measured("save", _saving(walt, page), rounds) > MOST:
        slow.append("save")
    print(f"too slow: {', '.join(slow)}" if slow else f"all within {MOST} ms")
    sys.exit(1 if slow else 0)


def _measured(name: str, ask: Callable[[], Any], rounds: int) -> float:
    """Milliseconds of the quickest answer, the first left out."""
    ask()
    with CaptureQueriesContext(connection) as queries:
        response = ask()
    asked = len(queries)  # before the next request forgets them
    if response.status_code != 200 and "save" not in name:
        raise SystemExit(f"{name}: answered {response.status_code}, where a page was asked for.")
    taken, worked = [], []
    for _ in range(rounds):
        ask()
        taken.append(Timed.last * 1000)
        worked.append(Timed.last_work * 1000)
    print(
        f"{name:20} {asked:3} queries  quickest {min(taken):6.0f} ms  "
        f"median {statistics.median(taken):6.0f} ms  work {min(worked):6.0f} ms",
        flush=True,
    )
    return min(taken)


class Timed(Client):
    """A browser that notes how long its last question took, and what our process worked for it."""

    last = last_work = 0.0

    def request(self, **request: Any) -> Any:
        started, began = time.perf_counter(), time.process_time()
        response = super().request(**request)
        Timed.last, Timed.last_work = time.perf_counter() - started, time.process_time() - began
        return response


def _saving(client: Client, page: str) -> Callable[[], Any]:
    """The form read and sent with another headline."""
    saves = iter(range(1_000_000))

    def save() -> Any:
        setup_test_environment()
        try:
            sent = as_shown(client.get(page))
        finally:
            teardown_test_environment()
        response = client.post(page, sent | {"headline": f"Harbour news of the day {next(saves)}"})
        if response.status_code != 302:
            raise SystemExit("The save was refused: the form has changed since this was written.")
        return response

    return save


def _person(role: str) -> User:
    email = f"{role}@bench-bio.example"
    user, _ = User.objects.get_or_create(email=email, defaults={"full_name": role.title()})
    user.groups.set(Group.objects.filter(name=role))
    return user


def _signed_in(user: User) -> Client:
    """By the door, as everybody: with a password and a code."""
    user.set_password(PASSWORD)
    user.save()
    client = Timed()
    client.post("/admin/login/", {"username": user.email, "password": PASSWORD})
    client.post("/admin/login/code/", {"code": code_of(user)})
    return client


def _typical(writer: User, at: datetime) -> Release:
    """A release in review that states something of every kind, of things often spoken of."""
    found = Release.objects.filter(slug=SLUG).first()
    if found is not None:
        return found
    _count_on()
    with acting_as(writer):
        release = Release.objects.create(
            headline="Harbour news of the day",
            slug=SLUG,
            body=f"<p>{PASSAGE}</p>" * 12,
            dateline_places=["BOSTON"],
            dateline_date=at.date(),
            publish_at=at + timedelta(days=30),
        )
        _parts(release)
        _statements(release)
    review.submit(release, by=writer, at=at, revision=Release.objects.get(pk=release.pk).revision)
    return release


def _count_on() -> None:
    """The loader gives keys itself: PostgreSQL goes on counting after them."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), apps.get_models()):
            cursor.execute(statement)


def _parts(release: Release) -> None:
    for text in StandingText.objects.order_by("pk")[:2]:
        ReleaseStandingText.objects.create(release=release, standing_text=text)
    for contact in Contact.objects.order_by("pk")[:2]:
        ReleaseContact.objects.create(release=release, contact=contact, name=contact.name)


def _statements(release: Release) -> None:
    said: dict[str, Any] = {"release": release, "passage": PASSAGE}
    places = list(Facility.objects.order_by("pk")[:3])
    for place in places:
        FacilityUpdate.objects.create(facility=place, name=place.name, **said)
        CapacityFigure.state(
            facilities=[place],
            measure=Measure.GMP_AREA,
            value=70_000,
            unit="square_foot",
            as_printed="70,000 square feet",
            as_of=date(2025, 1, 1),
            **said,
        )
    for trial in ClinicalTrial.objects.order_by("pk")[:2]:
        TrialUpdate.objects.create(trial=trial, title=trial.name, **said)
    for event in Event.objects.order_by("pk")[:2]:
        EventUpdate.objects.create(event=event, title=event.name, **said)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 15, timezone.now())
