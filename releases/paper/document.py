"""A release on paper: the HTML that the press sets (``templates/releases/paper.html``)."""

from datetime import UTC, date
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from company.models import Company
from ircms import languages, look
from releases.models import Release
from releases.paper import naming
from releases.templatetags.printed import full_text, rich_text, set_on_page


def html(release: Release, parts: dict[str, Any], company: Company, day: date | None) -> str:
    """``release`` with its ``parts`` (``parts.of_paper``), and nothing in it that the clock or
    the reader would change. ``day`` is the past day it is shown as of."""
    with naming.in_its_language(release):
        context = parts | {
            "company": company,
            "day": day,
            "language": languages.current(),
            "address": naming.permanent_address(release),
            "created": _dated(release),
            "has_logo": look.has(look.LOGO),
            "body": set_on_page(full_text(release)),
            "texts": [(text, set_on_page(rich_text(text.body), 3)) for text in parts["texts"]],
            "files": [(file, naming.whole(file.get_absolute_url()))
                      for file in parts["attachments"]],
            # Counted on the page itself (static/css/paper.css).
            "page": mark_safe('<span class="page"></span>'),
            "pages": mark_safe('<span class="pages"></span>'),
        }  # fmt: skip
        return naming.whole_links(render_to_string("releases/paper.html", context))


def _dated(release: Release) -> str:
    """When it went out, for the document's own date (W3C-DTF); the date alone where only that is
    known."""
    if release.out_at is None or not release.is_hour_known:
        return str(release.printed_date_iso)
    return str(release.out_at.astimezone(UTC).isoformat(timespec="seconds"))
