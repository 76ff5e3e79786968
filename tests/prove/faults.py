"""Six faults, each sown in one place of the product, which the machine has to find.

Each is a context in which the product is broken, and the rules of the machine that are played to
find it: without the fault the same plays pass.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from types import ModuleType
from typing import Any
from unittest import mock

from django.db import connection
from django.db.models import Q

from releases import approval, querysets
from releases.admin import forms
from releases.guards import _schema, postgresql, sqlite
from releases.guards.catalogue import Guard
from releases.models import ReleaseContact


@dataclass(frozen=True)
class Fault:
    """``breaks`` the product while it is open; ``rules`` are those by which it shows, and ``seed``
    chooses plays among which it shows soon."""

    name: str
    breaks: Callable[[], AbstractContextManager[Any]]
    rules: tuple[str, ...]
    seed: int = 1


@contextmanager
def _stale_save() -> Iterator[None]:
    """A form that was filled from an older revision is saved over the newer one."""

    def let_pass(form: Any, *args: Any) -> None:
        return None

    with mock.patch.object(forms.ReleaseForm, "_refuse_if_stale", let_pass):
        yield


@contextmanager
def _boundary_edit() -> Iterator[None]:
    """The last ten seconds are no longer frozen."""
    with _rewritten(lambda guard: "10 seconds" in guard.sql, _without_ten_seconds):
        yield


@contextmanager
def _late_approval() -> Iterator[None]:
    """An approval of an older revision counts for the present one."""
    with mock.patch.object(approval, "check_revision", return_value=None):
        yield


@contextmanager
def _copy_laundering() -> Iterator[None]:
    """A copy does not remember who wrote what it was copied from."""
    with _rewritten(lambda guard: "copied_from_id)" in guard.sql, _without_copies):
        yield


@contextmanager
def _revived_correction() -> Iterator[None]:
    """What was corrected holds again once the correction is withdrawn."""
    sound = querysets.corrected_q

    def corrected_q(at: datetime, prefix: str = "") -> Q:
        with mock.patch.object(querysets, "ever_public_q", querysets.public_q):
            return sound(at, prefix)

    with ExitStack() as broken:
        for module in list(sys.modules.values()):
            if getattr(module, "corrected_q", None) is sound:
                broken.enter_context(mock.patch.object(module, "corrected_q", corrected_q))
        yield


@contextmanager
def _forgotten_child_table() -> Iterator[None]:
    """A change of a contact as printed is no change of the release."""
    table = ReleaseContact._meta.db_table
    with _rewritten(lambda guard: guard.name == f"ircms_{table}_update", _doing_nothing):
        yield


FAULTS = (
    Fault("stale save", _stale_save, ("open_form", "edit", "send_form"), seed=6),
    Fault("boundary edit", _boundary_edit, ("tick_to_the_second", "edit"), seed=6),
    Fault("late approval", _late_approval, ("submit_anew", "approve")),
    Fault("copy laundering", _copy_laundering, ("copy", "publish"), seed=7),
    Fault("revived correction", _revived_correction, ("withdraw", "correct", "publish"), seed=2),
    Fault("forgotten child table", _forgotten_child_table, ("edit", "take_away")),
)


@contextmanager
def _rewritten(
    is_meant: Callable[[Guard], bool], rewrite: Callable[[Guard], str]
) -> Iterator[None]:
    """Guards as written otherwise: under their names, so that nothing but their rule is missing."""
    backend: ModuleType = postgresql if connection.vendor == "postgresql" else sqlite
    meant = [guard for guard in backend.guards() if is_meant(guard)]
    assert meant
    try:
        for guard in meant:
            other = rewrite(guard)
            assert other != guard.sql
            _replace(guard, other)
        yield
    finally:
        for guard in meant:
            _replace(guard, guard.sql)


def _replace(guard: Guard, sql: str) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f'DROP TRIGGER "{guard.name}"')
            cursor.execute(sql)
        else:
            # The function alone: its trigger stands.
            function, _, _ = sql.partition("; CREATE ")
            cursor.execute(function.replace("$SCHEMA$", _schema(cursor)))


def _without_ten_seconds(guard: Guard) -> str:
    return guard.sql.replace("10 seconds", "0 seconds")


def _without_copies(guard: Guard) -> str:
    return guard.sql.replace(", NEW.copied_from_id)", ")")


def _doing_nothing(guard: Guard) -> str:
    if connection.vendor == "sqlite":
        return guard.sql.partition(" BEGIN ")[0] + " BEGIN SELECT 1; END"
    before, begin, _ = guard.sql.partition("$ircms$BEGIN ")
    return f"{before}{begin} RETURN COALESCE(NEW, OLD); END$ircms$"
