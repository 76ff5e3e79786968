"""The ledger of mails to staff: one row a message, and every row in one of five states."""

from typing import Any, ClassVar

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q

from outbox.occasions import Occasion
from outbox.posted import CLAIMED, OPEN, Posted, PostedQuerySet

# Model names and keys of rows, and nothing that could be a word of a release.
PATH = r"^/admin/(([a-z_]+|[0-9]+)/)*\Z"
KEY = r"^[a-z0-9_]+(:[a-z0-9_]+)*\Z"


class Message(Posted):
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

    objects: ClassVar[Any] = PostedQuerySet.as_manager()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            # The few that are still to be dealt with: a million sent ones stand in neither.
            models.Index(fields=["id", "due_at"], name="messages_waiting", condition=OPEN),
            models.Index(fields=["claimed_at"], name="messages_claimed", condition=CLAIMED),
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
