"""Figures of capacity: what a site can hold or make, and no other number."""

import time
from array import array
from decimal import Decimal

import pytest

from releases.wire.document import Block, Document, Kind
from releases.wire.figures import figures_in
from releases.wire.findings import Figure, Warning  # noqa: A004  # the format's own word


def _read(text: str, language: str = "en") -> tuple[list[Figure], list[Warning]]:
    document = Document(text, text, (Block(Kind.PARAGRAPH, text),), array("l", range(len(text))))
    return figures_in(document, document.blocks, language)


def _measured(text: str, language: str = "en") -> list[tuple[Decimal, str]]:
    return [(one.value.value, one.unit.value) for one in _read(text, language)[0]]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("a lease of 45,000 square feet of laboratory space", "45000", "square feet"),
        ("the 310,000-square-foot plant", "310000", "square feet"),
        ("the new 100,000-sq.-ft. warehouse", "100000", "square feet"),
        ("more than 1.5 million square feet under roof", "1500000", "square feet"),
        ("over six million square feet", "6000000", "square feet"),
        ("62,500 rentable square feet", "62500", "square feet"),
        ("10 000 m² of floor", "10000", "square meters"),
        ("an 85-acre campus", "85", "acres"),
        ("a 276-unit apartment community", "276", "apartment units"),
        ("14 modern GMP clean rooms", "14", "clean rooms"),
        ("eleven independent filling lines", "11", "production lines"),
        ("a 120-bed hospital in Tulsa", "120", "beds"),
        ("a 60-ton manufacturing facility", "60", "tons"),
        (
            "The plant has a capacity of 1.5 million barrels per year.",
            "1500000",
            "barrels per year",
        ),
        ("The site can treat up to 5,000 patients a year.", "5000", "patients per year"),
        ("The fab will make 10,000 wafers per month.", "10000", "wafers per month"),
        ("2,000-liter single-use bioreactors", "2000", "liters"),
        ("a battery plant of 30 GWh", "30", "GWh"),
        ("a 150-MW solar project", "150", "MW"),
        ("9 modular ISO 7 clean rooms", "9", "clean rooms"),
        ("a 2,500 tpd mill", "2500", "tons"),
        ("a 276-unit, four-story apartment community", "276", "apartment units"),
        ("bioreactors of 2,000 liters each", "2000", "liters"),
        ("over 900,000 square feet of factory floor nationwide", "900000", "square feet"),
    ],
)
def test_capacity_is_read(text: str, value: str, unit: str) -> None:
    assert _measured(text) == [(Decimal(value), unit)]


@pytest.mark.parametrize(
    ("text", "language", "values"),
    [
        ("Das Werk hat 10.000 Quadratmeter und 250 Mitarbeiter.", "de", ["10000"]),
        ("Die Kapazität steigt auf 50.000 Tonnen pro Jahr.", "de", ["50000"]),
        ("une usine de 12 000 m² et trente emplois", "fr", ["12000"]),
        ("une capacité de 25 000 tonnes par an", "fr", ["25000"]),
        ("新工厂占地面积3.5万平方米，设有四条生产线。", "zh-hans", ["35000", "4"]),
        ("设有十二条独立的细胞生产线。", "zh-hans", ["12"]),
        ("基地每年可为约3,000名患者提供治疗。", "zh-hans", ["3000"]),
        ("Sie arbeitet auf 1’250 Quadratmetern.", "de", ["1250"]),
        ("Dort entstehen zwei Produktionslinien und fünf Reinräume.", "de", ["2", "5"]),
        ("Die Fläche wächst von 5.000 auf 8.000 Quadratmeter.", "de", ["5000", "8000"]),
        ("Die Anlage kann 3,5 Millionen Dosen im Jahr abfüllen.", "de", ["3500000"]),
        ("trois lignes de production et douze salles blanches", "fr", ["3", "12"]),
        ("un entrepôt de 1,2 million de pieds carrés", "fr", ["1200000"]),
    ],
)
def test_capacity_is_read_in_other_languages(text: str, language: str, values: list[str]) -> None:
    assert [value for value, _ in _measured(text, language)] == [Decimal(one) for one in values]


@pytest.mark.parametrize(
    "text",
    [
        "We employ 1,200 people in nine locations and serve 14 million customers.",
        "The study enrolled 270 patients at 12 sites.",
        "More than 50,000 patients are diagnosed each year.",
        "Revenue was $4.5 million, up 12 percent.",
        "The company offers three product lines and 15 business units.",
        "patients who had two prior lines of therapy",
        "It granted 250,000 restricted stock units.",
        "It sold 1.2 million vehicles last year.",
        "The project saves 50,000 tons of CO2 per year.",
        "The truck has a payload capacity of 2,000 pounds.",
        "It operates over 2,100 convenience stores.",
        "It manages over 15,000 apartment units across 10 states.",
        "The fire burned 12,000 acres.",
        "a 1,500-square-foot smart home",
        "an order for 50 MW of inverters",
        "The rent is $35 per square foot.",
        "the purchase of 50 trucks and 20 buses",
        "It manages 40 million square feet for others.",
    ],
)
def test_other_number_is_no_capacity(text: str) -> None:
    assert _measured(text) == []


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("We have a total GMP capacity of 52,000 square feet today.",
         "total GMP capacity of 52,000 square feet"),
        ("with 31,500 square feet of capacity, said Ada", "31,500 square feet of capacity"),
        ("The 120,000 square-foot facility features labs.", "120,000 square-foot facility"),
        ("nine cell production lines, designed", "nine cell production lines"),
    ],
)  # fmt: skip
def test_text_is_the_phrase_that_the_number_stands_in(text: str, phrase: str) -> None:
    (figure,), _ = _read(text)

    assert figure.text.value == phrase
    assert text[figure.text.start : figure.text.end] == phrase


def test_area_in_two_units_is_two_figures() -> None:
    measured = _measured("10,000 square meters (107,639 square feet)")

    assert measured == [(Decimal(10_000), "square meters"), (Decimal(107_639), "square feet")]


@pytest.mark.parametrize(
    "text", ["from 30,000 to 52,000 square feet", "between 30,000 and 52,000 sq ft"]
)
def test_two_numbers_may_share_a_unit(text: str) -> None:
    assert [value for value, _ in _measured(text)] == [Decimal(30_000), Decimal(52_000)]


@pytest.mark.parametrize(
    "text",
    [
        "buildings of 140,000, 95,000 and 60,000 square feet",
        "the 140,000-, 95,000- and 60,000-square-foot buildings",
    ],
)
def test_several_numbers_may_share_a_unit(text: str) -> None:
    values = [Decimal(140_000), Decimal(95_000), Decimal(60_000)]

    assert [value for value, _ in _measured(text)] == values


def test_number_before_a_change_has_the_unit_of_the_one_after_it() -> None:
    measured = _measured("The plant treats 40 patients a week, up from 15.")

    assert measured == [(Decimal(40), "patients per week"), (Decimal(15), "patients per week")]


def test_addition_has_the_unit_of_the_area_before_it() -> None:
    measured = _measured("It has 30,000 square feet and adds an additional 22,000 in May.")

    assert measured == [(Decimal(30_000), "square feet"), (Decimal(22_000), "square feet")]


def test_figure_told_twice_is_one() -> None:
    assert len(_measured("A 40,000 square foot site. The 40,000-square-foot site opens.")) == 1


def test_malformed_number_is_told_and_not_read() -> None:
    figures, warnings = _read("a new 90,0000 square foot manufacturing facility")

    assert figures == []
    assert [each.code for each in warnings] == ["malformed-number"]


def test_what_there_is_and_what_there_will_be_do_not_add_up() -> None:
    _, warnings = _read(
        "We currently have 30,000 square feet of capacity. With the opening of the new plant, we "
        "will have a total capacity of 52,000 square feet."
    )

    assert [each.code for each in warnings] == ["before-and-after"]


def test_two_like_areas_may_be_one_building() -> None:
    _, warnings = _read(
        "The 120,000 square-foot facility opens in May. It leased a 134,560 square foot building."
    )

    assert [each.code for each in warnings] == ["one-building"]


@pytest.mark.parametrize(
    "sign",
    ["(", "a", '"', "1 ", "12 months ", "1 square foot ", "twelve ", "5 tons per ", "may 5 "],
)
def test_million_characters_end_soon(sign: str) -> None:
    text = sign * (1_000_000 // len(sign))
    began = time.process_time()

    _read(text)

    assert time.process_time() - began < 5
