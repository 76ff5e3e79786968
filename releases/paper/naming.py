"""What a release is called on paper, by whom it is cited, and where it stands for good."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.urls import get_script_prefix
from django.utils import translation
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from company.models import Company
from ircms import dates, languages
from ircms.edge import PREVIEW_PREFIX
from releases.models import Release
from releases.richtext import absolute
from releases.templatetags.printed import market_day, went_out


@contextmanager
def in_its_language(release: Release) -> Iterator[None]:
    """Within the block the site speaks the language of ``release``, or English where it speaks
    that one not."""
    with translation.override(languages.nearest(release.language)):
        yield


def permanent_address(release: Release) -> str:
    """Where ``release`` stands for good, whole, in its own language."""
    return whole(release.canonical_path)


def whole(path: str) -> str:
    """``path`` of this site as the world will know it, were it made within a preview."""
    prefix = get_script_prefix()
    if prefix.startswith(PREVIEW_PREFIX):
        path = f"/{path.removeprefix(prefix)}"
    return f"{settings.SITE_URL}{path}"


def whole_links(html: str) -> str:
    """``html`` with each link into this site whole: what is printed has no site around it."""
    html, prefix = absolute(html, settings.SITE_URL), get_script_prefix()
    if prefix.startswith(PREVIEW_PREFIX):
        html = html.replace(f'href="{settings.SITE_URL}{prefix}', f'href="{settings.SITE_URL}/')
    return html


def time_in_words(release: Release) -> str:
    """When it went out, in the market's zone with its abbreviation, as text."""
    return strip_tags(went_out(release))


def citation(release: Release, company: Company) -> str:
    """``Harbor Bio, “Harbor Bio opens a plant,” press release, March 1, 2026, https://…``; in the
    language of ``release``."""
    with in_its_language(release):
        said = {
            "company": company.name,
            "headline": release.headline,
            "kind": str(release.get_kind_display()).lower(),
            "date": _day(release),
            "address": permanent_address(release),
        }
        return _("%(company)s, “%(headline)s,” %(kind)s, %(date)s, %(address)s") % said


def filename(release: Release, end: str) -> str:
    """``2026-03-01-harbor-bio-opens-a-plant.pdf``: sorted by its day wherever it is kept."""
    day = market_day(release.out_at).isoformat() if release.out_at else "undated"
    return f"{day}-{release.slug}.{end}"


def _day(release: Release) -> str:
    day = market_day(release.out_at) if release.out_at else release.printed_day
    return dates.day(day) if day else ""
