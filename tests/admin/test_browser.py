"""The desk in a real browser: an announcement from nothing to its second, and pages that behave."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client

from accounts.models import User
from ircms import clock
from releases.models import Release
from tests import factories
from tests.conftest import StoppedClock

HEADLINE = "Harbor Bio makes its first batch in Wuxi"
SLUG = "harbor-bio-makes-its-first-batch-in-wuxi"
TRACES = (HEADLINE, SLUG, "three hundred litres", "Batch record", "Ines Marrow", "ines@harbor")
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture
def moving_clock(committed_pages: None, monkeypatch: pytest.MonkeyPatch) -> StoppedClock:
    """The clock of tests and server alike, moved by hand: nobody waits for a minute to pass."""
    moving = StoppedClock()
    monkeypatch.setattr(clock, "read", lambda: moving.instant)
    moving.set(factories.NOON)
    return moving


@pytest.fixture
def complaints(page: Any) -> Iterator[list[str]]:
    """What the browser complains of: blocked by policy, failed to load, thrown."""
    heard: list[str] = []
    page.on("console", lambda said: heard.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.emulate_media(reduced_motion="reduce")  # a transition left early is called aborted
    yield heard
    assert heard == []


def sign_in(page: Any, live_server: Any, person: User) -> None:
    page.context.clear_cookies()
    factories.enrolled(person)
    page.goto(f"{live_server.url}/admin/login/")
    page.get_by_label("E-mail address").fill(person.email)
    page.get_by_label("Password").fill("a long enough pass phrase")
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(f"{live_server.url}/admin/login/code/**")
    page.get_by_label("Code").fill(factories.code_of(person))
    page.get_by_role("button", name="Go on").click()
    # Whoever goes elsewhere before the answer has come is not signed in.
    page.wait_for_url(f"{live_server.url}/admin/")


def body_editor(page: Any) -> Any:
    """The editor of the body, once it has taken the place of the plain field, which has the same
    name until then."""
    named = page.get_by_role("textbox", name="Body")
    return named.and_(page.locator("[contenteditable=true]"))


def look_up(page: Any, field: str, word: str) -> None:
    """Choose in one of the look-up fields, as a keyboard does."""
    page.get_by_role("combobox", name=field).first.press("Enter")
    page.locator(".select2-search__field").fill(word)
    page.get_by_role("option").filter(has_text=word).first.click()


def write(page: Any, live_server: Any, at: str) -> None:
    page.get_by_role("link", name="Write a release").click()
    page.get_by_label("Headline:", exact=True).fill(HEADLINE)
    page.get_by_label("Dateline places").fill("WUXI, China")
    editor = body_editor(page)
    editor.click()
    page.keyboard.type("The first batch of three hundred litres left the plant today.")
    look_up(page, "Standing text", "About Harbor Bio")
    look_up(page, "Contact", "Ines Marrow")
    page.locator("#id_attachments-0-title").fill("Batch record")
    page.locator("#id_attachments-0-file").set_input_files(
        {"name": "batch.pdf", "mimeType": "application/pdf", "buffer": factories.PDF}
    )
    page.get_by_role("checkbox", name="Facilities").check()
    page.get_by_label("Publish at").fill(at)
    page.get_by_role("button", name="Save").click()


def public_pages(release: Release) -> dict[str, str]:
    """Every public address that will speak of the release, with the trace it will bear."""
    return {
        "/": HEADLINE,
        "/news/": HEADLINE,
        "/news/2026/": HEADLINE,
        f"/news/{SLUG}/": "three hundred litres",
        "/news/feed.rss": "three hundred litres",
        "/sitemap-2026.xml": SLUG,
        "/sitemap.xml": "sitemap-2026.xml",
        "/contacts/": "ines@harbor",
        release.attachments.get().get_absolute_url(): "%PDF",
    }


def answer(path: str) -> tuple[int, str]:
    response = Client().get(path)
    content = b"".join(response) if response.streaming else response.content
    return response.status_code, content.decode()


def test_announcement_is_written_approved_and_public_at_its_second(
    page, live_server, moving_clock, complaints
):
    factories.company()
    factories.category()
    factories.standing_text()
    factories.contact("Ines Marrow", email="ines@harbor-bio.example")
    ada, ben = factories.ada(), factories.ben()
    due = factories.NOON + timedelta(minutes=1)

    sign_in(page, live_server, ada)
    write(page, live_server, "2026-03-02T12:01:00")
    page.get_by_role("heading", name="Draft").wait_for()
    address = page.url
    factories.waive_notice(Release.objects.get())
    page.get_by_role("link", name="Submit for review").click()
    page.get_by_role("button", name="Submit for review").click()
    page.get_by_role("heading", name="In review").wait_for()
    sign_in(page, live_server, ben)
    page.goto(address)
    page.get_by_role("link", name="Review and approve").click()
    page.get_by_text("three hundred litres").wait_for()
    for warning in page.get_by_role("checkbox").all():
        warning.check()
    page.get_by_role("button", name="Approve").click()
    page.get_by_role("heading", name="Approved for Mon 2 Mar 2026, 12:01 EST").wait_for()
    assert re.fullmatch(r"in (1 minute|\d+ seconds)", page.locator(".countdown").inner_text())

    release = Release.objects.get()
    pages = public_pages(release)
    moving_clock.set(due - timedelta(microseconds=1))
    before = {path: answer(path) for path in pages}
    page.goto(f"{live_server.url}/news/")
    assert page.get_by_text(HEADLINE).count() == 0
    moving_clock.set(due)
    after = {path: answer(path) for path in pages}
    page.goto(f"{live_server.url}/news/")
    page.get_by_role("link", name=HEADLINE).click()

    for path, (_, content) in before.items():
        assert not [trace for trace in TRACES if trace in content], path
    assert {before[path][0] for path in pages if SLUG in path or "/files/" in path} == {404}
    for path, trace in pages.items():
        assert after[path][0] == 200, path
        assert trace in after[path][1], path
    assert page.get_by_role("heading", level=1).inner_text() == HEADLINE
    page.goto(address)
    page.get_by_role("heading", name="Public since Mon 2 Mar 2026, 12:01 EST").wait_for()


def test_editor_stands_under_the_policy_keeps_its_text_and_has_a_name(
    page, live_server, moving_clock, complaints
):
    body = (
        "<h2>Capacity</h2><p>As <cite>Nature</cite> says, <q>so much</q> of <abbr "
        'title="good manufacturing practice">GMP</abbr>.</p><ul><li>One</li><li>Two</li></ul>'
        "<table><tbody><tr><th>Site</th><th>Area</th></tr><tr><td>Wuxi</td><td>12</td></tr></tbody>"
        "</table>"
    )
    release = factories.draft(body=body)
    stored = Release.objects.get().body
    sign_in(page, live_server, factories.ada())
    page.goto(f"{live_server.url}/admin/releases/release/{release.pk}/change/")

    editor = body_editor(page)
    editor.get_by_text("Capacity").click()
    page.keyboard.press("End")
    page.keyboard.type(" in Wuxi")
    page.get_by_role("button", name="Save").click()

    page.locator(".messagelist .success").wait_for()
    assert page.locator(".messagelist .warning").count() == 0
    kept = re.sub(r"<(li|t[hd])><p>(.*?)</p></\1>", r"<\1>\2</\1>", Release.objects.get().body)
    assert kept == stored.replace("Capacity", "Capacity in Wuxi")


def test_what_is_pasted_keeps_its_structure_and_leaves_its_styles_behind(
    page, live_server, moving_clock, complaints
):
    sign_in(page, live_server, factories.ada())
    page.goto(f"{live_server.url}/admin/releases/release/add/")
    page.get_by_label("Headline:", exact=True).fill("Pasted from a word processor")
    pasted = (
        '<p class="MsoNormal" style="margin:0in"><b style=\'mso-x:1\'>Twelve</b> '
        '<a href="https://cellbiomedgroup.com/" target="_blank" title="x">rooms</a></p>'
        '<table style="width:5in"><tr><td style="border:none" width="200">Wuxi</td></tr></table>'
    )

    body_editor(page).click()
    page.evaluate(
        """html => {
          const clipboardData = new DataTransfer()
          clipboardData.setData("text/html", html)
          document.activeElement.dispatchEvent(
            new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }))
        }""",
        pasted,
    )
    page.get_by_role("button", name="Save").click()

    page.locator(".messagelist .success").wait_for()
    assert page.locator(".messagelist .warning").count() == 0
    assert Release.objects.get().body == (
        '<p><strong>Twelve</strong> <a href="https://cellbiomedgroup.com/">rooms</a></p>'
        "<table><tbody><tr><td><p>Wuxi</p></td></tr></tbody></table>"
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_of_the_desk_are_accessible_and_fit_a_telephone(
    page, live_server, moving_clock, scheme
):
    factories.company()
    release = factories.draft(publish_at=factories.NOON + timedelta(days=1))
    factories.print_text(release, factories.standing_text())
    factories.print_contact(release, factories.contact())
    factories.attach(release)
    factories.public("A public one")
    both = factories.person("Eve", "writer", "approver")
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{live_server.url}/admin/login/")
    found = {"login": violations(page)}
    sign_in(page, live_server, both)

    for path in ("", "releases/release/", "releases/release/add/",
                 f"releases/release/{release.pk}/change/",
                 f"releases/release/{release.pk}/approve/",
                 "releases/standingtext/", "releases/contact/add/"):  # fmt: skip
        page.goto(f"{live_server.url}/admin/{path}")
        found[path] = violations(page)
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= 390, f"{path} is {width} pixels wide"

    assert {path: said for path, said in found.items() if said} == {}


def violations(page: Any) -> list[str]:
    page.wait_for_load_state("networkidle")
    report = Axe().run(page, options={"runOnly": STANDARDS}).response
    return [f"{v['id']}: {v['nodes'][0]['html'][:120]}" for v in report["violations"]]
