"""Previews and rehearsals of what is to come in Chinese."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client

from releases import surfaces
from releases.models import Release
from tests.admin.desk import RELEASES, signed_in
from tests.factories import NOON, ada, approved, company, public
from tests.previews.granted import home, opened

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped_clock")]
T = NOON + timedelta(hours=1)


def version_to_come() -> Release:
    company()
    original = public("Harbor Bio opens a plant", slug="plant")
    made: Release = approved(
        "海港生物新厂启用", slug="plant-zh", language="zh-hans", translation_of=original,
        publish_at=T,
    )  # fmt: skip
    return made


def test_colleagues_see_chinese_pages_as_they_will_stand() -> None:
    version = version_to_come()
    client, site = signed_in(ada()), f"{RELEASES}{version.pk}/preview/site/"

    page = client.get(f"{site}zh-hans/news/").content.decode()

    assert '<html lang="zh-hans">' in page
    assert f'href="{site}zh-hans/news/plant-zh/"' in page
    assert f'href="{site}news/"' in page  # the other language, inside the preview too
    assert "Preview: nobody outside sees this" in page


def test_the_frame_begins_at_the_page_in_the_language_of_the_release() -> None:
    version = version_to_come()

    frame = signed_in(ada()).get(f"{RELEASES}{version.pk}/preview/").content.decode()

    assert f"{RELEASES}{version.pk}/preview/site/zh-hans/news/plant-zh/" in frame


def test_people_outside_are_led_to_it_and_see_it() -> None:
    grant, client = opened(version_to_come())

    led = client.get(f"{home(grant)}?opened")

    assert led["Location"] == f"{home(grant)}zh-hans/news/plant-zh/"
    page = client.get(led["Location"]).content.decode()
    assert "海港生物新厂启用" in page
    assert '<html lang="zh-hans">' in page
    assert Client().get("/zh-hans/news/plant-zh/").status_code == 404


def test_rehearsal_looks_at_the_pages_of_both_languages() -> None:
    version = version_to_come()
    out = StringIO()

    asked = {each.address: each for each in surfaces.of_release(version, T)}
    call_command("rehearse", str(version.pk), stdout=out)

    assert asked["/zh-hans/news/"].must_name
    assert asked["/zh-hans/"].must_name
    assert not asked["/news/"].must_name
    assert "/zh-hans/sitemap.xml" not in asked
    assert "Nothing would go wrong" in out.getvalue()
