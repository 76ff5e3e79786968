"""Two texts as one, with what went and what came marked."""

import re
import time
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from releases.admin.collision.differences import difference
from releases.admin.differences import of_rich_text

WORDS = st.lists(
    st.sampled_from("Wuxi makes 47,300 a year, & <b>more</b>. \n\n 产能 “so”".split(" "))
).map(" ".join)


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        (
            "The plant in Wuxi makes twelve batches.",
            "The plant in Wuxi makes fifteen batches.",
            "The plant in Wuxi makes <del>twelve</del><ins>fifteen</ins> batches.",
        ),
        (
            "It doubles its capacity in Wuxi",
            "It doubles its capacity in Wuxi, and hires 40",
            "It doubles its capacity in Wuxi<ins>, and hires 40</ins>",
        ),
        (
            "Area: 47,300 square feet in all.",
            "Area: 47,800 square feet in all.",
            "Area: <del>47,300</del><ins>47,800</ins> square feet in all.",
        ),
        ("我们在无锡生产", "我们在波尔图生产", "我们在<del>无锡</del><ins>波尔图</ins>生产"),
        (
            "a < b & c > d, so far",
            "a < b & c > e, so far",
            "a &lt; b &amp; c &gt; <del>d</del><ins>e</ins>, so far",
        ),
    ],
)
def test_words_that_differ_are_marked(old, new, shown):
    assert difference(old, new) == shown


def test_short_values_stand_whole_before_and_after():
    shown = difference("", "12 March")

    assert shown.startswith('<span class="quiet">nothing</span>')
    assert shown.endswith("<ins>12 March</ins>")


def test_what_is_far_from_any_difference_is_left_out():
    filler = " ".join(str(number) for number in range(500))

    shown = difference(f"{filler} twelve {filler}", f"{filler} fifteen {filler}")

    assert "<del>twelve</del><ins>fifteen</ins>" in shown
    assert len(shown) < 500


def test_two_texts_without_anything_in_common_are_compared_in_no_time():
    old, new = (" ".join(f"{word}{n}." for n in range(20_000)) for word in ("a", "b"))

    assert "<del>" in difference(old, new)


@given(WORDS, WORDS)
def test_both_texts_can_be_read_from_their_difference(old, new):
    shown = difference(old, new)

    if "became" in shown or 'class="gap"' in shown:
        return
    went = re.sub(r"<ins>.*?</ins>", "", shown, flags=re.DOTALL)
    came = re.sub(r"<del>.*?</del>", "", shown, flags=re.DOTALL)
    assert words(re.sub(r"</?del>", "", went)) == words(old)
    assert words(re.sub(r"</?ins>", "", came)) == words(new)


def words(text: str) -> str:
    """Without the space between them, which is not marked."""
    return "".join(unescape(text).split())


def test_thousands_of_paragraphs_are_not_held_against_one_another():
    old = "".join("<p>a</p>" for _ in range(4000))
    new = "".join(f"<p>The plant has {number} lines.</p>" for number in range(4000))
    began = time.process_time()

    shown = [of_rich_text(old, old + new), of_rich_text(new, old), of_rich_text(old, old)]

    assert [bool(each) for each in shown] == [True, True, False]
    assert time.process_time() - began < 5  # a quiet machine takes a tenth of that
