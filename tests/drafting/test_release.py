"""The release's own fields, as a text has them."""

from datetime import timedelta

import pytest

from company.models import Listing
from releases.drafting import Refused, draft
from releases.models import Release
from releases.wire.reading import Reading
from tests import factories
from tests.drafting.makers import (
    ANSWERS,
    HEADLINE,
    Found,
    announced,
    announcement,
    asked,
    drafted,
    fields,
    proposals,
    values,
)
from tests.factories import NOON, ada

pytestmark = pytest.mark.usefixtures("stopped_clock")
_NOTE = (
    "In a release issued earlier under the same headline, the day of the opening was wrong. The "
    "corrected release follows:"
)


def corrected() -> Reading:
    return Found(f"CORRECTION: {HEADLINE}\n\n{_NOTE}\n\n{announcement()}").reading()


def test_every_field_is_filled_in_as_printed():
    of = values(proposals()[0])

    assert of["headline"] == HEADLINE
    assert of["language"] == "en"
    assert of["dateline_places"] == "BERGEN, Norway\nBOSTON, Mass."
    assert of["dateline_date"] == "2026-03-03"
    assert of["wire"] == "GlobeNewswire"
    assert of["tickers"] == "NASDAQ: HRBR"
    assert of["body"].startswith("<p>Harbor Bio Holdings, Inc.")


def test_dateline_standing_texts_and_contacts_are_no_part_of_the_body():
    body = values(proposals()[0])["body"]

    assert "GLOBE NEWSWIRE" not in body
    assert "forward-looking" not in body
    assert "ir@harbor-bio.example" not in body


def test_headline_that_is_too_long_is_asked_about_and_not_cut():
    long = "Harbor Bio Opens a Plant " * 13

    headline = fields(proposals(announced(headline=long.strip()))[0])["headline"]

    assert headline.value == long.strip()
    assert "300" in headline.doubt


def test_further_subheadlines_begin_the_body():
    text = announcement().replace(
        HEADLINE,
        f"{HEADLINE}\n\nPlant doubles what can be made\n\nOpening set for May 12",
    )
    reading = Found(text).reading()
    assert len(reading.subheadlines) == 2

    of = values(proposals(reading)[0])

    assert of["subheadline"] == "Plant doubles what can be made"
    assert of["body"].startswith("<ul><li>Opening set for May 12</li></ul>")


def test_wire_that_is_not_known_is_asked_about():
    dateline = "BERGEN, Norway, March 3, 2026 (EIN Presswire) -- "

    wire = fields(proposals(announced(dateline=dateline))[0])["wire"]

    assert wire.value == ""
    assert "none of the wires" in wire.doubt


def test_tickers_of_others_are_left_out_where_the_companys_are_known():
    factories.company()
    found = Found(announcement(body="It works with Kaldvik Pharma (NYSE: KLDV)."))
    reading = found.reading(tickers=[found.ticker("NASDAQ", "HRBR"), found.ticker("NYSE", "KLDV")])

    tickers = fields(proposals(reading)[0])["tickers"]

    assert tickers.value == "NASDAQ: HRBR"
    assert tickers.doubt == ""


def test_which_tickers_are_the_companys_is_asked_where_nobody_knows():
    Listing.objects.all().delete()
    found = Found(announcement(body="It works with Kaldvik Pharma (NYSE: KLDV)."))
    reading = found.reading(tickers=[found.ticker("NASDAQ", "HRBR"), found.ticker("NYSE", "KLDV")])

    assert "release-tickers" in asked(proposals(reading))


def test_two_exchanges_in_one_notation_are_the_companys():
    Listing.objects.all().delete()
    text = announcement().replace("(NASDAQ: HRBR)", "(NASDAQ: HRBR; OSE: HRBO)")
    found = Found(text)
    reading = found.reading(tickers=[found.ticker("NASDAQ", "HRBR"), found.ticker("OSE", "HRBO")])

    tickers = fields(proposals(reading)[0])["tickers"]

    assert (tickers.value, tickers.doubt) == ("NASDAQ: HRBR\nOSE: HRBO", "")


def test_date_that_is_none_is_refused_at_its_field():
    with pytest.raises(Refused) as refused:
        drafted(release__dateline_date="yesterday")

    assert list(refused.value.errors) == ["release-dateline_date"]


def test_body_that_carries_a_script_is_refused_at_its_field():
    with pytest.raises(Refused) as refused:
        drafted(release__body="<p>Hello</p><script>alert(1)</script>")

    assert list(refused.value.errors) == ["release-body"]


def test_correction_is_asked_among_public_releases_that_resemble_it():
    before = factories.public(HEADLINE)
    factories.public("Annual General Meeting called for June")

    corrects = fields(proposals(corrected())[0])["corrects"]

    assert [choice.value for choice in corrects.choices] == [str(before.pk), ""]
    assert corrects.doubt


def test_embargoed_release_is_not_offered_to_be_corrected():
    factories.approved(HEADLINE, publish_at=NOON + timedelta(days=1))

    corrects = fields(proposals(corrected())[0])["corrects"]

    assert [choice.value for choice in corrects.choices] == [""]


def test_correction_names_what_it_corrects_and_why():
    before = factories.public(HEADLINE)

    release = draft(corrected(), {"release-corrects": str(before.pk)}, by=ada(), at=NOON)

    assert release.corrects == before
    assert "the day of the opening was wrong" in release.correction_reason


def test_what_is_no_correction_is_asked_nothing_of_it():
    assert "corrects" not in values(proposals()[0])


def test_address_is_made_from_the_headline():
    assert drafted().slug == "harbor-bio-to-open-new-bergen-plant"


def test_release_with_a_mistake_in_it_still_says_what_was_not_answered():
    with pytest.raises(Refused) as refused:
        draft(announced(), {"release-headline": ""}, by=ada(), at=NOON)

    assert {"release-headline", *ANSWERS} <= set(refused.value.errors)
    assert not Release.objects.exists()
