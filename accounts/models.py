"""The people who work on the site. Readers have no accounts."""

from typing import Any, ClassVar

from django.contrib.auth.models import (
    AbstractBaseUser,
    BaseUserManager,
    Permission,
    PermissionsMixin,
)
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone


class UserManager(BaseUserManager["User"]):
    """Makes users; an e-mail address is one person whatever its letter case."""

    def create_user(self, email: str, password: str | None = None, **extra: Any) -> "User":
        if not email:
            raise ValueError("A user needs an e-mail address: it is the name to sign in with.")
        user: User = self.model(email=self.normalize_email(email).lower(), **extra)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **extra: Any) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **extra)

    def with_right(self, right: str) -> "models.QuerySet[User]":
        """Active people who have ``right`` (``app.codename``) by their role or by themselves.
        Superusers are not among them: they may do all, and are asked for nothing."""
        app_label, _, codename = right.partition(".")
        held = Permission.objects.filter(content_type__app_label=app_label, codename=codename)
        by_role = models.Q(groups__permissions__in=held)
        by_themselves = models.Q(user_permissions__in=held)
        return self.filter(by_role | by_themselves, is_active=True).distinct()

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username or "")


class User(AbstractBaseUser, PermissionsMixin):
    """A member of staff, named by e-mail address. Never deleted, only made inactive: approvals
    and contributions go on naming them."""

    email = models.EmailField("e-mail address", unique=True, help_text="The name to sign in with.")
    full_name = models.CharField(max_length=150, help_text="As colleagues know them.")
    is_staff = models.BooleanField("may sign in here", default=True)
    is_active = models.BooleanField(
        "active", default=True, help_text="Take this away instead of deleting the account."
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]

    class Meta:
        ordering: ClassVar[list[str]] = ["full_name", "email"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                Lower("email"),
                name="one_account_per_email_address",
                violation_error_message="There is an account with this e-mail address already.",
            ),
        ]

    def __str__(self) -> str:
        return self.full_name or self.email

    def clean(self) -> None:
        super().clean()
        self.email = type(self).objects.normalize_email(self.email).lower()
        if not self.email:
            raise ValidationError({"email": "Enter the e-mail address this person signs in with."})

    def get_full_name(self) -> str:
        return self.full_name

    def get_short_name(self) -> str:
        return self.full_name.split(" ")[0]


class Throttle(models.Model):
    """How often something was tried at one door, by one account, device or address. It stands in
    the database, so that it holds for every process at once (``accounts/throttle.py``)."""

    key = models.CharField(max_length=100, unique=True)
    tries = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0, help_text="Turned away without being asked.")
    last_at = models.DateTimeField(db_index=True, help_text="When it was tried last.")

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.key}: {self.tries}"


class Device(models.Model):
    """A browser in which somebody has proven who they are: it holds a cookie, and here stands no
    more of that than its SHA-256."""

    user = models.ForeignKey(User, models.CASCADE, related_name="devices")
    token_sha256 = models.CharField(max_length=64, unique=True)
    first_seen_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.user}, since {self.first_seen_at:%Y-%m-%d}"
