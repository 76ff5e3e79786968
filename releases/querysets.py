"""The one visibility rule, and the sets of releases that readers meet."""

from collections.abc import Collection
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Self, TypeVar
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import F, Q

if TYPE_CHECKING:
    from releases.models import Release

_M = TypeVar("_M", bound=models.Model)


def public_q(at: datetime, prefix: str = "") -> Q:
    """The rule: public at ``at`` (aware), as a condition on a release, or through ``prefix``
    (such as ``"release__"``) on what hangs on one.

    Approved as it stands, its time come, not withdrawn; and a translation not before its original.
    It asks ``publish_at`` and ``released_at`` and leaves ``out_at`` to orders and ranges: a second
    bound on the index that lists walk would let a database start from the wrong one.
    """
    original = f"{prefix}translation_of__"
    return _stands(at, prefix) & (
        Q(**{f"{prefix}translation_of__isnull": True}) | _stands(at, original)
    )


def _stands(at: datetime, prefix: str) -> Q:
    return (
        Q(**{f"{prefix}approved_revision": F(f"{prefix}revision")})
        & (Q(**{f"{prefix}publish_at__lte": at}) | Q(**{f"{prefix}released_at__lte": at}))
        & Q(**{f"{prefix}withdrawn_at__isnull": True})
    )


class PublicQuerySet(models.QuerySet[_M]):
    """A queryset that knows how to show only what is public; ``release_path`` leads to the
    release its rows hang on (empty for releases themselves)."""

    release_path = "release__"

    def public(self, at: datetime, plus: Collection["Release"] = ()) -> Self:
        """Only what is public at ``at``; ``plus`` are releases shown besides, for previews."""
        rule = public_q(at, self.release_path)
        if plus:
            rule |= Q(**{f"{self.release_path}pk__in": [release.pk for release in plus]})
        return self.filter(rule)


class ReleaseQuerySet(PublicQuerySet["Release"]):
    """Sets of releases, in the order readers see them."""

    release_path = ""

    def newest_first(self) -> Self:
        """Newest first; drafts without a time are left out (in an index they would come first)."""
        return self.filter(out_at__isnull=False).order_by("-out_at", "-id")

    def originals(self) -> Self:
        """Without language versions: those are reached from their original."""
        return self.filter(translation_of__isnull=True)

    def older_than(self, release: "Release") -> Self:
        """What comes after ``release`` in the newsroom, newest first."""
        return (
            self.filter(out_at__lte=release.out_at)
            .filter(Q(out_at__lt=release.out_at) | Q(pk__lt=release.pk))
            .newest_first()
        )

    def newer_than(self, release: "Release") -> Self:
        """What comes before ``release`` in the newsroom, nearest first."""
        return (
            self.filter(out_at__gte=release.out_at)
            .filter(Q(out_at__gt=release.out_at) | Q(pk__gt=release.pk))
            .order_by("out_at", "id")
        )

    def in_year(self, year: int) -> Self:
        """Releases whose day, in the market's zone, lies in ``year``."""
        start, end = year_bounds(year)
        return self.filter(out_at__gte=start, out_at__lt=end)

    def slug_is_taken(self, slug: str) -> bool:
        return self.filter(slug=slug).exists()


def year_bounds(year: int) -> tuple[datetime, datetime]:
    """First instant of ``year`` and of the next, in the market's zone, as UTC."""
    zone = ZoneInfo(settings.TIME_ZONE)
    return (
        datetime(year, 1, 1, tzinfo=zone).astimezone(UTC),
        datetime(year + 1, 1, 1, tzinfo=zone).astimezone(UTC),
    )


def public_years(releases: ReleaseQuerySet) -> list[int]:
    """The years in which one of ``releases`` (already narrowed to what is public) went out,
    newest first: three queries however many rows and years there are."""
    zone = ZoneInfo(settings.TIME_ZONE)
    newest = releases.newest_first().values_list("out_at", flat=True).first()
    oldest = releases.order_by("out_at", "id").values_list("out_at", flat=True).first()
    if newest is None or oldest is None:
        return []
    years = range(newest.astimezone(zone).year, oldest.astimezone(zone).year - 1, -1)
    # Ordered and cut to one, so that a planner takes the index and not a walk over the table.
    probes: dict[str, Any] = {
        f"in_{year}": models.Subquery(
            releases.in_year(year).order_by("out_at", "id").values("pk")[:1]
        )
        for year in years
    }
    found = releases.newest_first().values(**probes).first() or {}
    return [year for year in years if found.get(f"in_{year}") is not None]
