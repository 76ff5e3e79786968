"""A clinical trial, and what releases say of it."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import gettext_lazy as _

from ircms import printable
from releases import numerals, passages
from releases.ledger import Attribute
from releases.markup.passages import occurs, text_of
from releases.models.identity import Identity
from releases.models.statement import SourcedStatement
from trials import phases
from trials.fields import CountriesField, PhasesField
from trials.registries import Registry, canonical_id

# What readers see of a trial; the newest standing statement that gives one wins.
TITLE = Attribute.text("title")
ATTRIBUTES = (
    TITLE,
    Attribute.text("registry_id", "registry"),
    Attribute.text("condition"),
    Attribute.text("intervention"),
    Attribute.text("modality"),
    Attribute.text("collaborator"),
    Attribute("countries", ("countries",), ~models.Q(countries=[])),
    Attribute.value("enrolment"),
    Attribute.text("phase_as_printed", "phases"),
    Attribute.text("overall_status"),
)


class OverallStatus(models.TextChoices):
    """``overallStatus`` of the ClinicalTrials.gov API, version 2."""

    ACTIVE_NOT_RECRUITING = "ACTIVE_NOT_RECRUITING", _("Active, not recruiting")
    COMPLETED = "COMPLETED", _("Completed")
    ENROLLING_BY_INVITATION = "ENROLLING_BY_INVITATION", _("Enrolling by invitation")
    NOT_YET_RECRUITING = "NOT_YET_RECRUITING", _("Not yet recruiting")
    RECRUITING = "RECRUITING", _("Recruiting")
    SUSPENDED = "SUSPENDED", _("Suspended")
    TERMINATED = "TERMINATED", _("Terminated")
    WITHDRAWN = "WITHDRAWN", _("Withdrawn")
    AVAILABLE = "AVAILABLE", _("Available")
    NO_LONGER_AVAILABLE = "NO_LONGER_AVAILABLE", _("No longer available")
    TEMPORARILY_NOT_AVAILABLE = "TEMPORARILY_NOT_AVAILABLE", _("Temporarily not available")
    APPROVED_FOR_MARKETING = "APPROVED_FOR_MARKETING", _("Approved for marketing")
    WITHHELD = "WITHHELD", _("Withheld")
    UNKNOWN = "UNKNOWN", _("Unknown status")


class ClinicalTrial(Identity):
    """A trial of the company's, or with it."""

    class Meta(Identity.Meta):
        verbose_name = "clinical trial"

    def get_absolute_url(self) -> str:
        return reverse("trial", args=[self.slug])


class TrialUpdate(SourcedStatement):
    """What a release says of a trial. An attribute left empty is not said: what was said of it
    before goes on to hold."""

    trial = models.ForeignKey(ClinicalTrial, models.PROTECT, related_name="updates")
    title = models.CharField(max_length=300, blank=True, help_text="As readers are to know it.")
    registry = models.CharField(max_length=20, choices=Registry, blank=True)
    registry_id = models.CharField(
        "registry id",
        max_length=40,
        blank=True,
        help_text="As the registry writes it, such as NCT and eight digits. Only if the release "
        "states it.",
    )
    condition = models.CharField(max_length=200, blank=True, help_text="What is treated.")
    intervention = models.CharField(max_length=200, blank=True, help_text="With what.")
    modality = models.CharField(
        max_length=120, blank=True, help_text="The kind of therapy, such as CAR-T."
    )
    collaborator = models.CharField(max_length=200, blank=True)
    countries = CountriesField()
    enrolment = models.PositiveIntegerField(
        null=True, blank=True, help_text="Participants, enrolled or planned, as stated."
    )
    phase_as_printed = models.CharField(
        "phase as printed", max_length=60, blank=True, help_text="Such as Phase I."
    )
    phases = PhasesField(
        help_text="Left empty, they are read from the phase as printed, where it names them "
        "without doubt. None for a study that only observes."
    )
    overall_status = models.CharField(
        max_length=30,
        choices=OverallStatus,
        blank=True,
        help_text="Only if the release states it.",
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["position", "id"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["trial", "-out_at", "-id"], name="trial_newest_said_first"),
            *(each.index("trial", f"trial_newest_{each.name}") for each in ATTRIBUTES),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            printable.constraint(
                "a_trial_update_is_printable",
                *("title", "registry_id", "condition", "intervention", "modality"),
                *("collaborator", "phase_as_printed"),
            ),
            models.CheckConstraint(
                condition=models.Q(registry__in=("", *Registry.values)),
                name="a_trial_is_in_a_known_registry",
                violation_error_message="Choose a registry from the list.",
            ),
            models.CheckConstraint(
                condition=models.Q(overall_status__in=("", *OverallStatus.values)),
                name="a_trial_has_a_known_status",
                violation_error_message="Choose a status from the list.",
            ),
            models.UniqueConstraint(
                fields=["release", "trial"],
                name="a_release_describes_a_trial_once",
                violation_error_message="This trial is described on the release already: put "
                "everything about it into one entry.",
            ),
            models.CheckConstraint(
                condition=models.Q(registry="", registry_id="")
                | (~models.Q(registry="") & ~models.Q(registry_id="")),
                name="a_registry_id_has_its_registry",
                violation_error_message="Give the registry and the id in it, or neither.",
            ),
            models.CheckConstraint(
                condition=models.Q(phases=[]) | ~models.Q(phase_as_printed=""),
                name="a_phase_is_given_as_printed_too",
                violation_error_message="Give the phase as the release prints it, too.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title or self.trial.name}"

    def clean(self) -> None:
        """Say everything that is wrong at once, each at its field."""
        problems: dict[str, Any] = {}
        for check in (super().clean, *self._checks()):
            try:
                check()
            except ValidationError as refused:
                refused.update_error_dict(problems)
        if problems:
            raise ValidationError(problems)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Raises ValidationError where nothing is said, for an id that its registry cannot have
        given, and for what its passage does not print."""
        for check in self._checks():
            check()
        super().save(*args, **kwargs)

    def _checks(self) -> tuple[Callable[[], None], ...]:
        return (
            self._settle_registry_id,
            self._settle_phases,
            self._refuse_unstated_phase,
            self._refuse_unstated_enrolment,
            self._refuse_empty,
        )

    def _settle_registry_id(self) -> None:
        if not (self.registry and self.registry_id):
            return
        try:
            self.registry_id = canonical_id(self.registry, self.registry_id)
            self._refuse_unstated_id()
        except ValidationError as refused:
            raise ValidationError({"registry_id": refused}) from refused

    def _refuse_unstated_id(self) -> None:
        """An id stands where the release states it, however it is spaced there."""
        texts = ("".join(text_of(html).split()).lower() for html in passages.texts(self.release))
        if not any(self.registry_id.lower() in text for text in texts):
            raise ValidationError(
                f"{self.registry_id} does not stand in the release. Enter an id only where the "
                "release states it.",
                code="not_in_the_text",
            )

    def _settle_phases(self) -> None:
        if not self.phase_as_printed:
            return
        try:
            self.phases = phases.settled(self.phase_as_printed, self.phases or [])
        except ValidationError as refused:
            raise ValidationError({"phases": refused}) from refused

    def _refuse_unstated_phase(self) -> None:
        if not (self.passage and self.phase_as_printed):
            return
        if not occurs(self.phase_as_printed, escape(self.passage)):
            said = (
                f"“{self.phase_as_printed}” does not stand in the passage. Copy the phase from it, "
                "whole words, or copy a passage that names it."
            )
            raise ValidationError(
                {"phase_as_printed": ValidationError(said, code="not_in_the_passage")}
            )

    def _refuse_unstated_enrolment(self) -> None:
        if not self.passage or self.enrolment is None:
            return
        read = numerals.scan(self.passage, self.release.language)
        if not any(each.value == self.enrolment and each.doubt is None for each in read):
            said = (
                f"The passage does not say {self.enrolment:,}. Enter a number that stands in it, "
                "or copy a passage that states how many take part."
            )
            raise ValidationError({"enrolment": ValidationError(said, code="not_in_the_passage")})

    def _refuse_empty(self) -> None:
        said = [getattr(self, each.name) for each in ATTRIBUTES]
        if not any(value not in (None, "", []) for value in said):
            raise ValidationError(
                "Nothing is said of the trial: fill in at least one of its particulars, or remove "
                "the entry.",
                code="empty",
            )
