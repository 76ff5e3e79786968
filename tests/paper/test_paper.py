"""A release on paper: ``/news/<slug>.pdf``. What is set is looked at as it goes to the press."""

from datetime import timedelta

import pytest
from django.test import Client

from releases.models import Release
from releases.paper import libraries, press
from tests import factories
from tests.factories import NOON
from tests.releases import whole

pytestmark = pytest.mark.django_db
PDF = "/news/opens.pdf"


@pytest.fixture
def release(stopped_clock: object) -> Release:
    factories.company()
    return factories.public(slug="opens", body='<p>As <a href="/news/plans/">planned</a>.</p>')


def paper(client: Client, address: str = PDF) -> str:
    response = client.get(address)
    assert response.status_code == 200, response.content
    assert response["Content-Type"] == "application/pdf"
    return response.getvalue().decode()


def test_paper_says_what_the_page_says(client: Client, stopped_clock: object) -> None:
    factories.company()
    whole.release()

    said = paper(client, "/news/plant.pdf")

    for part in ("Harbor Bio measures", "Press release", "Inside information", "5,000 square feet",
                 "February 22, 2026, 8:30 a.m. EST", "HB-7 in gout", "Mara Lindqvist", "Floor plan",
                 "http://testserver/news/plant/", '<span class="pages">'):  # fmt: skip
        assert part in said


def test_it_says_its_language_its_name_and_its_permanent_address(
    client: Client, release: Release
) -> None:
    response = client.get(PDF)

    assert response["Content-Language"] == "en"
    assert response["Content-Disposition"] == 'inline; filename="2026-03-01-opens.pdf"'
    assert response["Link"] == '<http://testserver/news/opens/>; rel="canonical"'
    assert response["Cache-Control"] == "no-cache"


def test_links_are_whole_on_paper(client: Client, release: Release) -> None:
    assert 'href="http://testserver/news/plans/"' in paper(client)


def test_its_dates_are_the_releases_own(client: Client, release: Release) -> None:
    assert '<meta name="dcterms.created" content="2026-03-01T17:00:00+00:00">' in paper(client)


def test_where_only_the_day_is_known_its_date_is_a_day(
    client: Client, stopped_clock: object
) -> None:
    midnight = NOON.replace(hour=5) - timedelta(days=1)
    factories.public(slug="opens", publish_at=midnight, publish_time_known=False)

    assert '<meta name="dcterms.created" content="2026-03-01">' in paper(client)


def test_a_reader_who_has_it_gets_nothing_and_nothing_is_set(
    client: Client, release: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    etag = client.get(PDF)["ETag"]
    press.TODAY.forget()
    monkeypatch.setattr(press, "typeset", None)

    assert client.get(PDF, headers={"if-none-match": etag}).status_code == 304


def test_it_is_set_once_however_many_ask(
    client: Client, release: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(press, "typeset", lambda html: asked.append(html) or b"%PDF-1.7")

    for _ in range(3):
        client.get(PDF)

    assert len(asked) == 1


def test_what_has_been_set_does_not_outlive_a_correction(client: Client, release: Release) -> None:
    before = client.get(PDF)["ETag"]
    factories.public("It opens later", slug="right", corrects=release,
                     publish_at=NOON - timedelta(hours=1))  # fmt: skip

    assert "This release has been corrected." in paper(client)
    assert client.get(PDF)["ETag"] != before


def test_what_has_been_set_does_not_outlive_a_withdrawal(client: Client, release: Release) -> None:
    paper(client)
    whole.gone(release, "It was not so.")

    response = client.get(PDF)

    assert response.status_code == 410
    assert response["X-Robots-Tag"] == "noindex"
    assert b"It was not so." in response.content
    assert b"planned" not in response.content


def test_an_embargoed_release_is_not_set(
    client: Client, stopped_clock: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    factories.approved(slug="later")
    monkeypatch.setattr(press, "typeset", None)

    unknown, embargoed = client.get("/news/nobody.pdf"), client.get("/news/later.pdf")

    assert embargoed.status_code == unknown.status_code == 404
    assert embargoed.content == unknown.content


def test_paper_of_a_past_day_says_so_and_keeps_what_stood(client: Client, release: Release) -> None:
    factories.public("It opens later", slug="right", corrects=release,
                     publish_at=NOON - timedelta(hours=1))  # fmt: skip

    said = paper(client, f"{PDF}?as_of=2026-03-01")

    assert "As it stood on" in said
    assert "corrected" not in said
    response = client.get(f"{PDF}?as_of=2026-03-01")
    assert "2026-03-01-opens.as-of-2026-03-01.pdf" in response["Content-Disposition"]
    assert response["X-Robots-Tag"] == "noindex"


def test_paper_of_a_chinese_release_speaks_chinese(client: Client, stopped_clock: object) -> None:
    factories.public("工厂启用", slug="opens", language="zh-hans")

    response = client.get(PDF)
    said = paper(client)

    assert response["Content-Language"] == "zh-hans"
    assert response["Link"] == '<http://testserver/zh-hans/news/opens/>; rel="canonical"'
    assert '<html lang="zh-hans">' in said
    assert "2026年3月1日" in said


# Where no page can be set.


def test_without_the_libraries_the_address_says_so(
    client: Client, release: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(libraries, "are_there", lambda: False)

    response = client.get(PDF)

    assert response.status_code == 503
    assert b"There is no PDF of this release" in response.content
    assert b'href="/news/opens/"' in response.content
    assert b'href="/news/opens.txt"' in response.content


def test_without_the_libraries_an_embargoed_release_is_unknown_all_the_same(
    client: Client, stopped_clock: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(libraries, "are_there", lambda: False)
    factories.approved(slug="later")

    unknown, embargoed = client.get("/news/nobody.pdf"), client.get("/news/later.pdf")

    assert embargoed.status_code == unknown.status_code == 404
    assert embargoed.content == unknown.content


def test_without_the_libraries_data_name_no_pdf(
    client: Client, release: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_them = client.get("/news/opens.json").json()
    monkeypatch.setattr(libraries, "are_there", lambda: False)
    without = client.get("/news/opens.json").json()

    assert with_them["pdf"] == "http://testserver/news/opens.pdf"
    assert without["pdf"] is None
    assert with_them["txt"] == without["txt"] == "http://testserver/news/opens.txt"


def test_without_the_libraries_the_page_leads_to_no_pdf(
    client: Client, release: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_them = client.get("/news/opens/").content
    monkeypatch.setattr(libraries, "are_there", lambda: False)
    without = client.get("/news/opens/").content

    assert with_them.count(b"/news/opens.pdf") == 2
    assert b"/news/opens.pdf" not in without
    assert b"No PDF is made here" in without


def test_a_library_that_is_not_there_is_found_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libraries, "_LIBRARIES", (("libnobody-has-this.so.0",),))

    assert not libraries._are_all_there()


def test_what_takes_too_much_is_not_set_and_not_tried_again_at_once(
    client: Client, release: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[str] = []

    def gives_up(html: str) -> bytes:
        tried.append(html)
        raise press.NotSet

    monkeypatch.setattr(press, "typeset", gives_up)

    first, second = client.get(PDF), client.get(PDF)

    assert first.status_code == second.status_code == 503
    assert b"too long or too intricate" in first.content
    assert len(tried) == 1


def test_who_finds_the_press_busy_is_told_to_come_again(
    client: Client, release: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    def is_busy(html: str) -> bytes:
        raise press.Busy

    monkeypatch.setattr(press.TODAY, "copy", is_busy)

    response = client.get(PDF)

    assert response.status_code == 503
    assert response["Retry-After"] == response["Refresh"] == "3"
    assert b"The PDF is being made" in response.content
