"""A facility, and what releases say of it."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from facilities import days
from ircms import printable
from ircms.countries import CountryField
from releases.ledger import Attribute
from releases.models.identity import Identity
from releases.models.statement import SourcedStatement
from releases.precision import Precision, last_day

# What readers see of a facility; the newest standing statement that gives one wins.
ATTRIBUTES = (
    Attribute.text("name"),
    Attribute.text("locality"),
    Attribute.text("region"),
    Attribute.text("country"),
    Attribute.text("address"),
    Attribute.value("latitude", "longitude"),
    Attribute.text("status", "status_on", "status_on_precision"),
)


class Facility(Identity):
    """A place where the company works."""

    class Meta(Identity.Meta):
        verbose_name_plural = "facilities"

    def get_absolute_url(self) -> str:
        return reverse("facility", args=[self.slug])


class FacilityUpdate(SourcedStatement):
    """What a release says of a facility. An attribute left empty is not said: what was said of it
    before goes on to hold."""

    class Status(models.TextChoices):
        PLANNED = "planned", _("Planned")
        UNDER_CONSTRUCTION = "under_construction", _("Under construction")
        OPENED = "opened", _("Opened")
        CLOSED = "closed", _("Closed")

    facility = models.ForeignKey(Facility, models.PROTECT, related_name="updates")
    name = models.CharField(max_length=160, blank=True, help_text="As readers are to know it.")
    locality = models.CharField(max_length=120, blank=True, help_text="Town or district.")
    region = models.CharField(max_length=120, blank=True, help_text="State or province.")
    country = CountryField(blank=True)
    address = models.TextField(blank=True, help_text="One line per line.")
    latitude = models.DecimalField(
        max_digits=8, decimal_places=6, null=True, blank=True, help_text="Degrees north (WGS 84)."
    )
    longitude = models.DecimalField(
        max_digits=9, decimal_places=6, null=True, blank=True, help_text="Degrees east (WGS 84)."
    )
    status = models.CharField(max_length=20, choices=Status, blank=True)
    status_on = models.DateField(
        "since or for",
        null=True,
        blank=True,
        help_text="The day since which the status holds; for a plan, the day it is planned for.",
    )
    status_on_precision = models.CharField(
        "known to", max_length=10, choices=Precision, default=Precision.DAY
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["position", "id"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["facility", "-out_at", "-id"], name="facility_newest_said_first"),
            *(each.index("facility", f"facility_newest_{each.name}") for each in ATTRIBUTES),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            printable.constraint("a_facility_update_is_printable", "name", "locality", "region"),
            models.CheckConstraint(
                condition=models.Q(
                    status__in=("", "planned", "under_construction", "opened", "closed")
                ),
                name="a_facility_has_a_known_status",
                violation_error_message="Choose a status from the list.",
            ),
            models.CheckConstraint(
                condition=models.Q(status_on_precision__in=Precision.values),
                name="a_status_date_is_known_to_day_month_or_year",
                violation_error_message="Choose from the list how much of the day is known.",
            ),
            models.UniqueConstraint(
                fields=["release", "facility"],
                name="a_release_describes_a_facility_once",
                violation_error_message="This facility is described on the release already: put "
                "everything about it into one entry.",
            ),
            models.CheckConstraint(
                condition=models.Q(latitude__isnull=True, longitude__isnull=True)
                | models.Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="coordinates_come_in_pairs_and_on_earth",
                violation_error_message="Give both latitude (−90 to 90) and longitude (−180 to "
                "180), or neither.",
            ),
            models.CheckConstraint(
                condition=models.Q(status_on__isnull=True) | ~models.Q(status=""),
                name="a_status_date_belongs_to_a_status",
                violation_error_message="Say which status holds from this day on.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name or self.facility.name}"

    def clean(self) -> None:
        """Say everything that is wrong at once, each at its field."""
        problems: dict[str, Any] = {}
        for check in (super().clean, self._refuse_day_to_come, self._refuse_empty):
            try:
                check()
            except ValidationError as refused:
                problems = refused.update_error_dict(problems)
        if problems:
            raise ValidationError(problems)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Raises ValidationError where nothing is said, or a day to come is said to have been."""
        self._refuse_empty()
        self._refuse_day_to_come()
        if self.status_on is not None:
            self.status_on = last_day(self.status_on, self.status_on_precision)
        super().save(*args, **kwargs)

    def _refuse_day_to_come(self) -> None:
        """Since a day a facility is open, closed or being built; for a day it is planned."""
        if self.status_on is None or self.status in ("", self.Status.PLANNED):
            return
        try:
            days.require_come(self.status_on, self.status_on_precision, self.release)
        except ValidationError as refused:
            raise ValidationError({"status_on": refused}) from refused

    def _refuse_empty(self) -> None:
        said = [getattr(self, each.name) for each in ATTRIBUTES]
        if not any(value not in (None, "") for value in said):
            raise ValidationError(
                "Nothing is said of the facility: fill in at least one of its particulars, or "
                "remove the entry.",
                code="empty",
            )
