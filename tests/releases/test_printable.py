"""Invisible characters: refused wherever text is entered, and no feed falls over one."""

from datetime import timedelta
from typing import Any

import feedparser
import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client

from company.models import Category
from ircms.actor import acting_as
from releases import guards
from releases.models import Attachment, Release, ReleaseContact, StandingText
from tests import factories
from tests.conftest import StoppedClock
from tests.factories import NOON, ada, draft

pytestmark = pytest.mark.django_db
BELL, OVERRIDE, NONCHARACTER = "\u0007", "\u202e", "\ufffe"


@pytest.mark.parametrize("bad", [BELL, OVERRIDE, NONCHARACTER, "\x00", "\x9f"])
@pytest.mark.parametrize("field", ["headline", "subheadline", "dateline_places", "tickers"])
def test_an_invisible_character_in_a_release_is_refused_at_its_field(
    stopped_clock: StoppedClock, field: str, bad: str
) -> None:
    value: Any = f"Two{bad}words"
    columns: dict[str, Any] = {"headline": "Two words"} | {
        field: [value] if field in {"dateline_places", "tickers"} else value
    }

    with pytest.raises(ValidationError) as refused, transaction.atomic():
        draft(**columns)

    assert "invisible" in str(refused.value.message_dict[field])


@pytest.mark.parametrize("bad", [BELL, OVERRIDE, NONCHARACTER])
@pytest.mark.parametrize(
    ("model", "column"),
    [
        (Release, "headline"), (Release, "subheadline"), (ReleaseContact, "title"),
        (Attachment, "title"), (StandingText, "title"), (Category, "name"),
    ],
)  # fmt: skip
def test_the_database_refuses_it_too(
    stopped_clock: StoppedClock, model: Any, column: str, bad: str
) -> None:
    release = draft()
    factories.print_text(release, factories.standing_text())
    factories.print_contact(release, factories.contact())
    factories.categorise(release, factories.category())
    factories.attach(release)

    with pytest.raises(IntegrityError), acting_as(ada()):
        model.objects.update(**{column: f"Two{bad}words"})


def test_a_feed_survives_whatever_is_stored(client: Client, stopped_clock: StoppedClock) -> None:
    factories.company()
    release = factories.public("Harbor Bio opens a plant", publish_at=NOON - timedelta(hours=1))
    guards.remove()
    Release.objects.filter(pk=release.pk).update(
        body=f"<p>Bell{BELL} and {NONCHARACTER}more.</p>", dateline_places=[f"NEW{BELL} YORK"]
    )

    feed = feedparser.parse(client.get("/news/feed.rss").content)

    assert not feed.bozo
    assert "Bell and more." in feed.entries[0].content[0].value


def test_tabs_and_line_ends_are_ordinary(stopped_clock: StoppedClock) -> None:
    company = factories.company()
    company.address = "1 Harbor Way\nBoston\tMassachusetts"

    company.full_clean()

    assert company.address.count("\n") == 1
