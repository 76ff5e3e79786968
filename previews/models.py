"""Grants: that one person outside may see one release before its second, and on which devices."""

import uuid
from datetime import datetime, timedelta
from typing import ClassVar

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q

from releases.models import Release

LONGEST = timedelta(days=14)  # a grant outlives no fortnight: whoever needs longer gets another
MOST_DEVICES = 5
_SHA256 = r"^[0-9a-f]{64}\Z"
_VIEWS_LEFT = Q(most_views__isnull=True) | Q(views__lt=F("most_views"))


class GrantQuerySet(models.QuerySet["Grant"]):
    """Sets of grants."""

    def standing(self, at: datetime) -> "GrantQuerySet":
        """Those with which something can be opened at ``at``, if their release allows it."""
        return self.filter(_VIEWS_LEFT, revoked_at__isnull=True, expires_at__gt=at)

    def of(self, release: Release) -> "GrantQuerySet":
        """Those of ``release``, newest first, with the people who gave and revoked them."""
        return (
            self.filter(release=release)
            .select_related("given_by", "revoked_by")
            .order_by("-given_at", "-pk")
        )


class Grant(models.Model):
    """That ``recipient_name`` may see ``release`` until ``expires_at``. The token of its link is
    nowhere but in the link: what is stored is its SHA-256. That serves for a secret of 256 random
    bits, of which nobody makes a table. A grant outlives the draft it was of: it is a record of who
    knew (MAR Article 18)."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    release = models.ForeignKey(
        Release, models.DO_NOTHING, db_constraint=False, related_name="grants"
    )
    recipient_name = models.CharField("name", max_length=200)
    recipient_email = models.EmailField("e-mail address")
    purpose = models.CharField(max_length=200)
    token_sha256 = models.CharField(max_length=64, unique=True, editable=False)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    expires_at = models.DateTimeField("ends")
    most_views = models.PositiveSmallIntegerField(
        "most pages",
        null=True,
        validators=[MinValueValidator(1)],
        help_text="How often a page or file of it may be opened; empty for as often as they like.",
    )
    most_devices = models.PositiveSmallIntegerField(
        "devices", default=1, validators=[MinValueValidator(1)]
    )
    views = models.PositiveIntegerField(default=0)
    last_viewed_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = GrantQuerySet.as_manager()

    class Meta:
        default_permissions = ("add", "view")
        permissions = (("revoke_grant", "Can revoke grant"),)
        verbose_name = "grant of a preview"
        verbose_name_plural = "grants of previews"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="of_a_grant_s_token_the_sha256_alone_is_stored",
                condition=Q(token_sha256__regex=_SHA256),
            ),
            models.CheckConstraint(
                name="a_grant_ends_after_it_was_given", condition=Q(expires_at__gt=F("given_at"))
            ),
            models.CheckConstraint(
                name="a_grant_opens_no_more_pages_than_it_may",
                condition=Q(most_views__isnull=True)
                | Q(most_views__gte=1, views__lte=F("most_views")),
            ),
            models.CheckConstraint(
                name="a_grant_is_for_a_few_devices",
                condition=Q(most_devices__gte=1, most_devices__lte=MOST_DEVICES),
            ),
            models.CheckConstraint(
                name="a_grant_is_revoked_by_somebody",
                condition=Q(revoked_at__isnull=True, revoked_by__isnull=True)
                | Q(revoked_at__isnull=False, revoked_by__isnull=False),
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["release", "-given_at", "-id"], name="grants_of_a_release"),
        ]

    def __str__(self) -> str:
        return self.recipient_name

    def why_ended(self, at: datetime) -> str:
        """Why nothing can be opened with it any more, in one word; empty where something can."""
        if self.revoked_at is not None:
            return "revoked"
        if self.expires_at <= at:
            return "expired"
        if self.most_views is not None and self.views >= self.most_views:
            return "used up"
        return ""


class Device(models.Model):
    """A browser that a grant's link was opened on: it holds a secret of its own in a cookie, and
    the link's token no more."""

    grant = models.ForeignKey(Grant, models.CASCADE, related_name="devices")
    secret_sha256 = models.CharField(max_length=64, unique=True, editable=False)
    opened_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="of_a_device_s_secret_the_sha256_alone_is_stored",
                condition=Q(secret_sha256__regex=_SHA256),
            ),
        ]

    def __str__(self) -> str:
        return f"a device of {self.grant}"
