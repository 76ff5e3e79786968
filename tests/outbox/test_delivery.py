"""Claim, send, mark: nothing twice, nothing lost without a word."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection, transaction

from outbox import delivery
from outbox.delivery import DELAYS, Outcome, deliver_due, in_doubt, next_due, send_again
from outbox.models import Message
from outbox.posted import IN_DOUBT_AFTER
from tests.factories import NOON, bea, ben
from tests.outbox.makers import told
from tests.outbox.sink import BREAK, sink
from tests.plans import plan_of
from tests.releases.test_races import at_once

stopped = pytest.mark.usefixtures("stopped_clock")
MINUTE = timedelta(minutes=1)


def fresh(message):
    return Message.objects.get(pk=message.pk)


@stopped
def test_what_is_due_is_sent_once():
    message = told()

    first, second = deliver_due(NOON), deliver_due(NOON)

    assert (dict(first), dict(second)) == ({Outcome.SENT: 1}, {})
    assert len(mail.outbox) == 1
    assert fresh(message).sent_at == NOON


@stopped
def test_what_is_due_later_waits_for_its_instant():
    told(at=NOON + MINUTE)

    assert not deliver_due(NOON + MINUTE - timedelta(microseconds=1))
    assert next_due() == NOON + MINUTE
    assert deliver_due(NOON + MINUTE)[Outcome.SENT] == 1


@stopped
def test_a_batch_takes_the_oldest_first_and_no_more_than_asked():
    for number in range(3):
        told(f"step:{number}")

    deliver_due(NOON, limit=2)

    assert [each.sent_at is not None for each in Message.objects.order_by("pk")] == [
        True,
        True,
        False,
    ]


@stopped
def test_delivering_inside_a_transaction_is_refused():
    told()

    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        deliver_due(NOON)

    assert mail.outbox == []


@pytest.mark.usefixtures("committed_db", "stopped_clock")
def test_two_workers_at_once_send_each_message_once():
    for number in range(24):
        told(f"step:{number}")

    outcomes = at_once(*[lambda: deliver_due(NOON)] * 3)

    assert outcomes == [None] * 3
    ids = [sent.extra_headers["Message-ID"] for sent in mail.outbox]
    assert len(ids) == len(set(ids)) == 24
    assert Message.objects.filter(sent_at=NOON).count() == 24


@stopped
def test_a_batch_opens_one_line(mail_through):
    for number in range(3):
        told(f"step:{number}")

    with sink() as server:
        mail_through(server)
        deliver_due(NOON)

    assert len(server.mails) == 3
    assert server.connections == 1


@stopped
def test_someone_who_became_inactive_is_not_told(stopped_clock):
    message = told()
    type(ben()).objects.filter(pk=ben().pk).update(is_active=False)

    assert deliver_due(NOON)[Outcome.FAILED] == 1

    assert mail.outbox == []
    assert fresh(message).error == "The account is inactive or has no address by now."


@stopped
def test_an_address_that_no_header_holds_fails_and_stops_nobody_else():
    somebody = ben()
    somebody.email = "ben@harbor-bio.example\nBcc: m@elsewhere.example"
    somebody.save()
    broken, fine = told("step:1", [somebody]), told("step:2", [bea()])

    deliver_due(NOON)

    assert "No mail could be made of it" in fresh(broken).error
    assert fresh(fine).sent_at == NOON


@stopped
def test_a_server_that_is_away_puts_messages_off_with_growing_delays(stopped_clock, mail_through):
    with sink() as server:
        mail_through(server)  # and then it is gone
    message = told()

    waits = []
    for _ in DELAYS:
        assert deliver_due(stopped_clock.instant)[Outcome.PUT_OFF] == 1
        waits.append(fresh(message).due_at - stopped_clock.instant)
        stopped_clock.set(fresh(message).due_at)

    assert waits == list(DELAYS)
    assert waits[:4] == [1 * MINUTE, 5 * MINUTE, 15 * MINUTE, 60 * MINUTE]
    assert waits[-1] == timedelta(days=1)
    assert deliver_due(stopped_clock.instant)[Outcome.FAILED] == 1
    assert "Given up after 9 attempts. The mail server could not be reached" in fresh(message).error


@stopped
def test_a_server_that_is_away_is_asked_once_a_batch(mail_through, monkeypatch):
    import smtplib

    asked = []

    def refuse(*args, **kwargs):
        asked.append(args)
        raise ConnectionRefusedError("refused")

    monkeypatch.setattr(smtplib.SMTP, "connect", refuse)
    with sink() as server:
        mail_through(server)
        for number in range(3):
            told(f"step:{number}")

        assert deliver_due(NOON)[Outcome.PUT_OFF] == 3

    assert len(asked) == 1


@stopped
@pytest.mark.parametrize("verb", ["MAIL", "RCPT", "DATA", "END"])
def test_a_temporary_no_puts_off_and_the_next_message_goes(verb, mail_through, stopped_clock):
    first, second = told("step:1"), told("step:2")

    with sink(**{verb: ["451 try again later"]}) as server:
        mail_through(server)
        outcomes = deliver_due(NOON)
        stopped_clock.forward(MINUTE)
        later = deliver_due(NOON + MINUTE)

    assert outcomes == {Outcome.PUT_OFF: 1, Outcome.SENT: 1}
    assert later == {Outcome.SENT: 1}
    assert len(server.mails) == 2
    assert fresh(first).sent_at == NOON + MINUTE
    assert fresh(second).attempts == 1


@stopped
@pytest.mark.parametrize("verb", ["MAIL", "RCPT", "DATA", "END"])
def test_a_permanent_no_fails_at_once_with_the_server_s_words(verb, mail_through):
    message = told()

    with sink(**{verb: ["550 no such person"]}) as server:
        mail_through(server)
        outcomes = deliver_due(NOON)

    assert outcomes == {Outcome.FAILED: 1}
    assert "550 no such person" in fresh(message).error
    assert fresh(message).failed_at == NOON


@stopped
def test_a_server_that_closes_after_a_message_gets_the_next_on_a_new_line(mail_through):
    told("step:1"), told("step:2"), told("step:3")

    with sink(MAIL=["250 ok", "421 enough for one line"]) as server:
        mail_through(server)
        outcomes = deliver_due(NOON)

    assert outcomes == {Outcome.SENT: 2, Outcome.PUT_OFF: 1}
    assert server.connections == 2


@stopped
def test_a_line_that_broke_after_the_last_byte_leaves_the_message_in_doubt(mail_through):
    message, other = told("step:1"), told("step:2")

    with sink(END=[BREAK]) as server:
        mail_through(server)
        outcomes = deliver_due(NOON)
        again = deliver_due(NOON + timedelta(days=30))

    assert outcomes == {Outcome.IN_DOUBT: 1, Outcome.SENT: 1}
    assert not again
    assert in_doubt(NOON) == [message.pk]
    assert fresh(other).sent_at == NOON


@stopped
def test_a_worker_that_died_between_sending_and_marking_leaves_it_in_doubt(monkeypatch):
    message = told()

    def die(*args, **kwargs):
        raise SystemExit

    with monkeypatch.context() as patched, pytest.raises(SystemExit):
        patched.setattr(delivery, "_mark", die)
        deliver_due(NOON)

    assert len(mail.outbox) == 1
    assert not deliver_due(NOON + timedelta(days=1))
    assert in_doubt(NOON + IN_DOUBT_AFTER - timedelta(seconds=1)) == []
    assert in_doubt(NOON + IN_DOUBT_AFTER) == [message.pk]


@stopped
def test_a_claim_s_age_counts_from_when_it_was_made_and_not_from_the_batch(stopped_clock):
    message = told()
    stopped_clock.set(NOON + timedelta(hours=1))

    deliver_due(NOON)

    assert fresh(message).claimed_at == NOON + timedelta(hours=1)


@stopped
def test_what_is_in_doubt_or_failed_is_sent_again_when_a_person_says_so(mail_through):
    doubtful, failed = told("step:1"), told("step:2")
    with sink(END=[BREAK], RCPT=["250 ok", "550 no"]) as server:
        mail_through(server)
        deliver_due(NOON)

        refused = send_again([doubtful.pk, failed.pk], NOON)
        outcomes = deliver_due(NOON)

    assert refused == []
    assert outcomes == {Outcome.SENT: 2}


@stopped
def test_what_was_sent_waits_or_is_being_sent_is_never_sent_again(monkeypatch):
    sent = told("step:1")
    deliver_due(NOON)
    waiting = told("step:2")
    claimed = told("step:3")
    Message.objects.filter(pk=claimed.pk).update(claim=fresh(sent).claim, claimed_at=NOON)

    refused = send_again([sent.pk, waiting.pk, claimed.pk, 999_999], NOON + MINUTE)

    assert refused == [sent.pk, waiting.pk, claimed.pk, 999_999]


@stopped
def test_a_million_sent_messages_cost_nothing():
    queries = (
        Message.objects.due(NOON).order_by("pk").values("pk")[:50],
        Message.objects.in_doubt(NOON).values("pk"),
        Message.objects.waiting().values("due_at"),
    )

    for query in queries:
        plan = plan_of(_as_sql(query))

        steps = [step for step in plan if "outbox_message" in step]
        assert steps, plan
        assert all("messages_" in step for step in steps), plan


def _as_sql(query):
    sql, parameters = query.query.sql_with_params()
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            return cursor.mogrify(sql, parameters).decode()
    return sql % tuple(f"'{value}'" for value in parameters)
