"""The ledger of mails to staff: one row a message, and every row in one of five states."""

from datetime import datetime, timedelta
from typing import ClassVar

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Case, Q, Value, When

from outbox.occasions import Occasion

# Model names and keys of rows, and nothing that could be a word of a release.
PATH = r"^/admin/(([a-z_]+|[0-9]+)/)*\Z"
KEY = r"^[a-z0-9_]+(:[a-z0-9_]+)*\Z"
# Sending takes a worker far less (settings.EMAIL_TIMEOUT): one silent for longer has died.
IN_DOUBT_AFTER = timedelta(minutes=15)

_OPEN = Q(sent_at__isnull=True, failed_at__isnull=True, claimed_at__isnull=True)
_CLAIMED = Q(sent_at__isnull=True, failed_at__isnull=True, claimed_at__isnull=False)


class MessageQuerySet(models.QuerySet["Message"]):
    """Sets of messages, by what is to be done with them."""

    def waiting(self) -> "MessageQuerySet":
        """Not sent, not given up, and in no worker's hands."""
        return self.filter(_OPEN)

    def due(self, at: datetime) -> "MessageQuerySet":
        """Those waiting whose time has come at ``at``."""
        return self.filter(_OPEN, due_at__lte=at)

    def claimed(self) -> "MessageQuerySet":
        """In the hands of a worker that may be at work, or may have died."""
        return self.filter(_CLAIMED)

    def in_doubt(self, at: datetime) -> "MessageQuerySet":
        """Nobody knows whether these were sent: the worker said so, or is gone."""
        return self.filter(_CLAIMED, Q(claimed_at__lte=at - IN_DOUBT_AFTER) | ~Q(error=""))

    def with_state(self, at: datetime) -> "MessageQuerySet":
        """Each knowing as ``state`` where it stands at ``at``, in words."""
        in_doubt = _CLAIMED & (Q(claimed_at__lte=at - IN_DOUBT_AFTER) | ~Q(error=""))
        return self.annotate(
            state=Case(
                When(sent_at__isnull=False, then=Value("sent")),
                When(failed_at__isnull=False, then=Value("failed")),
                When(in_doubt, then=Value("in doubt")),
                When(claimed_at__isnull=False, then=Value("being sent")),
                default=Value("waiting"),
            )
        )


class Message(models.Model):
    """That one person is told of one occasion. Written by ``outbox.writing``, in the transaction of
    what it tells of; from then on only ``outbox.delivery`` writes to it."""

    key = models.CharField(
        max_length=120,
        unique=True,
        validators=[RegexValidator(KEY)],
        help_text="Names occasion and person: nobody is told the same thing twice.",
    )
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="messages", db_index=False
    )
    occasion = models.CharField(max_length=20, choices=Occasion)
    path = models.CharField(
        "leads to", max_length=200, validators=[RegexValidator(PATH)], help_text="Below the site."
    )
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

    objects = MessageQuerySet.as_manager()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            # The few that are still to be dealt with: a million sent ones stand in neither.
            models.Index(fields=["id", "due_at"], name="messages_waiting", condition=_OPEN),
            models.Index(fields=["claimed_at"], name="messages_claimed", condition=_CLAIMED),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(occasion__in=Occasion.values),
                name="a_message_has_an_occasion_that_has_words",
            ),
            models.CheckConstraint(
                condition=Q(path__regex=PATH), name="a_message_leads_to_a_page_of_the_desk"
            ),
            models.CheckConstraint(
                condition=Q(claim__isnull=True, claimed_at__isnull=True)
                | Q(claim__isnull=False, claimed_at__isnull=False),
                name="a_claim_on_a_message_has_its_time",
            ),
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True) | Q(claim__isnull=False),
                name="only_a_claimed_message_is_sent",
            ),
            models.CheckConstraint(
                condition=Q(failed_at__isnull=True) | (Q(sent_at__isnull=True) & ~Q(error="")),
                name="a_failed_message_was_not_sent_and_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_occasion_display()} ({self.recipient})"
