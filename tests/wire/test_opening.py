"""Text, HTML and Word files as blocks, each character of which knows where it stands."""

import pytest

from releases.wire.document import Document, Kind
from releases.wire.opening import Unreadable, opened


def kinds(document: Document) -> list[tuple[str, str]]:
    return [(block.kind.value, block.text) for block in document.blocks]


def test_hard_wrapped_paragraph_is_one_line() -> None:
    sentence = "The plant at the old harbour makes starch from potatoes that nobody else wants. "
    words = (sentence * 6).split()
    wrapped, line = "", ""
    for word in words:
        if len(line) + len(word) + 1 > 72:
            wrapped, line = f"{wrapped}{line}\n", word
        else:
            line = f"{line} {word}".strip()

    document = opened(f"Starchworks Opens\n\n{wrapped}{line}\n")

    assert [block.text for block in document.blocks] == ["Starchworks Opens", " ".join(words)]


def test_word_parted_at_its_hyphen_is_one_again() -> None:
    lines = [
        "The committee heard that the mills along the river are to be rebuilt for low-",
        "pressure steam, that their roofs are to be raised by two metres, and that the",
        "whole of it is to be paid for by the sale of the meadows on the other side, a",
        "strip of land that has been let to the same family for longer than the oldest",
        "member of the board can remember, and which floods in every second spring, so",
        "that nobody has ever built on it, and nobody, said the chairman, should do so",
        "in future.",
    ]

    document = opened("Mills\n\n" + "\n".join(lines))

    assert "low-pressure steam, that their roofs" in document.blocks[1].text


def test_lines_of_an_address_stay_lines() -> None:
    document = opened("News\n\nContact:\nJane Roe\nHead of Communications\n+1 555-0100\n")

    assert document.blocks[1].text == "Contact:\nJane Roe\nHead of Communications\n+1 555-0100"


def test_long_lines_are_paragraphs_without_empty_lines_between() -> None:
    one, two = "One mill " * 12 + "stands.", "Two mills " * 12 + "stand."

    document = opened(f"Mills\nAbout Mills\n{one}\n{two}")

    assert [block.text for block in document.blocks] == ["Mills\nAbout Mills", one, two]


def test_markdown_signs_are_no_text() -> None:
    source = (
        "# The [Mill](https://mill.example/a) opens\n\n* **First**, a \\* star\n* Second\n\n"
        "![Logo](https://mill.example/l.png)\n\n---\n\n> “Quoted.”"
    )

    document = opened(source)

    assert kinds(document) == [
        ("heading", "The Mill opens"),
        ("item", "First, a * star"),
        ("item", "Second"),
        ("rule", ""),
        ("paragraph", "“Quoted.”"),
    ]
    assert [(m.tag, m.href) for m in document.blocks[0].marks] == [("a", "https://mill.example/a")]


def test_html_is_read_as_blocks_with_its_marks() -> None:
    document = opened(
        "<html><head><title>No</title><style>p{}</style></head><body><h1>The&nbsp;Mill</h1>"
        "<p><b>About</b> it<sup>1</sup><br/>Line &amp; two</p><ul><li>One<li>Two</ul><hr>"
        "<table><tr><th>Area</th><td>70&#160;000</td></tr></table></body></html>"
    )

    assert kinds(document) == [
        ("heading", "The Mill"),
        ("paragraph", "About it1\nLine & two"),
        ("item", "One"),
        ("item", "Two"),
        ("rule", ""),
        ("row", "Area\t70 000"),
    ]
    assert [mark.tag for mark in document.blocks[1].marks] == ["strong", "sup"]


def test_each_word_knows_its_place_in_the_source() -> None:
    source = "<p>Tom &amp; Ada&nbsp;&eacute;t\u00ade <b>70,000</b>\n square  feet</p>"
    document = opened(source)

    at = document.text.index("70,000 square feet")
    ampersand = document.text.index("& Ada")

    assert source[slice(*document.in_source(at, at + 18))] == "70,000</b>\n square  feet"
    assert source[slice(*document.in_source(ampersand, ampersand + 1))] == "&amp;"


def test_signs_that_nobody_sees_are_gone() -> None:
    document = opened("A\u200bB\ufeff\n\nSoft\u00adly,\u00a0 now")

    assert [block.text for block in document.blocks] == ["AB", "Softly, now"]


def test_cells_of_a_row_are_parted_by_tabs() -> None:
    row = opened("<table><tr><td><p>Jane Roe</p><p>Head</p></td><td>John Doe</td></tr></table>")

    assert row.blocks[0].kind is Kind.ROW
    assert [cell.text for cell in row.blocks[0].cells()] == ["Jane Roe\nHead", "John Doe"]


@pytest.mark.parametrize(
    ("source", "says"),
    [
        (b"", "no text"),
        (b"   \n\t", "no text"),
        (b"Text \xff\xfe more", "byte 6"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "old Word file"),
        (b"{\\rtf1 text}", "rich text"),
        (b"PK\x03\x04 broken", "Word file"),
        ("a\x00b", "NUL"),
        ("x" * 2_000_001, "2,000,001 characters"),
        ("x\n\n" * 20_001, "20,000 paragraphs"),
    ],
)
def test_what_is_no_text_is_refused_with_what_to_do(source: str | bytes, says: str) -> None:
    with pytest.raises(Unreadable, match=says):
        opened(source)
