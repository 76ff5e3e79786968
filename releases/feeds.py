"""The newsroom as feeds: RSS 2.0 with full text (RSS Advisory Board profile)."""

from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import prefetch_related_objects
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.translation import gettext as _
from django.utils.xmlutils import SimplerXMLGenerator
from django.views.decorators.http import require_safe

from company.models import Company
from ircms import dates, languages
from ircms.edge import AsOfRequest
from ircms.printable import strip
from releases import corrections, newsroom, versions
from releases.corrections import Correction
from releases.lead import lead_text
from releases.models import Release
from releases.newsroom import Shelf
from releases.richtext import absolute

FEED_LENGTH = 20
_PRINTED = ("printed_texts__standing_text", "printed_contacts", "categories", "attachments")


class FullTextRss(Rss201rev2Feed):
    """RSS 2.0 whose items carry their whole text in ``content:encoded``.

    An empty feed says nothing of when it was built: Django would put the present second there,
    and every poll would be new.
    """

    content_type = "application/rss+xml; charset=utf-8"

    def rss_attributes(self) -> dict[str, str]:
        return super().rss_attributes() | {
            "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
            "xmlns:dc": "http://purl.org/dc/elements/1.1/",
        }

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        if self.items:
            super().add_root_elements(handler)
            return
        for name in ("title", "link", "description", "language"):
            handler.addQuickElement(name, self.feed[name])
        address = {"rel": "self", "href": self.feed["feed_url"]}
        handler.addQuickElement("atom:link", None, address)

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("content:encoded", item["full_text"])
        handler.addQuickElement("dc:language", item["item_language"])


@require_safe
def newsroom_rss(request: AsOfRequest) -> HttpResponse:
    """The newest releases, each in the feed's language where it has a version in it."""
    company = Company.objects.first() or Company.unnamed()
    feed = FullTextRss(
        title=_("%(company)s: news") % {"company": company.name},
        link=settings.SITE_URL + reverse("newsroom"),
        description=_("News releases of %(company)s, in full.")
        % {"company": company.legal_name or company.name},
        language=languages.current(),
        feed_url=settings.SITE_URL + reverse("newsroom_rss"),
    )
    return _written(feed, company, Shelf(request.as_of))


@require_safe
def category_rss(request: AsOfRequest, slug: str) -> HttpResponse:
    """The newest releases under one category, once there is one."""
    company = Company.objects.first() or Company.unnamed()
    category = newsroom.named(newsroom.categories(request.as_of), slug)
    said = {"company": company.name, "category": category.name}
    feed = FullTextRss(
        title=_("%(company)s: %(category)s") % said,
        link=settings.SITE_URL + reverse("category", args=[slug]),
        description=_("News releases of %(company)s under “%(category)s”, in full.")
        % (said | {"company": company.legal_name or company.name}),
        language=languages.current(),
        feed_url=settings.SITE_URL + reverse("category_rss", args=[slug]),
    )
    return _written(feed, company, Shelf(request.as_of, category))


def _written(feed: FullTextRss, company: Company, shelf: Shelf) -> HttpResponse:
    """``feed`` with the newest public releases on ``shelf``."""
    releases = versions.as_read(newsroom.newest(shelf, FEED_LENGTH), shelf.at)
    prefetch_related_objects(releases, *_PRINTED)
    originals = [each.translation_of or each for each in releases]
    corrected_by = corrections.by_release(originals, shelf.at)
    corrects = corrections.what_they_correct(releases, shelf.at)
    for release in releases:
        told = {
            "release": release,
            "corrected_by": corrected_by.get(release.translation_of_id or release.pk, []),
            "corrects": corrects.get(release.pk),
        }
        # Whatever a row may hold: one bad character must not take the whole feed down.
        item: dict[str, Any] = {
            name: strip(value) if isinstance(value, str) else value
            for name, value in _item(told, company).items()
        }
        feed.add_item(**item)
    return HttpResponse(feed.writeString("utf-8"), content_type=FullTextRss.content_type)


def _item(told: dict[str, Any], company: Company) -> dict[str, Any]:
    """``told`` is a release with what corrects it and what it corrects.

    That it has been corrected stands in its description and before its text. Its title, date and
    guid stay: another title would be news once more to whoever is alerted by titles, and say of the
    old text that it is the corrected one; another date would put it above its own correction.
    """
    release: Release = told["release"]
    summary = release.subheadline or lead_text(release.body)
    return {
        "title": release.headline,
        "link": settings.SITE_URL + release.canonical_path,
        "description": " ".join([*map(_noted, told["corrected_by"]), summary]),
        "full_text": absolute(render_to_string("releases/feed_item.html", told), settings.SITE_URL),
        "pubdate": _printed(release),
        "unique_id": f"urn:uuid:{release.public_id}",
        "unique_id_is_permalink": False,
        "categories": [strip(category.name) for category in release.categories.all()],
        "author_name": company.name,
        "item_language": release.language,
    }


def _noted(correction: Correction) -> str:
    """``Corrected on March 2, 2026: The plant has 500 square feet, not 5,000.``"""
    said = {"day": dates.day(_printed(correction.release))}
    if correction.withdrawal is not None:
        return _("Corrected on %(day)s; the correction has been withdrawn since.") % said
    if reason := " ".join(correction.reason.split()):
        return _("Corrected on %(day)s: %(reason)s") % (said | {"reason": reason})
    return _("Corrected on %(day)s.") % said


def _printed(release: Release) -> Any:
    assert release.out_at is not None  # noqa: S101 -- what is public has gone out
    return release.out_at.astimezone(ZoneInfo(settings.TIME_ZONE))
