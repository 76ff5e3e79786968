"""The first page of the desk: what it tells whom, and in which order."""

import re
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from ircms.actor import acting_as
from releases import review, schedule
from releases.models import LastLook, Release, Unsaved
from tests import factories
from tests.admin.desk import RELEASES, page_of, signed_in
from tests.factories import NOON

pytestmark = pytest.mark.usefixtures("stopped_clock")
HOUR = timedelta(hours=1)


def shown(client: Client) -> dict[str, list[Any]]:
    """By its key, the lines of each stretch."""
    context = client.get("/admin/").context
    found = {stretch.key: stretch.lines for stretch in context["stretches"]}
    return found | {"out": context["out"].lines}


def headlines(client: Client, key: str) -> list[str]:
    return [line.release.headline for line in shown(client).get(key, [])]


def missing(client: Client, key: str = "next") -> list[str]:
    return [each.what for line in shown(client)[key] for each in line.missing]


def told(client: Client, key: str) -> list[str]:
    return [str(said) for line in shown(client).get(key, []) for said in line.told]


def edit(release: Release, by: Any, **columns: Any) -> None:
    release.refresh_from_db()
    with acting_as(by):
        for name, value in columns.items():
            setattr(release, name, value)
        release.save()


def test_what_goes_out_within_a_day_stands_before_what_goes_out_later() -> None:
    factories.draft("Later", publish_at=NOON + timedelta(days=3))
    factories.draft("Soon", publish_at=NOON + HOUR)

    ada = signed_in(factories.ada())

    assert headlines(ada, "next") == ["Soon"]
    assert headlines(ada, "later") == ["Later"]


def test_a_draft_that_is_near_lacks_its_submission() -> None:
    factories.draft(publish_at=NOON + HOUR)

    said = missing(signed_in(factories.ada()))

    assert "It has not been submitted for review" in said


def test_what_is_in_review_names_who_is_asked() -> None:
    release = factories.draft(publish_at=NOON + HOUR)
    review.submit(release, by=factories.ada(), at=NOON, revision=release.revision,
                  asking=[factories.ben(), factories.bea()])  # fmt: skip

    said = missing(signed_in(factories.ada()))

    assert "It waits for Ben or Bea to approve it" in said


def test_what_is_on_hold_says_who_holds_it_and_why() -> None:
    release = factories.draft(publish_at=NOON + HOUR)
    schedule.hold(release, by=factories.cora(), at=NOON, reason="A figure.")

    said = missing(signed_in(factories.ada()))

    assert "On hold by Cora: “A figure.”" in said


def test_a_notice_that_no_exchange_has_got_is_missing_by_the_rule_of_pre_flight() -> None:
    factories.company()
    release = factories.draft(publish_at=NOON + HOUR)
    ada = signed_in(factories.ada())

    before = missing(ada)
    factories.waive_notice(release)
    after = missing(ada)

    assert any("MarketWatch has to be told by Mon 2 Mar 2026, 12:50 EST" in each for each in before)
    assert not any("MarketWatch" in each for each in after)


def test_what_pre_flight_has_against_what_is_near_is_counted() -> None:
    factories.draft("Soon", body="<p>The plant opened today. [TBD]</p>", publish_at=NOON + HOUR)

    said = missing(signed_in(factories.ada()))

    assert any(re.match(r"Pre-flight: (one thing stops|\d+ things stop) it", each) for each in said)


def test_what_is_approved_lacks_nothing() -> None:
    factories.approved()

    page = signed_in(factories.ada()).get("/admin/").content.decode()

    assert "Nothing is missing: it goes out by itself." in page


def test_what_is_near_and_not_approved_is_red() -> None:
    factories.draft("Soon", publish_at=NOON + HOUR)
    factories.approved("Approved")

    page = signed_in(factories.ada()).get("/admin/").content.decode()

    assert page.count('class="desk-line pressing"') == 1


def test_what_should_have_gone_out_and_did_not_comes_first() -> None:
    factories.draft("Missed", publish_at=NOON - HOUR)
    factories.draft("Soon", publish_at=NOON + HOUR)

    stretches = signed_in(factories.cora()).get("/admin/").context["stretches"]

    assert [stretch.key for stretch in stretches][:2] == ["missed", "next"]
    assert stretches[0].lines[0].way.title == "Reschedule"


def test_an_approver_finds_what_asks_for_them_or_for_nobody_in_particular() -> None:
    for name, asking in (("Mine", [factories.ben()]), ("Hers", [factories.bea()]), ("Any", [])):
        release = factories.draft(name, publish_at=NOON + timedelta(days=2))
        review.submit(
            release, by=factories.ada(), at=NOON, revision=release.revision, asking=asking
        )

    ben = signed_in(factories.ben())

    assert headlines(ben, "mine") == ["Mine", "Any"]
    assert "You are asked to approve it." in told(ben, "mine")


def test_what_one_wrote_oneself_waits_for_somebody_else() -> None:
    both = factories.able(factories.ada(), "approve_release")
    factories.submitted(factories.draft())

    assert headlines(signed_in(both), "mine") == []


def test_a_writer_finds_what_was_sent_back_until_it_is_submitted_again() -> None:
    release = factories.submitted(factories.draft())
    review.send_back(release, by=factories.ben(), at=NOON, revision=release.revision, text="Who?")
    ada = signed_in(factories.ada())

    before = told(ada, "mine")
    factories.submitted(release)
    after = headlines(ada, "mine")

    assert before == ["Ben sent it back: “Who?”"]
    assert after == []


def test_a_writer_finds_a_comment_until_it_is_answered() -> None:
    release = factories.draft()
    review.comment(release, by=factories.ben(), at=NOON, text="Is that so?")
    ada = signed_in(factories.ada())

    before = told(ada, "mine")
    review.comment(release, by=factories.ada(), at=NOON, text="It is.")
    after = headlines(ada, "mine")

    assert before == ["Ben says: “Is that so?”"]
    assert after == []


def test_a_publisher_finds_what_is_approved_without_a_time() -> None:
    factories.approve(factories.draft("By hand"))
    cora = signed_in(factories.cora())

    line = shown(cora)["mine"][0]

    assert line.release.headline == "By hand"
    assert line.way.title == "Release now"


def test_a_publisher_finds_what_exchanges_have_to_be_told_of_within_a_day() -> None:
    factories.company()
    factories.draft("Soon", publish_at=NOON + HOUR)
    factories.draft("Later", publish_at=NOON + timedelta(days=3))

    cora = signed_in(factories.cora())

    assert headlines(cora, "mine") == ["Soon"]
    assert shown(cora)["mine"][0].way.title == "Record the notice"


def test_what_one_typed_and_did_not_save_leads_to_its_form() -> None:
    release, form = factories.draft(), uuid.uuid4()
    mine = {"user": factories.ada(), "kept_at": NOON}
    Unsaved.objects.create(release=release, form=form, fields={"headline": ["Typed"]}, **mine)
    Unsaved.objects.create(
        release=release, form=uuid.uuid4(), fields={"headline": ["Ben's"]},
        user=factories.ben(), kept_at=NOON,
    )  # fmt: skip

    lines = shown(signed_in(factories.ada()))["typed"]

    assert [(line.title, line.address) for line in lines] == [
        ("Typed", f"{page_of(release)}?unsaved={form}")
    ]


@pytest.mark.parametrize("page", ["change/", "history/", "comment/"])
def test_opening_a_page_of_a_release_remembers_up_to_where_it_was_read(page: str) -> None:
    release = factories.draft()

    signed_in(factories.ada()).get(f"{RELEASES}{release.pk}/{page}")

    look = LastLook.objects.get(user=factories.ada(), release=release)
    assert (look.revision, look.at) == (release.revision, NOON)


def test_of_what_is_public_no_look_is_remembered() -> None:
    signed_in(factories.ada()).get(page_of(factories.public()))

    assert not LastLook.objects.exists()


def test_what_others_changed_since_one_looked_is_told_with_who_and_what(stopped_clock: Any) -> None:
    release = factories.draft()
    ada = signed_in(factories.ada())
    ada.get(page_of(release))
    stopped_clock.forward(HOUR)
    wim = factories.person("Wim", "writer")

    edit(release, wim, headline="Harbor Bio opens two plants", subheadline="At last")
    review.comment(release, by=factories.ben(), at=NOON + HOUR, text="Good.")

    said = told(ada, "news")
    assert set(said) == {"Ben commented.", "Wim changed the headline and subheadline."}
    assert shown(ada)["news"][0].way.address == f"{RELEASES}{release.pk}/history/"


def test_ones_own_changes_are_no_news(stopped_clock: Any) -> None:
    release = factories.draft()
    ada = signed_in(factories.ada())
    ada.get(page_of(release))
    stopped_clock.forward(HOUR)

    edit(release, factories.ada(), headline="Harbor Bio opens two plants")

    assert headlines(ada, "news") == []


def test_what_one_has_looked_at_again_is_no_news(stopped_clock: Any) -> None:
    release = factories.draft()
    ada = signed_in(factories.ada())
    ada.get(page_of(release))
    stopped_clock.forward(HOUR)
    edit(release, factories.person("Wim", "writer"), headline="Harbor Bio opens two plants")

    before = headlines(ada, "news")
    ada.get(page_of(release))
    after = headlines(ada, "news")

    assert (before, after) == (["Harbor Bio opens two plants"], [])


def test_what_went_out_says_at_which_second() -> None:
    factories.public(publish_at=NOON - timedelta(hours=2))

    page = signed_in(factories.ada()).get("/admin/").content.decode()

    assert "Mon 2 Mar 2026, 10:00:00 EST" in page


def test_a_confidential_release_is_told_of_to_nobody_else(stopped_clock: Any) -> None:
    release = factories.draft("Harbor Bio is bought", publish_at=NOON + HOUR)
    wim = factories.person("Wim", "writer", "approver", "publisher")
    signed_in(wim).get(page_of(release))
    Unsaved.objects.create(user=wim, release=release, form=uuid.uuid4(), fields={}, kept_at=NOON)
    stopped_clock.forward(timedelta(minutes=1))
    review.comment(release, by=factories.ben(), at=stopped_clock.instant, text="Really?")
    factories.submitted(release, stopped_clock.instant)
    factories.keep_to_few(release)

    page = signed_in(wim).get("/admin/").content.decode()

    assert "is bought" not in page
    assert "is bought" in signed_in(factories.ada()).get("/admin/").content.decode()


def test_whoever_is_new_is_told_how_a_release_comes_about() -> None:
    page = signed_in(factories.ada()).get("/admin/").content.decode()

    assert "How a release comes about" in page
    assert "Nothing waits for you." in page


def test_an_auditor_is_not_told_that_nothing_waits_for_them() -> None:
    page = signed_in(factories.person("Otto", "auditor")).get("/admin/").content.decode()

    assert 'id="stretch-mine"' not in page


def test_leak_mode_is_at_hand_for_what_is_not_out() -> None:
    release = factories.approved()

    page = signed_in(factories.cora()).get("/admin/").content.decode()

    assert f'href="{RELEASES}{release.pk}/leak/"' in page
