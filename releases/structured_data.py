"""JSON-LD: what search engines read of a page (schema.org)."""

import json
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from company.models import Company
from ircms.market_day import market_day
from releases.corrections import Corrected, Correction
from releases.models import Release

# What would end the script element or start another, as JSON escapes (json_script does the same).
_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


def news_article(release: Release, parts: dict[str, Any]) -> SafeString:
    """``NewsArticle`` for a release page with ``parts`` (its context). One that has been corrected
    says by what, and why; a correction names the article it is made from."""
    article: dict[str, Any] = {
        "@type": "NewsArticle",
        "headline": release.headline,
        "url": settings.SITE_URL + release.canonical_path,
        "inLanguage": release.language,
        "datePublished": release.printed_date_iso,
        "publisher": {"@id": f"{settings.SITE_URL}/#company"},
        "author": {"@id": f"{settings.SITE_URL}/#company"},
    }
    if release.subheadline:
        article["alternativeHeadline"] = release.subheadline
    if release.dateline_places:
        article["dateline"] = " and ".join(release.dateline_places)
    if parts["corrected_by"]:
        article["correction"] = [_correction(each) for each in parts["corrected_by"]]
    if parts["corrects"]:
        article["isBasedOn"] = _what_it_corrects(release, parts["corrects"])
    return script(article)


def _correction(correction: Correction) -> dict[str, Any]:
    """``CorrectionComment``: of one that is withdrawn, without a text."""
    return _comment(correction.release, correction.reason) | (
        {"creativeWorkStatus": "Withdrawn"} if correction.withdrawal else {}
    )


def _what_it_corrects(release: Release, corrected: Corrected) -> dict[str, Any]:
    """The earlier article, with ``release`` as its correction; its headline is its own to tell."""
    earlier = {
        "@type": "NewsArticle",
        "url": settings.SITE_URL + corrected.release.canonical_path,
        "datePublished": corrected.release.printed_date_iso,
        "correction": [_comment(release, corrected.reason)],
    }
    return earlier | ({"creativeWorkStatus": "Withdrawn"} if corrected.withdrawal else {})


def _comment(correction: Release, reason: str) -> dict[str, Any]:
    comment = {
        "@type": "CorrectionComment",
        "url": settings.SITE_URL + correction.canonical_path,
        "datePublished": correction.printed_date_iso,
    }
    return comment | ({"text": reason} if reason else {})


def corporation(company: Company, at: datetime) -> SafeString:
    """``Corporation``, with the listings that had begun by ``at`` as ``tickerSymbol``."""
    day = market_day(at)
    begun = [
        listing
        for listing in (company.listings.all() if company.pk else ())
        if listing.listed_on is None or listing.listed_on <= day
    ]
    listings = list(dict.fromkeys(listing.ticker_symbol for listing in begun))
    corporation: dict[str, Any] = {
        "@type": "Corporation",
        "@id": f"{settings.SITE_URL}/#company",
        "name": company.name,
        "legalName": company.legal_name or company.name,
        "url": settings.SITE_URL + "/",
    }
    optional = {
        "tickerSymbol": listings,
        "leiCode": company.lei,
        "telephone": company.phone,
        "address": ", ".join(company.address.splitlines()),
        "sameAs": company.website,
    }
    corporation |= {key: value for key, value in optional.items() if value}
    if company.cik:
        corporation["identifier"] = {
            "@type": "PropertyValue",
            "propertyID": "CIK",
            "value": company.cik,
        }
    return script(corporation)


def script(thing: dict[str, Any]) -> SafeString:
    """``thing`` with its context, for the inside of a script element."""
    text = json.dumps({"@context": "https://schema.org", **thing}, ensure_ascii=False)
    return mark_safe(text.translate(_ESCAPES))  # noqa: S308 -- escaped for a script element above
