"""Texts beside each other, as pure values: headlines, tables, files, sentences told again."""

import io
import time
import zipfile
from datetime import date
from decimal import Decimal

import pytest

from facilities import units as of_facilities
from releases.factcheck import units
from releases.factcheck.checking import outcome
from releases.factcheck.claims import NOTHING_KNOWN, Ledger, Source, Stated, Told, Written
from releases.factcheck.files import text_of
from releases.factcheck.mentions import mentions_in
from releases.factcheck.verdicts import Verdict
from tests.wire.make_docx import docx_of

DAY, BEFORE = date(2026, 3, 2), date(2025, 3, 4)


def found(body: str, headline: str = "", file: str = "", told: str = "") -> list[Verdict]:
    """What is found of a draft of DAY; ``told`` is what a release of BEFORE says."""
    written = [Written("headline", headline), Written("body", body), Written("file", file)]
    source = Source("Earlier", BEFORE, "/news/earlier/")
    ledger = Ledger(Stated(), (Told(source, told),)) if told else NOTHING_KNOWN
    verdicts = outcome([each for each in written if each.content], ledger, DAY).verdicts
    return [each for each in verdicts if each.is_finding]


def kinds(*texts: str, **others: str) -> list[str]:
    return [str(each.kind) for each in found(*texts, **others)]


BODY = "The plant has 47,300 square feet of GMP space. It cost $2.29 million and employs 85 people."


@pytest.mark.parametrize(
    ("headline", "expected"),
    [
        ("Harbor Bio Opens Plant of 47,300 Square Feet", []),
        ("Harbor Bio Opens Plant of 4,394 Square Metres", []),
        ("Harbor Bio Spends $2.3 Million on Plant", []),  # rounded
        ("Harbor Bio Opens Plant of Nearly 47,000 Square Feet", []),
        ("Harbor Bio Opens Plant of 70,000 Square Feet", ["unsupported"]),
        ("Harbor Bio Opens Plant of 473,000 Square Feet", ["unit jump"]),
        ("Harbor Bio Spends $2.29 Billion on Plant", ["unit jump"]),
        ("Harbor Bio Names Two Directors", []),
        ("Harbor Bio Reports on 2025", []),
        ("Harbor Bio Opens Plant on March 9, 2026", ["unsupported"]),
        ("Harbor Bio Begins Phase II Trial", ["unsupported"]),
    ],
)
def test_a_headline_says_what_the_text_does(headline: str, expected: list[str]) -> None:
    assert kinds(BODY, headline) == expected


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("Area, square feet | 47,300", []),
        ("Area, square feet | 47,800", ["unsupported"]),
        ("Area, square meters | 47,300", ["unit jump"]),
        ("Cost, million dollars | 2.29", []),
        ("Cost, thousand dollars | 2.29", ["unit jump"]),
        ("Cost, thousand dollars | 2,290", []),
        ("People | 85", []),
        ("People | 58", ["unsupported"]),
    ],
)
def test_a_table_says_what_the_text_does(row: str, expected: list[str]) -> None:
    assert kinds(f"{BODY}\n\n{row}") == expected


def test_a_table_of_data_that_the_text_does_not_tell_is_left_alone() -> None:
    table = "\n".join(f"Line {number} | {number * 317}" for number in range(2, 12))

    assert kinds(f"{BODY}\n\n{table}") == []


def test_a_figure_ten_times_another_of_the_text_is_a_unit_jump() -> None:
    assert kinds(f"{BODY} In all there are 473,000 square feet.") == ["unit jump"]


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("The Porto plant holds 52,750 square feet of GMP space for cell therapies.", []),
        ("The Porto plant holds 62,750 square feet of GMP space for cell therapies.", []),
        ("The Porto plant holds 51,750 square feet of GMP space for cell therapies.",
         ["contradicts"]),
        ("The Porto plant holds 527,500 square feet of GMP space for cell therapies.",
         ["unit jump"]),
        ("The Porto plant holds 52,750 square meters of GMP space for cell therapies.",
         ["unit jump"]),
        ("The Oslo plant holds 12,750 square feet of GMP space for cell therapies.", []),
    ],
)  # fmt: skip
def test_a_sentence_told_again_a_year_later(now: str, expected: list[str]) -> None:
    told = "The Porto plant holds 52,750 square feet of GMP space for cell therapies."

    assert kinds(now, told=told) == expected


def test_another_quarter_is_another_sentence() -> None:
    told = "Revenue of the third quarter came to $42.3 million after costs of sales."

    assert kinds("Revenue of the fourth quarter came to $4.23 million after costs of sales.",
                 told=told) == []  # fmt: skip


def test_a_file_says_what_the_text_does() -> None:
    area = "The plant has 47,300 square feet of GMP space."
    file = f"{area}\nIt cost $22.9 million and employs 85 people."

    [verdict] = found(BODY, file=file)

    assert verdict.kind == "unit jump"
    assert verdict.place is not None
    assert verdict.place.written.role == "file"
    assert verdict.beside is not None
    assert verdict.beside.text.startswith("It cost $2.29 million")


def _office(name: str, xml: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(name, xml)
    return packed.getvalue()


S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


@pytest.mark.parametrize(
    ("name", "content", "text"),
    [
        ("a.txt", b"Two lines\nof one.\n\nAnother.", "Two lines of one.\nAnother."),
        ("a.csv", b"Area,47300\nLines,4\n", "Area | 47300\nLines | 4"),
        ("a.docx", docx_of("Area\n\n47,300 square feet"), "Area\n47,300 square feet"),
        ("a.xlsx", _office("xl/worksheets/sheet1.xml", f"<worksheet {S}><sheetData><row><c "
         't="inlineStr"><is><t>Area</t></is></c><c><v>47300</v></c></row></sheetData></worksheet>'),
         "Area | 47300"),
        ("a.pdf", b"%PDF-1.4", None),
        ("a.docx", b"no archive", None),
        ("a.txt", b"\xff\xfe\xff", None),
        ("a.docx", _office("word/document.xml", "<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"), None),
        ("a.xlsx", _office("xl/worksheets/sheet1.xml", "<never-closed>"), None),
    ],
)  # fmt: skip
def test_text_of_a_file_is_read_where_it_can_be(
    name: str, content: bytes, text: str | None
) -> None:
    assert text_of(name, content) == text


def test_units_are_those_of_facilities() -> None:
    for name in of_facilities._PRINTED:
        if name == "item":
            continue
        printed = of_facilities.printed_unit(name)
        found_there = units.unit_after(f" {printed}")
        assert found_there is not None, name
        assert found_there[0].name == name


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("twelve independent cell production lines", "en", [(12, "production_line")]),
        ("面积为47,300平方英尺", "zh-hans", [(47300, "square_foot")]),
        ("47.300,5 Quadratmeter", "de", [(Decimal("47300.5"), "square_metre")]),
        ("a net loss of $2.29 million", "en", [(2290000, "dollar")]),
        ("as stated in Form 10-K and Section 27A", "en", []),
        ("one of them", "en", []),
    ],
)
def test_numbers_are_read_with_their_units(
    text: str, language: str, expected: list[tuple[object, str]]
) -> None:
    assert [(each.value, each.unit) for each in mentions_in(text, language)] == expected


HOSTILE = ("(", "1", "a", "1,1", "47 square ", "May ", "Phase I/", "$", "1 | ", "a. ")


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_texts_end_soon(piece: str) -> None:
    text = piece * (50_000 // len(piece))
    started = time.process_time()

    outcome([Written("headline", text[:300]), Written("body", text)], NOTHING_KNOWN, DAY)

    assert time.process_time() - started < 2
