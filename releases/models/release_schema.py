"""What the table of releases holds to: its indexes, and constraints that say what must be so."""

from datetime import UTC, datetime

from django.db import models

from ircms import printable
from releases import slugs

FIRST_INSTANT = datetime(1900, 1, 1, tzinfo=UTC)
LAST_INSTANT = datetime(9998, 1, 1, tzinfo=UTC)

INDEXES: list[models.Index] = [
    # With the headline, so that a search at the desk reads nothing else of what it passes
    # over (releases/admin/search.py).
    models.Index(fields=["-out_at", "-id", "headline"], name="release_newest_first"),
    # Partial: nearly every release is an original and corrects nothing.
    models.Index(
        fields=["corrects"],
        condition=models.Q(corrects__isnull=False),
        name="release_corrections",
    ),
    models.Index(
        fields=["copied_from"],
        condition=models.Q(copied_from__isnull=False),
        name="release_copies",
    ),
    # Few at any time: what waits for an approver, what is on hold, what is confidential.
    models.Index(
        fields=["-out_at", "-id"],
        condition=models.Q(submitted_revision=models.F("revision"))
        & (
            models.Q(approved_revision__isnull=True)
            | models.Q(approved_revision__lt=models.F("revision"))
        ),
        name="release_in_review_newest_first",
    ),
    models.Index(
        fields=["-out_at", "-id"],
        condition=models.Q(held_at__isnull=False),
        name="release_held_newest_first",
    ),
    models.Index(
        fields=["id"],
        condition=models.Q(is_confidential=True),
        name="release_confidential",
    ),
    # The list of the desk: each of its filters reads a stretch of its own.
    models.Index(
        fields=["-out_at", "-id"],
        condition=models.Q(approved_revision__isnull=True)
        | models.Q(approved_revision__lt=models.F("revision")),
        name="release_drafts_newest_first",
    ),
    models.Index(
        fields=["-out_at", "-id"],
        condition=models.Q(withdrawn_at__isnull=False),
        name="release_withdrawn_newest_first",
    ),
    models.Index(fields=["kind", "-out_at", "-id"], name="release_kind_newest_first"),
    models.Index(fields=["language", "-out_at", "-id"], name="release_language_newest_first"),
]

CONSTRAINTS: list[models.BaseConstraint] = [
    printable.constraint("a_release_is_printable", "headline", "subheadline", "wire_url"),
    models.CheckConstraint(
        condition=~models.Q(headline=""),
        name="a_release_has_a_headline",
        violation_error_message="A release has a headline.",
    ),
    models.CheckConstraint(
        condition=models.Q(slug__regex=slugs.PATTERN) & ~models.Q(slug__in=sorted(slugs.RESERVED)),
        name="a_release_has_an_address_that_can_stand",
        violation_error_message=slugs.HOW,
    ),
    models.CheckConstraint(
        condition=models.Q(publish_at__isnull=True)
        | models.Q(publish_at__gte=FIRST_INSTANT, publish_at__lt=LAST_INSTANT),
        name="a_release_goes_out_in_a_year_that_pages_can_show",
        violation_error_message="Choose a time between the years 1900 and 9998.",
    ),
    models.CheckConstraint(
        condition=models.Q(kind__in=["press_release", "notice"]),
        name="a_release_is_a_press_release_or_a_notice",
    ),
    models.CheckConstraint(
        condition=models.Q(approved_revision__isnull=True)
        | models.Q(approved_revision__lte=models.F("revision")),
        name="no_approval_of_a_revision_to_come",
    ),
    models.CheckConstraint(
        condition=models.Q(submitted_revision__isnull=True)
        | models.Q(submitted_revision__lte=models.F("revision")),
        name="no_submission_of_a_revision_to_come",
    ),
    models.CheckConstraint(
        condition=models.Q(held_at__isnull=True)
        | models.Q(approved_revision__isnull=True)
        | models.Q(approved_revision__lt=models.F("revision")),
        name="what_is_on_hold_is_not_approved",
    ),
    models.CheckConstraint(
        condition=models.Q(released_at__isnull=True)
        | models.Q(publish_at__isnull=True)
        | models.Q(released_at__lte=models.F("publish_at")),
        name="released_now_is_not_after_its_time",
    ),
    models.CheckConstraint(
        condition=models.Q(withdrawn_at__isnull=True, withdrawal_reason="")
        | (models.Q(withdrawn_at__isnull=False) & ~models.Q(withdrawal_reason="")),
        name="withdrawn_means_with_a_reason",
        violation_error_message="Say why it is withdrawn: readers will be told.",
    ),
    models.CheckConstraint(
        condition=models.Q(publish_time_known=True) | models.Q(publish_at__isnull=False),
        name="a_date_without_an_hour_is_still_a_date",
        violation_error_message="Enter the date, or say that the hour is known.",
    ),
    models.CheckConstraint(
        condition=models.Q(translation_of__isnull=True) | ~models.Q(translation_of=models.F("id")),
        name="a_release_is_no_translation_of_itself",
    ),
    models.CheckConstraint(
        condition=models.Q(corrects__isnull=True) | ~models.Q(corrects=models.F("id")),
        name="a_release_does_not_correct_itself",
    ),
    models.UniqueConstraint(
        fields=["translation_of", "language"],
        condition=models.Q(translation_of__isnull=False),
        name="one_translation_per_language",
        violation_error_message="There is a version in this language already.",
    ),
]
