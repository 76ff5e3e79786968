"""The history of a release reads like prose, and differences of texts are shown as differences."""

import html
import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from audit.erasure import erase
from audit.models import Entry
from ircms.actor import acting_as
from releases import insiders, review, schedule, withdrawal
from releases.admin import differences
from releases.models import Insider
from tests import factories
from tests.admin.desk import RELEASES, page_of, signed_in
from tests.plans import plan_of, sorts, walks

pytestmark = pytest.mark.usefixtures("stopped_clock")


def dora():
    return factories.person("Dora", "auditor")


def story_of(release, who=None, before=""):
    """The page, as its days and paragraphs."""
    client = signed_in(who or factories.ben())
    response = client.get(f"{RELEASES}{release.pk}/history/", {"before": before} if before else {})
    assert response.status_code == 200
    return response


def sentences(response):
    """What each paragraph says, newest first, without mark-up."""
    found = re.findall(r'<p class="minute-told">(.*?)</p>', response.content.decode(), re.DOTALL)
    return [" ".join(html.unescape(re.sub(r"<[^>]+>", "", text)).split()) for text in found]


def plain(response):
    """The page with what was taken out in [-…-] and what was put in in {+…+}."""
    text = response.content.decode()
    text = text.replace("<del>", "[-").replace("</del>", "-]")
    text = text.replace("<ins>", "{+").replace("</ins>", "+}")
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", text)).split())


def edit(release, **columns):
    with acting_as(factories.ada()):
        release.refresh_from_db()
        for name, value in columns.items():
            setattr(release, name, value)
        release.save()


@pytest.fixture
def later(stopped_clock):
    """What comes next is another act."""

    def wait():
        stopped_clock.forward(timedelta(minutes=1))
        return stopped_clock.instant

    return wait


def test_a_change_is_one_sentence_with_the_differences_below(later):
    release = factories.draft(
        body="<p>The plant has 30,000 square feet.</p>", publish_at=factories.NOON
    )
    later()

    edit(release, headline="Harbor Bio opens its plant", body="<p>The plant has 43,000 m².</p>")

    told = story_of(release)
    assert sentences(told)[0] == "Ada changed the headline and the body (revision 1 to 2)."
    assert "Harbor Bio opens [-a-]{+its+} plant" in plain(told)
    assert "The plant has [-30,000 square feet-]{+43,000 m²+}." in plain(told)


def test_rows_of_one_save_are_one_paragraph(later):
    release = factories.draft()
    later()

    with acting_as(factories.ada()):
        release.headline = "Another headline"
        release.save()
        for name in ("Mara Lindqvist", "Jonas Brandt"):
            factories.print_contact(release, factories.contact(name))

    assert sentences(story_of(release))[0] == (
        "Ada changed the headline and added the contacts Mara Lindqvist and Jonas Brandt "
        "(revision 1 to 4)."
    )


def test_short_values_are_told_old_and_new_and_times_on_the_markets_clocks(later):
    release = factories.draft(publish_at=factories.NOON + timedelta(days=1))
    later()

    edit(release, publish_at=factories.NOON + timedelta(days=2), kind="notice")

    told = plain(story_of(release))
    assert "[-Tue 3 Mar 2026, 12:00 EST-] → {+Wed 4 Mar 2026, 12:00 EST+}" in told
    assert "[-Press release-] → {+Notice+}" in told


def test_a_row_that_goes_is_told_by_name(later):
    release = factories.draft()
    printed = factories.print_contact(release, factories.contact())
    later()

    with acting_as(factories.ada()):
        printed.delete()

    assert sentences(story_of(release))[0] == (
        "Ada removed the contact Mara Lindqvist (revision 3)."
    )


def test_the_way_of_a_release_is_told_in_words(later):
    release = factories.draft(publish_at=factories.NOON + timedelta(days=1))
    review.submit(
        release, by=factories.ada(), at=later(), revision=1, asking=[factories.ben()], text="Done."
    )
    review.send_back(release, by=factories.ben(), at=later(), revision=1, text="The date is wrong.")
    review.submit(release, by=factories.ada(), at=later(), revision=1)
    at = later()
    factories.waive_notice(release, at)
    at = later()
    approval = factories.approved_by(factories.ben(), release, at)
    schedule.hold(release, by=factories.cora(), at=later(), reason="The mayor is ill.")
    schedule.resume(release, by=factories.cora(), at=later())

    told = story_of(release)

    said = [text for text in sentences(told) if "approved" not in text]
    assert said == [
        "Cora lifted the hold.",
        "Cora put it on hold.",
        "Cora recorded that XNAS need not be told ahead.",
        "Ada submitted revision 1 for review.",
        "Ben sent revision 1 back to its writers.",
        "Ada submitted revision 1 for review, asking Ben.",
        "Ada wrote the first draft.",
    ]
    approved = next(text for text in sentences(told) if "approved" in text)
    assert approved.endswith(f"approved revision 1 (SHA-256 {approval.sha256[:12]}…).")
    for words in ("The mayor is ill.", "The date is wrong.", "Nothing material.", "Done."):
        assert words in plain(told)


def test_another_time_is_told_once(later):
    release = factories.draft(publish_at=factories.NOON + timedelta(days=1))

    schedule.reschedule(
        release,
        by=factories.cora(),
        at=later(),
        revision=1,
        publish_at=factories.NOON + timedelta(days=2),
    )

    assert sentences(story_of(release))[0] == (
        "Cora moved it from Tue 3 Mar 2026, 12:00 EST to Wed 4 Mar 2026, 12:00 EST."
    )


def test_a_withdrawal_is_told_with_its_reason(later):
    release = factories.public()

    withdrawal.withdraw(release, by=factories.cora(), at=later(), reason="A figure was wrong.")

    told = story_of(release)
    assert sentences(told)[0] == "Cora withdrew it."
    assert plain(told).count("A figure was wrong.") == 1


def test_views_are_for_those_who_read_the_audit():
    release = factories.draft()
    signed_in(factories.cora()).get(page_of(release))

    for_ben, for_dora = sentences(story_of(release)), sentences(story_of(release, dora()))

    assert for_ben == ["Ada wrote the first draft."]
    assert for_dora[0] == "Ben looked at its history."
    assert for_dora[1] == "Cora looked at its page."


def test_many_looks_of_one_person_are_one_sentence():
    release = factories.draft()
    cora = signed_in(factories.cora())
    for _ in range(3):
        cora.get(page_of(release))
    cora.get(f"{RELEASES}{release.pk}/hold/")

    assert sentences(story_of(release, dora()))[0] == (
        "Cora looked at its page three times and at the page “Hold”."
    )


def test_what_was_erased_is_said_to_be(later):
    release = factories.draft()
    later()
    edit(release, staff_note="Call Mara.")
    entry = Entry.objects.filter(release_id=release.pk, action="update").latest("pk")

    erase(entry.pk, by=factories.ada(), at=later(), reason="She asked.")

    told = story_of(release)
    assert sentences(told)[1] == "Ada changed the note for staff (revision 1 to 2)."
    assert "What it said has been erased." in plain(told)
    assert "Call Mara." not in plain(told)


def test_an_insider_list_is_told_of(later):
    release = factories.draft(is_confidential=True)
    with acting_as(factories.ada()):
        for user in (factories.ada(), factories.ben()):
            Insider.objects.create(
                release=release, user=user, added_by=factories.ada(), added_at=factories.NOON
            )
    insiders.name_insider(release, factories.cora(), by=factories.ada(), at=later())

    assert sentences(story_of(release))[0] == "Ada named Cora on the insider list."


def test_the_history_of_a_confidential_release_does_not_exist_for_others():
    release = factories.draft(is_confidential=True)

    response = signed_in(factories.ben()).get(f"{RELEASES}{release.pk}/history/")

    assert response.status_code == 404


def test_mark_up_in_a_text_is_told_as_text(later):
    release = factories.draft(staff_note="A < B")
    later()

    edit(release, staff_note="A <script> B")

    assert "<script> B" not in story_of(release).content.decode()


def test_it_goes_on_by_key_and_tells_everything_once(later):
    release = factories.draft()
    for number in range(70):
        later()
        edit(release, staff_note=f"Note {number}")

    first = story_of(release)
    older = first.context["story"].older
    second = story_of(release, before=str(older))

    assert len(sentences(first)) + len(sentences(second)) == 71
    assert second.context["story"].older is None
    assert sentences(second)[-1] == "Ada wrote the first draft."


def test_days_are_the_markets(stopped_clock):
    release = factories.draft()
    stopped_clock.forward(timedelta(hours=11, minutes=59))
    edit(release, staff_note="Still the same day there.")
    stopped_clock.forward(timedelta(minutes=1))
    edit(release, staff_note="The next one.")

    days = story_of(release).context["story"].days

    assert [str(day.day) for day in days] == ["2026-03-03", "2026-03-02"]


def test_a_place_in_the_chain_stands_beside_each_paragraph(stopped_clock):
    release = factories.draft()
    stopped_clock.settle()

    told = story_of(release).context["story"].days[0].paragraphs[0]

    link = Entry.objects.get(release_id=release.pk, action="insert").link
    assert (told.first, told.hash) == (link.position, link.hash)


def test_it_takes_as_many_queries_however_much_was_done(later):
    def asked():
        client = signed_in(factories.ben())
        with CaptureQueriesContext(connection) as queries:
            client.get(f"{RELEASES}{release.pk}/history/")
        statements = [query["sql"] for query in queries]
        assert not [sql for sql in statements if "COUNT(" in sql or "OFFSET" in sql]
        return len(statements)

    release = factories.draft()
    later()
    edit(release, headline="Number 0")
    factories.print_contact(release, factories.contact())
    asked()  # the first look begins a row, those after it change it
    few = asked()
    for number in range(1, 12):
        later()
        edit(release, headline=f"Number {number}")
        factories.print_contact(release, factories.contact(f"Person {number}"))

    assert asked() == few


def test_entries_are_found_by_an_index():
    sql = str(Entry.objects.of_release(7).filter(pk__lt=100).select_related("link")[:51].query)

    plan = plan_of(sql)

    assert not walks(plan, "audit_entry")
    assert not sorts(plan)


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("43.5 m", "43.7 m", "<del>43.5</del><ins>43.7</ins> m"),
        ("", "New", "<ins>New</ins>"),
        ("Old", "", "<del>Old</del>"),
        ("中国无锡", "中国上海", "中国<del>无锡</del><ins>上海</ins>"),
        ("a <b> c", "a <i> c", "a &lt;<del>b</del><ins>i</ins>&gt; c"),
    ],
)
def test_differences_are_of_whole_words(before, after, shown):
    assert differences.of_text(before, after) == shown


def test_unchanged_stretches_are_shortened():
    words = " ".join(str(number) for number in range(100))

    shown = differences.of_text(f"one {words} end", f"two {words} finish")

    assert "50" not in shown
    assert shown.startswith("<del>one</del><ins>two</ins> 0 1")
    assert shown.endswith("98 99 <del>end</del><ins>finish</ins>")


def test_unchanged_paragraphs_are_left_out():
    before = "<p>One.</p><p>Two words here.</p><p>Three.</p>"
    after = "<p>One.</p><p>Two letters here.</p><p>Three.</p>"

    assert differences.of_rich_text(before, after) == [
        "Two <del>words</del><ins>letters</ins> here."
    ]


def test_mark_up_alone_makes_no_difference_of_words():
    assert differences.of_rich_text("<p>One.</p>", "<p><strong>One.</strong></p>") == []
