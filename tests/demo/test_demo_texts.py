"""The demo's texts: every figure there, nobody quoted, nothing the sources do not state."""

import re
from datetime import date
from html import unescape

import pytest
from django.test import Client

from demo_company import loading, printed, until_2017
from releases import richtext
from releases.models import Attachment, Release

FOUNDING = until_2017.SHANGHAI_PLANNED.slug
PRINTED = """
100,000 | 47,300 | 70,000 | twelve | $2.29 million | November 4, 2017 | 10:30 a.m. | Pharma Valley
Zhangjiang High-Tech Park | Beijing, Shanghai and Wuxi | in-house | AlloJoin | DLBCL | ALL | KOA
GE Healthcare Life Sciences China | California Institute for Regenerative Medicine
SHANGHAI, China | CUPERTINO, Calif. | NASDAQ:CBMG | Sarah Kelly | +1 408-973-7884
Director of Corporate Communications | sarah.kelly@cellbiomedgroup.com
Private Securities Litigation Reform Act of 1995 | Section 27A of the Securities Act of 1933
Section 21E of the Securities Exchange Act of 1934
"""


def words(html):
    """What a reader sees of ``html``, in one line."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def texts():
    """Every text of the demo that a reader may see, by where it stands."""
    standing = (printed.ABOUT, printed.SAFE_HARBOR, printed.ABOUT_IN_CHINESE,
                printed.SAFE_HARBOR_IN_CHINESE)  # fmt: skip
    found = {f"{wording.key} {wording.language}": wording.body for wording in standing}
    for item in loading.ANNOUNCEMENTS:
        found[item.slug] = f"<p>{item.headline}</p>{item.body}"
    return found


def test_announcement_has_every_figure_and_part(client: Client, load):
    load()

    page = words(client.get(f"/news/{FOUNDING}/").content.decode())

    for fact in re.split("[|\\n]", PRINTED.strip()):
        assert fact.strip() in page, fact


def test_announcement_states_its_date_and_no_hour(load):
    load()

    release = Release.objects.get(slug=FOUNDING)

    assert release.printed_date_iso == "2017-09-22"
    assert release.dateline_date == date(2017, 9, 22)
    assert release.wire == "GlobeNewswire"


def test_fact_sheet_says_what_the_announcement_says(load):
    load()

    file = Attachment.objects.get(release__slug=FOUNDING)
    sheet = b"".join(file.open_verified()).decode()

    assert file.content_type.startswith("text/csv")
    body = words(Release.objects.get(slug=FOUNDING).body)
    for figure in ("100000", "47300", "70000"):
        assert f",{figure},square feet," in sheet
        assert f"{int(figure):,}" in body
    assert set(re.findall(r"\d{4}-\d\d-\d\d", sheet)) == {"2017-09-22"}


@pytest.mark.parametrize("where", sorted(texts()))
def test_nobody_is_quoted(where):
    assert not re.search("[\"“”„«»‘]|'|<q>|<blockquote", re.sub(r'="[^"]*"', "", texts()[where]))


@pytest.mark.parametrize("where", sorted(texts()))
def test_texts_are_in_the_form_in_which_they_are_stored(where):
    assert richtext.clean(texts()[where]).dropped == ()


def test_every_address_in_the_texts_is_the_company_s_own_or_a_release_of_the_demo():
    known = {Release(slug=item.slug, language=item.language).canonical_path
             for item in loading.ANNOUNCEMENTS}  # fmt: skip

    for where, text in texts().items():
        for address in re.findall(r'href="([^"]*)"', text):
            assert address in known or address == "https://www.cellbiomedgroup.com/", where


def test_release_whose_source_states_no_day_stays_a_draft(load):
    load()

    draft = Release.objects.get(slug=until_2017.BEIJING_LEASE.slug)

    assert draft.publish_at is None
    assert draft.approved_revision is None
    assert draft.staff_note
