"""Standing texts: known ones are printed again, changed ones become the next version."""

from datetime import timedelta

import pytest

from releases.drafting import Refused, draft
from releases.models import StandingText
from tests import factories
from tests.drafting.makers import (
    ABOUT,
    ANSWERS,
    HARBOR,
    Found,
    announced,
    announcement,
    asked,
    drafted,
    of_kind,
    proposals,
    values,
)
from tests.factories import NOON, ada

pytestmark = pytest.mark.usefixtures("stopped_clock")


def about(body: str = ABOUT, **columns: object) -> StandingText:
    named = {"key": "about-us", "title": "About Harbor Bio", "body": f"<p>{body}</p>"}
    return factories.standing_text("about", **named | columns)


def test_text_that_is_known_word_for_word_is_printed_again():
    known = about()

    release = drafted()

    assert release.printed_texts.all()[0].standing_text == known
    assert StandingText.objects.filter(key="about-us").count() == 1


def test_other_quotation_marks_and_blanks_make_no_other_text():
    known = about(ABOUT.replace(" cell therapies", "\n cell  therapies"))

    assert values(of_kind("standing-texts", proposals())[0])["standing_text"] == str(known.pk)


def test_changed_text_is_offered_as_a_new_version_with_both_texts():
    about("Harbor Bio makes cells.")

    proposal = of_kind("standing-texts", proposals())[0]

    assert values(proposal)["standing_text"] == "new"
    assert proposal.difference is not None
    assert proposal.difference.stored == "Harbor Bio makes cells."
    assert proposal.difference.read == ABOUT


def test_new_version_leaves_the_one_that_is_printed_as_it_was():
    known = about("Harbor Bio makes cells.")
    before = factories.draft(publish_at=NOON + timedelta(hours=1))
    factories.print_text(before, known)
    factories.approve(before)

    release = drafted()

    made = release.printed_texts.all()[0].standing_text
    known.refresh_from_db()
    assert (made.key, made.version) == ("about-us", 2)
    assert known.body == "<p>Harbor Bio makes cells.</p>"


def test_older_version_that_says_the_same_is_printed_again():
    known = about()
    about("Harbor Bio makes cells.")

    assert values(of_kind("standing-texts", proposals())[0])["standing_text"] == str(known.pk)


def test_text_that_nobody_knows_is_a_new_one():
    release = drafted()

    kinds = [row.standing_text.kind for row in release.printed_texts.all()]
    assert kinds == ["about", "safe_harbor"]
    assert release.printed_texts.all()[1].standing_text.title == "Forward-Looking Statements"


def test_version_as_it_stands_is_refused_what_rests_on_words_it_has_not():
    known = about("Harbor Bio makes cells.")

    with pytest.raises(Refused) as refused:
        draft(
            announced(),
            ANSWERS | {"standing-texts-0-standing_text": str(known.pk)},
            by=ada(),
            at=NOON,
        )

    assert "figures-3-passage" in refused.value.errors
    assert "trials-0-passage" in refused.value.errors


def test_text_of_another_kind_with_the_same_heading_is_another_text():
    factories.standing_text(
        "investigational", key="other", title="About Harbor Bio", body=f"<p>{ABOUT}</p>"
    )

    assert values(of_kind("standing-texts", proposals())[0])["standing_text"] == "new"


def test_heading_that_a_text_does_not_have_is_asked():
    text = announcement().replace("Forward-Looking Statements\n\n", "")

    names = asked(proposals(Found(text).reading()))

    assert "standing-texts-1-title" in names


def test_known_text_needs_no_heading_to_be_known():
    factories.standing_text(
        "safe_harbor", key="harbor", title="Safe Harbor", body=f"<p>{HARBOR}</p>"
    )
    text = announcement().replace("Forward-Looking Statements\n\n", "")

    assert "standing-texts-1-title" not in asked(proposals(Found(text).reading()))
