"""``manage.py load_demo``: what it adds, what it leaves alone, what it does not show early."""

from datetime import UTC, datetime, timedelta
from unittest import mock

import pytest
from django.core.management import CommandError
from django.test import Client

from accounts.models import User
from company.models import Category, Company, Listing
from demo_company import announcement, until_2017
from demo_company.people import WRITER
from events.models import Event, EventUpdate
from facilities.models import (
    CapacityFigure,
    CapacitySeries,
    CapacitySite,
    Facility,
    FacilityUpdate,
)
from ircms.actor import acting_as
from library.models import Document, DocumentUpdate, PageVersion, SitePage
from releases.models import Approval, Attachment, Contact, Release, StandingText
from trials.models import ClinicalTrial, TrialUpdate

OCTOBER_2017 = datetime(2017, 10, 16, 13, 0, tzinfo=UTC)
FOUNDING = until_2017.SHANGHAI_PLANNED.slug
LATER = {
    "cbmg-opens-new-shanghai-facility",
    "cbmg-opens-new-shanghai-facility-zh-hans",
    "cbmg-announces-rd-center-in-gaithersburg",
    "cbmg-moves-to-nasdaq-global-select-market",
    "cbmg-plans-facility-in-rockville",
    "cbmg-shares-leave-nasdaq-after-merger",
    "questions-and-answers-november-2017",
    "shareholder-information-april-2019",
}
STATED = (
    *(Facility, FacilityUpdate, CapacitySeries, CapacityFigure, CapacitySite),
    *(ClinicalTrial, TrialUpdate, Event, EventUpdate),
    *(Document, DocumentUpdate, SitePage, PageVersion),
)
ROWS = (
    *(Company, Listing, Category, Contact, StandingText, Release, Approval, Attachment, User),
    *STATED,
)


def everything():
    return {model: list(model.objects.order_by("pk").values()) for model in ROWS}


def public_slugs(at):
    return set(Release.objects.public(at).values_list("slug", flat=True))


def test_second_load_adds_nothing_and_says_so(load):
    load(logins=True)
    before = everything()

    said = load(logins=True)

    assert "nothing was added" in said
    assert everything() == before
    assert all(before[model] for model in STATED)


def test_loading_says_how_many_of_what_it_added(load):
    said = load()

    assert "1 × company" in said
    assert "15 × public release" in said
    assert "1 × draft" in said


def test_what_was_deleted_comes_back_alone(load):
    load()
    before = Release.objects.count()
    with acting_as(User.objects.get(email=WRITER[0])):
        Release.objects.get(slug=until_2017.BEIJING_LEASE.slug).delete()

    said = load()

    assert Release.objects.count() == before
    assert "1 × draft" in said
    assert "public release" not in said


def test_what_somebody_changed_survives_the_next_load(demo, load):
    demo.set(OCTOBER_2017)
    load()
    Company.objects.update(name="Renamed Bio")
    Contact.objects.update(title="Head of Everything")
    Listing.objects.filter(exchange="Nasdaq Global Market").update(exchange="Nasdaq GM")
    release = Release.objects.get(slug="cbmg-plans-facility-in-rockville")
    release.slug, release.body = "another-address", "<p>Another text.</p>"
    with acting_as(User.objects.create_user("eve@demo.example", None, full_name="Eve")):
        release.save()
    before = everything()

    load()

    assert everything() == before


def test_outside_a_demo_it_refuses_and_adds_nothing(settings, load):
    settings.IRCMS_DEMO = False

    with pytest.raises(CommandError, match="IRCMS_DEMO=1"):
        load(logins=True)

    assert not Company.objects.exists()
    assert not User.objects.exists()


def test_what_lies_ahead_of_the_demo_s_clock_is_embargoed(demo, client: Client, load):
    demo.set(OCTOBER_2017)

    load()

    assert FOUNDING in public_slugs(OCTOBER_2017)
    assert not public_slugs(OCTOBER_2017) & LATER
    assert Approval.objects.filter(kind="approval").count() == len(LATER)
    assert client.get(f"/news/{FOUNDING}/").status_code == 200
    for slug in LATER:
        assert client.get(f"/news/{slug}/").status_code == 404


def test_loaded_in_the_past_all_is_public_once_its_time_has_come(demo, load):
    now = demo.instant
    demo.set(OCTOBER_2017)
    load()
    demo.set(now)

    said = load()

    assert "nothing was added" in said
    assert public_slugs(now) >= LATER


def test_loaded_now_and_started_in_the_past_what_is_later_is_embargoed(demo, load):
    load()
    demo.set(OCTOBER_2017)

    said = load()

    assert "nothing was added" in said
    assert FOUNDING in public_slugs(OCTOBER_2017)
    assert not public_slugs(OCTOBER_2017) & LATER


def test_loaded_in_the_past_then_now_then_in_the_past_again_shows_the_same(demo, load):
    now = demo.instant
    demo.set(OCTOBER_2017)
    load()
    first = public_slugs(OCTOBER_2017)
    demo.set(now)
    load()
    demo.set(OCTOBER_2017)

    load()

    assert public_slugs(OCTOBER_2017) == first


def test_release_seconds_from_its_time_is_left_for_the_next_load(demo, load):
    due = datetime(2017, 11, 7, 5, 0, tzinfo=UTC)
    demo.set(due - timedelta(seconds=5))
    said = load()
    demo.set(due)

    again = load()

    assert "seconds away" in said
    assert "2 × public release" in again  # with its Chinese version


def test_release_that_fails_halfway_leaves_nothing_of_itself(load):
    fails = mock.patch.object(
        announcement.File, "content", property(mock.Mock(side_effect=OSError("gone")))
    )

    with fails, pytest.raises(OSError, match="gone"):
        load()

    assert not Release.objects.filter(slug=FOUNDING).exists()
    assert not Contact.objects.exists()
    assert Release.objects.filter(slug=until_2017.WUXI_OPENED.slug).exists()
