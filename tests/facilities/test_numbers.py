"""Numbers as people write them, and what is no number."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from facilities.numbers import grouped, parse_number, plain_number


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("70,000", "70000"),
        ("70000", "70000"),
        (" 47,300 ", "47300"),
        ("1,000,000.5", "1000000.5"),
        ("1.5 million", "1500000"),
        ("2 thousand", "2000"),
        ("twelve", "12"),
        ("Twenty-five", "25"),
        ("twenty five", "25"),
        ("two hundred", "200"),
        ("a hundred", "100"),
        ("two dozen", "24"),
        ("１２", "12"),
        ("7万", "70000"),
        ("70k", "70000"),
        ("1.5m", "1500000"),
        ("5 millions", "5000000"),
        ("half a million", "500000"),
        ("0", "0"),
    ],
)
def test_number_is_read_however_people_write_it(written: str, value: str) -> None:
    assert parse_number(written) == Decimal(value)


@pytest.mark.parametrize("written", ["70,0000", "7,00", "1,2,3", "7,,000", "1.000.000"])
def test_wrongly_grouped_number_is_refused_with_the_right_way(written: str) -> None:
    with pytest.raises(ValidationError) as refused:
        parse_number(written)

    said = f"“{written}” is no number"
    assert refused.value.messages[0].startswith(said)


def test_wrongly_grouped_number_is_told_how_it_is_done() -> None:
    with pytest.raises(ValidationError) as refused:
        parse_number("70,0000")

    assert refused.value.messages == [
        "“70,0000” is no number: group thousands in threes, as in 70,000."
    ]


@pytest.mark.parametrize("written", ["-5", "− 5", "–5,000"])
def test_negative_number_is_refused_as_such(written: str) -> None:
    with pytest.raises(ValidationError, match="is negative, and no capacity is"):
        parse_number(written)


@pytest.mark.parametrize("written", ["", "abc", "1e5", "NaN", "Infinity", "5%", "12 lines", "a"])
def test_what_is_no_number_is_refused(written: str) -> None:
    with pytest.raises(ValidationError, match="is no number"):
        parse_number(written)


def test_number_that_could_be_read_in_two_ways_is_refused() -> None:
    with pytest.raises(ValidationError, match=r"“70\.000” cannot be read as one number"):
        parse_number("70.000")


def test_number_without_end_is_refused() -> None:
    with pytest.raises(ValidationError):
        parse_number("1" + " billion" * 1_000)


def test_language_decides_on_commas_and_points() -> None:
    assert parse_number("4.300,5", "de") == Decimal("4300.5")
    assert parse_number("4 300,5", "fr") == Decimal("4300.5")


def test_number_is_written_for_machines_without_loss_and_for_people_in_groups() -> None:
    assert plain_number(Decimal("47300.0000")) == "47300"
    assert plain_number(Decimal("2.2900")) == "2.29"
    assert grouped(Decimal("1500000.50")) == "1,500,000.5"
