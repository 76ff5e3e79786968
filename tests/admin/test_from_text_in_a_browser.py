"""“New from text” in a browser: a draft in a few clicks, by keyboard, and without JavaScript."""

import time
from typing import Any

import pytest

from releases.models import Release
from tests import factories
from tests.admin.announced import HEADLINE, PLACE, TEXT
from tests.admin.test_browser import complaints, moving_clock, sign_in, violations

__all__ = ["complaints", "moving_clock"]  # fixtures

PASTE = """([field, html, text]) => {
  const clipboardData = new DataTransfer()
  if (html) clipboardData.setData("text/html", html)
  clipboardData.setData("text/plain", text)
  field.focus()
  const how = { clipboardData, bubbles: true, cancelable: true }
  field.dispatchEvent(new ClipboardEvent("paste", how))
}"""
FILE = """([name, text]) => {
  const carried = new DataTransfer()
  carried.items.add(new File([text], name))
  return carried
}"""
MOST_SECONDS = 60


def give(page: Any, live_server: Any, text: str = TEXT) -> None:
    page.goto(f"{live_server.url}{PLACE}")
    page.get_by_label("The text").fill(text)
    page.get_by_role("button", name="Read it").click()
    page.get_by_role("heading", name="What was read").wait_for()


def questions(page: Any) -> list[Any]:
    return list(page.locator(".ft-ask").all())


def words_of(page: Any, words: str) -> Any:
    return page.locator(".ft-source mark a", has_text=words).first


def test_a_text_becomes_a_draft_in_a_few_clicks_and_under_a_minute(
    page, live_server, moving_clock, complaints
):
    factories.company()
    sign_in(page, live_server, factories.ada())
    began, clicks = time.monotonic(), 0

    page.get_by_role("link", name="New from text").click()
    page.get_by_label("The text").fill(TEXT)
    page.get_by_role("button", name="Read it").click()
    page.get_by_role("heading", name="What was read").wait_for()
    clicks += 2
    asked = questions(page)
    for question in asked:
        question.get_by_role("radio").first.check()
        clicks += 1
    page.get_by_text("Every question is answered").wait_for()
    page.get_by_role("button", name="Make the draft").click()
    page.locator(".messagelist .success").wait_for()
    clicks += 1

    assert Release.objects.get().headline == HEADLINE
    assert clicks == 3 + len(asked)
    assert len(asked) <= 4
    assert time.monotonic() - began < MOST_SECONDS


def test_a_paste_keeps_its_mark_up_or_its_words_alone(page, live_server, moving_clock, complaints):
    sign_in(page, live_server, factories.ada())
    page.goto(f"{live_server.url}{PLACE}")
    field = page.get_by_label("The text")
    html = (
        "<html><body><!--StartFragment--><h1>Harbor</h1><p>Bio</p><!--EndFragment--></body></html>"
    )

    page.evaluate(PASTE, [field.element_handle(), html, "Harbor\n\nBio"])
    kept = field.input_value()
    page.get_by_role("button", name="Take its words alone").click()

    assert kept == "<h1>Harbor</h1><p>Bio</p>"
    assert field.input_value() == "Harbor\n\nBio"


def test_a_paste_that_says_nothing_by_its_mark_up_is_left_to_the_browser(
    page, live_server, moving_clock, complaints
):
    sign_in(page, live_server, factories.ada())
    page.goto(f"{live_server.url}{PLACE}")
    field = page.get_by_label("The text")

    page.evaluate(PASTE, [field.element_handle(), "<span>One</span> line", "One line"])

    assert field.input_value() == ""


def test_a_file_that_is_dropped_anywhere_is_the_one_that_is_read(
    page, live_server, moving_clock, complaints
):
    sign_in(page, live_server, factories.ada())
    page.goto(f"{live_server.url}{PLACE}")

    carried = page.evaluate_handle(FILE, ["release.txt", TEXT])
    page.dispatch_event("#content h1", "drop", {"dataTransfer": carried})
    page.get_by_role("button", name="Read it").click()

    page.get_by_role("heading", name="What was read").wait_for()
    assert words_of(page, "60,000").is_visible()


def test_a_field_shows_its_words_and_the_words_lead_to_their_field(
    page, live_server, moving_clock, complaints
):
    sign_in(page, live_server, factories.ada())
    page.set_viewport_size({"width": 1440, "height": 900})
    give(page, live_server)

    words_of(page, "60,000").click()
    field = page.get_by_role("textbox", name="Value").first
    page.locator(".ft-contacts, #row-contacts-0").first.get_by_text(
        "ines@harbor-bio.example"
    ).click()

    assert field.input_value() == "60,000"
    assert field.is_visible()
    lit = page.locator(".ft-source mark.is-lit")
    assert lit.first.inner_text() == "ines@harbor-bio.example"
    lit.first.scroll_into_view_if_needed()
    assert lit.first.is_visible()


def test_what_is_typed_instead_answers_the_question_and_follows_into_the_summary(
    page, live_server, moving_clock, complaints
):
    sign_in(page, live_server, factories.ada())
    give(page, live_server)

    words_of(page, HEADLINE[:10]).or_(page.locator("a.ft-over", has_text="Headline")).first.click()
    page.get_by_role("textbox", name="Headline", exact=True).fill("Typed instead")
    page.keyboard.press("Tab")

    assert page.locator('[data-of="release-headline"] dd').inner_text() == "Typed instead"


def test_it_works_by_keyboard_alone(page, live_server, moving_clock, complaints):
    sign_in(page, live_server, factories.ada())
    page.goto(f"{live_server.url}{PLACE}")
    page.get_by_label("The text").focus()
    page.keyboard.insert_text(TEXT)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="What was read").wait_for()

    page.locator(".ft-ask input[type=radio]").first.focus()
    for number, _ in enumerate(questions(page)):
        name = page.locator(".ft-ask").nth(number).get_by_role("radio").first.get_attribute("name")
        while page.evaluate("document.activeElement.name") != name:
            page.keyboard.press("Tab")
        page.keyboard.press("Space")
    while page.evaluate("document.activeElement.name") != "make":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    page.locator(".messagelist .success").wait_for()
    assert Release.objects.get().headline == HEADLINE


def test_it_works_without_javascript(browser, live_server, moving_clock):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    sign_in(page, live_server, factories.ada())
    give(page, live_server)
    page.get_by_role("button", name="Make the draft").click()
    mistakes = page.locator(".to-mend li").count()

    for question in questions(page):
        question.get_by_role("radio").first.check()
    page.get_by_role("button", name="Make the draft").click()

    page.locator(".messagelist .success").wait_for()
    assert mistakes >= 1
    assert Release.objects.get().headline == HEADLINE


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 820, 1440])
def test_pages_are_accessible_and_fit_every_width(page, live_server, moving_clock, scheme, width):
    factories.company()
    old = "<p>Harbor Bio develops cell therapies. It began a trial.</p>"
    factories.standing_text(key="harbor", title="About Harbor Bio", body=old)
    release = factories.draft(
        "Harbor Bio Opens a Plant", body="<p>The 50,000 square-foot plant is our largest.</p>"
    )
    sign_in(page, live_server, factories.ada())
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    found: dict[str, Any] = {}

    def look(name: str) -> None:
        found[name] = violations(page)
        wide = page.evaluate("document.documentElement.scrollWidth")
        found[name] += [f"{wide} pixels wide"] if wide > width else []

    page.goto(f"{live_server.url}{PLACE}")
    look("the text")
    give(page, live_server)
    look("what was read")
    page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
    look("every field")
    page.get_by_role("button", name="Make the draft").click()
    page.locator(".to-mend").wait_for()
    look("what is to be mended")
    page.goto(f"{live_server.url}/admin/releases/release/{release.pk}/read-again/")
    page.get_by_label("The text").fill(TEXT)
    page.get_by_role("button", name="Compare it").click()
    page.get_by_role("heading", name="What it says otherwise").wait_for()
    look("a changed text")

    assert {name: said for name, said in found.items() if said} == {}
