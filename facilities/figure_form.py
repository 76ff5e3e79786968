"""The form of a capacity figure on its release's page: numbers and units as people write them."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelectMultiple
from django.core.exceptions import ValidationError
from django.db.models import OuterRef, Subquery
from django.forms.widgets import Script
from django.urls import reverse_lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString

from facilities import numbers, units, wording
from facilities.models import CapacityFigure, CapacitySeries, Facility
from facilities.models.capacity import STATED_TWICE, Measure
from ircms import printable
from releases.admin.ledger_beside import approved_before, sentence
from releases.admin.statements import StatementForm, StatementFormSet
from releases.models import Release

_BASES = [str(basis) for basis in CapacityFigure.Basis]


class NumberField(forms.CharField):
    """A number as people write it: 47,300; 1.5 million; twelve."""

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        return numbers.parse_number(text) if text else None

    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, str) or value is None else numbers.grouped(value)

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
        widget=AutocompleteSelectMultiple(
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
        label="Of what",
        required=False,
        max_length=80,
        validators=[printable.validate],
        widget=forms.TextInput(attrs={"data-series": "label"}),
        help_text="Where a measure has several, such as “cancer patients”; for another measure, "
        "what is counted.",
    )
    value = NumberField(help_text="As 47,300, 1.5 million or twelve.")
    unit = UnitField(max_length=40, help_text="As square feet, m², lines, patients a year.")

    class Media:
        js: ClassVar[list[Any]] = [Script("js/figures.js", type="module")]

    def __init__(self, *args: Any, ledger: dict[int, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        figure = self.instance
        if figure.pk:
            self.initial["measure"] = figure.series.measure
            self.initial["label"] = figure.series.label
            self.initial["places"] = [facility.pk for facility in figure.facilities.all()]
        self._show_beside((ledger or {}).get(figure.series_id, {}))

    def _show_beside(self, said: dict[str, SafeString]) -> None:
        if "value" not in self.fields:
            return
        places = [
            format_html(
                ' <span class="ledger" data-figures="{}">{}</span>', basis, said.get(basis, "")
            )
            for basis in _BASES
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
            label = cleaned.get("label", "")
            self.instance.series = CapacitySeries.unsaved(measure, label, places)
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

    def _ledger(self) -> Any:
        if not hasattr(self, "_beside"):
            series = {figure.series_id for figure in self.get_queryset()}
            self._beside = figures_beside(series, self.instance)
        return self._beside

    def clean(self) -> None:
        super().clean()
        stated = set()
        for form in self.initial_forms + [each for each in self.extra_forms if each.has_changed()]:
            if form.errors or form.cleaned_data.get("DELETE"):
                continue
            figure = form.instance
            series = figure.series
            key = (series.measure, series.label, series.facility_set, figure.basis, figure.as_of)
            if key in stated:
                form.add_error("measure", STATED_TWICE)
            stated.add(key)


def figures_beside(
    series: Iterable[int], release: Release | None
) -> dict[int, dict[str, SafeString]]:
    """By series and basis, what other releases stated last, as a sentence; two queries."""
    approved = approved_before(CapacityFigure.objects.all(), release)
    stated = approved.filter(series=OuterRef("pk")).order_by("-out_at", "-id")
    newest = {
        f"last_{basis}": Subquery(stated.filter(basis=basis).values("pk")[:1]) for basis in _BASES
    }
    found = list(CapacitySeries.objects.filter(pk__in=list(series)).annotate(**newest))
    keys = {getattr(each, name) for each in found for name in newest} - {None}
    rows = CapacityFigure.objects.select_related("release").in_bulk(keys)
    return {
        each.pk: {
            basis: _sentence(rows[key])
            for basis in _BASES
            if (key := getattr(each, f"last_{basis}")) is not None
        }
        for each in found
    }


def _sentence(figure: CapacityFigure) -> SafeString:
    return sentence(f"{figure.as_printed}, {wording.when(figure).plain}", figure.release)
