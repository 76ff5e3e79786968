"""What tests of grants share: a release that is to come, somebody outside, and their browser."""

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.test import Client

from audit.models import Entry
from previews import grants
from previews.models import Grant
from releases.models import Release
from tests import factories
from tests.factories import NOON

T = NOON + timedelta(hours=1)
HERE = {"origin": "http://testserver"}
HEADLINE = "Harbor Bio whispers"


def embargoed(headline: str = HEADLINE, **columns: Any) -> Release:
    """Due at T, approved; with a company to publish it."""
    factories.company()
    return factories.approved(headline, publish_at=columns.pop("publish_at", T), **columns)


def terms(**other: Any) -> grants.Terms:
    known: dict[str, Any] = {
        "name": "Rosa Okafor",
        "email": "rosa@auditors.example",
        "purpose": "Audit of the year",
        "expires_at": T,
    }
    return grants.Terms(**known | other)


def give(release: Release, **other: Any) -> tuple[Grant, str]:
    """A grant by Cora at NOON, and the address of its link."""
    grant, token = grants.give(release, terms(**other), by=factories.cora(), at=NOON)
    return grant, f"/preview/{token}"


def press(client: Client, link: str, **headers: str) -> HttpResponse:
    """Press the button behind the link, as a browser does: it says from where."""
    return client.post(link, headers=HERE | headers)  # type: ignore[return-value]  # the test client's


def opened(release: Release, **other: Any) -> tuple[Grant, Client]:
    """A grant and a browser on which it has been opened."""
    grant, link = give(release, **other)
    client = Client()
    press(client, link)
    return grant, client


def home(grant: Grant) -> str:
    return f"/preview/{grant.public_id}/"


def page_of(grant: Grant, release: Release | None = None) -> str:
    """The release's page within the preview."""
    shown = release or grant.release
    return f"{home(grant)}{shown.get_absolute_url().lstrip('/')}"


def entries(*actions: str) -> list[Entry]:
    return list(Entry.objects.filter(action__in=actions).order_by("pk"))


def refusals() -> list[str]:
    """Why something was refused, as the audit has it, in order."""
    return [entry.said["why"] for entry in entries("preview refused")]
