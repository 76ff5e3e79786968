"""The sentence around some words: what a statement rests on."""

import pytest

from releases.drafting.sentences import sentence_at
from releases.wire.opening import opened


def around(text: str, words: str) -> str:
    document = opened(text)
    start = document.text.index(words)
    begin, close = sentence_at(document, start, start + len(words))
    return document.text[begin:close]


@pytest.mark.parametrize(
    ("text", "words", "sentence"),
    [
        ("One is here. Two has 40 lines. Three.", "40", "Two has 40 lines."),
        ("One. Two has 4.5 acres of land. Three.", "4.5", "Two has 4.5 acres of land."),
        (
            "One. Harbor Bio, Inc. has 40 lines in the U.S. and 3 abroad. Two.",
            "40",
            "Harbor Bio, Inc. has 40 lines in the U.S. and 3 abroad.",
        ),
        (
            "“One is old. Two has 40 lines,” said Mara. Three.",
            "40",
            "Two has 40 lines,” said Mara.",
        ),
        ("Opened at 9 a.m. on May 3. It has 40 lines.", "9", "Opened at 9 a.m. on May 3."),
        ("第一句。工厂有四条生产线。第三句。", "四条", "工厂有四条生产线。"),
        ("One! Is it 40? Two.", "40", "Is it 40?"),
    ],
)
def test_sentence_is_the_one_that_holds_the_words(text: str, words: str, sentence: str):
    assert around(text, words) == sentence


def test_words_of_two_sentences_have_both():
    assert around("One. Two is 40. Three is 50. Four.", "40. Three is 50") == (
        "Two is 40. Three is 50."
    )


def test_sentence_ends_with_its_block():
    assert around("A heading\n\nIt has 40 lines\n\nMore", "40") == "It has 40 lines"


def test_quotation_mark_without_its_other_one_is_left_out():
    assert around("“It has 40 lines. It is new.”", "40") == "It has 40 lines."
