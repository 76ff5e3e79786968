"""What was said last appears beside the rows of a release's form, after the page is there."""

from datetime import date
from typing import Any

from tests import factories
from tests.admin.desk import page_of
from tests.admin.test_browser import complaints, moving_clock, sign_in
from tests.facilities.makers import PORTO, WUXI, actual, days_ago, drafted, facility, public, said

__all__ = ["complaints", "moving_clock"]

DAY = date(2026, 1, 1)


def test_rows_say_what_was_said_last_of_whom_they_are_about(
    page: Any, live_server: Any, moving_clock: Any, complaints: list[str]
) -> None:
    factories.company()
    public("One", said(WUXI), actual(WUXI, "60,000 square feet", DAY))
    public("Two", said(PORTO), publish_at=days_ago(3))
    release = drafted("Areas", said(WUXI), actual(WUXI, "70,000 square feet", date(2026, 3, 1)))
    sign_in(page, live_server, factories.ada())
    page.goto(f"{live_server.url}{page_of(release)}")
    figure = page.locator("#capacityfigure-0 [data-ledger=actual]")
    name = page.locator("#facilityupdate-0 [data-ledger=name]")

    figure.scroll_into_view_if_needed()
    name.scroll_into_view_if_needed()
    page.get_by_text("Last said: 60,000 square feet, as of January 1, 2026").wait_for()
    page.get_by_text("Last said: Wuxi plant").wait_for()
    page.evaluate(
        """key => {
          const select = document.querySelector("#id_facilityupdate-0-facility")
          window.django.jQuery(select).append(new Option("Porto", key)).val(key).trigger("change")
        }""",
        str(facility(PORTO).pk),
    )

    page.get_by_text("Last said: Porto plant").wait_for()
    assert "Last said: Wuxi plant" not in name.inner_text()
    assert complaints == []
