"""Who is writing: the named actor without whom no guarded row may change.

The actor stands in a context variable (what SQLite's ``ircms_actor()`` returns) and, on PostgreSQL,
in the transaction-local setting ``ircms.actor``. Both end with the transaction.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Protocol

from django.db import connections, transaction

_actor_id: ContextVar[int | None] = ContextVar("ircms_actor_id", default=None)


class Actor(Protocol):
    """Anyone with a key: a stored user."""

    @property
    def pk(self) -> Any: ...


def current_actor_id() -> int | None:
    """The key of the user in whose name this code is writing, or None."""
    return _actor_id.get()


@contextmanager
def acting_as(actor: Actor, using: str = "default") -> Iterator[None]:
    """Open a transaction in which guarded rows may be written in the name of ``actor``.

    Nests: the inner actor holds until its block ends. Raises ValueError for a user never saved.
    """
    if actor.pk is None:
        raise ValueError("Only a stored user can act: save the user first.")
    with transaction.atomic(using=using):
        token = _actor_id.set(actor.pk)
        _tell_postgresql(using, actor.pk)
        try:
            yield
            # After an exception the savepoint's rollback restores PostgreSQL's setting by itself.
            _tell_postgresql(using, token.old_value if isinstance(token.old_value, int) else None)
        finally:
            _actor_id.reset(token)


def _tell_postgresql(using: str, actor_id: int | None) -> None:
    connection = connections[using]
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        value = "" if actor_id is None else str(actor_id)
        cursor.execute("SELECT set_config('ircms.actor', %s, true)", [value])
