"""How a history tells of what other apps keep of a release, and of what nobody here did.

An app registers the rows that it has, and the acts that it records by hand of people who do not
sign in.
"""

from collections.abc import Callable, Iterable

from django.db import models
from django.utils.safestring import SafeString

from audit.recording import BY_TRIGGERS
from releases.admin.story.acts import Act, Row
from releases.admin.story.names import Names

# Who did it, and what: a phrase that follows their name.
Told = tuple[str, SafeString]
_of_actions: dict[str, Callable[[Act, Names], Told]] = {}
_of_rows: dict[type[models.Model], Callable[[Row, Names], SafeString]] = {}


def register_action(action: str, teller: Callable[[Act, Names], Told]) -> None:
    """``teller`` tells of acts that are recorded as ``action``, by nobody who signs in."""
    _of_actions[action] = teller


def register_rows(model: type[models.Model], teller: Callable[[Row, Names], SafeString]) -> None:
    """``teller`` tells what was done to a row of ``model``."""
    _of_rows[model] = teller


def of_act(act: Act, names: Names) -> Told | None:
    """What nobody here did; None for everything else."""
    teller = _of_actions.get(act.entries[0].action)
    return None if teller is None else teller(act, names)


def of_rows(rows: Iterable[Row], names: Names) -> list[SafeString]:
    """What was done to rows of other apps, in the order in which it was."""
    return [
        _of_rows[row.model](row, names)
        for row in rows
        if row.action in BY_TRIGGERS and row.model in _of_rows
    ]
