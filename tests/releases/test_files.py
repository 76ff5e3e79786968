"""Files of releases, as readers fetch them."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client

from ircms.storage import TamperedFile
from releases.models import Attachment
from tests import factories
from tests.conftest import StoppedClock
from tests.factories import NOON, PDF

pytestmark = pytest.mark.django_db


def attached(hours: int = -1) -> Attachment:
    """A PDF of a release that goes out ``hours`` from NOON."""
    release = factories.draft(publish_at=NOON + timedelta(hours=hours))
    file = factories.attach(release, name="floor plan.pdf")
    factories.approve(release)
    return file


def fetch(client: Client, file: Attachment, **headers: str) -> tuple[int, bytes]:
    response: Any = client.get(file.get_absolute_url(), headers=headers)
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return response.status_code, body


def test_a_file_of_a_public_release_is_served_as_what_it_is(
    client: Client, stopped_clock: StoppedClock
) -> None:
    file = attached()

    response: Any = client.get(file.get_absolute_url())

    assert b"".join(response.streaming_content) == PDF
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Length"] == str(len(PDF))
    assert response["Content-Disposition"].startswith("inline; filename=")
    assert response["X-Content-Type-Options"] == "nosniff"


def test_a_file_comes_out_at_the_second_of_its_release(
    client: Client, stopped_clock: StoppedClock
) -> None:
    file = attached(hours=1)

    assert fetch(client, file)[0] == 404
    stopped_clock.forward(timedelta(hours=1))
    assert fetch(client, file) == (200, PDF)


def test_a_file_is_found_under_its_own_name_only(
    client: Client, stopped_clock: StoppedClock
) -> None:
    file = attached()

    assert client.get(f"/files/{file.public_id}/other.pdf").status_code == 404


def test_a_known_file_is_answered_with_304(client: Client, stopped_clock: StoppedClock) -> None:
    file = attached()

    assert fetch(client, file, **{"if-none-match": f'"{file.sha256}"'}) == (304, b"")


def test_a_file_whose_bytes_are_not_the_approved_ones_is_not_served(
    client: Client, stopped_clock: StoppedClock
) -> None:
    file = attached()
    with open(file.file.path, "wb") as stored:  # noqa: PTH123 -- a path of the storage's own
        stored.write(PDF.replace(b"Catalog", b"Catalob"))

    with pytest.raises(TamperedFile):
        client.get(file.get_absolute_url())


def test_sqlite_writes_ahead_and_waits_for_its_turn(stopped_clock: StoppedClock) -> None:
    if connection.vendor != "sqlite":
        assert connection.settings_dict["CONN_HEALTH_CHECKS"]
        return
    with connection.cursor() as cursor:
        wanted = {
            "journal_mode": "wal",
            "synchronous": 1,
            "recursive_triggers": 1,
            "foreign_keys": 1,
        }
        for pragma, value in wanted.items():
            cursor.execute(f"PRAGMA {pragma}")
            assert cursor.fetchone()[0] == value


def test_a_file_whose_row_is_refused_leaves_nothing_behind(
    stopped_clock: StoppedClock, private_root: Path
) -> None:
    release = factories.public()

    with pytest.raises(IntegrityError), transaction.atomic():
        factories.attach(release)

    assert [path for path in private_root.rglob("*") if path.is_file()] == []
