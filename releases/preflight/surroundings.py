"""What a manuscript has to know of what is around it: the company, its markets, the pages it links
to, those who may act on it. A fixed number of queries, whatever its length."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.db.models import Q

from accounts.models import User
from company.models import Company
from releases import approval
from releases.models import Attachment, Insider, Release
from releases.preflight.links import Link, file_of, own_path, slug_of
from releases.preflight.parts import Insiders, Listing
from releases.querysets import public_q
from releases.transitions import APPROVE, RELEASE_NOW


def company_and_listings() -> tuple[str, tuple[Listing, ...]]:
    """The company's name, and where its shares trade, traded and will trade."""
    company = Company.objects.prefetch_related("listings").first()
    if company is None:
        return "", ()
    listings = (
        Listing(each.exchange, each.mic, each.ticker, each.listed_on, each.delisted_on)
        for each in company.listings.all()
    )
    return company.name, tuple(listings)


def family_key(release: Release) -> int | None:
    """The key of the original among the language versions of ``release``."""
    return release.translation_of_id or release.pk


def insiders_of(release: Release) -> Insiders | None:
    """Whether those who know of a confidential ``release`` can act on it; None for any other."""
    if not release.pk or not release.is_confidential:
        return None
    people = User.objects.filter(
        is_active=True, pk__in=Insider.objects.filter(release=release.pk).values("user")
    )
    wrote = approval.contributors_since_last_approval(release)
    return Insiders(
        can_approve=people.filter(_may(APPROVE)).exclude(pk__in=wrote).exists(),
        can_publish=people.filter(_may(RELEASE_NOW)).exists(),
    )


def _may(right: str) -> Q:
    return Q(is_superuser=True) | Q(pk__in=User.objects.with_right(right).values("pk"))


def dead_addresses(links: Iterable[Link], release: Release, at: datetime) -> frozenset[str]:
    """The addresses among ``links`` that lead to pages or files of this site which will not be
    public when ``release`` goes out. Of a confidential release it is not told that it will be: it
    counts once it is public. The versions of ``release`` itself go out with it."""
    by_slug, by_file = _targets(links)
    if not by_slug and not by_file:
        return frozenset()
    public = _public_then(release, at)
    slugs = Release.objects.filter(public, slug__in=by_slug).values_list("slug", flat=True)
    files = Attachment.objects.filter(
        Q(release__in=Release.objects.filter(public).values("pk")), public_id__in=by_file
    ).values_list("public_id", flat=True)
    dead = [each for slug in set(by_slug) - {*slugs, release.slug} for each in by_slug[slug]]
    dead += [each for file in set(by_file) - set(map(str, files)) for each in by_file[file]]
    return frozenset(dead)


def _targets(links: Iterable[Link]) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """The addresses by the slug of the release, or the id of the file, that they lead to."""
    by_slug: dict[str, list[str]] = {}
    by_file: dict[str, list[str]] = {}
    for link in links:
        path = own_path(link.address, settings.SITE_URL)
        if path is None:
            continue
        if slug := slug_of(path):
            by_slug.setdefault(slug, []).append(link.address)
        elif file := file_of(path):
            by_file.setdefault(file, []).append(link.address)
    return by_slug, by_file


def _public_then(release: Release, at: datetime) -> Q:
    then = release.publish_at if release.publish_at and release.publish_at > at else at
    is_open = Q(is_confidential=False) & (
        Q(translation_of__isnull=True) | Q(translation_of__is_confidential=False)
    )
    known = public_q(at) | (public_q(then) & is_open)
    original = family_key(release)
    if original is None:
        return known
    return known | Q(pk=original) | Q(translation_of=original)
