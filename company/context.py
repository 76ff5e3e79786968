"""What every public page needs of the company: masthead, imprint, listings."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from company.models import Company


def site(request: HttpRequest) -> dict[str, Any]:
    """``company`` (with its listings, asked for once a page uses it) and the site's address."""
    return {
        "company": SimpleLazyObject(_company),
        "site_url": settings.SITE_URL,
        "market_zone": settings.TIME_ZONE.replace("_", " "),
    }


def _company() -> Company:
    return Company.objects.prefetch_related("listings").first() or Company.unnamed()
