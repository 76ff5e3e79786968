"""A transaction that tests hold around what they ask for, to take it back."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction


@contextmanager
def held_open() -> Iterator[None]:
    """Like the transaction around every test: what begins within may take itself for the outermost
    one, as it would be outside of tests (a rehearsal insists on that)."""
    block = transaction.atomic()
    block._from_testcase = True  # type: ignore[attr-defined]  # Django's own mark
    with block:
        yield
