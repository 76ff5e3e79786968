"""Drafts made of a reading: all of it or nothing, and in somebody's name."""

from collections.abc import Callable

import pytest
from django.test import Client

from company.models import Listing
from events.models import Event, EventUpdate
from facilities.models import CapacityFigure, CapacitySeries, Facility, FacilityUpdate
from ircms.actor import acting_as
from releases import passages, preflight, statements
from releases.drafting import Refused, draft, draft_without_asking
from releases.models import Contact, Contribution, Release, StandingText
from releases.wire.reading import Reading
from tests import factories
from tests.admin.desk import as_shown, errors_of, page_of, signed_in
from tests.drafting.makers import (
    ANSWERS,
    HEADLINE,
    announced,
    asked,
    drafted,
    of_kind,
    proposals,
    values,
)
from tests.factories import NOON, ada
from trials.models import ClinicalTrial, TrialUpdate

pytestmark = pytest.mark.usefixtures("stopped_clock")
_ROWS = (
    Release,
    StandingText,
    Contact,
    Facility,
    FacilityUpdate,
    CapacitySeries,
    CapacityFigure,
    ClinicalTrial,
    TrialUpdate,
    Event,
    EventUpdate,
)


def counted() -> list[int]:
    return [model._default_manager.count() for model in _ROWS]


def test_only_the_zone_and_the_number_of_trials_are_asked():
    assert asked(proposals()) == ["trials-0-count", "events-0-zone"]


def test_release_comes_first_and_what_hangs_on_it_after_what_it_rests_on():
    kinds = [each.key.rpartition("-")[0] or each.key for each in proposals()]

    in_order = ["release", "standing-texts", "contacts", "facilities", "figures", "trials"]
    assert list(dict.fromkeys(kinds)) == [*in_order, "events"]


def test_draft_has_all_that_was_read():
    release = drafted()

    assert release.headline == HEADLINE
    assert release.dateline_places == ["BERGEN, Norway", "BOSTON, Mass."]
    assert release.printed_texts.count() == 2
    assert [row.name for row in release.printed_contacts.all()] == ["Mara Lindqvist"]
    assert CapacityFigure.objects.filter(release=release).count() == 4
    assert TrialUpdate.objects.filter(release=release).count() == 2
    assert EventUpdate.objects.get(release=release).zone == "Europe/Oslo"
    assert FacilityUpdate.objects.filter(release=release, status="planned").count() == 1


def test_draft_can_be_approved_as_far_as_its_statements_go():
    assert statements.objections(drafted()) == []


def test_draft_passes_preflight():
    factories.company()

    findings = preflight.open_findings(drafted(), NOON)

    assert [each.what for each in findings.blocking] == []


def test_every_passage_stands_in_the_text():
    release = drafted()

    rows = [
        row
        for model in (CapacityFigure, TrialUpdate, EventUpdate, FacilityUpdate)
        for row in model.objects.filter(release=release)
    ]
    assert rows
    assert all(passages.stands_in(release, row.passage) for row in rows)


def test_draft_is_saved_in_the_desks_form_as_it_stands():
    release = drafted()
    client: Client = signed_in(ada())
    shown = as_shown(client.get(page_of(release)))

    answer = client.post(page_of(release), shown)

    assert answer.status_code == 302, errors_of(answer)


def test_whoever_makes_it_has_contributed():
    eve = factories.person("Eve", "writer")

    release = draft(announced(), ANSWERS, by=eve, at=NOON)

    assert {row.user_id for row in Contribution.objects.filter(release_id=release.pk)} == {eve.pk}


def test_question_without_an_answer_is_named_and_nothing_stored():
    before = counted()

    with pytest.raises(Refused) as refused:
        draft(announced(), {}, by=ada(), at=NOON)

    assert set(refused.value.errors) == {"trials-0-count", "events-0-zone"}
    assert counted() == before


def test_one_wrong_answer_stores_nothing_of_the_rest():
    before = counted()

    with pytest.raises(Refused) as refused:
        drafted(figures__0__value="81,000")

    assert list(refused.value.errors) == ["figures-0-as_printed"]
    assert counted() == before


def test_all_that_is_wrong_is_said_at_once():
    with pytest.raises(Refused) as refused:
        drafted(figures__0__value="many", events__0__starts_on="soon", trials__0__count="7")

    assert {"figures-0-value", "events-0-starts_on", "trials-0-count"} <= set(refused.value.errors)


def test_answer_that_was_not_offered_is_refused():
    with pytest.raises(Refused) as refused:
        drafted(contacts__0__contact="4711")

    assert "contacts-0-contact" in refused.value.errors


def test_row_that_is_not_kept_is_not_made():
    release = drafted(events__0__keep="no")

    assert not EventUpdate.objects.filter(release=release).exists()
    assert not Event.objects.exists()


def test_questions_of_a_row_that_is_not_kept_need_no_answer():
    answers = {"events-0-keep": "no", "trials-0-keep": "no"}

    release = draft(announced(), answers, by=ada(), at=NOON)

    assert TrialUpdate.objects.filter(release=release).count() == 1


def test_figure_of_a_facility_that_is_not_kept_is_refused_by_name():
    with pytest.raises(Refused) as refused:
        drafted(facilities__0__keep="no")

    assert "figures-1-places" in refused.value.errors


@pytest.mark.parametrize("maker", [factories.ben, factories.cora])
def test_nobody_writes_without_the_right_to(maker: Callable[[], object]):
    before = counted()

    with pytest.raises(Refused) as refused:
        draft(announced(), ANSWERS, by=maker(), at=NOON)  # type: ignore[arg-type]  # a user

    assert "add_release" in refused.value.errors["release"][0]
    assert counted() == before


def test_without_asking_there_is_what_is_not_in_doubt():
    release, left_out = draft_without_asking(announced(), by=ada(), at=NOON)

    assert CapacityFigure.objects.filter(release=release).count() == 4
    assert TrialUpdate.objects.filter(release=release).count() == 1
    assert not EventUpdate.objects.filter(release=release).exists()
    assert len(left_out) == 2
    assert "no time zone" in left_out[1]


def test_confidential_from_its_first_instant_where_that_is_answered():
    release = drafted(release__is_kept="yes")

    assert release.is_confidential
    assert [row.user for row in release.insiders.all()] == [ada()]


def test_what_a_confidential_release_mentions_is_neither_matched_nor_offered():
    secret = factories.draft(body="<p>A plant in Hamar.</p>")
    factories.keep_to_few(secret)
    with acting_as(ada()):
        hidden = Facility.objects.create(name="Hamar")
        FacilityUpdate.objects.create(
            release=secret, facility=hidden, locality="Hamar", passage="A plant in Hamar."
        )
        CapacitySeries.of("gmp_area", "", [hidden])
    factories.print_contact(secret, _contact_of_ada())
    text = factories.standing_text(title="About Harbor Bio", key="about-harbor-bio")
    factories.print_text(secret, text)
    eve = factories.person("Eve", "writer")

    found = proposals(user=eve)

    told = repr(found)
    assert f'value="{hidden.pk}"' not in told
    assert values(of_kind("contacts", found)[0])["contact"] == "new"
    assert values(of_kind("standing-texts", found)[0])["standing_text"] == "new"
    assert of_kind("standing-texts", found)[0].difference is None
    assert "Hamar" in [values(each)["facility_name"] for each in of_kind("facilities", found)]


def test_draft_of_somebody_else_says_nothing_of_what_they_do_not_know():
    secret = factories.draft()
    factories.keep_to_few(secret)
    text = factories.standing_text(title="About Harbor Bio", key="about-harbor-bio")
    factories.print_text(secret, text)

    release = draft(announced(), ANSWERS, by=factories.person("Eve", "writer"), at=NOON)

    about = release.printed_texts.first()
    assert about is not None
    assert about.standing_text.version == 1
    assert about.standing_text.key != text.key


def test_reading_without_statements_makes_a_release_alone(settings):
    Listing.objects.all().delete()
    reading: Reading = announced()
    bare = Reading(reading.document, reading.outline, (), (), (), (), (), (), ())

    release = draft(bare, {}, by=ada(), at=NOON)

    assert statements.objections(release) == []


def _contact_of_ada() -> Contact:
    with acting_as(ada()):
        return factories.contact()
