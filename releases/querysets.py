"""The one visibility rule, and the sets of releases that readers meet."""

from collections.abc import Collection
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Self, TypeVar
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import F, Q

if TYPE_CHECKING:
    from releases.models import Release, ReleaseCategory  # noqa: F401 -- of what a set is

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
    return _went_out(at, prefix) & Q(**{f"{prefix}withdrawn_at__isnull": True})


def _went_out(at: datetime, prefix: str) -> Q:
    # Approved is the revision that stands. It is never beyond it (the constraint
    # no_approval_of_a_revision_to_come), and asked like this PostgreSQL expects to find many: of an
    # equality it expects a handful, and sorts all that was ever said instead of walking an index.
    return Q(**{f"{prefix}approved_revision__gte": F(f"{prefix}revision")}) & (
        Q(**{f"{prefix}publish_at__lte": at}) | Q(**{f"{prefix}released_at__lte": at})
    )


def ever_public_q(at: datetime, prefix: str = "") -> Q:
    """Public at ``at`` or withdrawn since: what has once been told is not untold. A language
    version that was due only after its original had been withdrawn has never been told."""
    original = f"{prefix}translation_of__"
    # What was withdrawn itself has been told, were it for an instant.
    in_time = (
        Q(**{f"{original}withdrawn_at__isnull": True})
        | Q(**{f"{original}withdrawn_at__gt": F(f"{prefix}out_at")})
        | Q(**{f"{prefix}withdrawn_at__isnull": False})
    )
    return _went_out(at, prefix) & (
        Q(**{f"{prefix}translation_of__isnull": True}) | (_went_out(at, original) & in_time)
    )


def corrected_q(at: datetime, prefix: str = "") -> Q:
    """Corrected by a release that has been public at ``at``, were it withdrawn since: what such a
    release stated no longer stands. A correction of any language version corrects its family."""
    from releases.models import Release

    corrections = Release.objects.filter(ever_public_q(at))
    corrected = Q()
    # The release itself and its language versions; its original, where it is a version, and that
    # one's. Of an original the last two look for nothing, which costs nothing.
    for name in ("pk", "translation_of_id"):
        release = models.OuterRef(f"{prefix}{name}")
        versions = Release.objects.filter(translation_of=models.OuterRef(release)).values("pk")
        # As two bounds: of "equal" PostgreSQL may make a list of all corrections there are, and
        # read every release for it, to answer for one.
        its_own = corrections.filter(corrects__gte=release, corrects__lte=release)
        corrected |= Q(models.Exists(its_own))
        corrected |= Q(models.Exists(corrections.filter(corrects__in=versions)))
    return corrected


class PublicQuerySet(models.QuerySet[_M]):
    """A queryset that knows how to show only what is public; ``release_path`` leads to the
    release its rows hang on (empty for releases themselves)."""

    release_path = "release__"

    def public(
        self, at: datetime, plus: Collection["Release"] = (), *, until: datetime | None = None
    ) -> Self:
        """Only what is public at ``at``; ``plus`` are releases shown besides, for previews. Of
        statements, only those that went out by ``until`` (no later than ``at``), where given: of
        two bounds on one column SQLite starts its walk at whichever comes first."""
        rule = public_q(at, self.release_path)
        if self.release_path and issubclass(self.model, self._ranked_model()):
            # The same bound on the statement's own column: an index of it starts at ``at``,
            # however much has been said since.
            rule &= Q(out_at__lte=until or at)
        if plus:
            rule |= Q(**{f"{self.release_path}pk__in": [release.pk for release in plus]})
        return self.filter(rule)

    def ever_public(self, at: datetime) -> Self:
        """What readers have been able to know of by ``at``: public then, or withdrawn since."""
        return self.filter(ever_public_q(at, self.release_path))

    @staticmethod
    def _ranked_model() -> type[models.Model]:
        from releases.models.statement import Statement

        return Statement

    def standing(self, at: datetime, plus: Collection["Release"] = ()) -> Self:
        """Only what is public at ``at`` and not of a release that has been corrected."""
        return self.public(at, plus).exclude(corrected_q(at, self.release_path))


class NewestFirstQuerySet(PublicQuerySet[_M]):
    """Rows in the order of the newsroom: by when their release went out, and by its key, which is
    in the column ``key``."""

    key = "id"

    def newest_first(self, until: datetime | None = None) -> Self:
        """Newest first, the walk starting at ``until`` (a bound for the index: what is public at an
        instant has gone out by then). Drafts without a time are left out."""
        bound = Q(out_at__isnull=False) if until is None else Q(out_at__lte=until)
        return self.filter(bound).order_by("-out_at", f"-{self.key}")

    def older_than(self, release: "Release") -> Self:
        """What comes after ``release`` in the newsroom, newest first."""
        return (
            self.filter(out_at__lte=release.out_at)
            .filter(Q(out_at__lt=release.out_at) | Q(**{f"{self.key}__lt": release.pk}))
            .newest_first()
        )

    def newer_than(self, release: "Release", until: datetime) -> Self:
        """What comes before ``release`` in the newsroom and went out by ``until``, nearest
        first."""
        return (
            self.filter(out_at__gte=release.out_at, out_at__lte=until)
            .filter(Q(out_at__gt=release.out_at) | Q(**{f"{self.key}__gt": release.pk}))
            .order_by("out_at", self.key)
        )

    def in_year(self, year: int, until: datetime | None = None) -> Self:
        """Releases whose day, in the market's zone, lies in ``year``; with ``until``, those that
        went out by then. Name it first where an index is to start at its end."""
        start, end = year_bounds(year)
        last = Q(out_at__lt=end) if until is None or end <= until else Q(out_at__lte=until)
        return self.filter(last, out_at__gte=start)


class ReleaseQuerySet(NewestFirstQuerySet["Release"]):
    """Sets of releases, in the order readers see them."""

    release_path = ""

    def originals(self) -> Self:
        """Without language versions: those are reached from their original."""
        return self.filter(translation_of__isnull=True)

    def slug_is_taken(self, slug: str) -> bool:
        return self.filter(slug=slug).exists()


class CategorisedQuerySet(NewestFirstQuerySet["ReleaseCategory"]):
    """The newsroom's shelves: releases by the categories they bear."""

    key = "release_id"

    def originals(self) -> Self:
        """Without language versions."""
        return self.filter(release__translation_of__isnull=True)


def year_bounds(year: int) -> tuple[datetime, datetime]:
    """First instant of ``year`` and of the next, in the market's zone, as UTC."""
    zone = ZoneInfo(settings.TIME_ZONE)
    return (
        datetime(year, 1, 1, tzinfo=zone).astimezone(UTC),
        datetime(year + 1, 1, 1, tzinfo=zone).astimezone(UTC),
    )


def public_years(releases: NewestFirstQuerySet[Any], until: datetime | None = None) -> list[int]:
    """The years in which one of ``releases`` (already narrowed to what is public at ``until``) went
    out, newest first: three queries however many rows and years there are."""
    zone = ZoneInfo(settings.TIME_ZONE)
    newest = releases.newest_first(until).values_list("out_at", flat=True).first()
    by_then = releases if until is None else releases.filter(out_at__lte=until)
    oldest = by_then.order_by("out_at", releases.key).values_list("out_at", flat=True).first()
    if newest is None or oldest is None:
        return []
    years = range(newest.astimezone(zone).year, oldest.astimezone(zone).year - 1, -1)
    # Ordered and cut to one, so that a planner takes the index and not a walk over the table.
    probes: dict[str, Any] = {
        f"in_{year}": models.Subquery(
            releases.in_year(year).order_by("out_at", releases.key).values("pk")[:1]
        )
        for year in years
    }
    found = releases.newest_first(until).values(**probes).first() or {}
    return [year for year in years if found.get(f"in_{year}") is not None]
