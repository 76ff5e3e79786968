"""Adds what the database lacks of the demo company, and never changes what it has.

Each release goes in whole or not at all. Rows are known by their keys: the company by being one, a
listing by market and symbol, releases and categories by address (or by headline and name, should
somebody have changed the address), contacts by e-mail, standing texts by key and version.
"""

from collections import Counter
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from accounts.models import User
from company.models import Category, Company, Listing
from demo_company import from_the_opening, in_chinese, notices, until_2017
from demo_company.announcement import Announcement
from demo_company.company import CATEGORIES, COMPANY, LISTINGS
from demo_company.people import APPROVER, PUBLISHER, WRITER, desk
from demo_company.writing import out_at, write
from ircms.actor import acting_as
from releases import approval, preflight, review, schedule, transitions
from releases.models import Release

ANNOUNCEMENTS = (
    *until_2017.ANNOUNCEMENTS,
    *from_the_opening.ANNOUNCEMENTS,
    *in_chinese.ANNOUNCEMENTS,
    *notices.ANNOUNCEMENTS,
)


def load(at: datetime) -> Counter[str]:
    """Add what is missing, as it stands at ``at`` (aware): what is due by then goes in as historic,
    the rest is approved for its time. Returns how many of what were added, in words."""
    with transaction.atomic():
        added = _add_company()
    for announcement in ANNOUNCEMENTS:
        if _is_missing(announcement.slug, announcement.headline) and _has_original(announcement):
            added[_add(announcement, at)] += 1
    return +added


def _add_company() -> Counter[str]:
    company, is_new = Company.objects.get_or_create(pk=1, defaults=COMPANY)
    added = Counter({"company": int(is_new)})
    if not company.listings.exists():
        for listed in LISTINGS:
            Listing.objects.create(company=company, **vars(listed))
            added["listing"] += 1
    for slug, name in CATEGORIES.items():
        if not Category.objects.filter(Q(slug=slug) | Q(name=name)).exists():
            with acting_as(desk(*WRITER)):
                Category.objects.create(slug=slug, name=name)
            added["category"] += 1
    return added


def _is_missing(slug: str, headline: str) -> bool:
    return not Release.objects.filter(Q(slug=slug) | Q(headline=headline)).exists()


def _has_original(announcement: Announcement) -> bool:
    """Whether it is one, or what it is a version of is there under its address."""
    original = announcement.translation_of
    return not original or Release.objects.filter(slug=original).exists()


def _add(announcement: Announcement, at: datetime) -> str:
    """Write and approve it in one transaction; returns what it is now, in words."""
    due = out_at(announcement.day)
    if due is not None and at < due <= at + transitions.FREEZE:
        return "release left out, its time being seconds away: load again after it"
    with transaction.atomic():
        release = write(announcement, writer=desk(*WRITER))
        if due is None:
            return "draft"
        approver = desk(*APPROVER)
        if due <= at:
            approval.import_historic(release, by=approver, at=at, revision=release.revision)
            return "public release"
        _have_approved(release, by=approver, at=at)
    return "embargoed release"


def _have_approved(release: Release, *, by: User, at: datetime) -> None:
    """Submit and approve it, each warning of pre-flight acknowledged by name; no exchange is told
    of a demonstration."""
    review.submit(release, by=desk(*WRITER), at=at, revision=release.revision)
    for market in _markets():
        schedule.record_notice(
            release,
            by=desk(*PUBLISHER),
            at=at,
            market=market,
            waiver_reason="A demonstration: the exchange is told nothing.",
        )
    warnings = preflight.open_findings(release, at).warnings
    approval.approve(
        release,
        by=by,
        at=at,
        revision=release.revision,
        acknowledged=[finding.fingerprint for finding in warnings],
    )


def _markets() -> list[str]:
    return sorted({listed.mic for listed in LISTINGS})
