"""The release form in a real browser: what is typed is kept, what is pasted keeps its structure."""

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from releases.models import Release, Unsaved
from tests import factories
from tests.admin.test_browser import body_editor, complaints, moving_clock, sign_in, violations
from tests.factories import NOON

__all__ = ["complaints", "moving_clock"]

ADD = "/admin/releases/release/add/"


@pytest.fixture
def form(page: Any, live_server: Any, moving_clock: Any, complaints: list[str]) -> Any:
    """The form of a new release, opened by Ada."""
    factories.company()
    sign_in(page, live_server, factories.ada())
    page.goto(f"{live_server.url}{ADD}")
    body_editor(page).wait_for()
    return page


def paste(page: Any, html: str) -> str:
    """``html`` pasted into the body; what the form would send of it."""
    body_editor(page).click()
    page.evaluate(
        """html => {
          const clipboardData = new DataTransfer()
          clipboardData.setData("text/html", html)
          document.activeElement.dispatchEvent(
            new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }))
        }""",
        html,
    )
    return re.sub(r"<(li|t[hd])([^>]*)><p>(.*?)</p>", r"<\1\2>\3", body_of(page))


def body_of(page: Any) -> str:
    return str(page.evaluate("document.querySelector('#id_body').value"))


def said(page: Any) -> str:
    return str(page.locator(".pasted").inner_text())


# Pasted.

WORD_LIST = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta name=Generator
content="Microsoft Word 15">
<!--[if gte mso 9]><xml><w:WordDocument></w:WordDocument></xml><![endif]-->
<style><!-- p.MsoNormal {margin:0in;} --></style></head><body lang=EN-US><!--StartFragment-->
<h1 style='mso-list:none'><b>Results</b></h1>
<p class=MsoNormal style='margin:0in'>Revenue <b style='mso-bidi-font-weight:normal'>rose</b> to
<st1:place w:st="on">Wuxi</st1:place>.<o:p></o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-.25in;mso-list:l0 level1 lfo1'><![if
!supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>·<span
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;
</span></span></span><![endif]>First<o:p></o:p></p>
<p class=MsoListParagraphCxSpMiddle style='mso-list:l0 level2 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>o<span>&nbsp;&nbsp; </span></span><![endif]>Inner</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>·<span>&nbsp; </span></span><![endif]>Second</p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><![if !supportLists]><span
style='mso-list:Ignore'>3.<span>&nbsp; </span></span><![endif]>Third</p>
<!--EndFragment--></body></html>"""


def test_lists_from_word_become_lists(form):
    body = paste(form, WORD_LIST)

    assert body == (
        "<h2>Results</h2><p>Revenue <strong>rose</strong> to Wuxi.</p>"
        "<ul><li>First<ul><li>Inner</li></ul></li><li>Second</li></ul>"
        '<ol start="3"><li>Third</li></ol>'
    )
    assert said(form) == ""


def test_what_google_docs_wraps_is_not_bold(form):
    body = paste(
        form,
        '<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1">'
        '<p dir="ltr">'
        '<span style="font-weight:400">Plain and </span><span style="font-weight:700">bold</span>'
        '<span style="font-style:italic"> and leaning</span>'
        '<span style="vertical-align:super">2</span></p>'
        '<br><ul><li aria-level="1"><p role="presentation"><span>One</span></p></li>'
        '<ul><li aria-level="2"><p><span>Inner</span></p></li></ul></ul></b>',
    )

    assert body == (
        "<p>Plain and <strong>bold</strong><em> and leaning</em><sup>2</sup></p>"
        "<ul><li>One<ul><li>Inner</li></ul></li></ul>"
    )


def test_tables_stay_tables_with_their_header_cells(form):
    body = paste(
        form,
        '<table class="MsoTableGrid" style="border:none"><tr style="mso-yfti-firstrow:yes">'
        "<td width=200><p class=MsoNormal><b>Site</b></p></td>"
        '<td colspan="2"><p><b>Area</b></p></td></tr>'
        "<tr><td>Wuxi</td><td>12,000</td><td>13,000</td></tr></table>",
    )

    assert body == (
        '<table><tbody><tr><th>Site</th><th colspan="2">Area</th></tr>'
        "<tr><td>Wuxi</td><td>12,000</td><td>13,000</td></tr></tbody></table>"
    )


def test_what_is_left_out_with_a_meaning_is_said(form):
    body = paste(
        form,
        "<p>Up <ins>ten</ins><del>nine</del> percent<span class=MsoCommentReference>"
        "<a class=msocomanchor href='#_msocom_1'>[AB1]</a></span>"
        "<a href='#_ftn1' name='_ftnref1'>[1]</a> <s>or so</s> <img src='x.png' width=400></p>"
        "<div style='mso-element:comment-list'><div class=msocomtxt>Sure?</div></div>"
        "<div style='mso-element:footnote-list'><hr>"
        "<p><a href='#_ftnref1'>[1]</a> Unaudited.</p></div>",
    )

    assert body == "<p>Up ten percent<sup>[1]</sup> or so</p><p>[1] Unaudited.</p>"
    for words in (
        "1 picture left out",
        "1 comment left out",
        "tracked changes",
        "Footnotes",
        "struck out",
    ):
        assert words in said(form)
    assert form.locator(".pasted").get_attribute("role") == "status"


def test_words_about_styles_are_words(form):
    body = paste(form, "<p>Write style='x' like this</p>")

    assert body == "<p>Write style='x' like this</p>"


def test_picture_alone_is_not_taken_and_told_where_it_goes(form):
    body_editor(form).click()
    form.evaluate(
        """() => {
          const clipboardData = new DataTransfer()
          clipboardData.items.add(new File(["x"], "plan.png", { type: "image/png" }))
          document.activeElement.dispatchEvent(
            new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }))
        }"""
    )

    assert "attach them under Files" in said(form)
    assert body_of(form) == ""


# Found, replaced, counted.


def test_words_are_found_and_replaced_and_one_step_takes_it_back(form):
    paste(form, "<p>The plant. A <strong>plant</strong>, and Plants.</p>")
    editor = body_editor(form)
    editor.press("Control+h")

    form.get_by_label("Find", exact=True).fill("plant")
    count = form.locator(".find-count")
    found = count.inner_text()
    form.get_by_label("Find", exact=True).press("Enter")
    second = count.inner_text()
    form.get_by_label("Match case").check()
    exact = count.inner_text()
    form.get_by_label("Replace with").fill("site")
    form.get_by_role("button", name="Replace all").click()
    replaced = body_of(form)
    form.get_by_role("button", name="Close").click()
    editor.press("Control+z")

    assert (found, second, exact) == ("1 of 3", "2 of 3", "1 of 2")
    assert replaced == "<p>The site. A <strong>site</strong>, and Plants.</p>"
    assert body_of(form) == "<p>The plant. A <strong>plant</strong>, and Plants.</p>"


def test_one_is_replaced_after_another(form):
    paste(form, "<p>one one one</p>")
    form.get_by_role("button", name="Find and replace").click()
    form.get_by_label("Find", exact=True).fill("one")
    form.get_by_label("Replace with").fill("two one")

    form.get_by_label("Replace with").press("Enter")
    form.get_by_label("Replace with").press("Enter")

    assert body_of(form).count("two one") == 2
    form.get_by_label("Replace with").press("Escape")
    assert form.locator(".find-panel").is_hidden()
    assert form.locator(".found").count() == 0


def test_words_are_counted_in_english_and_chinese_and_of_a_selection(form):
    paste(form, "<p>CAR-T therapy doesn’t cost $1,000.</p><p>在无锡 the plant</p>")
    whole = form.locator(".word-count").inner_text()
    body_editor(form).press("Control+a")

    form.get_by_text("10 words, 47 characters selected, of 10 words").wait_for()
    assert whole == "10 words, 47 characters"


# Kept.


def kept(page: Any, count: int = 1) -> list[Unsaved]:
    page.get_by_text("Kept at").wait_for()
    return list(Unsaved.objects.all())[:count]


def test_what_is_typed_is_kept_within_seconds_and_taken_up_again(form, live_server):
    form.get_by_label("Headline:", exact=True).fill("Harbor Bio begins")
    body_editor(form).click()
    form.keyboard.type("Half a sentence")
    rows = kept(form)
    form.on("dialog", lambda dialog: dialog.accept())

    form.goto(f"{live_server.url}{ADD}")
    form.get_by_role("link", name="Take it up").click()
    form.get_by_text("This is what you typed").wait_for()

    assert rows[0].fields["headline"] == ["Harbor Bio begins"]
    assert form.get_by_label("Headline:", exact=True).input_value() == "Harbor Bio begins"
    assert "Half a sentence" in body_editor(form).inner_text()
    assert not Release.objects.exists()


def test_what_is_kept_is_told_on_the_clocks_of_the_market(form):
    form.get_by_label("Headline:", exact=True).fill("Harbor Bio begins")

    form.get_by_text("Kept at 12:00:00 EST, not saved").wait_for()
    assert form.get_by_text("What you type is being kept.").get_attribute("role") == "status"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_pages_of_what_is_kept_are_accessible_and_fit(
    page, live_server, moving_clock, scheme, width
):
    release = factories.draft(publish_at=NOON + timedelta(days=1))
    fields = {"headline": ["Two plants"], "body": ["<p>Typed.</p>"]}
    row = Unsaved.objects.create(
        user=factories.ada(), release=release, form=uuid4(), fields=fields, kept_at=NOON
    )
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 844})
    sign_in(page, live_server, factories.ada())
    own = f"{live_server.url}/admin/releases/release/{release.pk}"

    found = {}
    for path in ("/change/", f"/change/?unsaved={row.form}", f"/unsaved/?form={row.form}"):
        page.goto(f"{own}{path}")
        if "change" in path:
            page.get_by_role("button", name="Find and replace").click()
        found[path] = violations(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path

    assert {path: said for path, said in found.items() if said} == {}


def test_saving_leaves_nothing_behind(form):
    form.get_by_label("Headline:", exact=True).fill("Harbor Bio begins")
    body_editor(form).click()
    form.keyboard.type("A sentence.")
    kept(form)

    form.get_by_role("button", name="Save").click()
    form.locator(".messagelist .success").wait_for()

    assert Release.objects.get().headline == "Harbor Bio begins"
    assert not Unsaved.objects.exists()


def test_whoever_is_signed_out_loses_nothing_and_goes_on_once_signed_in(
    page, live_server, moving_clock
):
    factories.company()
    sign_in(page, live_server, factories.ada())
    page.goto(f"{live_server.url}{ADD}")
    page.get_by_label("Headline:", exact=True).fill("Harbor Bio begins")
    body_editor(page).click()
    page.keyboard.type("A sentence.")
    kept(page)
    page.context.clear_cookies(name="sessionid")

    page.get_by_label("Headline:", exact=True).fill("Harbor Bio begins anew")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("you are signed out").first.wait_for()
    stays = page.get_by_label("Headline:", exact=True).input_value()
    other = page.context.new_page()
    moving_clock.forward(timedelta(minutes=1))
    sign_in(other, live_server, factories.ada())
    page.bring_to_front()
    page.get_by_role("button", name="Save").click()
    page.locator(".messagelist .success").wait_for()

    assert stays == "Harbor Bio begins anew"
    assert Release.objects.get().headline == "Harbor Bio begins anew"


def test_server_that_is_away_is_said_and_tried_again(page, live_server, moving_clock):
    factories.company()
    sign_in(page, live_server, factories.ada())
    page.goto(f"{live_server.url}{ADD}")
    page.route("**/unsaved/", lambda route: route.abort())
    page.get_by_label("Headline:", exact=True).fill("Harbor Bio begins")
    page.get_by_text("the server cannot be reached").first.wait_for()
    page.unroute("**/unsaved/")

    page.get_by_text("Kept at").wait_for(timeout=15_000)

    assert Unsaved.objects.get().fields["headline"] == ["Harbor Bio begins"]


# Sent with files.


def test_large_files_show_how_much_of_them_is_sent(form):
    data = factories.PDF + b"%" + b"0" * 2_000_000
    form.get_by_label("Headline:", exact=True).fill("Harbor Bio begins")
    body_editor(form).click()
    form.keyboard.type("A sentence.")
    form.locator("#id_attachments-0-title").fill("Plan")
    form.locator("#id_attachments-0-file").set_input_files(
        {"name": "plan.pdf", "mimeType": "application/pdf", "buffer": data}
    )
    form.evaluate(
        """() => new MutationObserver(() => {
          if (document.querySelector(".upload progress")) sessionStorage.setItem("progress", "seen")
        }).observe(document.body, { childList: true, subtree: true })"""
    )

    form.get_by_role("button", name="Save").click()
    form.locator(".messagelist .success").wait_for()

    assert form.evaluate("sessionStorage.getItem('progress')") == "seen"
    assert Release.objects.get().attachments.get().size == len(data)


def test_form_sent_with_files_that_is_not_in_order_says_so(form):
    data = b"no document" + b"0" * 2_000_000
    body_editor(form).click()
    form.keyboard.type("A sentence.")
    form.locator("#id_attachments-0-title").fill("Plan")
    form.locator("#id_attachments-0-file").set_input_files(
        {"name": "plan.pdf", "mimeType": "application/pdf", "buffer": data}
    )

    form.get_by_role("button", name="Save").click()

    form.get_by_role("heading", name="To be mended").wait_for()
    assert not Release.objects.exists()


# Beside the form.


@pytest.mark.parametrize("width", [390, 820, 1440])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_page_stands_beside_what_is_typed(
    page, live_server, moving_clock, complaints, width, scheme
):
    factories.company()
    release = factories.draft(publish_at=NOON + timedelta(days=1))
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    sign_in(page, live_server, factories.ada())
    page.goto(f"{live_server.url}/admin/releases/release/{release.pk}/change/")
    page.get_by_label("Headline:", exact=True).fill("Harbor Bio opens two plants")

    page.get_by_role("button", name="Preview").click()
    framed = page.frame_locator(".live-preview iframe")
    framed.get_by_role("heading", name="Harbor Bio opens two plants").wait_for()
    framed.get_by_role("link", name="Facilities").first.click()
    heard = list(complaints)
    found = violations(page)
    complaints.clear()  # axe writes styles, which the policy forbids
    wide = page.evaluate("document.documentElement.scrollWidth")

    assert framed.get_by_role("heading", name="Harbor Bio opens two plants").count() == 1
    assert heard == []
    assert found == []
    assert wide <= width
    assert Release.objects.get().headline == release.headline
    assert Client().get("/news/").status_code == 200
