"""Sending what is due, and nothing twice.

Claim, send, mark: the claim is one conditional UPDATE, committed before a byte is sent, so of any
number of workers one sends. A worker that dies between sending and marking leaves a message that
nobody knows to be sent or not. It is *in doubt*, and no program sends it again: a person decides
(``manage.py deliver --again``).
"""

import uuid
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import closing
from datetime import datetime, timedelta
from enum import Enum
from typing import Any

from django.core.mail import EmailMessage
from django.db import InterfaceError, OperationalError, connection, transaction
from django.db.models import F, Min

from ircms import clock
from outbox.ledgers import STAFF, Ledger
from outbox.line import Line, Unreachable, Verdict, described

BATCH = 50
# After the first attempt that came to nothing, the second, …; after the last of them it has failed.
DELAYS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 360, 720, 1440))


class Outcome(Enum):
    """What became of a message in one pass; the value is how a batch's line puts it."""

    SENT = "sent"
    PUT_OFF = "put off"
    FAILED = "failed"
    IN_DOUBT = "in doubt"
    NOT_OURS = "taken by another worker"


def deliver_due(
    at: datetime, limit: int = BATCH, *, goes_on: Callable[[], bool] = lambda: True,
    ledger: Ledger = STAFF,
) -> Counter[Outcome]:  # fmt: skip
    """Send up to ``limit`` of the messages due at ``at`` in ``ledger``, oldest first; returns what
    became of how many. ``goes_on`` is asked before each. Not to be called in a transaction: a claim
    has to be committed before it is used, and RuntimeError says so."""
    outcomes: Counter[Outcome] = Counter()
    waiting = ledger.rows.due(at).order_by("pk").values_list("pk", flat=True)
    with closing(Line()) as line:
        for pk in list(waiting[:limit]):
            if not goes_on():
                break
            outcomes[_deliver(ledger, pk, at, line)] += 1
    return outcomes


def next_due(ledger: Ledger = STAFF) -> datetime | None:
    """When the next message of ``ledger`` falls due, as far as is written now."""
    found: datetime | None = ledger.rows.waiting().aggregate(at=Min("due_at"))["at"]
    return found


def in_doubt(at: datetime, ledger: Ledger = STAFF) -> list[int]:
    """Keys of the messages of ``ledger`` of which nobody knows whether they were sent."""
    # Put in order here: a database asked to do it may walk the whole ledger by its key.
    return sorted(ledger.rows.in_doubt(at).values_list("pk", flat=True))


def send_again(keys: Iterable[int], at: datetime, ledger: Ledger = STAFF) -> list[int]:
    """Make messages that are in doubt or have failed due at ``at``; returns the keys of those that
    were neither. The one way in which somebody may get a mail twice, and a person's decision."""
    refused = []
    fresh: dict[str, Any] = {
        "claim": None, "claimed_at": None, "failed_at": None,
        "error": "", "attempts": 0, "due_at": at,
    }  # fmt: skip
    for key in sorted(set(keys)):
        one = ledger.rows.filter(pk=key)
        failed = one.filter(failed_at__isnull=False)
        if not (one.in_doubt(at).update(**fresh) or failed.update(**fresh)):
            refused.append(key)
    return refused


def _deliver(ledger: Ledger, pk: int, at: datetime, line: Line) -> Outcome:
    # The line first: a worker that dies while it waits for the server leaves nothing in doubt.
    problem = ""
    try:
        line.open()
    except Unreachable as unreachable:
        problem = str(unreachable)
    message = _claimed(ledger, pk, at)
    if message is None:
        return Outcome.NOT_OURS
    # Asked of what is stored now, after the claim: the last moment before it goes out.
    if said := ledger.objection(message, clock.now()):
        return _give_up(ledger, message, said)
    if problem:
        return _put_off(ledger, message, problem)
    try:
        mail = ledger.mail(message, clock.now())
        mail.message()
    except ValueError as error:  # an address, say, that no header can hold
        return _give_up(ledger, message, f"No mail could be made of it: {described(error)}")
    return _send(ledger, message, mail, line)


def _claimed(ledger: Ledger, pk: int, at: datetime) -> Any:
    """The message, now in this worker's hands, or None if it is no longer to be had."""
    # When it was claimed is asked of the clock: a batch may last, and a claim's age is what tells
    # a worker that is busy from one that died.
    claim = {"claim": uuid.uuid4(), "claimed_at": clock.now(), "error": ""}
    with transaction.atomic(durable=True):
        won = ledger.rows.due(at).filter(pk=pk).update(attempts=F("attempts") + 1, **claim)
    return ledger.rows.select_related(*ledger.related).get(pk=pk) if won else None


def _send(ledger: Ledger, message: Any, mail: EmailMessage, line: Line) -> Outcome:
    verdict, words = line.send(mail)
    if verdict is Verdict.ACCEPTED:
        return _mark(ledger, message, Outcome.SENT, sent_at=clock.now(), **ledger.forgotten)
    if verdict is Verdict.REFUSED_FOR_NOW:
        return _put_off(ledger, message, words)
    if verdict is Verdict.REFUSED:
        return _give_up(ledger, message, words)
    return _mark(ledger, message, Outcome.IN_DOUBT, error=words)


def _put_off(ledger: Ledger, message: Any, why: str) -> Outcome:
    """Free the claim: it certainly was not sent. Each time it waits longer."""
    if message.attempts > len(DELAYS):
        return _give_up(ledger, message, f"Given up after {message.attempts} attempts. {why}")
    due_at = clock.now() + DELAYS[message.attempts - 1]
    return _mark(
        ledger, message, Outcome.PUT_OFF, claim=None, claimed_at=None, due_at=due_at, error=why
    )


def _give_up(ledger: Ledger, message: Any, why: str) -> Outcome:
    failed_at = clock.now()
    return _mark(
        ledger, message, Outcome.FAILED, claim=None, claimed_at=None, failed_at=failed_at, error=why
    )


def _mark(ledger: Ledger, message: Any, outcome: Outcome, /, **columns: Any) -> Outcome:
    """Write down what became of a message that is in our hands."""
    ours = ledger.rows.filter(pk=message.pk, claim=message.claim, sent_at__isnull=True)
    try:
        ours.update(**columns)
    except (InterfaceError, OperationalError):
        # A database that was restarted while we were sending: on a new connection the mark is
        # still to be had, and a message less in doubt.
        connection.close()
        ours.update(**columns)
    return outcome
