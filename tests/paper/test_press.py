"""The press: one at a time, each document once, and never more waiting than may wait."""

from collections.abc import Iterator
from threading import Event, Thread

import pytest

from releases.paper import press
from releases.paper.press import Busy, Press


class Slow:
    """A typesetter that sets nothing until told to."""

    def __init__(self) -> None:
        self.begun, self.may_end = Event(), Event()
        self.asked: list[str] = []

    def __call__(self, html: str) -> bytes:
        self.asked.append(html)
        self.begun.set()
        assert self.may_end.wait(10)
        return html.encode()


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[Slow]:
    made = Slow()
    monkeypatch.setattr(press, "typeset", made)
    yield made
    made.may_end.set()


def asking(machine: Press, html: str, got: list[bytes]) -> Thread:
    thread = Thread(target=lambda: got.append(machine.copy(html)))
    thread.start()
    return thread


def test_two_who_ask_for_one_document_at_once_have_it_set_once(slow: Slow) -> None:
    machine, got = Press(waiting=1, most_bytes=1000), list[bytes]()
    first = asking(machine, "a", got)
    slow.begun.wait(10)
    second = asking(machine, "a", got)

    slow.may_end.set()
    first.join(10)
    second.join(10)

    assert got == [b"a", b"a"]
    assert slow.asked == ["a"]


def test_nobody_stands_in_line_beyond_those_who_may(slow: Slow) -> None:
    machine = Press(waiting=0, most_bytes=1000)
    first = asking(machine, "a", [])
    slow.begun.wait(10)

    with pytest.raises(Busy):
        machine.copy("b")

    slow.may_end.set()
    first.join(10)
    assert machine.copy("b") == b"b"


def test_what_is_kept_is_given_out_while_the_press_is_busy(slow: Slow) -> None:
    machine = Press(waiting=0, most_bytes=1000)
    slow.may_end.set()
    machine.copy("kept")
    slow.may_end.clear()
    slow.begun.clear()
    first = asking(machine, "a", [])
    slow.begun.wait(10)

    assert machine.copy("kept") == b"kept"

    slow.may_end.set()
    first.join(10)


def test_no_more_is_kept_than_may_be(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(press, "typeset", lambda html: asked.append(html) or html.encode() * 40)
    machine = Press(waiting=0, most_bytes=100)

    for html in ("a", "b", "c", "c", "b", "a"):
        machine.copy(html)

    assert asked == ["a", "b", "c", "a"]


def test_after_a_failure_the_press_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    machine = Press(waiting=0, most_bytes=100)
    monkeypatch.setattr(press, "typeset", lambda html: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        machine.copy("a")

    monkeypatch.setattr(press, "typeset", str.encode)

    assert machine.copy("a") == b"a"
