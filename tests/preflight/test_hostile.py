"""Long texts and hostile ones: pre-flight is linear, and quick on what people write."""

from time import process_time

import pytest

from releases.preflight import inspect
from tests.preflight.makers import manuscript

PROSE = (
    "Harbor Bio opened a plant in Boston on Monday, March 2, 2026 at 10:30 a.m. EST and expects to "
    "treat 1,000 patients a year; the Phase 1 trial of HB-7 evaluates whether it is safe. "
)
HOSTILE = [
    *("a", "[", "[[ ", "]", "{", "<<", "_", "?", "X", "TK ", "1:", "10:30 ", "10:30 a.m. ", "1 "),
    *("Monday ", "mon 1 ", "周1", "1月1日周", "http://", "safe and ", "is safe ", "cure ", "not "),
    *("will ", "(A: ", "Harbor Bio ", " ", "\n", "DRAFT ", "Deleted", "â€", "&", "新", "İ", "a."),
    "clinical trial safe and effective ",
]


def seconds(body: str) -> float:
    begun = process_time()
    inspect(manuscript(body))
    return process_time() - begun


def test_five_thousand_words_take_no_noticeable_time():
    body = f"<p>{PROSE * 143}</p>"
    assert len(body.split()) > 4900
    inspect(manuscript(body))

    quickest = min(seconds(body) for _ in range(5))

    assert quickest < 0.2  # measured: 0.02; machines that test differ


@pytest.mark.parametrize("piece", HOSTILE)
def test_two_hundred_thousand_characters_of_anything_are_read_in_linear_time(piece: str):
    escaped = piece.replace("&", "&amp;").replace("<", "&lt;")

    def body(length: int) -> str:
        return f"<p>{escaped * (length // len(piece))}</p>"

    short, long = seconds(body(50_000)), seconds(body(200_000))

    assert long < 12 * short + 0.2  # four times the length


def test_a_long_headline_is_read_in_linear_time():
    begun = process_time()

    inspect(manuscript(headline="x" * 200_000, subheadline=" " * 200_000, wire_url="h" * 200_000))

    assert process_time() - begun < 3
