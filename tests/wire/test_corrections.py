"""Releases that take another's place, and those that only speak of corrections."""

import time

import pytest

from releases.wire.corrections import correction_in
from releases.wire.opening import opened

LEAD = (
    "DAYTON, Ohio, March 3, 2025 /PRNewswire/ -- Millrace Corp. today opened a mill by the river, "
    "and it will stay open until the river is dry."
)
AFTER = "The mill was built in two years by people who had built others."
NOTE = "This press release corrects and replaces the one issued on March 2, 2025."
READS = "Please replace the release dated March 2, 2025, with the following corrected version."


def read(*paragraphs: str):
    document = opened("\n\n".join(paragraphs))
    return document, correction_in(document)


@pytest.mark.parametrize(
    "headline",
    [
        "CORRECTION: Millrace Opens a Mill",
        "CORRECTION - Millrace Opens a Mill",
        "CORRECTION -- Millrace Opens a Mill",
        "Correction – Millrace Opens a Mill",
        "CORRECTION FROM SOURCE: Millrace Opens a Mill",
        "CORRECTION Millrace Opens a Mill",
        "*** CORRECTION ***\n\nMillrace Opens a Mill",
        "CORRECTING and REPLACING Millrace Opens a Mill",
        "UPDATING and REPLACING Millrace Opens a Mill",
        "/C O R R E C T I O N -- Millrace Corp./\n\nMillrace Opens a Mill",
        "Millrace Opens a Mill (Corrected)",
        "Millrace Announces Correction to Record Date",
        "CORRECTION ET MISE À JOUR - Millrace ouvre un moulin",
        "RECTIFICATIF - Millrace ouvre un moulin",
        "Korrektur: Millrace eröffnet Mühle",
        "更正：米尔公司启用新设施",
    ],
)
def test_mark_in_the_headline_makes_a_correction(headline):
    _, found = read(headline, LEAD, AFTER)

    assert found is not None
    assert (found.note, found.begins) == (None, 0)


@pytest.mark.parametrize(
    "headline",
    [
        "Millrace Sees Market Correction: Millers Speak",
        "Correctional Foods Corp. Opens a Kitchen",
        "Vision Correction: Millrace Opens a Clinic",
        "Millrace Corrects Course",
        "Millrace Announces Amendment to Merger Agreement",
        "UPDATE -- Millrace Opens a Mill",
        "ADDING MULTIMEDIA Millrace Opens a Mill",
        "Replacement: Millrace Finds a Miller",
    ],
)
def test_headline_that_speaks_of_something_else_makes_none(headline):
    _, found = read(headline, LEAD, AFTER)

    assert found is None


def test_body_that_speaks_of_corrections_makes_none():
    _, found = read(
        "Millrace Opens a Mill",
        LEAD,
        "Traders expect a correction of oat prices – and an error is easily made. This press "
        "release should be read with the annual report. Millrace undertakes no obligation to "
        "update or revise this release.",
    )

    assert found is None


@pytest.mark.parametrize(
    "note",
    [
        NOTE,
        "This release is being reissued to correct the record date.",
        "In a release issued under the same headline, please note that the date was wrong.",
        "An earlier version of this release contained an incorrect date.",
        "Le communiqué suivant corrige et remplace celui diffusé le 2 mars 2025.",
        "Diese Mitteilung ersetzt die Meldung vom 2. März 2025, die korrigiert wurde.",
        "本新闻稿更正并取代此前发布的版本。",
    ],
)
def test_note_makes_a_correction_without_a_mark(note):
    document, found = read("UPDATE -- Millrace Opens a Mill", note, LEAD, AFTER)

    assert found is not None
    assert found.note is not None
    assert found.note.value == note
    assert document.text[found.begins :].startswith("DAYTON")


def test_note_after_the_dateline_ends_where_the_headline_is_told_anew():
    document, found = read(
        "CORRECTING and REPLACING Millrace Opens a Mill",
        f"DAYTON, Ohio--(BUSINESS WIRE)--{READS}",
        "The updated release reads:",
        "MILLRACE OPENS A SECOND MILL",
        "Millrace Corp. today opened a second mill.",
    )

    assert found is not None
    assert found.note is not None
    assert found.note.value == f"{READS} The updated release reads:"
    assert found.corrected_headline is not None
    assert found.corrected_headline.value == "MILLRACE OPENS A SECOND MILL"
    assert document.text[found.begins :].startswith("MILLRACE OPENS A SECOND MILL")


def test_note_says_what_should_be_read_before_the_release_follows():
    note = (
        "In the news release, Millrace Opens a Mill, issued 02-Mar-2025 by Millrace Corp. over PR "
        "Newswire, we are advised by the company that the second paragraph should read “oats” "
        "rather than “rye” as originally issued inadvertently. The complete, corrected release "
        "follows, with additional details at the end:"
    )
    document, found = read(
        "/C O R R E C T I O N -- Millrace Corp./", note, "Millrace Opens a Mill", LEAD, AFTER
    )

    assert found is not None
    assert found.note is not None
    assert found.note.value == note
    assert found.corrected_headline is not None
    assert found.corrected_headline.value == "Millrace Opens a Mill"
    assert document.text[found.begins :].startswith("Millrace Opens a Mill")


def test_note_beneath_the_release_leaves_its_beginning_where_it_is():
    _, found = read("Millrace Opens a Mill", LEAD, *[AFTER] * 12, NOTE)

    assert found is not None
    assert found.note is not None
    assert (found.note.value, found.begins) == (NOTE, 0)


@pytest.mark.parametrize("text", ["(", "a", '"', "in the release ", "please replace the "])
def test_a_million_characters_take_no_time(text):
    document = opened((text * 1_000_000)[:1_000_000])
    begun = time.perf_counter()

    correction_in(document)

    assert time.perf_counter() - begun < 0.5
