"""``manage.py deliver``: what it does, what it says, how it ends."""

import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection

from ircms import clock
from outbox import delivery
from outbox.management.commands.deliver import PATIENCE, POLL, Command
from outbox.models import Message
from outbox.posted import IN_DOUBT_AFTER
from outbox.stopping import Stopping
from tests.factories import NOON
from tests.outbox.makers import told
from tests.outbox.sink import BREAK, WAIT, sink

ROOT = Path(__file__).resolve().parents[2]
stopped = pytest.mark.usefixtures("stopped_clock")


def deliver(*arguments):
    said, complained = StringIO(), StringIO()
    call_command("deliver", *arguments, stdout=said, stderr=complained)
    return said.getvalue(), complained.getvalue()


@stopped
def test_once_sends_what_is_due_and_ends_with_a_line_for_the_batch():
    told("step:1"), told("step:2")

    said, complained = deliver("--once")

    assert (said, complained) == ("2 sent\n", "")
    assert len(mail.outbox) == 2


@stopped
def test_once_sends_more_than_a_batch_holds():
    for number in range(delivery.BATCH + 1):
        told(f"step:{number}")

    said, _ = deliver("--once")

    assert said == f"{delivery.BATCH} sent\n1 sent\n"


@stopped
def test_nothing_due_is_nothing_said():
    assert deliver("--once") == ("", "")


@stopped
def test_what_is_in_doubt_is_named_on_stderr_with_what_to_do(stopped_clock, mail_through):
    message = told()

    with sink(END=[BREAK]) as server:
        mail_through(server)
        said, complained = deliver("--once")

    assert said == "1 in doubt\n"
    assert f"In doubt: 1 (id {message.pk})" in complained
    assert f"manage.py deliver --again {message.pk}" in complained


@stopped
def test_again_releases_what_is_in_doubt_for_the_next_batch(stopped_clock):
    message = told()
    Message.objects.filter(pk=message.pk).update(
        claim="00000000-0000-0000-0000-000000000001", claimed_at=NOON - IN_DOUBT_AFTER
    )

    said, _ = deliver("--again", str(message.pk))

    assert said == f"To be sent again: {message.pk}.\n"
    assert mail.outbox == []
    assert deliver("--once")[0] == "1 sent\n"


@stopped
def test_again_says_which_messages_are_not_to_be_sent_again():
    message = told()
    deliver("--once")

    with pytest.raises(CommandError, match=f"Not to be sent again: {message.pk}"):
        deliver("--again", str(message.pk))


@stopped
def test_the_worker_sleeps_to_the_next_instant_and_never_longer_than_its_poll(stopped_clock):
    worker = worker_in_hand()
    with Stopping() as stopping:
        assert worker._turn(stopping) == POLL

        told("step:1", at=NOON.replace(microsecond=750_000))
        assert worker._turn(stopping) == 0.75

        stopped_clock.set(NOON.replace(microsecond=750_000))
        assert worker._turn(stopping) == POLL
    assert len(mail.outbox) == 1


def worker_in_hand():
    worker = Command(stdout=StringIO(), stderr=StringIO())
    worker._said_in_doubt, worker._is_database_away = {}, False
    return worker


@stopped
def test_a_database_that_is_away_is_said_once_and_waited_for(monkeypatch):
    told()
    worker = worker_in_hand()
    away = OperationalError("it is gone\nDETAIL: a row")

    def fail(*args, **kwargs):
        raise away

    with Stopping() as stopping:
        with monkeypatch.context() as patched:
            patched.setattr(delivery, "deliver_due", fail)
            patched.setattr(connection, "close", lambda: None)
            assert [worker._turn(stopping) for _ in range(3)] == [PATIENCE] * 3
        worker._turn(stopping)

    assert worker.stderr.getvalue().splitlines() == [
        "The database does not answer (it is gone). Asking again every 5 seconds.",
        "The database answers again.",
    ]
    assert len(mail.outbox) == 1


@stopped
def test_what_stays_in_doubt_is_said_once_by_a_running_worker(stopped_clock, mail_through):
    told()
    worker = worker_in_hand()

    with sink(END=[BREAK]) as server, Stopping() as stopping:
        mail_through(server)
        for _ in range(3):
            worker._turn(stopping)

    assert worker.stderr.getvalue().count("In doubt") == 1


def database_url():
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()


@contextmanager
def started(server):
    """The worker in a process of its own, on the tests' database, with the real clock."""
    environment = os.environ | {
        "DATABASE_URL": database_url(),
        "EMAIL_URL": f"smtp://127.0.0.1:{server.port}",
    }
    worker = subprocess.Popen(
        [sys.executable, "manage.py", "deliver"],
        cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert server.has_mail.wait(30)
        yield worker
    finally:
        worker.kill()
        worker.communicate(timeout=20)


@pytest.mark.usefixtures("committed_db")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_the_worker_after_the_message_at_hand(number):
    told("step:1"), told("step:2")

    with sink(END=[WAIT]) as server, started(server) as worker:
        worker.send_signal(number)
        server.released.set()
        said, complained = worker.communicate(timeout=20)

    assert worker.returncode == 0, complained
    assert said.endswith("1 sent\nEnded.\n")
    assert [each.sent_at is not None for each in Message.objects.order_by("pk")] == [True, False]


@pytest.mark.usefixtures("committed_db")
def test_a_killed_worker_s_message_is_not_sent_by_the_next_one(mail_through):
    message = told()

    with sink(END=[WAIT]) as server:
        with started(server) as worker:
            worker.kill()
        server.released.set()
        mail_through(server)
        said, _ = deliver("--once")

    assert said == ""
    assert len(server.mails) == 1
    assert delivery.in_doubt(clock.now() + IN_DOUBT_AFTER) == [message.pk]
