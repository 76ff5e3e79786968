"""The form of a capacity figure on its release's page: numbers and units as people write them."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import OuterRef, Subquery
from django.urls import reverse_lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString

from facilities import numbers, units, wording
from facilities.models import CapacityFigure, CapacitySeries, Facility
from facilities.models.capacity import STATED_TWICE, Measure
from ircms import printable
from ircms.edge import AsOfRequest
from ircms.existence import choices
from ircms.look_up_fields import ChooseSeveral
from releases.admin import looks
from releases.admin.ledger_beside import lines, public_and_coming, sentence
from releases.admin.statements import StatementForm, StatementFormSet
from releases.models import Release

_BASES = [str(basis) for basis in CapacityFigure.Basis]


class NumberField(forms.CharField):
    """A number as people write it: 47,300; 1.5 million; twelve."""

    longest = 60  # characters: CharField's own max_length is asked of what was read

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value) or ""
        if len(text) > self.longest:
            raise ValidationError(
                f"A number has at most {self.longest} characters.", code="too_long"
            )
        return numbers.parse_number(text) if text else None

    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, str) or value is None else numbers.grouped(value)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return super().widget_attrs(widget) | {"maxlength": str(self.longest)}

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(self.to_python(data) != initial)
        except ValidationError:
            return True


class UnitField(forms.CharField):
    """A unit as people write it; which one it is depends on the measure, so the form asks that."""

    def prepare_value(self, value: Any) -> Any:
        return units.printed_unit(value) if isinstance(value, str) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        written = " ".join((data or "").split())
        return (units.known_unit(written) or written) != (initial or "")


class FigureForm(StatementForm):
    """A figure with the facilities it is for, all of them together."""

    places = forms.ModelMultipleChoiceField(
        Facility.objects.all(),
        label="Facilities",
        widget=ChooseSeveral(
            CapacityFigure._meta.get_field("facilities"),
            admin.site,
            attrs={"data-series": "places"},
        ),
        help_text="The one that the figure is for; several, where it is stated of them together.",
        error_messages={
            "required": "Choose the facility that the figure is for, or several.",
        },
    )
    measure = forms.ChoiceField(
        choices=[("", "What is measured?"), *Measure.choices],
        widget=forms.Select(attrs={"data-series": "measure"}),
    )
    label = forms.CharField(
        label="Counting what",
        required=False,
        max_length=80,
        validators=[printable.validate],
        widget=forms.TextInput(attrs={"data-series": "label"}),
        help_text="Where a measure has several, such as “cancer patients”; for another measure, "
        "what is counted.",
    )
    value = NumberField(help_text="As 47,300, 1.5 million or twelve.")
    unit = UnitField(max_length=40, help_text="As square feet, m², lines, patients a year.")

    basis = forms.ChoiceField(
        choices=[("", "Actual or planned?"), *CapacityFigure.Basis.choices],
        error_messages={"required": "Say whether the figure is actual or planned."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "places" in self.fields:
            self.fields["places"].queryset = choices(self.request, Facility.objects.all())  # type: ignore[attr-defined]  # the field's own
        figure = self.instance
        if not figure.pk:
            self.initial["basis"] = ""  # whoever enters it says so: nothing is taken for granted
        else:
            self.initial["measure"] = figure.series.measure
            self.initial["label"] = figure.series.label
            self.initial["places"] = [facility.pk for facility in figure.facilities.all()]
        self._make_room_beside()

    def _make_room_beside(self) -> None:
        if "value" not in self.fields:
            return
        places = [
            format_html(' <span class="ledger" data-ledger="{}"></span>', basis) for basis in _BASES
        ]
        field = self.fields["value"]
        field.help_text = format_html("{}" * (1 + len(places)), field.help_text, *places)
        address = reverse_lazy("admin:facilities_facility_figures")
        self.fields["measure"].widget.attrs["data-figures-at"] = address

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        measure, places = cleaned.get("measure"), cleaned.get("places")
        if measure == Measure.OTHER and not cleaned.get("label") and "label" not in self.errors:
            self.add_error("label", "Say what is counted, such as “cell sources”.")
        if measure and places:
            self._name_series(measure, cleaned.get("label", ""), places)
        if measure and cleaned.get("unit"):
            try:
                cleaned["unit"] = units.unit_for(measure, cleaned["unit"])
            except ValidationError as refused:
                self.add_error("unit", refused)
        self._ask_for_day(cleaned)
        # What was refused at its field is not compared with what is printed.
        for name, nothing in (("value", None), ("unit", "")):
            if name in self.errors:
                setattr(self.instance, name, nothing)
        return cleaned

    def _name_series(self, measure: str, label: str, places: Iterable[Facility]) -> None:
        try:
            self.instance.series = CapacitySeries.unsaved(measure, label, places)
        except ValidationError as refused:
            self.add_error("places", refused)

    def has_changed(self) -> bool:
        """Also where its release's own day is another now, and the figure counts for that one."""
        figure = self.instance
        shown = self.initial.get("as_of")  # the figure's own is settled while it is checked
        moved = figure.pk is not None and shown != figure.as_of_or_release_day
        return moved or super().has_changed()

    def _ask_for_day(self, cleaned: dict[str, Any]) -> None:
        is_actual = cleaned.get("basis") == CapacityFigure.Basis.ACTUAL
        has_day = cleaned.get("as_of") or self.instance.release.printed_day
        if is_actual and not has_day and "as_of" not in self.errors:
            self.add_error(
                "as_of", "Say as of which day the figure holds: the release has no day yet."
            )

    def save(self, commit: bool = True) -> Any:
        """The figure with its series, which is made where it is new, and its facilities."""
        cleaned = self.cleaned_data
        places = list(cleaned["places"])
        self.instance.series = CapacitySeries.of(cleaned["measure"], cleaned["label"], places)
        figure = super().save(commit=commit)
        if commit:
            figure.cover(places)
        return figure


class FigureFormSet(StatementFormSet):
    """The figures of a release: none of them twice."""

    def clean(self) -> None:
        super().clean()
        stated = set()
        for form in self.initial_forms + [each for each in self.extra_forms if each.has_changed()]:
            if form.errors or form.cleaned_data.get("DELETE"):
                continue
            figure = form.instance
            series = figure.series
            key = (series.is_of, figure.basis, figure.as_of)
            if key in stated:
                form.add_error("measure", STATED_TWICE)
            stated.add(key)


def figures_beside(
    series: Iterable[int], release: Release | None, request: AsOfRequest
) -> dict[int, dict[str, SafeString]]:
    """By series and basis, what other releases stated last, public and to come, as sentences, as
    far as the user of ``request`` may know of them; two queries."""
    at = request.as_of
    newest = {
        f"last_{basis}_{number}": Subquery(
            stated.filter(series=OuterRef("pk"), basis=basis)
            .order_by("-out_at", "-id")
            .values("pk")[:1]
        )
        for number, stated in enumerate(
            public_and_coming(CapacityFigure.objects.all(), release, at, request.user)
        )
        for basis in _BASES
    }
    found = list(CapacitySeries.objects.filter(pk__in=list(series)).annotate(**newest))
    keys = {getattr(each, name) for each in found for name in newest} - {None}
    rows = CapacityFigure.objects.select_related("release").in_bulk(keys)
    looks.note(request, (row.release for row in rows.values()))
    return {
        each.pk: {
            basis: lines([_sentence(rows[key], at) for key in stated])
            for basis in _BASES
            if (stated := [k for n in (0, 1) if (k := getattr(each, f"last_{basis}_{n}"))])
        }
        for each in found
    }


def _sentence(figure: CapacityFigure, at: datetime) -> SafeString:
    return sentence(f"{figure.as_printed}, {wording.when(figure).plain}", figure.release, at)
