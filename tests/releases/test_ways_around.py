"""Ways around that somebody thought of: each is closed."""

from datetime import timedelta
from typing import Any

import pytest

from releases import insiders, preflight, schedule
from releases.transitions import TransitionRefused
from tests import factories
from tests.admin.desk import RELEASES, filled_in, page_of, signed_in
from tests.conftest import StoppedClock
from tests.factories import NOON, ada, ben, cora, draft

pytestmark = pytest.mark.usefixtures("stopped_clock")
HOUR = timedelta(hours=1)


def test_what_is_approved_cannot_be_hidden_from_those_who_could_hold_it() -> None:
    release = factories.approved(publish_at=NOON + HOUR)
    wim = factories.person("Wim", "writer")

    with pytest.raises(TransitionRefused, match="recall it first"):
        insiders.make_confidential(release, by=wim, at=NOON)

    schedule.hold(release, by=cora(), at=NOON, reason="A figure.")


def test_of_an_approved_confidential_release_somebody_stays_who_can_hold_it() -> None:
    release = draft(publish_at=NOON + HOUR)
    insiders.make_confidential(release, by=ada(), at=NOON, people=[ben(), cora()])
    factories.approve(release)

    with pytest.raises(TransitionRefused, match="who can hold it"):
        insiders.take_off(release, cora(), by=ada(), at=NOON)


def test_version_that_waited_for_its_original_is_shown_before_both_are_released(
    stopped_clock: StoppedClock,
) -> None:
    original = factories.approved(publish_at=NOON + 5 * HOUR)
    version = draft("Die Fassung", language="de", translation_of=original, publish_at=NOON + HOUR)
    factories.approve(version)
    at = NOON + 2 * HOUR
    stopped_clock.set(at)
    seen: dict[str, Any] = {"by": cora(), "at": at, "revision": original.revision}

    with pytest.raises(TransitionRefused, match="others than those you were shown"):
        schedule.release_now(original, **seen)
    schedule.release_now(original, versions={version.pk: version.revision}, **seen)

    version.refresh_from_db()
    assert original.is_public(at)
    assert version.is_public(at)


def test_guesses_at_a_second_person_are_counted_though_one_s_own_password_lies_between() -> None:
    release = draft(publish_at=NOON + HOUR)
    ben()
    client = signed_in(cora())
    sent = {"revision": 1, "versions": "", "act": "release", "password": PASSWORD}

    for number in range(8):
        mail = "cora" if number % 4 == 3 else "ben"
        word = PASSWORD if mail == "cora" else f"guess {number}"
        typed = {"approver": f"{mail}@harbor-bio.example", "approver_password": word}
        typed["approver_code"] = "000000"
        page = client.post(f"{RELEASES}{release.pk}/leak/", sent | typed)

    assert "Too many wrong attempts" in page.content.decode()


PASSWORD = "a long enough pass phrase"


def test_acknowledged_words_in_other_surroundings_are_another_warning() -> None:
    one = draft("One", body="<p>Call us at 10:30am about the old plant in Wuxi, please.</p>")
    other = draft("Other", body="<p>Results come at 10:30am for the whole of this year.</p>")

    def of(release: object) -> set[str]:
        found = preflight.open_findings(release, NOON).warnings  # type: ignore[arg-type]  # a release
        return {each.fingerprint for each in found if "10:30am" in each.what}

    assert of(one)
    assert of(other)
    assert not of(one) & of(other)


def test_every_warning_is_acknowledged_however_many_there_are() -> None:
    links = "".join(f'<p><a href="http://e{n}.example/">x{n}</a></p>' for n in range(25))
    release = factories.submitted(draft(body=links, publish_at=NOON + HOUR))
    first = factories.warnings(release)

    with pytest.raises(TransitionRefused, match="Acknowledge each warning"):
        release.approve(by=ben(), at=NOON, revision=release.revision, acknowledged=first)


def test_one_word_a_thousand_times_is_compared_in_no_time() -> None:
    from releases.admin import differences

    old, new = (" ".join(f"a {name}{n}" for n in range(1200)) for name in ("x", "y"))

    assert "<del>" in differences.of_text(old, new)


def test_form_that_claims_thousands_of_rows_is_refused() -> None:
    client = signed_in(ada())
    sent = filled_in(client, f"{RELEASES}add/", headline="A", body="<p>B</p>")
    sent["attachments-TOTAL_FORMS"] = "5000"

    page = client.post(f"{RELEASES}add/", sent)

    assert page.status_code == 200
    assert len(page.content) < 2_000_000


@pytest.mark.parametrize("year", ["9998-01-01T00:00", "9999-12-31T23:59"])
def test_time_that_no_page_could_show_is_refused_at_its_field(year: str) -> None:
    release = draft(publish_at=NOON + HOUR)

    page = signed_in(cora()).post(
        f"{RELEASES}{release.pk}/reschedule/", {"revision": 1, "publish_at": year}
    )

    assert page.status_code == 200
    assert "between the years 1900 and 9998" in page.content.decode()


def test_comment_of_a_megabyte_is_refused() -> None:
    release = draft()

    page = signed_in(ben()).post(f"{RELEASES}{release.pk}/comment/", {"reason": "x" * 1_000_000})

    assert page.status_code == 200
    assert not release.steps.exists()
    assert signed_in(ada()).get(page_of(release)).status_code == 200


def test_open_correction_cannot_point_at_what_is_confidential() -> None:
    wrong = draft("Wrong")
    made = draft("Right", corrects=wrong)
    insiders.make_confidential(made, by=ada(), at=NOON)
    insiders.make_confidential(wrong, by=ada(), at=NOON)

    with pytest.raises(TransitionRefused, match="open that"):
        insiders.open_up(made, by=ada(), at=NOON)
