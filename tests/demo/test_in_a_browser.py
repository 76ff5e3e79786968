"""Every kind of page of the demo's site in a real browser, in both languages: what axe finds, and
whether a small screen holds it."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from company.models import Category
from demo_company import loading
from events.models import Event
from facilities.models import Facility
from ircms.languages import everywhere
from library.models import Document, SitePage
from releases.models import Release
from tests.conftest import StoppedClock
from tests.releases.in_a_browser import overflowing, violations
from trials.models import ClinicalTrial

BEFORE_THE_OPENING = datetime(2017, 10, 16, 14, 0, tzinfo=UTC)
_LISTS = ("home", "newsroom", "facilities", "pipeline", "events", "documents", "about", "contacts",
          "contacts_sent", "accessibility", "privacy")  # fmt: skip


@pytest.fixture
def addresses(demo: StoppedClock, committed_pages: None, live_server: LiveServer) -> list[str]:
    """One of each kind, and what is asked of them: words, filters, units, another day."""
    demo.set(BEFORE_THE_OPENING)
    loading.load(demo.instant)
    demo.settle()
    paths = [reverse(name) for name in _LISTS]
    founding = Release.objects.public(demo.instant).get(
        slug__contains="grand-opening", language="en"
    )
    paths += [founding.get_absolute_url(), reverse("newsroom_year", args=[2017])]
    paths += [reverse("category", args=[Category.objects.earliest("pk").slug])]
    paths += [reverse("facility", args=[Facility.objects.get(slug="shanghai").slug])]
    paths += [Event.objects.earliest("pk").get_absolute_url()]
    paths += [ClinicalTrial.objects.earliest("pk").get_absolute_url()]
    paths += [Document.objects.earliest("pk").get_absolute_url()]
    paths += [SitePage.objects.get(slug="shareholder-information").get_absolute_url()]
    paths += ["/search/?q=shanghai", "/search/?q=zebra", "/pipeline/?phase=phase1", "/nowhere/"]
    paths += ["/facilities/?units=m2", f"{founding.get_absolute_url()}?as_of=2017-09-30"]
    return [live_server.url + each for path in paths for each in everywhere(path)]


def test_axe_finds_nothing_in_either_scheme(browser: Browser, addresses: list[str]) -> None:
    assert violations(browser, addresses, widths=(390, 1440)) == []


def test_narrow_screen_is_not_scrolled_sideways(browser: Browser, addresses: list[str]) -> None:
    assert overflowing(browser, addresses) == []
