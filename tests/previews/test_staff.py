"""Previews for colleagues: the real site at its second, for those who may know of it."""

import re
from datetime import timedelta
from typing import Any
from urllib.parse import quote

import pytest
from django.db import connection
from django.test import Client

from audit.models import Entry
from previews import staff
from releases import rehearsal
from releases.models import Release
from tests.admin.desk import RELEASES, signed_in
from tests.conftest import StoppedClock
from tests.facilities import makers
from tests.factories import (
    NOON,
    PDF,
    ada,
    approved,
    attach,
    ben,
    company,
    cora,
    draft,
    keep_to_few,
    person,
    public,
)
from tests.releases.test_rehearsal import dump

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped_clock")]
KEPT = "Harbor Bio buys a rival nobody may know of"
# Every address of the site that shows what several releases make up together.
SHARED = (
    "", "news/", "news/2026/", "news/feed.rss", "facilities/", "facilities/capacity.csv",
    "pipeline/", "pipeline/trials.csv", "events/", "events.ics", "contacts/", "sitemap.xml",
    "sitemap-2026.xml", "sitemap-facilities.xml", "sitemap-pipeline.xml", "sitemap-events.xml",
)  # fmt: skip


def preview_of(release: Release, path: str | None = None) -> str:
    frame = f"{RELEASES}{release.pk}/preview/"
    return frame if path is None else f"{frame}site/{path}"


def text_of(response: Any) -> str:
    return str(response.content.decode())


def test_page_of_a_draft_is_shown_as_it_will_stand() -> None:
    release = draft(publish_at=NOON + timedelta(hours=2))

    response = signed_in(ada()).get(preview_of(release, f"news/{release.slug}/"))

    assert response.status_code == 200
    assert release.headline in text_of(response)
    assert "Preview: nobody outside sees this" in text_of(response)
    assert "Mon 2 Mar 2026, 14:00 EST" in text_of(response)


def test_links_stay_inside_the_preview() -> None:
    release = draft()
    prefix = preview_of(release, "")

    page = text_of(signed_in(ada()).get(preview_of(release, f"news/{release.slug}/")))
    below_the_banner = page.split('<header class="masthead">')[1]

    addresses = re.findall(r'<a [^>]*href="([^"#]+)', below_the_banner)
    letters = [address for address in addresses if address.startswith("mailto:?")]
    assert letters
    assert all(quote("http://testserver/news/", safe="") in letter for letter in letters)
    assert not any(quote(prefix, safe="") in letter for letter in letters)
    elsewhere = [address for address in addresses if not address.startswith(prefix)]
    assert elsewhere == letters


def test_every_page_of_the_site_says_that_it_is_a_preview() -> None:
    release = draft()
    client = signed_in(ada())

    for path in ("", "news/", "facilities/", "pipeline/", "events/", "contacts/", "no/such/page"):
        assert "Preview: nobody outside sees this" in text_of(client.get(preview_of(release, path)))


def test_what_is_not_there_is_the_site_s_404() -> None:
    release = draft()

    response = signed_in(ada()).get(preview_of(release, "news/nothing/"))

    assert response.status_code == 404
    assert "There is no page at this address" in text_of(response)


def test_file_comes_as_it_will_be_served() -> None:
    release = draft()
    file = attach(release)

    response = signed_in(ada()).get(preview_of(release, file.get_absolute_url().lstrip("/")))

    assert response.content == PDF
    assert response["Content-Type"] == "application/pdf"


def test_nobody_keeps_lists_or_frames_a_preview() -> None:
    release = draft()

    response = signed_in(ada()).get(preview_of(release, "news/"))

    assert response["Cache-Control"] == "no-store, private"
    assert "noindex" in response["X-Robots-Tag"]
    assert response["Referrer-Policy"] == "no-referrer"
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in response["Content-Security-Policy"]
    assert "nonce" not in response["Content-Security-Policy"]
    assert not {"ETag", "Last-Modified"} & set(response.headers)


def test_nothing_else_at_the_desk_may_be_framed() -> None:
    release = draft()
    client = signed_in(ada())

    for path in (preview_of(release), f"{RELEASES}{release.pk}/change/"):
        response = client.get(path)
        assert response["X-Frame-Options"] == "DENY"
        assert "frame-ancestors 'none'" in response["Content-Security-Policy"]


def test_frame_holds_the_site_and_what_stands_against_the_release() -> None:
    company()
    release = draft()

    response = signed_in(ada()).get(preview_of(release))

    assert f'src="{preview_of(release, f"news/{release.slug}/")}"' in text_of(response)
    assert "Pre-flight" in text_of(response)
    assert "a time made up for this" in text_of(response)
    assert "frame-src 'self'" in response["Content-Security-Policy"]


def test_frame_leads_to_the_other_languages_that_stand_then() -> None:
    original = approved()
    version = draft("Harbor Bio eröffnet ein Werk", language="de", translation_of=original)

    of_version = text_of(signed_in(ada()).get(preview_of(version)))
    of_original = text_of(signed_in(ada()).get(preview_of(original)))

    assert preview_of(version, f"news/{original.slug}/") in of_version
    assert version.slug not in of_original


def test_each_page_shown_is_in_the_audit_and_nothing_else_stays() -> None:
    release = draft()
    client = signed_in(ada())
    before = dump()
    last = Entry.objects.latest("pk").pk

    client.get(preview_of(release, "news/"))

    entry = Entry.objects.get(pk__gt=last)
    assert (entry.action, entry.release_id, entry.said["where"]) == (
        "viewed",
        release.pk,
        "preview",
    )
    after = dump()
    assert {table for table in before if before[table] != after[table]} <= {
        "audit_entry",
        "audit_detail",
        "audit_link",
    }


def test_others_that_the_page_may_show_are_in_the_audit_too() -> None:
    release = draft(publish_at=NOON + timedelta(hours=2))
    other = approved("Another one", publish_at=NOON + timedelta(hours=1))
    client = signed_in(ada())

    client.get(preview_of(release, "news/"))

    said = Entry.objects.filter(action="viewed").latest("pk").said
    assert sorted(said["releases"]) == sorted([release.pk, other.pk])


def test_confidential_release_never_shows_in_somebody_else_s_preview() -> None:
    kept = makers.embargoed(
        KEPT,
        makers.said("Wuxi", name="The plant nobody knows of"),
        makers.actual("Wuxi", "98,765 square feet", None),
    )
    keep_to_few(kept)
    release = draft(publish_at=NOON + timedelta(hours=3))
    client = signed_in(cora())

    for path in (*SHARED, f"news/{release.slug}/", f"news/{release.slug}.json", None):
        shown = text_of(client.get(preview_of(release, path)))
        assert KEPT not in shown
        assert kept.slug not in shown
        assert "nobody knows of" not in shown
        assert "98,765" not in shown
    assert client.get(preview_of(release, f"news/{kept.slug}/")).status_code == 404
    assert client.get(preview_of(kept)).status_code == 404
    assert client.get(preview_of(kept, "news/")).status_code == 404


def test_who_knows_of_it_sees_it_in_the_preview_of_another() -> None:
    kept = approved(KEPT)
    keep_to_few(kept)
    release = draft(publish_at=NOON + timedelta(hours=3))

    assert KEPT in text_of(signed_in(ada()).get(preview_of(release, "news/")))


def test_only_those_who_read_the_audit_are_told_that_something_is_left_out() -> None:
    kept = approved(KEPT)
    keep_to_few(kept)
    release = draft(publish_at=NOON + timedelta(hours=3))

    told = text_of(signed_in(person("Otto", "auditor")).get(preview_of(release, "news/")))
    untold = text_of(signed_in(ben()).get(preview_of(release, "news/")))

    assert "1 release that you do not know of is left out" in told
    assert "left out" not in untold


def test_preview_changes_nothing_that_readers_get() -> None:
    release = draft()
    reader = Client()
    before = [reader.get(f"/{path}").getvalue() for path in SHARED]

    signed_in(ada()).get(preview_of(release, "news/"))

    assert [reader.get(f"/{path}").getvalue() for path in SHARED] == before


def test_frame_of_what_is_public_leads_to_its_page() -> None:
    release = public()
    client = signed_in(ada())

    assert client.get(preview_of(release))["Location"] == f"/news/{release.slug}/"
    assert "Nothing is left to rehearse" in text_of(client.get(preview_of(release, "news/")))


def test_what_cannot_be_shown_says_what_is_missing() -> None:
    release = draft(body="")
    client = signed_in(ada())

    for path in (None, "news/"):
        response = client.get(preview_of(release, path))
        assert response.status_code == 200
        assert "It has no text yet" in text_of(response)


def test_while_somebody_saves_one_is_asked_to_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    release = draft()

    def busy(*args: object, **kwargs: object) -> None:
        raise rehearsal.Busy

    monkeypatch.setattr(staff, "rehearsed", busy)
    client = signed_in(ada())

    for path in (None, "news/"):
        response = client.get(preview_of(release, path))
        assert response.status_code == 503
        assert "Please try again" in text_of(response)


def test_nobody_gets_in_without_signing_in() -> None:
    release = draft()

    for path in (None, "news/"):
        assert "/admin/login/" in Client().get(preview_of(release, path))["Location"]


def test_colleague_without_the_right_to_see_releases_sees_none() -> None:
    release = draft()
    client = signed_in(person("Nora"))

    for path in (None, "news/"):
        assert client.get(preview_of(release, path)).status_code == 403


def test_query_reaches_the_page_and_the_past_does_not() -> None:
    release = draft()
    for number in range(21):
        public(f"News {number}", publish_at=NOON - timedelta(days=number + 1))
    client = signed_in(ada())

    older = text_of(client.get(preview_of(release, "news/") + "?before=news-5"))
    past = text_of(client.get(preview_of(release, "news/") + "?as_of=2026-02-20"))

    assert "News 6" in older
    assert release.headline in past


def test_approved_release_can_be_looked_at_up_to_its_second(stopped_clock: StoppedClock) -> None:
    release = approved()
    stopped_clock.set(NOON + timedelta(minutes=59, seconds=59))

    response = signed_in(ada()).get(preview_of(release, f"news/{release.slug}/"))

    assert release.headline in text_of(response)


def test_preview_leaves_no_connection_waiting() -> None:
    release = draft()

    signed_in(ada()).get(preview_of(release, "news/"))

    assert getattr(connection, "ircms_actor_id", None) is None
