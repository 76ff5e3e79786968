"""Input that was made to keep the reader busy ends soon, and in time that grows with its length."""

import gc
import signal
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import BytesIO

import pytest

from releases.wire.reading import Unreadable, read
from tests.wire.make_docx import docx_of, zipped

MOST = 5.0  # seconds of the processor for a million characters
MOST_GROWTH = 2.6  # times as long for twice the length
SLACK = 0.05  # seconds, below which a ratio says nothing
MILLION = 1_000_000
HEAD = "A Release That Means No Harm\n\nBOSTON, May 3, 2021 /PRNewswire/ -- "
UNITS = {
    "no blank": "a",
    "capitals": "A",
    "brackets": "(",
    "brackets in each other": "([",
    "quotes": '"',
    "opening quotes": "“",
    "closing quotes": "”",
    "words in quotes": "“a ” ",
    "angles": "<",
    "comments": "<!--",
    "open tags": "<p><b>",
    "entities": "&amp",
    "abouts": "About ",
    "headings": "About A\n\n",
    "tickers": "(NASDAQ:",
    "tickers in pairs": "(NYSE: A, ",
    "dates": "May 3, 2021, ",
    "digits": "1",
    "figures": "1,000 square feet, ",
    "phases": "Phase 1/",
    "trials": "Phase 1 trial of a ",
    "names": "Ada Quince, ",
    "sayings": "said Ada Quince, ",
    "newlines": "\n",
    "blanks": " ",
    "tabs": "a\t",
    "mails": "a@b.",
    "phones": "555-0142 ",
    "dashes": "-",
    "stars": "**",
    "links": "[a](",
    "pictures": "![",
    "table rows": "| a ",
    "bullets": "- a\n",
    "places": "BOSTON, ",
    "joined places": "BOSTON and ",
    "wires": "(GLOBE NEWSWIRE) ",
    "Chinese": "关于中国、",
    "zero width": "\u200b",
}
OF_A_MILLION = """no blank; brackets; quotes; opening quotes; angles; comments; open tags; abouts;
tickers; dates; digits; newlines; blanks; stars; zero width"""


@pytest.mark.parametrize("name", map(str.strip, OF_A_MILLION.split(";")))
def test_a_million_characters_end_soon(name):
    took = seconds(HEAD + repeated(UNITS[name], MILLION))

    assert took < MOST


@pytest.mark.parametrize("unit", UNITS.values(), ids=list(UNITS))
def test_twice_the_length_takes_twice_the_time(unit):
    # The machine may be busy: one quiet try of three counts.
    assert any(grows_no_faster(unit) for _ in range(3))


def test_ten_thousand_nested_brackets_end_soon():
    nested = "(" * 10_000 + "a" + ")" * 10_000

    assert seconds(HEAD + nested) < 1


@pytest.mark.parametrize("tag", ["div", "b", "table", "ul", "blockquote"])
def test_ten_thousand_nested_elements_end_soon(tag):
    nested = f"<{tag}>" * 10_000 + "a" + f"</{tag}>" * 10_000

    assert seconds(f"<h1>A Release</h1><p>BOSTON, May 3, 2021 -- Company</p>{nested}") < 1


@pytest.mark.parametrize(
    "source",
    [b"\xff\xfe\xfa", b"A release \xc3\x28 of bytes", b"\x80" * MILLION, b"\xed\xa0\x80 and more"],
)
def test_bytes_that_are_no_utf_8_are_refused(source):
    with pytest.raises(Unreadable, match=r"UTF-8|text"):
        read(source)


def test_a_zip_bomb_is_refused_soon():
    bomb = changed(docx_of("# A release"), "word/document.xml", b" " * 600_000_000)

    with pytest.raises(Unreadable), stopped_after(1):
        read(bomb)


@pytest.mark.parametrize("part", ["[Content_Types].xml", "word/document.xml"])
def test_a_word_file_without_one_of_its_parts_is_refused(part):
    parts = parts_of(docx_of("# A release"))
    del parts[part]

    with pytest.raises(Unreadable):
        read(zipped(parts))


@pytest.mark.parametrize(
    "content", [b"", b"<w:document", b"\x00\x01", b"<a/>", b"<!DOCTYPE a [" * 9]
)
def test_a_word_file_with_a_broken_text_is_refused(content):
    broken = changed(docx_of("# A release"), "word/document.xml", content)

    with pytest.raises(Unreadable):
        read(broken)


@pytest.mark.parametrize("length", [4, 100, 900, 2000])
def test_a_word_file_cut_short_is_refused(length):
    whole = docx_of((HEAD + "Company, Inc. makes clocks. " * 80).strip())

    with pytest.raises(Unreadable):
        read(whole[: min(length, len(whole) - 30)])


def test_entities_that_grow_are_refused():
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 20))
    xml = f'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY l0 "ha">{laughs}]><w>&l19;</w>'
    bomb = changed(docx_of("# A release"), "word/document.xml", xml.encode())

    with pytest.raises(Unreadable), stopped_after(1):
        read(bomb)


def repeated(unit: str, length: int) -> str:
    return (unit * (length // len(unit) + 1))[:length]


def seconds(source: str | bytes) -> float:
    """Of the processor, whether it was read or refused; fails where that takes too long."""
    started = time.process_time()
    with suppress(Unreadable), stopped_after(MOST):
        read(source).as_json()
    return time.process_time() - started


@contextmanager
def stopped_after(most: float) -> Iterator[None]:
    """The reader is taken off the processor after so many seconds of its time."""

    def stop(*_: object) -> None:
        pytest.fail(f"It takes more than {most:.0f} s of the processor.")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, most)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def grows_no_faster(unit: str) -> bool:
    """Whether twice the length takes about twice the time."""
    once, twice = (best(HEAD + repeated(unit, length)) for length in (30_000, 60_000))
    return twice <= once * MOST_GROWTH + SLACK


def best(source: str) -> float:
    """The quicker of two; without the rounds of the garbage collector, which go over all that the
    tests before have left."""
    gc.collect()
    gc.disable()
    try:
        return min(seconds(source) for _ in range(2))
    finally:
        gc.enable()


def parts_of(file: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(file)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def changed(file: bytes, part: str, content: bytes) -> bytes:
    return zipped(parts_of(file) | {part: content})
