"""What the tests of pages share: a release with all its parts, and a reader of what was served."""

from datetime import UTC, date, datetime
from html.parser import HTMLParser
from typing import Any

from django.test import Client

from releases.models import Release
from tests import factories

# 8:30 a.m. in New York, on daylight time.
MORNING = datetime(2017, 9, 22, 12, 30, tzinfo=UTC)
TABLE = "<table><tbody><tr><th>Site</th><td>70,000</td></tr></tbody></table>"


def announcement(**columns: Any) -> Release:
    """A public release with dateline, texts, contact and file."""
    defaults: dict[str, Any] = {
        "headline": "Harbor Bio Plans Opening",
        "body": "<p>Harbor Bio &amp; friends open.</p>"
        "<blockquote><p>“We build.”</p></blockquote>" + TABLE,
        "publish_at": MORNING,
        "dateline_places": ["SHANGHAI, China", "CUPERTINO, Calif."],
        "dateline_date": date(2017, 9, 22),
        "wire": "GlobeNewswire",
        "tickers": ["NASDAQ:HRBR"],
    }
    release = factories.draft(**defaults | columns)
    texts = [
        factories.standing_text("about", title="About Harbor Bio"),
        factories.standing_text("safe_harbor", title="Forward-Looking Statements"),
        factories.standing_text("investigational", title="Investigational Products"),
    ]
    for position, text in enumerate(texts):
        factories.print_text(release, text, position)
    factories.print_contact(release, factories.contact())
    factories.attach(release)
    factories.categorise(release, factories.category())
    return factories.approve(release)


class Page(HTMLParser):
    """A served page: its elements with their attributes, and its text on one line."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self._text: list[str] = []
        self.feed(html)
        self.text = " ".join("".join(self._text).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self._text.append(data)

    def all(self, tag: str, **wanted: str) -> list[dict[str, str | None]]:
        """The attributes of each ``tag`` that has those ``wanted``."""
        return [
            attributes
            for name, attributes in self.elements
            if name == tag and wanted.items() <= attributes.items()
        ]

    def headings(self) -> list[int]:
        """The levels of the headings, in order."""
        return [int(tag[1]) for tag, _ in self.elements if tag in {"h1", "h2", "h3", "h4"}]


def get(client: Client, address: str) -> Page:
    response = client.get(address)
    assert response.status_code == 200, address
    return Page(response.content.decode())
