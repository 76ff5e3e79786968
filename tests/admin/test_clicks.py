"""How many clicks lead two people who never signed in to an announcement on its way."""

import re
from datetime import timedelta
from typing import Any

from accounts import factors
from accounts.models import User
from company.models import Listing
from ircms import clock
from releases.models import Release
from tests import factories
from tests.accounts.door import PASSWORD
from tests.admin.test_browser import body_editor, complaints, moving_clock

__all__ = ["complaints", "moving_clock"]  # fixtures

MOST = 12


class Hand:
    """Presses what has to be pressed, with the mouse or with Enter, and counts; typing, and going
    from field to field with the tabulator, is not counted."""

    def __init__(self, page: Any) -> None:
        self.page, self.clicks = page, 0

    def click(self, role: str, name: str) -> None:
        self.clicks += 1
        self.page.get_by_role(role, name=re.compile(f"^{name}")).first.click()

    def see(self, heading: str) -> None:
        self.page.get_by_role("heading", name=heading).first.wait_for()

    def enter_for_the_first_time(self, desk: str, person: User) -> None:
        """Signed in, a second factor set up."""
        self.page.context.clear_cookies()
        self.page.goto(desk)
        self.page.get_by_label("E-mail address").fill(person.email)
        self.page.get_by_label("Password").fill(PASSWORD)
        self.click("button", "Sign in")
        self.see("Set up an authenticator app")
        secret = self.page.locator(".secret").inner_text().replace(" ", "")
        self.page.keyboard.type(factors.code_at(secret, clock.now()))
        self.click("button", "Set it up")
        self.see("Your recovery codes")
        self.click("link", "I have kept them")
        self.page.wait_for_url(desk)

    def write(self) -> None:
        self.page.get_by_label("Headline:", exact=True).fill("Harbor Bio makes its first batch")
        self.page.get_by_label("Dateline places").fill("WUXI, China")
        self.page.get_by_label("Dateline date").fill("2026-03-03")
        body_editor(self.page).focus()
        self.page.keyboard.type("The first batch of three hundred litres left the plant today.")
        self.page.get_by_role("combobox", name="Contact").first.press("Enter")
        self.page.locator(".select2-search__field").fill("Ines Marrow")
        self.page.get_by_role("option").filter(has_text="Ines Marrow").wait_for()
        self.page.keyboard.press("Enter")
        self.page.get_by_label("Publish at").fill("2026-03-03T08:00:00")


def test_two_people_bring_an_announcement_on_its_way_in_twelve_clicks(
    page, live_server, moving_clock, complaints
):
    factories.company()
    Listing.objects.all().delete()  # no exchange has to be told: that is a publisher's part
    factories.contact("Ines Marrow", email="ines@harbor-bio.example")
    ada, ben = factories.ada(), factories.ben()
    desk, hand = f"{live_server.url}/admin/", Hand(page)

    hand.enter_for_the_first_time(desk, ada)
    hand.click("link", "Write a release")
    hand.write()
    hand.click("button", "Save")
    hand.see("Draft")
    hand.click("link", "Submit for review")
    hand.click("button", "Submit for review")
    hand.see("In review")
    hand.enter_for_the_first_time(desk, ben)
    hand.click("link", "Review and approve")
    page.get_by_text("three hundred litres").wait_for()
    hand.click("button", "Approve")
    hand.see("Approved for Tue 3 Mar 2026, 08:00 EST")

    release = Release.objects.get()
    assert hand.clicks <= MOST
    assert release.is_approved
    assert release.is_public(factories.NOON + timedelta(days=1))
    assert not release.is_public(factories.NOON)
