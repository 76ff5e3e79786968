"""The release: the unit of disclosure. What the public site says, a release has said."""

import uuid
from collections.abc import Collection
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from company.models import Category
from ircms import languages
from ircms.market_day import market_day
from ircms.printable import PrintableModel
from releases import fields, slugs
from releases.models.release_schema import CONSTRAINTS, INDEXES
from releases.models.wires import Wire
from releases.querysets import ReleaseQuerySet, public_q
from releases.richtext import clean as clean_rich_text

if TYPE_CHECKING:
    from releases.models import Approval, StandingText

# Columns that only transitions write; the database's guards refuse anything else (docs/embargo.md).
CONTROLLED = (
    "revision",
    "submitted_revision",
    "approved_revision",
    "held_at",
    "released_at",
    "withdrawn_at",
    "withdrawal_reason",
    "is_confidential",
    "copied_from",
)


class Release(PrintableModel):
    """An announcement, and the parent of every statement made with it."""

    class Kind(models.TextChoices):
        PRESS_RELEASE = "press_release", _("Press release")
        NOTICE = "notice", pgettext_lazy("a kind of release", "Notice")

    class Language(models.TextChoices):
        ENGLISH = "en", "English"
        CHINESE_SIMPLIFIED = "zh-hans", "Chinese (simplified)"
        CHINESE_TRADITIONAL = "zh-hant", "Chinese (traditional)"
        FRENCH = "fr", "French"
        GERMAN = "de", "German"

    Wire = Wire

    public_id = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    kind = models.CharField(
        max_length=20,
        choices=Kind,
        default=Kind.PRESS_RELEASE,
        help_text="A notice puts a corporate fact on the site without a wire release.",
    )
    headline = models.CharField(
        max_length=300, help_text="As on the wire: no full stop, no mark-up."
    )
    subheadline = models.CharField(max_length=500, blank=True)
    slug = models.CharField(
        "address",
        max_length=120,
        blank=True,
        unique=True,
        validators=[slugs.validate],
        help_text="The last part of the page's address. Leave it empty to have it made from the "
        "headline.",
        error_messages={
            "unique": "Another release has this address. Choose another one, or leave it empty "
            "to have one made."
        },
    )
    language = models.CharField(max_length=10, choices=Language, default=Language.ENGLISH)
    translation_of = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="translations",
        help_text="The original, if this is a language version of it. It is never public before "
        "the original.",
    )
    corrects = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="corrections",
        help_text="The public release that this one corrects.",
    )
    correction_reason = models.TextField(
        "why it is corrected",
        blank=True,
        help_text="Readers of both releases are told, in these words: what was wrong, and what is "
        "right.",
    )
    copied_from = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        editable=False,
        db_index=False,
        related_name="copies",
    )
    dateline_places = fields.LinesField(
        blank=True,
        help_text="One place per line, as printed, such as SHANGHAI, China.",
    )
    dateline_date = models.DateField(null=True, blank=True, help_text="The date in the dateline.")
    wire = models.CharField(max_length=40, choices=Wire, blank=True)
    wire_url = models.URLField("address on the wire", max_length=500, blank=True)
    tickers = fields.LinesField(
        "tickers as printed",
        blank=True,
        item_validators=[fields.validate_ticker],
        help_text="One per line, exchange and symbol as printed, such as NASDAQ:CBMG.",
    )
    body = models.TextField(
        help_text="The announcement, without dateline, standing texts and contacts: those have "
        "their own places below."
    )
    categories = models.ManyToManyField(
        Category, blank=True, through="releases.ReleaseCategory", related_name="releases"
    )
    standing_texts = models.ManyToManyField(
        "releases.StandingText", through="releases.ReleaseStandingText", related_name="releases"
    )
    is_inside_information = models.BooleanField(
        "inside information",
        default=False,
        help_text="Marked as inside information (MAR Article 17, SIX listing rules Article 53).",
    )
    staff_note = models.TextField(
        blank=True, help_text="For colleagues: never shown on the public site."
    )

    publish_at = models.DateTimeField(
        null=True,
        blank=True,
        help_text="The second at which it goes out, once approved. Empty: it goes out only by "
        "“release now”.",
    )
    publish_time_known = models.BooleanField(
        "hour is known",
        default=True,
        help_text="Take this away for a past release of which only the date is known.",
    )
    released_at = models.DateTimeField(null=True, editable=False)
    out_at = models.GeneratedField(
        expression=Coalesce("released_at", "publish_at"),
        output_field=models.DateTimeField(null=True),
        db_persist=True,
        verbose_name="goes out",
    )
    held_at = models.DateTimeField(null=True, editable=False)
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    withdrawal_reason = models.TextField(blank=True, editable=False)
    revision = models.PositiveIntegerField(default=1, editable=False)
    submitted_revision = models.PositiveIntegerField(null=True, editable=False)
    approved_revision = models.PositiveIntegerField(null=True, editable=False)
    is_confidential = models.BooleanField(default=False, editable=False)

    rich_text = ("body",)
    # Set while a form is checked: the standing texts it is about to print (releases/passages.py).
    texts_as_entered: "list[StandingText] | None" = None

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        permissions = [
            ("submit_release", "Can submit a release for review, and recall it"),
            ("comment_release", "Can comment on a release and acknowledge warnings"),
            ("approve_release", "Can approve a release"),
            ("send_back_release", "Can send a release back"),
            ("schedule_release", "Can choose the time of a release and record exchange notices"),
            ("hold_release", "Can put a release on hold and lift the hold"),
            ("release_now_release", "Can release an approved release now"),
            ("correct_release", "Can begin the correction of a public release"),
            ("withdraw_release", "Can withdraw a public release"),
            ("import_historic_release", "Can enter what was public elsewhere already"),
        ]
        indexes = INDEXES
        constraints = CONSTRAINTS

    def __str__(self) -> str:
        return self.headline

    def clean(self) -> None:
        """Refuse what no reader may get; says what is wrong at the field it is wrong in."""
        super().clean()
        # Here too, because constraints are asked before save() is reached.
        self._derive_address()
        problems: dict[str, Any] = {}
        try:
            if not clean_rich_text(self.body).html:
                problems["body"] = (
                    "Nothing is left of it but empty mark-up: write the announcement."
                )
        except ValidationError as refused:
            problems["body"] = refused
        if self.translation_of is not None:
            problems |= self._translation_problems(self.translation_of)
        local = self.publish_at and self.publish_at.astimezone(ZoneInfo(settings.TIME_ZONE))
        if local and not self.publish_time_known and local.time() != datetime.min.time():
            problems["publish_at"] = (
                "Enter 00:00 where only the date is known, or tick “hour is known”."
            )
        if problems:
            raise ValidationError(problems)

    def _translation_problems(self, original: "Release") -> dict[str, str]:
        if original.translation_of_id is not None:
            return {"translation_of": "That is itself a translation: choose the original."}
        if self.pk and self.translations.exists():
            return {"translation_of": "This one has translations itself: it stays an original."}
        if original.language == self.language:
            return {"language": "A translation is in another language than its original."}
        return {}

    def _derive_address(self) -> None:
        original = self.translation_of
        is_kept = self.is_confidential or (original is not None and original.is_confidential)
        is_taken = type(self).objects.slug_is_taken
        self.slug = self.slug or slugs.free(self.headline, is_taken, is_confidential=is_kept)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Derive the address and sanitise the body; never write what only transitions may."""
        self.headline = " ".join(self.headline.split())
        self.subheadline = " ".join(self.subheadline.split())
        self.refuse_unprintable()
        self.body = clean_rich_text(self.body).html
        self._derive_address()
        if self._state.adding:
            super().save(*args, **kwargs)
            return
        asked = kwargs.pop("update_fields", None)
        written = {f.name for f in self._meta.concrete_fields} if asked is None else set(asked)
        written -= {*CONTROLLED, "id", "out_at"}
        super().save(*args, update_fields=written, **kwargs)
        self.refresh_from_db(fields=[*CONTROLLED, "out_at"])

    @property
    def printed_date_iso(self) -> str:
        """When it went out, in ISO 8601: with the market's offset, or the date alone where only
        that is known; empty for a draft without a time."""
        if self.out_at is None:
            return ""
        local = self.out_at.astimezone(ZoneInfo(settings.TIME_ZONE))
        printed = local if self.is_hour_known else local.date()
        return str(printed.isoformat())

    @property
    def printed_day(self) -> date | None:
        """The day it bears: its dateline's, or else the one it goes out on; None for neither."""
        if self.dateline_date is not None:
            return self.dateline_date
        out_at = self.released_at or self.publish_at
        return market_day(out_at) if out_at else None

    @property
    def is_hour_known(self) -> bool:
        """Whether more than the date of going out is known."""
        return self.publish_time_known or self.released_at is not None

    def get_absolute_url(self) -> str:
        """Its page in the language being spoken."""
        return reverse("release", args=[self.slug])

    @property
    def canonical_path(self) -> str:
        """Its page in its own language: the one address that machines are given."""
        return languages.path_in(self.language, "release", slug=self.slug)

    def is_public(self, at: datetime) -> bool:
        """Whether the public may know of it at ``at`` (the rule itself, asked of the database)."""
        return type(self).objects.filter(public_q(at), pk=self.pk).exists()

    @property
    def is_approved(self) -> bool:
        """Whether what stands here now is what was approved."""
        return self.approved_revision == self.revision

    @property
    def is_in_review(self) -> bool:
        """Whether what stands here now waits for somebody to approve it or send it back."""
        return self.submitted_revision == self.revision and not self.is_approved

    def approve(
        self, *, by: Any, at: datetime, revision: int, acknowledged: Collection[str] = ()
    ) -> "Approval":
        """Approve ``revision`` in the name of ``by``; see ``releases.approval.approve``."""
        from releases import approval

        return approval.approve(self, by=by, at=at, revision=revision, acknowledged=acknowledged)
