"""Numbers in a text: read as people write them, or in doubt, and never another number."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from releases.numerals import numbers_in, scan


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("47,300 square feet", ["47300"]),
        ("twelve independent cell production lines", ["12"]),
        ("between 20,000 and 30,000 sq ft", ["20000", "30000"]),
        ("CD19+ cells on the 5th floor", []),
        ("about 9,290m2", ["9290"]),
        ("nobody", []),
        ("达7万平方英尺", ["70000"]),
    ],
)
def test_numbers_are_found_in_a_text(text: str, values: list[str]) -> None:
    assert [each.value for each in numbers_in(text)] == [Decimal(value) for value in values]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("70k square feet", "70000"),
        ("1.5m square feet", "1500000"),
        ("1.5mn square feet", "1500000"),
        ("1.5 Mio square feet", "1500000"),
        ("2bn square feet", "2000000000"),
        ("1.5 trillion square feet", "1500000000000"),
        ("5 millions square feet", "5000000"),
        ("20 thousands square feet", "20000"),
        ("half a million square feet", "500000"),
        ("a half-million square feet", "500000"),
        ("half a dozen acres", "6"),
        ("one and a half million square feet", "1500000"),
        ("two and a half acres", "2.5"),
        ("20sqft", "20"),
        ("9,290m2", "9290"),
        ("its third 20,000-square-foot plant", "20000"),
        ("the plant — 47,300 square feet — opened", "47300"),
    ],
)
def test_number_is_taken_times_what_follows_it(text: str, value: str) -> None:
    assert [each.value for each in numbers_in(text)] == [Decimal(value)]


@pytest.mark.parametrize(
    "text",
    [
        *("a quarter of a million", "2 lakh", "5 crore", "two score", "-20 acres", "minus 20"),
        *(
            "20% of 5",
            "20 per cent",
            "20 hundredths",
            "two thirds",
            "one-half million",
            "half of 5",
        ),
        *(
            "12½ acres",
            "10⁵ cells",
            "1e5 cells",
            "1/2 acre",
            "6 x 5 feet",
            "5 m",
            "20 k",
            "10-fold",
        ),
        *("70.000 square feet", "a million and a half", "one point five million", "20 mil"),
        *("one hundred and twenty", "1 million 500 thousand", "20,000–30,000", "a few 1,000"),
        *("half of 5", "10-fold"),
        "2 billion billion billion",
    ],
)
def test_number_beside_which_something_makes_it_another_is_refused(text: str) -> None:
    with pytest.raises(ValidationError, match="cannot be read as one number: copy a number that"):
        numbers_in(text)


@pytest.mark.parametrize("text", ["several hundred thousand", "a few thousand", "half an acre"])
def test_words_without_a_number_of_their_own_hold_none(text: str) -> None:
    assert scan(text) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("四万平方英尺", "40000"),
        ("十二条生产线", "12"),
        ("三百二十", "320"),
        ("四万零五十", "40050"),
        ("一亿二千万", "120000000"),
        ("两千", "2000"),
        ("二〇一七年", "2017"),
        ("5百万", "5000000"),
        ("患者数5000名", "5000"),
    ],
)
def test_chinese_number_is_read(text: str, value: str) -> None:
    assert [each.value for each in numbers_in(text, "zh-hans")] == [Decimal(value)]


@pytest.mark.parametrize(
    "text",
    [
        *("四万五", "数万", "几万", "十几", "一二万", "四万半", "百分之五", "一点五万", "4万5千"),
        *("负四万", "万一"),
    ],
)
def test_chinese_number_that_is_not_certain_is_refused(text: str) -> None:
    with pytest.raises(ValidationError, match="cannot be read as one number"):
        numbers_in(text, "zh-hans")


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("1,5 Mio. m²", "de", "1500000"),
        ("2 Milliarden", "de", "2000000000"),
        ("2 millions", "fr", "2000000"),
    ],
)
def test_words_of_another_language_count_as_they_do_there(
    text: str, language: str, value: str
) -> None:
    assert [each.value for each in numbers_in(text, language)] == [Decimal(value)]


@pytest.mark.parametrize(
    ("text", "language"),
    [("2 Billionen", "de"), ("2 billions", "fr"), ("5 millones", "es"), ("5 mil", "es")],
)
def test_words_that_mean_something_else_there_or_are_not_known_are_refused(
    text: str, language: str
) -> None:
    with pytest.raises(ValidationError, match="cannot be read as one number"):
        numbers_in(text, language)
