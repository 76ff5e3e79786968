"""Language versions that were approved beside a text of their original that no longer stands."""

from datetime import timedelta

import pytest

from ircms.actor import acting_as
from releases import preflight, review
from releases.models import Release
from releases.preflight import Finding
from releases.transitions import TransitionRefused
from tests import factories
from tests.factories import NOON, ada, ben

pytestmark = pytest.mark.usefixtures("stopped_clock")
SOON = NOON + timedelta(hours=5)


def approved_pair() -> tuple[Release, Release]:
    original = factories.approved("The plant", publish_at=SOON)
    version = factories.approved(
        "Das Werk", language="de", translation_of=original, publish_at=SOON
    )
    return original, version


def rewritten(release: Release, body: str) -> Release:
    with acting_as(ada()):
        release.refresh_from_db()
        release.body = body
        release.save()
    return release


def behind(release: Release) -> list[Finding]:
    release.refresh_from_db()
    found = preflight.open_findings(release, NOON).warnings
    return [each for each in found if each.code == "translation-older"]


def test_an_original_whose_approved_version_was_read_beside_an_older_text_is_warned_of():
    original, _ = approved_pair()
    assert behind(original) == []

    rewritten(original, "<p>The plant opened yesterday.</p>")

    [finding] = behind(original)
    assert "The German version was approved beside an earlier text" in finding.what


def test_such_an_original_is_approved_only_by_somebody_who_acknowledges_it():
    original, _ = approved_pair()
    rewritten(original, "<p>The plant opened yesterday.</p>")
    seen = factories.warnings(original)
    factories.submitted(original)
    others = [key for key in seen if key not in {each.fingerprint for each in behind(original)}]

    with pytest.raises(TransitionRefused, match="German version"):
        original.approve(by=ben(), at=NOON, revision=original.revision, acknowledged=others)
    original.approve(by=ben(), at=NOON, revision=original.revision, acknowledged=seen)

    assert original.is_approved


def test_a_version_reviewed_again_beside_the_new_text_is_no_longer_behind():
    original, version = approved_pair()
    factories.approve(rewritten(original, "<p>The plant opened yesterday.</p>"))
    version.refresh_from_db()
    review.recall(version, by=ada(), at=NOON, revision=version.revision)
    assert behind(version)

    factories.approve(version)

    with acting_as(ada()):
        Release.objects.filter(pk=original.pk).update(staff_note="Read again")
    assert behind(original) == []


def test_letting_one_change_stand_says_nothing_of_the_next():
    original, version = approved_pair()
    factories.approve(rewritten(original, "<p>The plant opened yesterday.</p>"))
    assert behind(original) == []

    rewritten(original, "<p>The plant opened on Monday.</p>")

    assert len(behind(original)) == 1
    review.recall(version, by=ada(), at=NOON, revision=version.revision)
    assert len(behind(version)) == 1


def test_a_version_let_stand_once_is_warned_of_again_after_the_next_change():
    original = factories.approved("The plant", publish_at=SOON)
    version = factories.draft("Das Werk", language="de", translation_of=original, publish_at=SOON)
    factories.approve(rewritten(original, "<p>The plant opened yesterday.</p>"))
    factories.approve(version)
    assert behind(version) == []

    factories.approve(rewritten(original, "<p>The plant opened on Monday.</p>"))

    assert len(behind(version)) == 1


def test_another_time_of_the_original_leaves_no_version_behind():
    original, _ = approved_pair()

    with acting_as(ada()):
        original.publish_at = SOON + timedelta(hours=1)
        original.save()

    assert behind(original) == []


def test_a_version_nobody_approved_is_no_matter_of_the_original():
    original = factories.approved("The plant", publish_at=SOON)
    factories.draft("Das Werk", language="de", translation_of=original)

    rewritten(original, "<p>The plant opened yesterday.</p>")

    assert behind(original) == []
