"""Headline, dateline, days with their weekday, times with their zone."""

from datetime import date

import pytest

from releases.preflight.checks.headline import columns
from tests.preflight.makers import at, found, words_found


def test_a_release_without_headline_is_stopped():
    [finding] = found("headline-missing", headline="  ")

    assert finding.is_blocking
    assert finding.where.anchor == "id_headline"


def test_a_headline_that_fits_a_subject_line_passes():
    assert found("headline-long", headline="x" * 78) == []


def test_a_longer_headline_is_told_how_wide_it_is():
    [finding] = found("headline-long", headline="x" * 79)

    assert "79 columns" in finding.what
    assert "RFC 5322" in finding.source
    assert not finding.is_blocking


def test_chinese_takes_two_columns_a_character():
    assert columns("新工厂 A") == 8
    assert found("headline-long", headline="新" * 39) == []
    assert len(found("headline-long", headline="新" * 40)) == 1


def test_a_press_release_without_place_and_date_is_told_of_both():
    findings = found("dateline-missing", dateline_places=(), dateline_date=None)

    assert [each.where.field for each in findings] == ["dateline_places", "dateline_date"]


def test_a_notice_needs_no_dateline():
    assert found("dateline-missing", kind="notice", dateline_places=(), dateline_date=None) == []


def test_a_dateline_of_another_day_is_told_both_days():
    [finding] = found("dateline-date", dateline_date=date(2026, 3, 9))

    assert "Monday, March 9, 2026" in finding.what
    assert "Tuesday, March 3, 2026" in finding.what
    assert "place of the dateline" not in finding.what


def test_the_day_after_may_be_the_date_at_the_place():
    [finding] = found(
        "dateline-date", dateline_date=date(2026, 3, 4), publish_at=at("2026-03-03T18:00")
    )

    assert "at the place of the dateline" in finding.what


def test_the_day_is_that_of_the_markets_clocks():
    late = at("2026-03-03T23:30")

    assert found("dateline-date", dateline_date=date(2026, 3, 3), publish_at=late) == []


def test_without_a_time_no_dateline_is_wrong():
    assert found("dateline-date", dateline_date=date(2020, 1, 1), publish_at=None) == []


@pytest.mark.parametrize(
    "words",
    [
        "Monday, October 17, 2017",
        "Mon., Oct. 17, 2017",
        "MONDAY, OCTOBER 17, 2017",
        "Tuesday, 16 October 2017",
        "Tuesday, the 16th of October 2017",
        "October 16, 2017 (Tuesday)",
        "Tuesday, 2017-10-16",
        "Dienstag, den 16. Oktober 2017",
        "Dienstag, 16.10.2017",
        "mardi 16 octobre 2017",
        "dimanche 1er octobre 2018",
        "2017年10月16日（星期二）",
        "2017年10月16日周二",
        "星期二，2017年10月16日",
        "2017 年 10 月 16 日（週日）",
        "Thursday, February 30, 2017",
    ],
)
def test_a_weekday_that_is_not_the_dates_stops_it(words):
    body = f"The plant opened on {words}, they said."

    [finding] = found("weekday", body)
    assert finding.passage.words in words
    assert finding.is_blocking


@pytest.mark.parametrize(
    "words",
    [
        "Monday, October 16, 2017",
        "Mon., Oct. 16, 2017",
        "Monday, 16 October 2017",
        "October 16, 2017 (Monday)",
        "Montag, den 16. Oktober 2017",
        "Montag, 16.10.2017",
        "Samstag, 3. März 2018",
        "Sonnabend, 3. März 2018",
        "lundi 16 octobre 2017",
        "mardi 4 juillet 2017",
        "2017年10月16日（星期一）",
        "2017年10月15日（星期天）",
        "周一，2017年10月16日",
        "Monday and October 17, 2017",
        "every Monday; October 17, 2017",
    ],
)
def test_a_weekday_that_is_the_dates_passes(words):
    body = f"The plant opened on {words}, they said."

    assert found("weekday", body) == []
    assert found("weekday-without-year", body) == []


def test_the_finding_says_which_weekday_it_is():
    [finding] = found("weekday", "It opened on Sunday, October 16, 2017.")

    assert finding.what == "October 16, 2017 is a Monday, not a Sunday."
    assert finding.passage.words == "Sunday, October 16, 2017"


def test_without_a_year_the_nearest_day_is_meant_and_it_is_a_warning():
    body = "It opens on Monday, March 3."

    [finding] = found("weekday-without-year", body)

    assert finding.what == "March 3, 2026 is a Tuesday, not a Monday."
    assert not finding.is_blocking
    assert found("weekday", body) == []


def test_around_new_year_the_nearest_day_is_in_the_next_year():
    body = "It opens on Monday, January 4."  # of 2027

    assert found("weekday-without-year", body, dateline_date=date(2026, 12, 29)) == []


@pytest.mark.parametrize(
    "words",
    [
        "10:30am", "10:30 a.m.", "8 p.m.", "8.30 a.m.", "14:00", "10.30 Uhr", "14 Uhr", "14h30",
        "14 heures", "10:30",
    ],
)  # fmt: skip
def test_a_time_without_its_zone_is_found(words):
    marked = words_found("time-without-zone", f"The call begins at {words}, in the plant.")

    assert [each.strip() for each in marked] == [words]


@pytest.mark.parametrize("words", ["上午10:30", "下午3点", "晚上8時30分"])
def test_a_chinese_time_without_its_zone_is_found(words):
    assert len(words_found("time-without-zone", f"电话会议于{words}举行。")) == 1


@pytest.mark.parametrize(
    "words",
    [
        "at 10:30 a.m. EDT", "at 14:00 UTC", "at 16:30 CET", "at 10:30am local time",
        "at 8:30 a.m. (Eastern Time)", "at 8:30 a.m. Eastern Daylight Time", "at 8:30 a.m. ET",
        "from 9:00 a.m. to 11:00 a.m. Pacific Time", "at 9 a.m. New York time", "at 14:00Z",
        "at 14:00 GMT+8", "um 14 Uhr MEZ", "um 10.30 Uhr (Ortszeit)", "à 14h30 heure de Paris",
        "à 14 heures, heure locale", "北京时间上午10:30", "美国东部时间下午3点", "at 10:30 +08:00",
    ],
)  # fmt: skip
def test_a_time_with_its_zone_passes(words):
    assert words_found("time-without-zone", f"The call is held {words}, as before.") == []


@pytest.mark.parametrize(
    "body",
    [
        "Patients were randomized in a ratio of 1:20 and 2:10.",
        "A dilution of 1:50; John 3:16; version 10.30; 12:30:45:10.",
        "It grew by 10.30 percent, to 14.30 million; I am 30. PM2.5 fell by 3 PM2.5 units.",
        "房价下降3点，占比10:90。",
    ],
)
def test_ratios_and_figures_are_no_times(body):
    assert words_found("time-without-zone", body) == []


def test_a_zone_in_the_next_sentence_is_not_beside_the_time():
    body = "It opens at 10:30 a.m. The call follows at 2:00 p.m. EST."

    assert words_found("time-without-zone", body) == ["10:30 a.m."]
