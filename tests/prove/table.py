"""The table at which plays are played: how one begins and ends, which release is meant."""

import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.db import transaction
from hypothesis.stateful import RuleBasedStateMachine

from tests.prove.belief import Release
from tests.prove.choices import MOST, SAME
from tests.prove.play import Play


class Undo(Exception):
    """Ends an example: nothing of it was."""


class Table(RuleBasedStateMachine):
    """One example is one play, begun in the same small world and undone at its end."""

    begin: ClassVar[Callable[[], Play]]
    set_clock: ClassVar[Callable[[datetime], None]]
    played: ClassVar[Callable[[], None]] = staticmethod(lambda: None)

    def __init__(self) -> None:
        super().__init__()
        self._undone: transaction.Atomic | None = transaction.atomic()
        self._undone.__enter__()
        try:
            self.play = type(self).begin()
            self._forms: list[tuple[str, Release, int, Any]] = []
            self._approvals: list[tuple[str, Release, int, Any]] = []
            self._last = self.play.oracle.releases[-1]
            self.play.look()
        except BaseException:
            self.teardown()
            raise

    def teardown(self) -> None:
        """A last look, where nothing was found before; then all of it is undone."""
        if self._undone is None:
            return
        undone, self._undone = self._undone, None
        try:
            if sys.exc_info()[0] is None:
                self.play.look_around()
        finally:
            undo = Undo()
            undone.__exit__(Undo, undo, undo.__traceback__)
        type(self).played()

    def _at(self, place: int, suits: Callable[[Release], bool] = lambda release: True) -> Release:
        """Most steps go on with the release of the step before, or the youngest that they suit:
        what matters happens to one. The others are tried on any."""
        releases = self.play.oracle.releases
        if place >= SAME:
            self._last = releases[-1 - (place - SAME) % len(releases)]
        elif not suits(self._last):
            found = (each for each in reversed(releases) if suits(each))
            self._last = next(found, self._last)
        return self._last

    def _look_at_new(self) -> None:
        self._last = self.play.oracle.releases[-1]
        self.play.look(self._last.number)

    def _has_room(self) -> bool:
        return len(self.play.oracle.releases) < MOST

    def _due(self, seconds: int | None) -> datetime | None:
        """Whole seconds: the form knows no others."""
        now = self.play.oracle.now.replace(microsecond=0)
        return None if seconds is None else now + timedelta(seconds=seconds)

    def _value(self, release: Release, part: str, number: int, seconds: int | None) -> Any:
        """Something else than it says now; ``Ellipsis`` where there is nothing else."""
        if part == "due":
            due = self._due(seconds)
            return ... if due == release.due else due
        if part == "text":
            text = number % len(self.play.oracle.texts)
            return ... if text == release.prints else text
        if part == "figure":
            figure = f"{self.play.hands.bases[release.number] + number % 6:,}"
            return ... if figure == release.says.get("figure") else figure
        return self.play.word()

    def _says(self, release: Release, part: str) -> bool:
        return release.prints is not None if part == "text" else part in release.says

    def _tick(self, step: timedelta) -> None:
        self.play.hands.settle()
        self.play.tick(step)
        type(self).set_clock(self.play.oracle.now)
        self.play.look()
