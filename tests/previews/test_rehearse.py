"""``manage.py rehearse``: what would appear where, what would go wrong, and nothing changed."""

from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from releases import newsroom, newsroom_views, schedule, surfaces
from releases.models import Attachment, Release
from tests.conftest import StoppedClock
from tests.facilities import makers
from tests.factories import (
    NOON,
    approve,
    approved,
    attach,
    ben,
    company,
    cora,
    draft,
    public,
    submitted,
    waive_notice,
)
from tests.releases.test_rehearsal import dump

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped_clock")]


def rehearse(release: Release | str) -> tuple[int, str]:
    """How the command ends, and all it says."""
    out = StringIO()
    named = release if isinstance(release, str) else str(release.pk)
    try:
        call_command("rehearse", named, stdout=out)
    except CommandError as refused:
        return refused.returncode, f"{out.getvalue()}{refused}"
    return 0, out.getvalue()


def part(said: str, heading: str) -> list[str]:
    """The lines below ``heading``."""
    lines = said.split(f"\n{heading}\n")[1].split("\n\n", maxsplit=1)[0].splitlines()
    return [line.strip() for line in lines]


def ready(headline: str = "Harbor Bio opens a plant") -> Release:
    """Approved for two hours from NOON, with nothing against it."""
    company()
    return approved(headline, publish_at=NOON + timedelta(hours=2))


def test_release_that_is_ready_would_go_right() -> None:
    release = ready()

    status, said = rehearse(release)

    assert status == 0, said
    assert "goes out on Mon 2 Mar 2026, 14:00 EST (2026-03-02 19:00:00 UTC), in 2" in said
    assert "Nothing would go wrong. Nothing was changed." in said


def test_it_says_what_appears_and_what_changes() -> None:
    company()
    release = makers.embargoed(
        "Harbor Bio opens a plant", makers.said("Wuxi"), publish_at=NOON + timedelta(hours=2)
    )

    _, said = rehearse(release)

    assert f"200  /news/{release.slug}/" in part(said, "Appears")
    assert "200  /facilities/wuxi/" in part(said, "Appears")
    assert "200  /news/  names it" in part(said, "Changes")
    assert "200  /facilities/" in part(said, "Changes")
    assert "200  /pipeline/" in part(said, "Stays as it is")


def test_address_does_as_well_as_the_key() -> None:
    release = ready()

    assert rehearse(release.slug) == rehearse(f"/news/{release.slug}/") == rehearse(release)


def test_nothing_is_changed() -> None:
    company()
    release = draft()
    attach(release)
    before = dump()

    rehearse(release)

    assert before == dump()


def test_draft_would_not_go_out() -> None:
    release = draft(publish_at=NOON + timedelta(hours=2))

    status, said = rehearse(release)

    assert status == 1
    assert "It is a draft: nobody has approved it." in part(said, "Would go wrong")


def test_review_hold_and_a_time_that_has_passed_are_told_apart() -> None:
    in_review = submitted(draft("In review", publish_at=NOON + timedelta(hours=2)))
    held = approved("Held")
    schedule.hold(held, by=cora(), at=NOON, reason="Wait.")
    late = draft("Late", publish_at=NOON - timedelta(days=1))

    assert "It is in review: nobody has approved it yet." in rehearse(in_review)[1]
    assert "It is on hold." in rehearse(held)[1]
    assert "It was to go out on Sun 1 Mar 2026, 12:00 EST, and did not." in rehearse(late)[1]


def test_release_without_a_time_is_said_to_have_none() -> None:
    company()
    release = draft()
    waive_notice(release)
    approve(release)

    status, said = rehearse(release)

    assert status == 0, said
    assert "It has no time, and goes out only by “release now”" in said


def test_original_that_is_not_approved_holds_its_version_back() -> None:
    original = draft()
    version = draft("Harbor Bio eröffnet ein Werk", language="de", translation_of=original)

    _, said = rehearse(version)

    assert "Its original is a draft: nobody has approved it." in part(said, "Would go wrong")
    assert f"200  /news/{version.slug}/" in part(said, "Appears")


def test_what_pre_flight_says_is_said() -> None:
    company()
    release = draft("TBD", publish_at=NOON + timedelta(hours=2))

    status, said = rehearse(release)

    assert status == 1
    assert any(line.startswith("to be mended: ") for line in part(said, "Pre-flight"))
    assert any(line.startswith("Pre-flight: ") for line in part(said, "Would go wrong"))


def test_file_that_is_gone_would_fail(private_root: Path) -> None:
    release = draft()
    file = attach(release)
    (private_root / str(file.file.name)).unlink()

    status, said = rehearse(release)

    assert status == 1
    assert f"{file.get_absolute_url()} would fail" in said


def test_file_with_other_bytes_would_fail(private_root: Path) -> None:
    release = draft()
    file = attach(release)
    (private_root / str(file.file.name)).write_bytes(b"%PDF-1.4 something else")

    _, said = rehearse(release)

    assert f"{file.get_absolute_url()} would fail" in said
    assert "is not the file that was approved" in said


def test_page_that_raises_would_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    release = ready()

    def broken(*args: object, **kwargs: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(newsroom, "public_years", broken)
    status, said = rehearse(release)

    assert status == 1
    assert "/news/ would fail: ZeroDivisionError" in said
    assert f"200  /news/{release.slug}/" in part(said, "Appears")


def test_page_that_forgot_it_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    release = ready()
    monkeypatch.setattr(newsroom_views, "PAGE_LENGTH", 0)

    status, said = rehearse(release)

    assert status == 1
    assert "/news/ would not name it." in part(said, "Would go wrong")


def test_those_who_would_be_mailed_on_the_way_are_named() -> None:
    ben()
    release = draft(publish_at=NOON + timedelta(hours=2))

    _, said = rehearse(release)

    assert any("Ben" in line for line in part(said, "Mail"))
    assert "Rehearsal (" not in said


def test_what_goes_out_by_then_is_named() -> None:
    release = ready()
    approved("Another one", publish_at=NOON + timedelta(hours=2))
    approved("Later", publish_at=NOON + timedelta(hours=3))

    _, said = rehearse(release)

    assert part(said, "Goes out by then too") == ["Another one, Mon 2 Mar 2026, 14:00 EST"]


def test_what_cannot_be_approved_says_why() -> None:
    release = draft(body="")

    status, said = rehearse(release)

    assert status == 1
    assert "It has no text yet" in said


def test_there_is_nothing_to_rehearse_of_what_is_public_or_unknown() -> None:
    release = public()

    assert rehearse(release)[0] == 2
    assert rehearse("no-such-release")[0] == 2
    assert rehearse("99999999")[0] == 2


def test_every_address_of_the_site_is_walked(monkeypatch: pytest.MonkeyPatch) -> None:
    release = ready()
    monkeypatch.delitem(surfaces._MAKERS, frozenset({"year"}))

    status, said = rehearse(release)

    assert status == 1
    assert "takes year: teach releases/surfaces.py" in said


def test_correction_changes_the_page_that_it_corrects() -> None:
    company()
    wrong = public("Harbor Bio has two plants")
    correction = approved("Harbor Bio has one plant", corrects=wrong)

    _, said = rehearse(correction)

    assert f"200  /news/{wrong.slug}/  names it" in part(said, "Changes")


def test_files_of_it_appear() -> None:
    company()
    release = draft(publish_at=NOON + timedelta(hours=2))
    attach(release)
    approve(release)

    _, said = rehearse(release)

    assert f"200  {Attachment.objects.get().get_absolute_url()}" in part(said, "Appears")


def test_moment_before_its_second_it_is_still_rehearsed(stopped_clock: StoppedClock) -> None:
    release = ready()
    stopped_clock.set(NOON + timedelta(hours=2) - timedelta(seconds=1))

    assert rehearse(release)[0] == 0
