"""`manage.py read_release`: what it prints, and how it ends."""

import io
import json
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
from django.core.management import ManagementUtility

from tests.wire.make_docx import docx_of

KEYS = """language headline subheadline dateline_locations dateline_date wire tickers lead body_html
quotes boilerplates forward_looking contacts trials capacity_figures events correction warnings
spans""".split()  # fmt: skip
CLOCK = """Quince Clocks Opens a Workshop in Bergen

BERGEN, Norway, May 3, 2021 /PRNewswire/ -- Quince Clocks, Inc. (Nasdaq: QCKS) today opened a
workshop of 12,000 square feet in Bergen, where it will mend clocks for ships.

"A clock on a ship is never wrong for long," said Ada Quince, President of Quince Clocks.

About Quince Clocks

Quince Clocks has made clocks since 1931.
"""
DOUBT = "The grand opening ceremony will be held on November 4, 2021 at 10:30am."


class Ended(NamedTuple):
    code: int
    out: str
    err: str


@pytest.fixture
def command(capsys, monkeypatch):
    """Runs the command as a shell would; ``stdin`` is what it is fed."""

    def run(*arguments: object, stdin: bytes = b"") -> Ended:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        code = 0
        try:
            ManagementUtility(["manage.py", "read_release", *map(str, arguments)]).execute()
        except SystemExit as ended:
            code = int(ended.code or 0)
        return Ended(code, *capsys.readouterr())

    return run


@pytest.fixture
def clock(tmp_path) -> Path:
    path = tmp_path / "clock.txt"
    path.write_text(CLOCK, "utf-8")
    return path


def test_a_file_is_told_as_json(command, clock):
    ended = command(clock)

    assert ended.code == 0
    facts = json.loads(ended.out)
    assert set(KEYS) <= set(facts)
    assert facts["headline"] == "Quince Clocks Opens a Workshop in Bergen"
    assert facts["dateline_date"] == "2021-05-03"
    assert [each["speaker"] for each in facts["quotes"]] == ["Ada Quince"]


def test_standard_input_is_told_as_json(command):
    ended = command("-", stdin=CLOCK.encode())

    assert ended.code == 0
    assert json.loads(ended.out)["wire"] == "PR Newswire"


def test_a_word_file_is_told_as_json(command, tmp_path):
    path = tmp_path / "clock.docx"
    path.write_bytes(docx_of(f"# {CLOCK}"))

    ended = command(path)

    assert ended.code == 0
    assert json.loads(ended.out)["dateline_locations"] == ["BERGEN, Norway"]


def test_letters_of_any_script_stay_themselves(command, clock):
    clock.write_text(CLOCK.replace("Ada", "Åda"), "utf-8")

    ended = command(clock)

    assert "Åda Quince" in ended.out


def test_each_doubt_is_a_line_on_standard_error(command, clock):
    clock.write_text(CLOCK.replace("About", f"{DOUBT}\n\nAbout", 1), "utf-8")

    ended = command(clock)

    warnings = json.loads(ended.out)["warnings"]
    assert warnings
    assert len(ended.err.splitlines()) == len(warnings)


def test_what_is_clear_leaves_standard_error_empty(command, clock):
    ended = command(clock)

    assert ended.err == ""


@pytest.mark.parametrize("text", ["", "   \n", "Milk, eggs, bread", "x" * 5000])
def test_what_is_no_release_ends_with_2_and_the_reason(command, tmp_path, text):
    path = tmp_path / "list.txt"
    path.write_text(text, "utf-8")

    ended = command(path)

    assert ended.code == 2
    assert ended.out == ""
    assert ended.err.strip()


def test_a_file_that_is_not_there_ends_with_2_and_its_name(command, tmp_path):
    ended = command(tmp_path / "nowhere.txt")

    assert ended.code == 2
    assert "nowhere.txt" in ended.err


def test_bytes_that_are_no_text_end_with_2(command, tmp_path):
    path = tmp_path / "bytes.txt"
    path.write_bytes(b"\x80\x81\x82 no text")

    ended = command(path)

    assert ended.code == 2


def test_a_batch_answers_each_line_under_its_id(command, tmp_path):
    path = tmp_path / "many.jsonl"
    rows = [{"id": 7, "text": CLOCK}, {"id": "b", "text": "Milk, eggs"}, {"id": 9, "text": CLOCK}]
    path.write_text("\n".join(map(json.dumps, rows)) + "\n", "utf-8")

    ended = command("--batch", path)

    first, second, third = map(json.loads, ended.out.splitlines())
    assert ended.code == 0
    assert (first["id"], first["wire"]) == (7, "PR Newswire")
    assert set(second) == {"id", "error"}
    assert second["id"] == "b"
    assert third["id"] == 9


@pytest.mark.parametrize(
    "line", ["no json", "[]", '{"text": "a"}', '{"id": 3}', '{"id": 3, "text": 4}']
)
def test_a_line_of_a_batch_that_makes_no_sense_stops_nothing(command, tmp_path, line):
    path = tmp_path / "many.jsonl"
    path.write_text(f"{line}\n\n{json.dumps({'id': 1, 'text': CLOCK})}\n", "utf-8")

    ended = command("--batch", path)

    told = [json.loads(each) for each in ended.out.splitlines()]
    assert "error" in told[0]
    assert told[-1]["id"] == 1
    assert told[-1]["headline"]


def test_what_commands_a_terminal_or_ends_a_line_is_written_out(command, tmp_path):
    file = tmp_path / "clock.txt"
    hostile = CLOCK.replace("a clock on", "a clock\x9b31m\x85on").replace("A clock", "A\x9b31m\x85")
    file.write_text(f"{hostile}\n\n{DOUBT}", encoding="utf-8")

    ended = command(file)

    assert "\x9b" not in ended.out + ended.err
    assert json.loads(ended.out)["headline"] == "Quince Clocks Opens a Workshop in Bergen"
