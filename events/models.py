"""An event, and what releases say of it."""

import uuid
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from events import when
from ircms import printable
from releases.ledger import Attribute
from releases.models.identity import Identity
from releases.models.statement import SourcedStatement

MOVED = "moved"
# “Moved” without a day says of its time that what was said before no longer holds.
WHEN = Attribute(
    "starts_on",
    ("starts_on", "starts_time", "ends_on", "ends_time", "zone", "starts_at", "ends_at", "over_at"),
    models.Q(starts_on__isnull=False) | models.Q(status=MOVED),
)
TITLE = Attribute.text("title")
STATUS = Attribute.text("status")
# What readers see of an event; the newest standing statement that gives one wins.
ATTRIBUTES = (
    TITLE,
    WHEN,
    Attribute.text("venue"),
    Attribute.text("webcast_url"),
    STATUS,
)


class Event(Identity):
    """Something that takes place at a time. ``uid`` is its name in calendars (RFC 7986, 5.3),
    the same for ever."""

    uid = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)

    class Meta(Identity.Meta):
        # There are many more of them than of facilities or trials; staff see them by name.
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["name", "id"], name="events_by_name"),
        ]

    def get_absolute_url(self) -> str:
        return reverse("event", args=[self.slug])


class EventUpdate(SourcedStatement):
    """What a release says of an event. An attribute left empty is not said: what was said of it
    before goes on to hold; day, hour, end and zone go together.

    Hours are those of the wall clock in ``zone`` (an IANA name). ``starts_at`` and ``ends_at`` are
    the instants they come to, in UTC; of an event without an hour, the bounds of its days in the
    zone it has or the market's. ``over_at`` is from when on it is past (events/when.py).
    """

    class Status(models.TextChoices):
        SCHEDULED = "scheduled", _("Scheduled")
        MOVED = MOVED, _("Moved")
        CANCELLED = "cancelled", _("Cancelled")

    event = models.ForeignKey(Event, models.PROTECT, related_name="updates")
    title = models.CharField(max_length=200, blank=True, help_text="As readers are to know it.")
    starts_on = models.DateField("day", null=True, blank=True)
    starts_time = models.TimeField(
        "hour", null=True, blank=True, help_text="On the clocks where it takes place."
    )
    ends_on = models.DateField(
        "last day", null=True, blank=True, help_text="Empty: the day on which it starts."
    )
    ends_time = models.TimeField("until", null=True, blank=True)
    zone = models.CharField(
        "time zone",
        max_length=60,
        blank=True,
        help_text="Whose clocks the hour is on, such as Asia/Shanghai. The text may not say: ask "
        "whoever knows.",
    )
    starts_at = models.DateTimeField(null=True, editable=False)
    ends_at = models.DateTimeField(null=True, editable=False)
    over_at = models.DateTimeField(null=True, editable=False)
    venue = models.CharField(max_length=300, blank=True)
    webcast_url = models.URLField("webcast", max_length=500, blank=True)
    status = models.CharField(
        max_length=12,
        choices=Status,
        blank=True,
        help_text="“Moved” without a day: to a day not yet known. A new day says so by itself.",
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["position", "id"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["event", "-out_at", "-id"], name="event_newest_said_first"),
            *(each.index("event", f"event_newest_{each.name}") for each in ATTRIBUTES),
            # The lists: what is to come from its front, what is past from its back. With out_at,
            # because as of a past day much of what it names had not been said.
            models.Index(
                fields=["over_at", "id", "out_at"],
                condition=models.Q(over_at__isnull=False),
                name="events_by_end",
            ),
            models.Index(
                fields=["-out_at", "-id"],
                condition=models.Q(over_at__isnull=True),
                name="events_without_a_day",
            ),
            models.Index(fields=["-out_at", "-id"], name="events_newest_said_first"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            printable.constraint("an_event_update_is_printable", "title", "venue", "webcast_url"),
            models.UniqueConstraint(
                fields=["release", "event"],
                name="a_release_describes_an_event_once",
                violation_error_message="This event is described on the release already: put "
                "everything about it into one entry.",
            ),
            models.CheckConstraint(
                condition=models.Q(starts_on__isnull=False)
                | models.Q(
                    starts_time__isnull=True,
                    ends_on__isnull=True,
                    ends_time__isnull=True,
                    zone="",
                ),
                name="an_hour_is_of_a_day",
                violation_error_message="Give the day on which the event starts.",
            ),
            models.CheckConstraint(
                condition=models.Q(starts_time__isnull=True) | ~models.Q(zone=""),
                name="an_hour_has_its_zone",
                violation_error_message="Whose hour is it? Choose the time zone; the text may not "
                "say, and then somebody has to be asked.",
            ),
            models.CheckConstraint(
                condition=models.Q(webcast_url="")
                | models.Q(webcast_url__regex=r"^https?://[^\s]+$")
                & ~models.Q(webcast_url__regex=r"\s"),
                name="a_webcast_is_on_the_web",
                violation_error_message="Give the webcast's address, with https:// before it.",
            ),
            models.CheckConstraint(
                condition=models.Q(status__in=["", "scheduled", "moved", "cancelled"]),
                name="an_event_is_scheduled_moved_or_cancelled",
            ),
            models.CheckConstraint(
                condition=models.Q(ends_at__isnull=True)
                | models.Q(ends_at__gte=models.F("starts_at")),
                name="an_event_ends_after_it_starts",
                violation_error_message="The event ends before it starts.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title or self.event.name}"

    def clean(self) -> None:
        """Says everything that is wrong at once, each at its field."""
        problems: dict[str, Any] = {}
        for ask in (super().clean, self._refuse_silence, self._derive_instants):
            try:
                ask()
            except ValidationError as refused:
                problems = refused.update_error_dict(problems)
        if problems:
            raise ValidationError(problems)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Raises ValidationError for an hour without a zone, or one that never comes, and where
        nothing is said at all."""
        self._refuse_silence()
        self._derive_instants()
        super().save(*args, **kwargs)

    def _derive_instants(self) -> None:
        when.check(self)
        self.starts_at, self.ends_at = when.instants(self)
        self.over_at = when.over(self)

    def _refuse_silence(self) -> None:
        said = [getattr(self, each.name) for each in ATTRIBUTES]
        if not any(value not in (None, "") for value in said):
            raise ValidationError(
                "Nothing is said of the event: fill in at least one of its particulars, or remove "
                "the entry.",
                code="empty",
            )
