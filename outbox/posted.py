"""What every ledger of mails has in common: one row a mail, and every row in one of five states."""

from datetime import datetime, timedelta
from typing import Any, Self, TypeVar

from django.db import models
from django.db.models import Case, Q, Value, When

# Sending takes a worker far less (settings.EMAIL_TIMEOUT): one silent for longer has died.
IN_DOUBT_AFTER = timedelta(minutes=15)

OPEN = Q(sent_at__isnull=True, failed_at__isnull=True, claimed_at__isnull=True)
CLAIMED = Q(sent_at__isnull=True, failed_at__isnull=True, claimed_at__isnull=False)
_M = TypeVar("_M", bound="Posted")


class PostedQuerySet(models.QuerySet[_M]):
    """Sets of mails, by what is to be done with them."""

    def waiting(self) -> Self:
        """Not sent, not given up, and in no worker's hands."""
        return self.filter(OPEN)

    def due(self, at: datetime) -> Self:
        """Those waiting whose time has come at ``at``."""
        return self.filter(OPEN, due_at__lte=at)

    def claimed(self) -> Self:
        """In the hands of a worker that may be at work, or may have died."""
        return self.filter(CLAIMED)

    def in_doubt(self, at: datetime) -> Self:
        """Nobody knows whether these were sent: the worker said so, or is gone."""
        return self.filter(CLAIMED, Q(claimed_at__lte=at - IN_DOUBT_AFTER) | ~Q(error=""))

    def with_state(self, at: datetime) -> Any:
        """Each knowing as ``state`` where it stands at ``at``, in words."""
        in_doubt = CLAIMED & (Q(claimed_at__lte=at - IN_DOUBT_AFTER) | ~Q(error=""))
        return self.annotate(
            state=Case(
                When(sent_at__isnull=False, then=Value("sent")),
                When(failed_at__isnull=False, then=Value("failed")),
                When(in_doubt, then=Value("in doubt")),
                When(claimed_at__isnull=False, then=Value("being sent")),
                default=Value("waiting"),
            )
        )


class Posted(models.Model):
    """A mail to be sent. It is written with what it tells of; from then on only ``outbox.delivery``
    writes to it."""

    created_at = models.DateTimeField("created")
    due_at = models.DateTimeField("due", help_text="When it is to be sent, or tried again.")
    claimed_at = models.DateTimeField("claimed", null=True)
    claim = models.UUIDField(null=True, help_text="The hand of the one worker that may send it.")
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField("sent", null=True)
    failed_at = models.DateTimeField("failed", null=True)
    error = models.CharField(
        max_length=500, blank=True, help_text="What went wrong when it was last tried."
    )

    class Meta:
        abstract = True
