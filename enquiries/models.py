"""What a reader wrote, until it has been mailed; and how much was sent of late, without whose it
was. None of it hangs on a release, and no page shows any of it."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from outbox.posted import CLAIMED, OPEN, Posted, PostedQuerySet

MOST_NAME, MOST_EMAIL, MOST_ORGANISATION, MOST_MESSAGE = 100, 254, 150, 4000


class Enquiry(Posted):
    """A message to the investor relations mailbox. Its words are overwritten once it has been sent,
    and it goes altogether thirty days after it came, sent or not (``posting.tidy``)."""

    class Sender(models.TextChoices):
        INVESTOR = "investor", pgettext_lazy("who writes", "Investor")
        ANALYST = "analyst", pgettext_lazy("who writes", "Analyst")
        JOURNALIST = "journalist", pgettext_lazy("who writes", "Journalist")
        OTHER = "other", pgettext_lazy("who writes", "Somebody else")

    name = models.CharField(max_length=MOST_NAME, blank=True)
    email = models.CharField(max_length=MOST_EMAIL, blank=True)
    organisation = models.CharField(max_length=MOST_ORGANISATION, blank=True)
    sender = models.CharField(max_length=10, choices=Sender)
    message = models.TextField(max_length=MOST_MESSAGE, blank=True)
    language = models.CharField(max_length=10, help_text="Of the page on which it was written.")

    objects: ClassVar[Any] = PostedQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        verbose_name_plural = "enquiries"
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["id", "due_at"], name="enquiries_waiting", condition=OPEN),
            models.Index(fields=["claimed_at"], name="enquiries_claimed", condition=CLAIMED),
            models.Index(fields=["created_at"], name="enquiries_by_age"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(claim__isnull=True, claimed_at__isnull=True)
                | Q(claim__isnull=False, claimed_at__isnull=False),
                name="a_claim_on_an_enquiry_has_its_time",
            ),
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True)
                | Q(claim__isnull=False, name="", email="", organisation="", message=""),
                name="a_sent_enquiry_was_claimed_and_holds_no_words",
            ),
        ]

    def __str__(self) -> str:
        return f"enquiry {self.pk}"


class Salt(models.Model):
    """What the addresses of one day's senders are hashed with. It is deleted with the day: from
    then on nobody can tell whose they were."""

    day = models.DateField(unique=True)
    value = models.CharField(max_length=64)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"salt of {self.day}"


class Sending(models.Model):
    """That something was sent: when, and from which network, as a salted hash. Kept for the day."""

    network = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["network", "-at"], name="sendings_of_a_network"),
            models.Index(fields=["-at"], name="sendings_newest_first"),
        ]

    def __str__(self) -> str:
        return f"sent at {self.at}"
