"""Dates: read as wires print them, and not at all where two days could be meant."""

import time
from datetime import date

import pytest

from releases.wire.dates import date_at, dates_in, yearless_in


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Sept. 22, 2017", date(2017, 9, 22)),
        ("September, 30, 2013", date(2013, 9, 30)),
        ("February 20 2024", date(2024, 2, 20)),
        ("Aug.  09, 2024", date(2024, 8, 9)),
        ("Nov.4, 2024", date(2024, 11, 4)),
        ("May 26,2020", date(2020, 5, 26)),
        ("DECEMBER 18, 2023", date(2023, 12, 18)),
        ("Dec. 18. 2023", date(2023, 12, 18)),
        ("November 4th, 2024", date(2024, 11, 4)),
        ("4th of November 2024", date(2024, 11, 4)),
        ("Monday, November 4, 2024", date(2024, 11, 4)),
        ("Tuesday 22 October 2024", date(2024, 10, 22)),
        ("14-Feb-2025", date(2025, 2, 14)),
        ("2024-03-08", date(2024, 3, 8)),
        ("08 févr. 2024", date(2024, 2, 8)),
        ("1er janvier 2020", date(2020, 1, 1)),
        ("15 AOÛT 2024", date(2024, 8, 15)),
        ("22. Juli 2024", date(2024, 7, 22)),
        ("Donnerstag, den 22. August 2024", date(2024, 8, 22)),
        ("06. März 2024", date(2024, 3, 6)),
        ("4 de marzo de 2024", date(2024, 3, 4)),
        ("2 de outubro de 2024", date(2024, 10, 2)),
        ("12 maggio 2024", date(2024, 5, 12)),
        ("3 mei 2024", date(2024, 5, 3)),
        ("7 februari 2024", date(2024, 2, 7)),
        ("24. heinäkuuta 2024", date(2024, 7, 24)),
        ("2017年9月22日", date(2017, 9, 22)),
        ("2024 年 1 月 5 日", date(2024, 1, 5)),
        ("二〇二四年一月五日", date(2024, 1, 5)),
    ],
)
def test_date_is_read_as_it_is_printed(text: str, day: date) -> None:
    read = date_at(f"{text} (ANYWIRE)")

    assert read == (day, len(text))


@pytest.mark.parametrize("text", ["05/06/2024", "05.06.2024", "February 30, 2024", "May 2024", "5"])
def test_what_could_be_two_days_or_none_is_not_read(text: str) -> None:
    assert dates_in(text) == []


@pytest.mark.parametrize("text", ["22.07.2024", "7/22/2024", "22/07/2024"])
def test_figures_that_can_be_one_day_alone_are_read(text: str) -> None:
    assert [each.date for each in dates_in(text)] == [date(2024, 7, 22)]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("November 4-6, 2024", date(2024, 11, 4)),
        ("May 31 - June 4, 2024", date(2024, 5, 31)),
        ("31 May – 4 June 2024", date(2024, 5, 31)),
        ("November 4 and 5, 2024", date(2024, 11, 4)),
        ("1. bis 3. Juni 2024", date(2024, 6, 1)),
    ],
)
def test_occasion_of_several_days_is_dated_by_its_first(text: str, first: date) -> None:
    read = dates_in(f"held {text} in Graz")

    assert [(each.date, each.end - each.start) for each in read] == [(first, len(text))]


def test_dates_stand_where_they_are_printed() -> None:
    text = "GRAZ, Austria, 22 September 2017 – A meeting on Friday, Oct. 6, 2017 will decide."

    read = dates_in(text)

    assert [text[each.start : each.end] for each in read] == [
        "22 September 2017",
        "Friday, Oct. 6, 2017",
    ]


def test_date_must_begin_where_it_is_asked_for() -> None:
    text = "GRAZ, May 5, 2024"

    assert date_at(text) is None
    assert date_at(text, 6) == (date(2024, 5, 5), len(text))
    assert date_at("GRAZ, 15 May 2024", 7) is None


def test_date_glued_to_a_legend_is_read() -> None:
    read = dates_in("NOT FOR DISTRIBUTIONDECEMBER 18, 2023, 07:00 AM CET")

    assert [each.date for each in read] == [date(2023, 12, 18)]


def test_day_without_a_year_is_no_date_but_a_day() -> None:
    text = "On November 4 we open; the plant was begun on May 5, 2024."

    read = yearless_in(text)

    assert [(each.month, each.day, text[each.start : each.end]) for each in read] == [
        (11, 4, "November 4")
    ]


@pytest.mark.parametrize("sign", ["(", "a", "1", " ", "5 ", "may 5 ", "1月", "November 4, 2024 "])
def test_dates_are_looked_for_in_linear_time(sign: str) -> None:
    text = sign * (200_000 // len(sign))
    began = time.perf_counter()

    dates_in(text)

    assert time.perf_counter() - began < 2
