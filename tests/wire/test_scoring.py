"""The rules by which a reading is scored against labels."""

import json

import pytest

from tests.wire.scoring import Facts, Score, dateline_score, scores

LABEL: Facts = {
    "language": "en",
    "headline": "Quince Clocks Opens a Workshop",
    "subheadline": None,
    "dateline_locations": ["BERGEN, Norway"],
    "dateline_date": "2021-05-03",
    "wire": "PR Newswire",
    "tickers": [{"exchange": "TSX-V", "symbol": "QCK"}],
    "lead_paragraph_first_12_words": "Quince Clocks, Inc. opened",
    "quotes": [{"speaker": "Ada Quince", "first_8_words": "A clock on a ship is never wrong"}],
    "boilerplates": [{"title": "About Quince Clocks"}],
    "forward_looking": False,
    "forward_looking_title": None,
    "contacts": [{"name": "Ada Quince", "title": None, "org": None, "phone": "(555) 0142"}],
    "trials_mentioned": [{"phase": "Phase 1", "text": "a Phase 1 trial in gout"}],
    "capacity_figures": [{"value": 100, "unit": "m²", "text": "a hall of 100 m²"}],
    "correction": {"is_correction": False},
}
READ: Facts = {
    "language": "en",
    "headline": "Quince  Clocks Opens a\u00a0Workshop",
    "subheadline": None,
    "dateline_locations": ["BERGEN, Norway"],
    "dateline_date": "2021-05-03",
    "wire": "PR Newswire",
    "tickers": [{"exchange": "TSXV", "symbol": "QCK"}],
    "lead": "Quince Clocks, Inc. opened a workshop.",
    "quotes": [{"speaker": "Quince", "text": "A clock on a ship is never wrong for long."}],
    "boilerplates": [{"title": "About Quince Clocks:"}],
    "forward_looking": None,
    "contacts": [{"name": "Ada Quince", "phone": "555-0142"}],
    "trials": [{"phase": "Phase 1", "text": "Phase 1 trial in gout at one site"}],
    "capacity_figures": [{"value": 100.0, "unit": "square metres", "text": "100 m²"}],
    "correction": {"is_correction": False},
}


def test_a_reading_that_says_the_same_is_whole():
    assert all(score.is_whole for score in scores(READ, LABEL).values())


@pytest.mark.parametrize(
    ("measure", "changed"),
    [
        ("headline", {"headline": "Quince Clocks Opens Two Workshops"}),
        ("dateline places", {"dateline_locations": ["BERGEN", "Norway"]}),
        ("quotes", {"quotes": READ["quotes"] * 2}),
        ("quotes", {"quotes": [{**READ["quotes"][0], "speaker": "Ada Quincey"}]}),
        ("trials", {"trials": [{**READ["trials"][0], "phase": "Phase I"}]}),
        ("trials", {"trials": [{**READ["trials"][0], "text": "Phase 1 elsewhere and later"}]}),
        ("figures", {"capacity_figures": [{**READ["capacity_figures"][0], "value": 1000}]}),
        ("contacts", {"contacts": [{"name": "Ada Quince", "phone": "555-0143"}]}),
        ("forward-looking", {"forward_looking": {"title": None, "text": "may differ"}}),
        ("boilerplates", {"boilerplates": []}),
    ],
)
def test_a_reading_that_says_something_else_is_told(measure, changed):
    measures = scores(READ | changed, LABEL)

    assert [name for name, score in measures.items() if not score.is_whole] == [measure]


def test_nothing_read_scores_nothing():
    measures = scores({}, LABEL)

    assert measures["quotes"].share == 0
    assert measures["headline"].share == 0


def test_a_list_is_scored_by_what_was_missed_and_what_was_made_up():
    assert Score(hits=3, predicted=4, expected=5).share == pytest.approx(2 * 3 / 9)
    assert Score(hits=0, predicted=0, expected=0).share == 1


def test_a_quote_without_blanks_between_words_is_told_by_its_first_letters():
    label = LABEL | {"quotes": [{"speaker": "顾若岚", "first_8_words": "嘉兴基地只用了十九个月。"}]}
    read = READ | {"quotes": [{"speaker": "顾若岚", "text": "嘉兴基地只用了十九个月。以后更快。"}]}

    assert scores(read, label)["quotes"].is_whole


def test_a_dateline_counts_with_both_its_places_and_its_date():
    label = {"locations": ["BERGEN, Norway"], "date": "2021-05-03"}

    assert dateline_score(READ, label).is_whole
    assert not dateline_score(READ | {"dateline_date": None}, label).is_whole


def test_what_was_wrong_can_be_told_as_json():
    wrong = scores({}, LABEL)["tickers"]

    assert json.loads(json.dumps(wrong.wanted)) == [["TSXV", "QCK"]]
