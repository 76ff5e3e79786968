"""How a release is cited and passed on."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.template import engines

from releases.models import Release
from releases.paper.naming import citation
from releases.templatetags.paper import mail_to_anybody
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def release(stopped_clock: object) -> Release:
    return factories.public("Harbor Bio & Co. opens a “plant”", slug="opens")


def shown(template: str, release: Release) -> str:
    context = {"release": release, "company": factories.company()}
    return engines["django"].from_string(f'{{% include "{template}" %}}').render(context)


def test_a_citation_names_company_headline_date_and_address(release: Release) -> None:
    assert citation(release, factories.company()) == (
        "Harbor Bio, “Harbor Bio & Co. opens a “plant”,” press release, March 1, 2026, "
        "http://testserver/news/opens/"
    )


def test_it_can_be_copied_from_the_page(release: Release) -> None:
    said = shown("releases/_cite.html", release)

    assert "<details" in said
    assert "Harbor Bio &amp; Co. opens" in said
    assert 'data-copy-label="Copy"' in said


def test_a_letter_to_anybody_holds_headline_and_address(release: Release) -> None:
    address = urlsplit(mail_to_anybody(release))

    assert (address.scheme, address.path) == ("mailto", "")
    assert parse_qs(address.query) == {
        "subject": ["Harbor Bio & Co. opens a “plant”"],
        "body": ["Harbor Bio & Co. opens a “plant”\r\nhttp://testserver/news/opens/"],
    }
    assert "+" not in address.query


def test_sharing_asks_nobody_else(release: Release) -> None:
    said = shown("releases/_share.html", release)

    assert 'data-share-url="http://testserver/news/opens/"' in said
    assert "https:" not in said


def test_other_forms_name_no_pdf_where_none_is_set(
    release: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_it = shown("releases/_other_forms.html", release)
    monkeypatch.setattr("releases.paper.libraries.are_there", lambda: False)
    without = shown("releases/_other_forms.html", release)

    assert 'href="/news/opens.pdf"' in with_it
    assert ".pdf" not in without
    assert "print this page" in without
