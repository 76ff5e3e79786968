"""``manage.py deliver``: the worker that sends what is due."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import InterfaceError, OperationalError, close_old_connections, connection

from ircms import clock
from outbox import delivery, ledgers
from outbox.ledgers import Ledger
from outbox.stopping import Stopping

POLL = 2.0  # seconds: others write rows without telling us
PATIENCE = 5.0  # seconds between asking after a database that is away


class Command(BaseCommand):
    help = "Send the mails that are due. Runs until SIGTERM or Ctrl-C."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="send what is due now, and end")
        parser.add_argument(
            "--again",
            type=int,
            nargs="+",
            metavar="ID",
            help="make messages due again that are in doubt or have failed, and end",
        )
        parser.add_argument(
            "--of",
            choices=[each.name for each in ledgers.registered()],
            default=ledgers.STAFF.name,
            help="of which mails --again means the numbers (default: mail to staff)",
        )

    def handle(
        self, *args: Any, once: bool, again: list[int] | None, of: str, **options: Any
    ) -> None:
        self._said_in_doubt: dict[str, list[int]] = {}
        self._is_database_away = False
        if again:
            self._release(again, ledgers.named(of))
            return
        with Stopping() as stopping:
            if once:
                self._send_what_is_due(stopping)
            else:
                self._work(stopping)

    def _send_what_is_due(self, stopping: Stopping) -> None:
        try:
            while self._is_batch_full(stopping):
                pass
        except (InterfaceError, OperationalError) as error:
            raise CommandError(f"The database does not answer ({_first_line(error)}).") from error

    def _release(self, keys: list[int], ledger: Ledger) -> None:
        refused = delivery.send_again(keys, clock.now(), ledger)
        if released := sorted(set(keys) - set(refused)):
            self.stdout.write(f"To be sent again: {_listed(released)}.")
        if refused:
            raise CommandError(
                f"Not to be sent again: {_listed(refused)}. They are neither in doubt nor failed: "
                "unknown, sent, waiting, or in the hands of a worker. The list of messages on the "
                "desk says which."
            )

    def _work(self, stopping: Stopping) -> None:
        self.stdout.write("Sending mail as it falls due. Ctrl-C ends it.")
        while not stopping.is_asked:
            close_old_connections()
            stopping.wait(self._turn(stopping))
        self.stdout.write("Ended.")

    def _turn(self, stopping: Stopping) -> float:
        """One batch; returns how many seconds to sleep before the next."""
        try:
            pause = 0.0 if self._is_batch_full(stopping) else _until_next()
        except (InterfaceError, OperationalError) as error:
            connection.close()
            if not self._is_database_away:
                self.stderr.write(
                    f"The database does not answer ({_first_line(error)}). Asking again every "
                    f"{PATIENCE:.0f} seconds."
                )
            self._is_database_away = True
            return PATIENCE
        if self._is_database_away:
            self.stderr.write("The database answers again.")
        self._is_database_away = False
        return pause

    def _is_batch_full(self, stopping: Stopping) -> bool:
        """Send a batch of each ledger, and say so; returns whether there may be more of one."""
        full = [self._is_full(ledger, stopping) for ledger in ledgers.registered()]
        return any(full) and not stopping.is_asked

    def _is_full(self, ledger: Ledger, stopping: Stopping) -> bool:
        outcomes = delivery.deliver_due(
            clock.now(), goes_on=lambda: not stopping.is_asked, ledger=ledger
        )
        if outcomes:
            said = ", ".join(f"{number} {outcome.value}" for outcome, number in outcomes.items())
            of = "" if ledger is ledgers.STAFF else f" ({ledger.name})"
            self.stdout.write(f"{said}{of}")
            self.stdout.flush()
        self._say_what_is_in_doubt(ledger)
        ledger.tidy(clock.now())
        return outcomes.total() == delivery.BATCH

    def _say_what_is_in_doubt(self, ledger: Ledger) -> None:
        doubtful = delivery.in_doubt(clock.now(), ledger)
        if doubtful and doubtful != self._said_in_doubt.get(ledger.name):
            of = "" if ledger is ledgers.STAFF else f" --of {ledger.name}"
            self.stderr.write(
                f"In doubt: {len(doubtful)} (id {_listed(doubtful)}). Their worker cannot say "
                "whether the server took them, so they are not sent again by themselves. To send "
                f"them all the same: manage.py deliver --again {' '.join(map(str, doubtful))}{of}"
            )
        self._said_in_doubt[ledger.name] = doubtful


def _until_next() -> float:
    dues = [due for ledger in ledgers.registered() if (due := delivery.next_due(ledger))]
    due_at = min(dues, default=None)
    if due_at is None:
        return POLL
    return min(POLL, max((due_at - clock.now()).total_seconds(), 0))


def _first_line(error: Exception) -> str:
    """What a database says, without the rows it may go on to name."""
    return str(error).strip().partition("\n")[0]


def _listed(keys: list[int]) -> str:
    return ", ".join(map(str, keys))
