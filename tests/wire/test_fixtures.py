"""Made-up releases with labels, one for each trap that real wires set (see `traps` in them)."""

import json
from functools import cache
from pathlib import Path

import pytest

from releases.wire.reading import Unreadable, read
from tests.wire.make_docx import docx_of
from tests.wire.scoring import GOALS, Facts, Score, dateline_score, scores, ticker_score

FOLDER = Path(__file__).parent / "fixtures"
RELEASES = sorted(path for path in (FOLDER / "releases").iterdir() if path.suffix != ".json")
WORD_FILES = [path for path in RELEASES if "-word-" in path.name and path.suffix == ".md"]
LEADS = [json.loads(line) for line in (FOLDER / "datelines.jsonl").read_text("utf-8").splitlines()]
TICKERS = json.loads((FOLDER / "tickers.json").read_text("utf-8"))
NAMES = [path.name for path in RELEASES]


def label_of(path: Path) -> Facts:
    label: Facts = json.loads(path.with_suffix(".json").read_text("utf-8"))
    return label


@cache
def scored(path: Path) -> dict[str, Score]:
    return scores(read(path.read_bytes()).as_json(), label_of(path))


def wrong(measures: dict[str, Score]) -> dict[str, Score]:
    return {name: score for name, score in measures.items() if not score.is_whole}


@pytest.mark.parametrize("path", RELEASES, ids=NAMES)
def test_everything_that_is_labelled_is_read(path):
    measures = scored(path)

    assert not wrong(measures)


@pytest.mark.parametrize("measure", [name for name in GOALS if name != "leads"])
def test_the_goal_holds_over_all_releases(measure):
    each = [scored(path)[measure] for path in RELEASES]

    whole = Score(*(sum(score[place] for score in each) for place in range(3)))
    assert whole.share >= GOALS[measure]


@pytest.mark.parametrize("path", WORD_FILES, ids=[path.stem for path in WORD_FILES])
def test_a_word_file_is_read_like_its_text(path):
    source = docx_of(path.read_text("utf-8"))

    assert not wrong(scores(read(source).as_json(), label_of(path)))


@pytest.mark.parametrize("label", LEADS, ids=[label["raw"][:40] for label in LEADS])
def test_a_dateline_is_read(label):
    try:
        facts = read(f"{label['title']}\n\n{label['raw']}").as_json()
    except Unreadable:  # a note or an invitation alone is no release
        facts = {"wire": None}

    assert not wrong({"dateline": dateline_score(facts, label)})
    assert facts["wire"] == label["wire"]


@pytest.mark.parametrize("label", TICKERS, ids=[label["raw"] for label in TICKERS])
def test_a_notation_of_tickers_is_read(label):
    lead = f"BOSTON, May 3, 2021 -- Company, Inc. {label['raw']}, a maker of clocks, moves."

    facts = read(f"Company Moves to a Larger Building\n\n{lead}").as_json()

    assert not wrong({"tickers": ticker_score(facts, label)})


def test_every_release_has_labels_and_every_label_a_release():
    stems = {path.stem for path in RELEASES}

    assert stems == {path.stem for path in (FOLDER / "releases").glob("*.json")}
    assert len(stems) >= 40
