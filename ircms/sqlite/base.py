"""SQLite as ircms uses it: the clock and the actor as SQL functions, and a check at COMMIT.

Triggers on SQLite cannot run at commit, so a transaction that touched an approved bundle notes the
instant by which it must have committed (``ircms_commit_by``), and ``COMMIT`` after it is refused.
PostgreSQL does the same with deferred constraint triggers (``releases/guards``).
"""

import hashlib
from datetime import UTC
from typing import Any

from django.db import IntegrityError
from django.db.backends.sqlite3 import base

from ircms import clock

TOO_LATE = "ircms: this change reached its release's time before it was saved; nothing was changed"


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's SQLite backend with ``ircms_now()``, ``ircms_actor()`` and ``ircms_commit_by()``."""

    ircms_actor_id: int | None = None
    commit_by: str | None = None
    bumping: set[int]

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        connection = super().get_new_connection(conn_params)
        connection.create_function("ircms_now", 0, _sql_now)
        connection.create_function("ircms_actor", 0, self._actor)
        connection.create_function("ircms_sha256", 1, _sql_sha256, deterministic=True)
        connection.create_function("ircms_commit_by", 1, self._note_commit_by)
        connection.create_function("ircms_begin_bump", 1, self._begin_bump)
        connection.create_function("ircms_end_bump", 1, self._end_bump)
        self._forget()
        return connection

    def _actor(self) -> int | None:
        """Whoever acts in the transaction at hand; nobody outside one."""
        return self.ircms_actor_id if self.in_atomic_block else None

    def _note_commit_by(self, instant: str | None) -> int:
        if instant is not None and (self.commit_by is None or instant < self.commit_by):
            self.commit_by = instant
        return 1

    def _begin_bump(self, release_id: int) -> int:
        self.bumping.add(release_id)
        return 1

    def _end_bump(self, release_id: int) -> int:
        """Whether the update at hand only bumps a revision whose change has been judged."""
        announced = release_id in self.bumping
        self.bumping.discard(release_id)
        return int(announced)

    def _forget(self) -> None:
        self.commit_by, self.bumping = None, set()

    def _commit(self) -> None:
        commit_by = self.commit_by
        self._forget()
        if commit_by is not None and _sql_now() >= commit_by:
            super()._rollback()  # type: ignore[misc]  # the stubs leave out this hook
            raise IntegrityError(TOO_LATE)
        super()._commit()  # type: ignore[misc]  # the stubs leave out this hook

    def _rollback(self) -> None:
        self._forget()
        super()._rollback()  # type: ignore[misc]  # the stubs leave out this hook


def _sql_sha256(data: bytes | str | None) -> str | None:
    """Of bytes, or of a text's UTF-8; of nothing, nothing."""
    if data is None:
        return None
    return hashlib.sha256(data.encode() if isinstance(data, str) else data).hexdigest()


def _sql_now() -> str:
    """The clock as text that compares with Django's stored instants: naive UTC, with all six
    decimals, so that a whole second is not less than itself."""
    instant = clock.now().astimezone(UTC).replace(tzinfo=None)
    return instant.isoformat(sep=" ", timespec="microseconds")
