"""Ending on a signal, after the work at hand."""

import select
import signal
import socket
from types import FrameType, TracebackType

SIGNALS = (signal.SIGTERM, signal.SIGINT)


class Stopping:
    """Inside it SIGTERM and SIGINT end nothing: they are noted, and cut a sleep short."""

    def __init__(self) -> None:
        self.is_asked = False
        self._ear, self._mouth = socket.socketpair()
        self._mouth.setblocking(False)  # noqa: FBT003 -- its own name says what
        self._before: dict[signal.Signals, object] = {}

    def __enter__(self) -> "Stopping":
        for number in SIGNALS:
            self._before[number] = signal.signal(number, self._note)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)  # type: ignore[arg-type]  # what signal() gave
        self._ear.close()
        self._mouth.close()

    def _note(self, number: int, frame: FrameType | None) -> None:
        if not self.is_asked:
            self.is_asked = True
            self._mouth.send(b"\0")  # so that a sleep that begins just now ends as well

    def wait(self, seconds: float) -> None:
        """Sleep, until a signal at the longest."""
        select.select([self._ear], [], [], max(seconds, 0))
