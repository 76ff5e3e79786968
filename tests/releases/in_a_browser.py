"""What every public page is asked in a browser: whether axe objects, whether a small screen holds
it."""

from collections.abc import Iterable
from itertools import product
from typing import Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# The size of targets (WCAG 2.2, 2.5.8) is asked for by name: axe leaves it out by itself.
OPTIONS = {
    "runOnly": {"type": "tag", "values": RULES},
    "rules": {"target-size": {"enabled": True}},
}


def violations(
    browser: Browser, addresses: Iterable[str], widths: Iterable[int] = (390, 820, 1440)
) -> list[tuple[str, int, str, str]]:
    """What axe objects to at ``addresses``, in both schemes: scheme, width, address, rule."""
    found: list[tuple[str, int, str, str]] = []
    schemes: tuple[Literal["light", "dark"], ...] = ("light", "dark")
    for scheme, width in product(schemes, widths):
        context = browser.new_context(
            color_scheme=scheme,
            viewport={"width": width, "height": 900},
            bypass_csp=True,  # axe is a script, and the pages let none run
        )
        page = context.new_page()
        for address in addresses:
            page.goto(address)
            result = Axe().run(page, options=OPTIONS).response
            found += [(scheme, width, address, problem["id"]) for problem in result["violations"]]
        context.close()
    return found


def overflowing(browser: Browser, addresses: Iterable[str]) -> list[str]:
    """Those of ``addresses`` that a narrow screen would have to scroll sideways."""
    page = browser.new_page(viewport={"width": 320, "height": 640})
    wide = []
    for address in addresses:
        page.goto(address)
        if page.evaluate("document.documentElement.scrollWidth - innerWidth") > 0:
            wide.append(address)
    return wide
