"""What every public page needs of the company: masthead, imprint, listings."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from company.models import Company
from ircms import dates, languages, look


def site(request: HttpRequest) -> dict[str, Any]:
    """``company`` (with its listings, asked for once a page uses it), the site's address, the
    page's ``languages`` (of which a view may know better) and ``look``: its style sheets, and
    whether the company has a logo and an icon of its own."""
    return {
        "company": SimpleLazyObject(_company),
        "site_url": settings.SITE_URL,
        "look": {
            "sheets": look.sheets(),
            "has_logo": look.has(look.LOGO),
            "has_icon": look.has(look.ICON),
        },
        "languages": SimpleLazyObject(lambda: languages.of_page(request)),
        "market_zone": dates.zone(settings.TIME_ZONE),
    }


def _company() -> Company:
    return Company.objects.prefetch_related("listings").first() or Company.unnamed()
