"""``/styleguide/``, while developing: every component of the site, by the templates that pages use.

What it shows is made up here and stored nowhere.
"""

import re
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from releases.models import Release, ReleaseContact

_TOKENS = Path(settings.BASE_DIR) / "static" / "css" / "tokens.css"
_COLOUR = re.compile(r"^ +(--[a-z-]+): (?:light-dark|var)\(", re.MULTILINE)
_SIZE = re.compile(r"^ +(--text-[a-z]+):", re.MULTILINE)
_BODY = (
    "<p>Paragraphs are set for reading, with <strong>words that weigh</strong>, <em>titles</em> "
    "and <a href='https://www.northlight.example/'>links</a>.</p><h2>A heading of the text</h2>"
    "<ul><li>one point;</li><li>another one.</li></ul>"
    "<blockquote><p>A quotation stands on its own.</p></blockquote>"
    "<table><thead><tr><th>Measure</th><th>Square feet</th></tr></thead>"
    "<tbody><tr><th>Building</th><td>48,000</td></tr></tbody></table>"
)


@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    """All components on one page."""
    text = _TOKENS.read_text()
    first = _release("Northlight opens its plant in Harbour Street", 3)
    second = _release("Northlight begins a trial of NL-7 in asthma", 2)
    second.is_corrected = True  # type: ignore[attr-defined]  # as an annotation would say it
    context = {
        "colours": _COLOUR.findall(text),
        "sizes": _SIZE.findall(text),
        "releases": [first, second],
        "release": first,
        "corrected_by": [_correction(second)],
        "contact": ReleaseContact(name="Robin Vale", title="Investor relations",
                                  phone="+1 555 0100", email="ir@northlight.example"),
        "body": _BODY,
    }  # fmt: skip
    return render(request, "front/styleguide.html", context)


def _release(headline: str, day: int) -> Release:
    release = Release(headline=headline, slug="example", kind=Release.Kind.PRESS_RELEASE,
                      subheadline="A second line says what the first left open")  # fmt: skip
    release.out_at = datetime(2026, 3, day, 12, tzinfo=UTC)
    release.publish_at = release.out_at
    return release


def _correction(release: Release) -> SimpleNamespace:
    return SimpleNamespace(release=release, withdrawal=None, reason="The area was 48,000.")
