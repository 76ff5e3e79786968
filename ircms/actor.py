"""Who is writing: the named actor without whom no guarded row may change.

The actor stands on the connection (what SQLite's ``ircms_actor()`` returns) and, on PostgreSQL, in
the transaction-local setting ``ircms.actor``. Both end with the transaction.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Protocol

from django.core.exceptions import ImproperlyConfigured
from django.db import connections, transaction

# Asked at the beginning of every such transaction; one that raises stops it. The guards put
# themselves here: where they do not stand, nobody writes.
preconditions: list[Callable[[str], None]] = []


class NobodyWrites(ImproperlyConfigured):
    """A precondition of writing does not hold; the message says which and what to do."""


class Actor(Protocol):
    """Anyone with a key: a stored user."""

    @property
    def pk(self) -> Any: ...


@contextmanager
def acting_as(actor: Actor, using: str = "default") -> Iterator[None]:
    """Open a transaction in which guarded rows may be written in the name of ``actor``.

    Nests: the inner actor holds until its block ends. Raises ValueError for a user never saved.
    """
    if actor.pk is None:
        raise ValueError("Only a stored user can act: save the user first.")
    connection: Any = connections[using]
    with transaction.atomic(using=using):
        before: int | None = getattr(connection, "ircms_actor_id", None)
        if before is None:
            for precondition in preconditions:
                precondition(using)
        connection.ircms_actor_id = actor.pk
        try:
            _tell_postgresql(connection, actor.pk)
            yield
            # After an exception the rollback restores PostgreSQL's setting by itself.
            _tell_postgresql(connection, before)
        finally:
            connection.ircms_actor_id = before


def _tell_postgresql(connection: Any, actor_id: int | None) -> None:
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        value = "" if actor_id is None else str(actor_id)
        cursor.execute("SELECT set_config('ircms.actor', %s, true)", [value])
