"""Copies: all the words and rows, none of the time, and the contributors of what was copied."""

from datetime import timedelta

import pytest
from django.db import IntegrityError

from ircms.actor import acting_as
from releases import copying, statements
from releases.models import Release
from releases.transitions import TransitionRefused
from tests import factories
from tests.conscience.worlds import everyone_knows, plant
from tests.factories import NOON, ada, ben, draft

pytestmark = pytest.mark.usefixtures("stopped_clock")


def test_copy_has_a_row_for_each_row_of_every_part() -> None:
    everyone_knows()
    source = plant().release

    copy = copying.copy(source, by=factories.person("Eve", "writer"), at=NOON)

    for part in statements.parts():
        rows = part.model._default_manager
        path = part.release_path
        assert rows.filter(**{path: copy.pk}).count() == rows.filter(**{path: source.pk}).count()
        assert rows.filter(**{path: source.pk}).exists(), part.key
    assert copy.body == source.body
    assert copy.publish_at is None
    assert copy.slug != source.slug


def test_file_of_a_copy_has_bytes_of_its_own() -> None:
    source = draft()
    factories.attach(source)

    copy = copying.copy(source, by=ada(), at=NOON)

    one, other = source.attachments.get(), copy.attachments.get()
    assert one.sha256 == other.sha256
    assert one.file.name != other.file.name
    assert one.public_id != other.public_id


def test_whoever_wrote_the_source_cannot_approve_the_copy() -> None:
    source = factories.approved()
    eve = factories.person("Eve", "writer")
    copy = copying.copy(source, by=eve, at=NOON)

    with pytest.raises(TransitionRefused, match="Ada contributed"):
        factories.approved_by(factories.able(ada(), "approve_release"), copy)
    factories.approved_by(ben(), copy)

    assert copy.is_approved


def test_where_a_copy_comes_from_cannot_be_unsaid() -> None:
    copy = copying.copy(draft(), by=ada(), at=NOON)

    with pytest.raises(IntegrityError, match="keeps its key"), acting_as(ada()):
        Release.objects.filter(pk=copy.pk).update(copied_from=None)


def test_correction_is_written_from_a_copy_with_its_reason() -> None:
    source = factories.public()

    made = copying.correct(source, by=ada(), at=NOON, reason="It opens on the 5th.")

    assert made.corrects == source
    assert made.correction_reason == "It opens on the 5th."
    assert made.body == source.body
    assert not made.is_approved


@pytest.mark.parametrize("reason", ["", "  "])
def test_correction_takes_a_reason(reason: str) -> None:
    with pytest.raises(TransitionRefused, match="Say what was wrong"):
        copying.correct(factories.public(), by=ada(), at=NOON, reason=reason)


def test_only_what_is_public_is_corrected() -> None:
    with pytest.raises(TransitionRefused, match="Only a public release"):
        copying.correct(
            factories.approved(publish_at=NOON + timedelta(hours=1)),
            by=ada(),
            at=NOON,
            reason="Too early.",
        )


def test_correction_of_a_language_version_begins_a_family_of_its_own() -> None:
    original = factories.public()
    version = draft("La version", language="fr", translation_of=original,
                    publish_at=NOON - timedelta(hours=1))  # fmt: skip
    factories.approve(version)

    made = copying.correct(version, by=ada(), at=NOON, reason="Un chiffre.")

    assert made.translation_of is None
    assert made.language == "fr"
    assert made.corrects == version
