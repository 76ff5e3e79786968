"""Figures of capacity: a value for one facility, or for several taken together."""

from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from facilities import days
from facilities.models.facility import Facility
from ircms import printable
from ircms.printable import PrintableModel
from releases.models.statement import SourcedStatement, Statement
from releases.precision import Precision, last_day

STATED_TWICE = (
    "The release states another figure of this measure, for the same facilities and the same day. "
    "Which of them holds could not be said."
)
_LONGEST_SET = 400  # characters; some eighty facilities


class Measure(models.TextChoices):
    """What a figure measures."""

    BUILDING_AREA = "building_area", _("Building area")
    GMP_AREA = "gmp_area", _("GMP area")
    PRODUCTION_LINES = "production_lines", _("Production lines")
    PATIENTS_A_YEAR = "patients_a_year", _("Patients a year")
    OTHER = "other", "Other"


class CapacitySeries(PrintableModel):
    """Figures that can be compared: one measure (``label`` says of what, where there are several)
    for one set of facilities. ``facility_set`` holds their keys, sorted and joined by ``+``.

    Made by ``CapacityFigure.state`` and never changed; what readers see of the set are the
    ``CapacitySite`` rows of each figure.
    """

    measure = models.CharField(max_length=20, choices=Measure)
    label = models.CharField(max_length=80, blank=True)
    facility_set = models.CharField(max_length=_LONGEST_SET)

    class Meta:
        ordering: ClassVar[list[str]] = ["measure", "label", "pk"]
        verbose_name_plural = "capacity series"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            printable.constraint("a_capacity_series_is_printable", "label"),
            models.UniqueConstraint(
                "measure",
                Lower("label"),
                "facility_set",
                name="a_capacity_series_is_there_once",
            ),
            models.CheckConstraint(
                condition=models.Q(measure__in=Measure.values),
                name="a_capacity_series_is_of_a_known_measure",
                violation_error_message="Choose a measure from the list.",
            ),
            models.CheckConstraint(
                condition=models.Q(facility_set__regex=r"^[0-9]+(\+[0-9]+)*$"),
                name="a_capacity_series_is_of_facilities",
            ),
            models.CheckConstraint(
                condition=~models.Q(measure=Measure.OTHER, label=""),
                name="another_measure_says_which",
                violation_error_message="Say what is counted, such as “cell sources”.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """``GMP area``, ``Patients a year: cancer patients``, ``Cell sources``."""
        if self.measure == Measure.OTHER:
            return self.label[:1].upper() + self.label[1:]
        name = Measure(self.measure).label
        if not self.label:
            return str(name)
        return gettext("%(label)s: %(text)s") % {"label": name, "text": self.label}

    @property
    def is_of(self) -> tuple[str, str, str]:
        """What makes it this series and no other; of its label, what readers can tell apart."""
        return self.measure, printable.visible(self.label).casefold(), self.facility_set

    @classmethod
    def of(cls, measure: str, label: str, facilities: Iterable[Facility]) -> Self:
        """The series, made where it is new. Raises ValidationError for no facility at all, and for
        more than can be stored."""
        series = cls.unsaved(measure, label, facilities)
        if not series.facility_set:
            raise ValidationError("Choose the facility that the figure is for, or several.")
        if not series._state.adding:
            return series
        found, _ = cls.objects.get_or_create(
            measure=series.measure, label=series.label, facility_set=series.facility_set
        )
        return found

    @classmethod
    def known(cls, measure: str, label: str, facilities: Iterable[Facility]) -> Self | None:
        """The series, where a figure of it has been stated already: with a label that looks the
        same, in whatever letters."""
        wanted = cls._named(measure, label, facilities)
        stored = cls.objects.filter(measure=measure, facility_set=wanted.facility_set)
        return next((each for each in stored if each.is_of == wanted.is_of), None)

    @classmethod
    def unsaved(cls, measure: str, label: str, facilities: Iterable[Facility]) -> Self:
        """What ``of`` would find or make, for what is checked before anything is stored."""
        wanted = cls._named(measure, label, facilities)
        if len(wanted.facility_set) > _LONGEST_SET:
            raise ValidationError(
                "One figure cannot be for so many facilities: choose fewer.", code="too_many"
            )
        return cls.known(measure, label, facilities) or wanted

    @classmethod
    def _named(cls, measure: str, label: str, facilities: Iterable[Facility]) -> Self:
        keys = sorted({facility.pk for facility in facilities})
        label = " ".join(printable.visible(label).split())
        return cls(measure=measure, label=label, facility_set="+".join(str(key) for key in keys))


class CapacityFigure(SourcedStatement):
    """A figure as a release states it. Nothing is split or summed: a figure for three facilities
    together stays one figure.

    ``value`` is in ``unit`` (a name of ``facilities/units.py``); ``as_printed`` is how the passage
    puts it, number and unit. ``as_of`` is the day at which an actual figure holds, or for which a
    plan is made.
    """

    class Basis(models.TextChoices):
        ACTUAL = "actual", "Actual"
        PLANNED = "planned", "Planned"

    series = models.ForeignKey(CapacitySeries, models.PROTECT, related_name="figures")
    facilities = models.ManyToManyField(
        Facility, through="facilities.CapacitySite", related_name="figures"
    )
    value = models.DecimalField(max_digits=20, decimal_places=4)
    unit = models.CharField(max_length=40)
    as_printed = models.CharField(
        max_length=120, help_text="Number and unit as the passage has them: 47,300 square feet."
    )
    basis = models.CharField(max_length=10, choices=Basis, default=Basis.ACTUAL)
    as_of = models.DateField(
        "as of",
        null=True,
        blank=True,
        help_text="The day at which it holds, or for which it is planned. Empty: for an actual "
        "figure the release’s own date; for a plan, no day was stated.",
    )
    as_of_precision = models.CharField(
        "known to", max_length=10, choices=Precision, default=Precision.DAY
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["position", "id"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["series", "basis", "-as_of", "-out_at", "-id"],
                name="figures_newest_day_first",
            ),
            models.Index(
                fields=["series", "basis", "-out_at", "-id"], name="figures_newest_said_first"
            ),
            models.Index(fields=["-out_at", "-id"], name="all_figures_newest_first"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            printable.constraint("a_capacity_figure_is_printable", "as_printed"),
            models.CheckConstraint(
                condition=models.Q(value__gte=0),
                name="a_capacity_is_not_negative",
                violation_error_message="A capacity is not negative.",
            ),
            models.CheckConstraint(
                condition=models.Q(basis="planned") | models.Q(as_of__isnull=False),
                name="an_actual_figure_has_its_day",
                violation_error_message="Say as of which day the figure holds.",
            ),
            models.CheckConstraint(
                condition=models.Q(basis__in=("actual", "planned")),
                name="a_figure_is_actual_or_planned",
                violation_error_message="Say whether the figure is actual or planned.",
            ),
            models.CheckConstraint(
                condition=models.Q(as_of_precision__in=Precision.values),
                name="a_figures_day_is_known_to_day_month_or_year",
                violation_error_message="Choose from the list how much of the day is known.",
            ),
            models.UniqueConstraint(
                fields=["release", "series", "basis", "as_of"],
                name="a_release_states_a_figure_once",
                violation_error_message=STATED_TWICE,
            ),
            models.UniqueConstraint(
                fields=["release", "series", "basis"],
                condition=models.Q(as_of__isnull=True),
                name="a_release_states_a_plan_without_a_day_once",
                violation_error_message=STATED_TWICE,
            ),
        ]

    def __str__(self) -> str:
        return self.as_printed

    def told(self) -> list[tuple[str, str]]:
        """What it says, for staff: pairs of a label and a text."""
        from facilities import wording

        places = ", ".join(str(facility) for facility in self.facilities.all())
        said = f"{self.as_printed}, {wording.when(self).plain}"
        return [(self.series.title, said), ("for", places)]

    @property
    def as_of_or_release_day(self) -> date | None:
        """The day it counts for; for an actual figure without one, the release's own."""
        if self.basis == self.Basis.PLANNED:
            return last_day(self.as_of, self.as_of_precision) if self.as_of else None
        if self.as_of is None:
            return self.release.printed_day
        return days.held_as_of(self.as_of, self.as_of_precision, self.release)

    def clean(self) -> None:
        from facilities import figures

        self.as_of = self.as_of_or_release_day  # here too: constraints are asked before save()
        super().clean()
        figures.check(self)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Raises ValidationError where the figure is not what its passage says."""
        from facilities import figures

        self.as_of = self.as_of_or_release_day
        figures.check(self)
        super().save(*args, **kwargs)

    def cover(self, facilities: Iterable[Facility]) -> None:
        """Write which facilities the figure is for: those of its series."""
        wanted = {facility.pk for facility in facilities}
        standing = set(self.sites.values_list("facility_id", flat=True))
        for site in self.sites.filter(facility_id__in=standing - wanted):
            site.delete()
        for key in sorted(wanted - standing):
            CapacitySite.objects.create(release=self.release, figure=self, facility_id=key)

    @classmethod
    def state(
        cls, *, facilities: Iterable[Facility], measure: str, label: str = "", **columns: Any
    ) -> Self:
        """A stored figure for ``facilities`` (taken together, where there are several)."""
        places = list(facilities)
        figure = cls(series=CapacitySeries.of(measure, label, places), **columns)
        figure.save()
        figure.cover(places)
        return figure


class CapacitySite(Statement):
    """That a figure is for a facility, alone or with others. ``release`` is the figure's."""

    figure = models.ForeignKey(CapacityFigure, models.CASCADE, related_name="sites")
    facility = models.ForeignKey(Facility, models.PROTECT, related_name="sites")

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["facility", "-out_at", "-id"], name="sites_newest_figure_first"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["figure", "facility"], name="a_figure_is_for_a_facility_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.figure}: {self.facility}"
