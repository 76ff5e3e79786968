"""A changed text read again: what it says differently from the draft."""

import pytest

from releases.drafting import Change, read_again
from releases.models import Release
from releases.wire.reading import Reading
from tests import factories
from tests.drafting.makers import ABOUT, LEAD, announced, drafted
from tests.factories import NOON, ada

pytestmark = pytest.mark.usefixtures("stopped_clock")


def changes(release: Release, reading: Reading) -> list[Change]:
    return read_again(release, reading, at=NOON, user=ada())


def told(found: list[Change]) -> list[tuple[str, str, str, str, str]]:
    return [(each.what, each.kind, each.label, each.before, each.after) for each in found]


def test_same_text_changes_nothing():
    release = drafted()

    assert changes(release, announced()) == []


def test_headline_and_date_that_changed_are_told_with_both():
    release = drafted()
    reading = announced(
        headline="Harbor Bio to Open Bergen Plant in June",
        dateline="BERGEN, Norway and BOSTON, Mass., March 4, 2026 (GLOBE NEWSWIRE) -- ",
    )

    found = told(changes(release, reading))

    assert ("changed", "Release", "Dateline date", "2026-03-03", "2026-03-04") in found
    assert found[0][2:] == (
        "Headline",
        "Harbor Bio to Open New Bergen Plant",
        "Harbor Bio to Open Bergen Plant in June",
    )


def test_statement_whose_sentence_is_gone_is_told():
    release = drafted()
    lines = (
        " Our GMP facilities in Norway, consisting of nine independent production lines, make what "
        "its trials need."
    )

    found = changes(release, announced(about=ABOUT.replace(lines, "")))

    gone = [each for each in found if each.what == "gone"]
    assert [each.title for each in gone] == ["nine independent production lines"]
    assert "consisting of nine" in gone[0].passage_before


def test_figure_that_changed_is_told_with_both_passages():
    release = drafted()
    reading = announced(total="52,500")

    (change,) = changes(release, reading)

    assert (change.what, change.label) == ("changed", "Value")
    assert (change.before, change.after) == ("52,000", "52,500")
    assert "52,000" in change.passage_before
    assert "52,500" in change.passage_after
    assert reading.document.text[change.start : change.end] == "52,500"


def test_changed_standing_text_is_told():
    release = drafted()
    about = f"{ABOUT} It was founded in Bergen."

    found = changes(release, announced(about=about))

    assert [(each.what, each.label) for each in found] == [("changed", "Text")]
    assert found[0].after.endswith("It was founded in Bergen.")


def test_contact_that_changed_is_told():
    release = drafted()

    found = told(changes(release, announced(phone="+1 555 0199")))

    assert found == [("changed", "Contact", "Phone", "+1 555 0100", "+1 555 0199")]


def test_statement_that_the_draft_has_not_is_told_as_added():
    release = drafted(figures__2__keep="no")

    (change,) = changes(release, announced())

    assert (change.what, change.key) == ("added", "figures-2")
    assert "52,000" in change.passage_after


def test_what_somebody_typed_and_the_text_leaves_open_is_no_change():
    release = drafted(events__0__venue="Sandviken Wharf, Hall 2")

    found = changes(release, announced(lead=LEAD.replace(" at Sandviken Wharf in Bergen", "")))

    assert [each.label for each in found] == []


def test_release_that_somebody_does_not_know_is_not_compared():
    secret = factories.draft()
    factories.keep_to_few(secret)
    eve = factories.person("Eve", "writer")

    with pytest.raises(Release.DoesNotExist):
        read_again(secret, announced(), at=NOON, user=eve)
