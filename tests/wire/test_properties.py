"""What holds of every reading, whatever was given."""

import json
import random
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from releases.wire.reading import Reading, Unreadable, read
from tests.wire.shown import as_text, signs, unmarked

FOLDER = Path(__file__).parent / "fixtures" / "releases"
RELEASES = sorted(path for path in FOLDER.iterdir() if path.suffix != ".json")
# Values that are told in a form of our own; their span is what the release prints instead.
OURS = r"/dateline_date|/wire|.*/(exchange|unit|date|speaker|email)|/events/\d+/name"
LONG = (
    "/text",
    "/lead",
    "/body_html",
)  # they may leave out an attribution, or a footnote between blocks

paths = pytest.mark.parametrize("path", RELEASES, ids=[path.name for path in RELEASES])
SIGNS = """the Company NASDAQ: QBMG (NYSE: QA) said “we are glad” Dr. Ada Quince, CEO Phase 1 trial
47,300 square feet in Wuxi on May 3, 2021 About Forward-Looking Statements Contact: -- — • |
555-0142 ada@quince.example <b> </p> &amp; « » „ “ 「 」 中国 产能 ** # [ ]( ) NCT09900417"""
words = st.sampled_from([*SIGNS.split(), "\n", "\n\n", "\u00a0", "\t"])


@paths
def test_each_span_points_at_the_words_of_its_value(path):
    reading = read(path.read_bytes())

    facts = reading.as_json()

    source = reading.document.source
    assert facts["spans"]
    for pointer, (start, end) in facts["spans"].items():
        assert 0 <= start < end <= len(source), pointer
        value = at(facts, pointer)
        if isinstance(value, str) and not pointer.startswith("/warnings"):
            check_says(source[start:end], value, pointer)


@paths
def test_a_reading_turned_into_text_reads_the_same(path):
    reading = read(path.read_bytes())

    again = read(as_text(reading))

    assert told(again) == told(reading)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(), st.lists(words, max_size=120).map(" ".join)))
def test_a_text_is_read_or_refused(text):
    assert_read_or_refused(text)


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.binary(), st.text().map(str.encode), st.binary().map(b"PK\x03\x04".__add__)))
def test_bytes_are_read_or_refused(source):
    assert_read_or_refused(source)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(RELEASES), st.randoms(use_true_random=False), st.lists(words, max_size=5))
def test_a_mangled_release_is_read_or_refused(path, chance, more):
    text = path.read_text("utf-8")[:12_000]

    assert_read_or_refused(mangled(text, chance, more))


def test_the_reader_needs_no_django():
    program = (
        "import releases.wire.reading, sys;"
        "assert not any(name.split('.')[0] == 'django' for name in sys.modules)"
    )

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)

    assert done.returncode == 0, done.stderr


def test_reading_twice_tells_the_same():
    source = RELEASES[0].read_bytes()

    assert json.dumps(read(source).as_json()) == json.dumps(read(source).as_json())


def check_says(passage: str, value: str, pointer: str) -> None:
    shown = signs(unmarked(passage))
    wanted = signs(unmarked(value) if pointer == "/body_html" else value)
    if re.fullmatch(OURS, pointer):
        assert passage.strip(), pointer
    elif pointer.endswith(LONG):
        assert in_order(wanted, shown), (pointer, value, passage)
    else:
        assert wanted == shown, (pointer, value, passage)


def in_order(wanted: str, shown: str) -> bool:
    """Whether the signs of one stand in the other, in their order."""
    left = iter(shown)
    return all(sign in left for sign in wanted)


def at(facts: dict[str, Any], pointer: str) -> Any:
    value: Any = facts
    for step in pointer.split("/")[1:]:
        value = value[int(step)] if isinstance(value, list) else value[step]
    return value


def told(reading: Reading) -> dict[str, Any]:
    """The facts, without where they stand and how they are set."""
    facts = reading.as_json()
    left_out = {"spans", "warnings", "body_html", "correction"}
    return {name: value for name, value in facts.items() if name not in left_out}


def mangled(text: str, chance: random.Random, more: list[str]) -> str:
    start, end = sorted(chance.randrange(len(text)) for _ in range(2))
    middle = text[start:end]
    form = chance.choice(
        [
            text[:start] + text[end:],
            text[:start] + middle * 2 + text[end:],
            text[:end],
            text[start:],
            text[:start] + middle.replace(" ", "") + text[end:],
            text[:start] + middle.replace("\n", " ") + text[end:],
            text[:start] + middle[::-1] + text[end:],
            text.replace("”", "").replace("</p>", ""),
        ]
    )
    place = chance.randrange(len(form) + 1)
    return form[:place] + " ".join(more) + form[place:]


def assert_read_or_refused(source: str | bytes) -> None:
    try:
        reading = read(source)
    except Unreadable:
        return
    facts = json.loads(json.dumps(reading.as_json()))
    last = len(reading.document.source)
    assert all(0 <= start <= end <= last for start, end in facts["spans"].values())
