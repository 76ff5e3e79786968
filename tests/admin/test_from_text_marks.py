"""The text that was read, with what was recognised in it marked."""

import random
import re
from array import array
from html.parser import HTMLParser

import pytest

from releases.admin.from_text.highlighting import Part, anchored, passages
from releases.wire.document import Block, Document, Kind, assembled


def document(*texts: str) -> Document:
    blocks = ((Block(Kind.PARAGRAPH, each), array("l", range(len(each)))) for each in texts)
    return assembled("\n\n".join(texts), blocks)


def part(text: str, words: str, group: str = "figures") -> Part:
    start = text.index(words)
    return Part(start, start + len(words), f"field-{words[:3]}", words, group)


class Read(HTMLParser):
    """What a browser makes of it: the words, the ids, and that every mark is closed in its turn."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words, self.ids, self.open = "", list[str](), list[str]()
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        assert tag != "a" or "a" not in self.open
        self.open.append(tag)
        self.ids += [value for name, value in attrs if name == "id"]

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words += data


def marked(read: Document, *parts: Part) -> str:
    return "".join(each.html for each in passages(read, anchored(parts)))


def test_words_are_marked_and_lead_to_their_field():
    read = document("The plant has 47,300 square feet.")

    html = marked(read, part(read.text, "47,300"))

    assert html == (
        'The plant has <mark id="said-1" class="said part-figures" data-said="said-1">'
        '<a href="#field-47," title="47,300">47,300</a></mark> square feet.'
    )


def test_mark_within_a_mark_leads_to_the_field_of_the_smaller():
    read = document("It has 47,300 square feet of capacity.")

    html = marked(read, part(read.text, "47,300 square feet"), part(read.text, "square feet"))

    assert re.findall(r'href="#(.*?)" title=".*?">(.*?)<', html) == [
        ("field-47,", "47,300 "),
        ("field-squ", "square feet"),
    ]
    assert html.index('id="said-1"') < html.index('id="said-2"')


def test_marks_that_overlap_are_cut_so_that_they_nest():
    read = document("one two three four")

    html = marked(read, part(read.text, "one two three"), part(read.text, "three four"))

    assert Read(html).words == read.text
    assert html.count('data-said="said-2"') == 2
    assert Read(html).ids == ["said-1", "said-2"]


def test_part_of_several_blocks_is_told_once_and_shown_in_each():
    read = document("First.", "Second.", "Third.")
    whole = Part(0, read.text.index("Third") - 2, "field-body", "Body", "release")

    shown = passages(read, anchored([whole]))

    assert [[each.label for each in passage.over] for passage in shown] == [["Body"], [], []]
    assert [passage.group for passage in shown] == ["release", "release", ""]
    assert all("is-whole" in passage.html for passage in shown[:2])


def test_same_words_of_two_fields_are_one_mark_that_names_both():
    read = document("It has 12 lines, at least.")
    one, other = part(read.text, "12 lines"), part(read.text, "12 lines")

    (found,) = anchored([one, Part(other.start, other.end, "field-x", "Unit", "figures")])

    assert found.label == "12 lines · Unit"
    assert found.target == one.target


def test_what_looks_like_mark_up_is_shown_as_it_was_typed():
    read = document('A <script>alert("1")</script> & more')

    html = marked(read, Part(2, 10, "field-x", 'A "label" <b>', "figures"))

    assert "<script" not in html
    assert "<b>" not in html
    assert Read(html).words == read.text


@pytest.mark.parametrize("seed", range(40))
def test_any_parts_leave_the_words_as_they_are_and_the_marks_in_order(seed):
    chance = random.Random(seed)
    read = document(*("wörd <i> & " * chance.randrange(1, 9) for _ in range(6)))
    size = len(read.text)
    parts = []
    for number in range(30):
        start = chance.randrange(size)
        end = min(size, start + chance.choice([0, 1, 5, 30, 200]))
        parts.append(Part(start, end, f"field-{number}", f"Nr {number}", "trials"))

    shown = [Read(passage.html) for passage in passages(read, anchored(parts))]

    assert [each.words for each in shown] == [block.text for block in read.blocks]
    ids = [each for passage in shown for each in passage.ids]
    assert len(ids) == len(set(ids))


def test_ten_thousand_parts_in_one_block_take_no_longer_than_their_number():
    read = document("12 lines, " * 10_000)
    parts = [Part(at, at + 8, "field-x", "Lines", "figures") for at in range(0, 100_000, 10)]

    (shown,) = passages(read, anchored(parts))

    assert shown.html.count("<mark") == 10_000
