"""Datelines: places, date and wire, and what only looks like one."""

import pytest

from releases.wire.dateline import Dateline, dateline_in
from releases.wire.opening import opened

LEAD = "Millrace Corp. today announced that its mill by the river has been open for a year."


def read(dateline: str) -> Dateline | None:
    return dateline_in(opened(f"Millrace Celebrates a Year\n\n{dateline}{LEAD}"), 1)


def told(found: Dateline | None) -> tuple[list[str], str | None, str | None] | None:
    if found is None:
        return None
    date, wire = (each.value if each else None for each in (found.date, found.wire))
    return [place.value for place in found.places], date, wire


BOSTON, DAY = ["BOSTON"], "2023-10-02"
READ = {
    "BOSTON, Oct. 2, 2023 /PRNewswire/ -- ": (BOSTON, DAY, "PR Newswire"),
    "BOSTON, Oct.  02, 2023  (GLOBE NEWSWIRE) -- ": (BOSTON, DAY, "GlobeNewswire"),
    "BOSTON--(BUSINESS WIRE)--": (BOSTON, None, "Business Wire"),
    "BOSTON--(BUSINESS WIRE)--$MILL #mills--": (BOSTON, None, "Business Wire"),
    "BOSTON--(BUSINESS WIRE)--October 2, 2023--": (BOSTON, DAY, "Business Wire"),
    "BOSTON, MA / ACCESSWIRE / October 2, 2023 / ": (["BOSTON, MA"], DAY, "ACCESSWIRE"),
    "BOSTON--(Newsfile Corp. - October 2, 2023) - ": (BOSTON, DAY, "Newsfile"),
    "BOSTON - October 2, 2023 (NEWMEDIAWIRE) - ": (BOSTON, DAY, "NewMediaWire"),
    "(NEWMEDIAWIRE) – October 2, 2023 – BOSTON – ": (BOSTON, DAY, "NewMediaWire"),
    "--News Direct--\n\n": ([], None, "News Direct"),
    "BOSTON, September, 30, 2013 -- ": (BOSTON, "2013-09-30", None),
    "MONTRÉAL, le 12 juin 2024 (GLOBE NEWSWIRE) -- ": (["MONTRÉAL"], "2024-06-12", "GlobeNewswire"),
    "Paris, le 5 février 2024 – 18h00 – ": (["Paris"], "2024-02-05", None),
    "KÖLN, Deutschland, 06. März 2024 – ": (["KÖLN, Deutschland"], "2024-03-06", None),
    "中国上海2024年3月1日电 /美通社/ -- ": (["中国上海"], "2024-03-01", "PR Newswire"),
    "Oslo, 2 October 2023: ": (["Oslo"], DAY, None),
    "October 2, 2023 – Boston, Massachusetts – ": (["Boston, Massachusetts"], DAY, None),
    "BOSTON, Oct. 2, 2023, 7:00 a.m. ET – ": (BOSTON, DAY, None),
    "--One subhead-- --And another--BOSTON, Oct. 2, 2023 /PRNewswire/ -- ": (
        BOSTON,
        DAY,
        "PR Newswire",
    ),
    "Call at 8:30 AM ET BOSTON, Oct. 2, 2023 /PRNewswire/ -- ": (BOSTON, DAY, "PR Newswire"),
    "FOR IMMEDIATE RELEASE BOSTON, Mass. -- Oct. 2, 2023 -- ": (["BOSTON, Mass."], DAY, None),
}


@pytest.mark.parametrize("dateline", READ)
def test_dateline_is_read_and_the_lead_follows(dateline: str) -> None:
    document = opened(f"Millrace Celebrates a Year\n\n{dateline}{LEAD}")

    found = dateline_in(document, 1)

    assert told(found) == READ[dateline]
    assert found is not None
    assert document.text[found.end :].lstrip() == LEAD


PLACES = {
    "NEW YORK": ["NEW YORK"],
    "WAYNE, PENNSYLVANIA": ["WAYNE, PENNSYLVANIA"],
    "LAS VEGAS, NEVADA, UNITED STATES": ["LAS VEGAS, NEVADA, UNITED STATES"],
    "TAIPEI, Taiwan, R.O.C.": ["TAIPEI, Taiwan, R.O.C."],
    "LONDON, PARIS and NEW YORK": ["LONDON", "PARIS", "NEW YORK"],
    "AUSTIN, TX & DURHAM, NC": ["AUSTIN, TX", "DURHAM, NC"],
    "SAN MATEO, Calif., and CAMBRIDGE, Mass.": ["SAN MATEO, Calif.", "CAMBRIDGE, Mass."],
    "YONGIN, South Korea and WALTHAM, Mass.": ["YONGIN, South Korea", "WALTHAM, Mass."],
    "AMSTERDAM/PARIS": ["AMSTERDAM", "PARIS"],
    "PARIS et LYON, France": ["PARIS", "LYON, France"],
    "THE HAGUE, Netherlands": ["THE HAGUE, Netherlands"],
    "Venlo, The Netherlands": ["Venlo, The Netherlands"],
    "ST. JOHN'S, Newfoundland and Labrador": ["ST. JOHN'S, Newfoundland and Labrador"],
    "PORT OF SPAIN, Trinidad and Tobago": ["PORT OF SPAIN, Trinidad and Tobago"],
    "KING OF PRUSSIA, Pa.": ["KING OF PRUSSIA, Pa."],
    "BOSTON , Mass.": ["BOSTON, Mass."],
    "תל אביב, ישראל וחיפה, ישראל": ["תל אביב, ישראל", "חיפה, ישראל"],
}


@pytest.mark.parametrize("places", PLACES)
def test_places_are_parted_as_printed(places: str) -> None:
    found = read(f"{places}, Oct. 2, 2023 /PRNewswire/ -- ")

    assert told(found) == (PLACES[places], DAY, "PR Newswire")


@pytest.mark.parametrize(
    "line",
    [
        "Conference call to be held Monday, November 4, 2024, at 8:30 AM ET",
        "Virtual event on Friday, March 1, 2024 at 10:00 AM ET",
        "In a release of March 11 by Millrace, the city should be DEDHAM, Mass. not DENHAM, Mass.",
        "The Millrace Wire Company has been making wire since March 1, 1911 in its mill.",
    ],
)
def test_line_with_a_day_is_no_dateline(line: str) -> None:
    assert dateline_in(opened(f"Millrace Celebrates\n\n{line}"), 1) is None


def test_legend_with_a_day_gives_the_day_alone() -> None:
    found = dateline_in(
        opened("Millrace\n\nNEWS RELEASE – REGULATED INFORMATIONDECEMBER 18, 2023, 1:00 AM ET"), 1
    )

    assert told(found) == ([], "2023-12-18", None)
