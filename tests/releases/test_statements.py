"""Statements: each rests on words of its release, and stands as long as the release does."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from facilities.models import Facility, FacilityUpdate
from ircms.actor import acting_as
from releases.models import Release
from releases.transitions import TransitionRefused
from releases.withdrawal import withdraw
from tests import factories
from tests.conftest import StoppedClock
from tests.factories import NOON, ada, ben, cora

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def facility(slug: str = "plant") -> Facility:
    with acting_as(ada()):
        return Facility.objects.get_or_create(slug=slug, defaults={"name": slug})[0]


def say(release: Release, passage: str = "The plant opened today.", **columns: Any) -> Any:
    made = {"facility": facility(), "name": "The plant", "passage": passage} | columns
    with acting_as(ada()):
        return FacilityUpdate.objects.create(release=release, **made)


def standing(at: Any = NOON) -> list[str]:
    names = FacilityUpdate.objects.standing(at).order_by("pk").values_list("name", flat=True)
    return list(names)


@pytest.mark.parametrize(
    "passage",
    ["Harbor Bio opens a plant", "with two lines", "The plant opened", "'new' \n plant opened"],
)
def test_passage_may_stand_in_headline_subheadline_body_across_tags_and_spaces(
    stopped_clock: StoppedClock, passage: str
) -> None:
    release = factories.draft(
        subheadline="It starts with two lines",
        body="<p>The <strong>plant</strong> opened. The ‘new’ plant opened.</p>",
    )

    assert say(release, passage).pk


def test_passage_may_stand_in_a_standing_text_that_is_printed(stopped_clock: StoppedClock) -> None:
    release = factories.draft()
    factories.print_text(release, factories.standing_text(body="<p>It has <b>nine</b> lines.</p>"))

    assert say(release, "It has nine lines").pk


def test_passage_that_is_not_in_the_text_is_refused_with_the_reason(
    stopped_clock: StoppedClock,
) -> None:
    release = factories.draft()

    with pytest.raises(ValidationError, match="do not stand in the release"):
        say(release, "The plant closed today.")

    assert not FacilityUpdate.objects.exists()


def test_passage_longer_than_any_sentence_is_refused(stopped_clock: StoppedClock) -> None:
    release = factories.draft(body=f"<p>{'word ' * 500}</p>")

    with pytest.raises(ValidationError, match="at most"):
        say(release, "word " * 500)


@pytest.mark.parametrize("passage", ["The", ".", "opened", "工厂"])
def test_passage_that_says_nothing_by_itself_is_refused(
    stopped_clock: StoppedClock, passage: str
) -> None:
    release = factories.draft(body="<p>The plant. opened today. 工厂 开业了</p>")

    with pytest.raises(ValidationError, match="Copy the whole sentence or at least the words"):
        say(release, passage)


@pytest.mark.parametrize("passage", ["opened today", "2017", "工厂开业"])
def test_passage_is_two_words_or_a_number_or_four_characters(
    stopped_clock: StoppedClock, passage: str
) -> None:
    release = factories.draft(body="<p>It opened today, in 2017. 工厂开业了。</p>")

    assert say(release, passage).pk


def test_translation_states_nothing_of_its_own(stopped_clock: StoppedClock) -> None:
    original = factories.public()
    version = factories.draft("Une usine", language="fr", translation_of=original)

    with pytest.raises(ValidationError, match="belongs to the original"):
        say(version)


def test_release_whose_text_lost_a_passage_is_not_approved(stopped_clock: StoppedClock) -> None:
    release = factories.draft(publish_at=NOON + DAY)
    say(release)
    with acting_as(ada()):
        Release.objects.filter(pk=release.pk).update(body="<p>The plant opens later.</p>")

    with pytest.raises(TransitionRefused, match=r"rests on words that are not in the text: “The"):
        factories.approve(release)


def test_release_made_a_translation_later_is_not_approved_with_statements(
    stopped_clock: StoppedClock,
) -> None:
    original, release = factories.public("An original"), factories.draft(publish_at=NOON + DAY)
    say(release)
    with acting_as(ada()):
        Release.objects.filter(pk=release.pk).update(translation_of=original, language="fr")

    with pytest.raises(TransitionRefused, match="states nothing of its own"):
        factories.approve(release)


def test_statement_takes_the_approval_away_like_any_change(stopped_clock: StoppedClock) -> None:
    release = factories.approved()

    say(release)

    release.refresh_from_db()
    assert not release.is_approved


def test_statement_of_a_public_release_never_changes(stopped_clock: StoppedClock) -> None:
    release = factories.draft(publish_at=NOON - DAY)
    update = say(release)
    factories.approve(release)

    with pytest.raises(IntegrityError, match="public"), acting_as(ada()):
        FacilityUpdate.objects.filter(pk=update.pk).update(name="Another name")


def test_address_of_what_an_approved_release_mentions_never_changes(
    stopped_clock: StoppedClock,
) -> None:
    release = factories.draft(publish_at=NOON + DAY)
    plant = say(release).facility
    factories.approve(release)

    with pytest.raises(IntegrityError, match="prints this"), acting_as(ada()):
        Facility.objects.filter(pk=plant.pk).update(slug="elsewhere")


def test_name_for_staff_may_change_and_takes_no_approval_away(stopped_clock: StoppedClock) -> None:
    release = factories.draft(publish_at=NOON + DAY)
    plant = say(release).facility
    factories.approve(release)

    with acting_as(ada()):
        Facility.objects.filter(pk=plant.pk).update(name="For colleagues")

    release.refresh_from_db()
    assert release.is_approved


def test_whoever_chose_the_address_does_not_approve_the_release_that_first_shows_it(
    stopped_clock: StoppedClock,
) -> None:
    release = factories.draft(publish_at=NOON + DAY)
    with acting_as(ben()):
        place = Facility.objects.create(name="By Ben", slug="by-ben")
    say(release, facility=place)

    with pytest.raises(TransitionRefused, match="contributed"):
        factories.approve(release)


def test_facility_without_an_actor_is_not_written() -> None:
    with pytest.raises(IntegrityError, match="named actor"), transaction.atomic():
        Facility.objects.create(name="Nobody's", slug="nobodys")


def test_statement_knows_when_its_release_goes_out(stopped_clock: StoppedClock) -> None:
    release = factories.draft(publish_at=NOON + DAY)
    update = say(release)
    with acting_as(ada()):
        Release.objects.filter(pk=release.pk).update(publish_at=NOON + 2 * DAY)

    update.refresh_from_db()
    assert update.out_at == NOON + 2 * DAY


def test_what_a_corrected_release_stated_no_longer_stands(stopped_clock: StoppedClock) -> None:
    wrong = factories.draft(publish_at=NOON - 3 * DAY)
    say(wrong, name="wrong")
    factories.approve(wrong)
    right = factories.draft("Right", publish_at=NOON + DAY, corrects=wrong)
    say(right, name="right")
    factories.approve(right)

    assert standing(NOON) == ["wrong"]
    assert standing(NOON + DAY) == ["right"]
    assert list(FacilityUpdate.objects.public(NOON + DAY)) != []


def test_it_does_not_come_back_when_the_correction_is_withdrawn(
    stopped_clock: StoppedClock,
) -> None:
    wrong = factories.draft(publish_at=NOON - 3 * DAY)
    say(wrong, name="wrong")
    factories.approve(wrong)
    right = factories.public("Right", corrects=wrong)
    withdraw(right, by=cora(), at=NOON, reason="Mistaken.")

    assert standing(NOON) == []
    assert standing(NOON - 2 * DAY) == ["wrong"]


def test_correction_of_a_translation_corrects_the_family(stopped_clock: StoppedClock) -> None:
    wrong = factories.draft(publish_at=NOON - 3 * DAY)
    say(wrong, name="wrong")
    factories.approve(wrong)
    version = factories.public("Une usine", language="fr", translation_of=wrong)
    factories.public("Right", corrects=version)

    assert standing(NOON) == []


def test_correction_never_approved_corrects_nothing(stopped_clock: StoppedClock) -> None:
    wrong = factories.draft(publish_at=NOON - 3 * DAY)
    say(wrong, name="wrong")
    factories.approve(wrong)
    factories.draft("Right", corrects=wrong, publish_at=NOON - DAY)

    assert standing(NOON) == ["wrong"]


def test_preview_shows_the_statements_of_the_release_named(stopped_clock: StoppedClock) -> None:
    coming = factories.draft(publish_at=NOON + DAY)
    say(coming, name="coming")
    factories.approve(coming)

    shown = FacilityUpdate.objects.standing(NOON, plus=[coming]).values_list("name", flat=True)

    assert list(shown) == ["coming"]
