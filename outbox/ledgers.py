"""The ledgers of mails that the worker works through: that to staff, and those that apps add."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.mail import EmailMessage

from outbox import recipients
from outbox.models import Message
from outbox.notice import notice
from outbox.posted import Posted


def _nothing_to_do(at: datetime) -> None:
    pass


@dataclass(frozen=True)
class Ledger:
    """Mails of one sort, rows of ``model``.

    ``mail`` makes the mail of a row at an instant; ``objection`` says, right before it goes out,
    why it is not to, or nothing. ``related`` are the rows read with it. ``forgotten`` are columns
    that are overwritten once it has been sent; ``tidy`` is called now and then, and takes away what
    need not be kept.
    """

    name: str
    model: type[Posted]
    mail: Callable[[Any, datetime], EmailMessage]
    objection: Callable[[Any, datetime], str]
    related: tuple[str, ...] = ()
    forgotten: Mapping[str, Any] = field(default_factory=dict)
    tidy: Callable[[datetime], None] = _nothing_to_do

    @property
    def rows(self) -> Any:
        """All its rows."""
        return self.model._default_manager.all()


STAFF = Ledger("staff", Message, notice, recipients.objection, related=("recipient",))
_ledgers: dict[str, Ledger] = {STAFF.name: STAFF}


def register(ledger: Ledger) -> None:
    """Have the worker work through ``ledger``, too; from an app's ready(). Raises ValueError where
    the name is taken by another."""
    if _ledgers.setdefault(ledger.name, ledger).model is not ledger.model:
        raise ValueError(f"Two ledgers of mails are called {ledger.name!r}.")


def registered() -> list[Ledger]:
    """All of them, mail to staff first."""
    return list(_ledgers.values())


def named(name: str) -> Ledger:
    """The ledger called ``name``. Raises KeyError."""
    return _ledgers[name]
