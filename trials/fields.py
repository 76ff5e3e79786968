"""Lists from a closed set as one column: phases of a trial, countries it takes place in."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import capfirst
from django_countries import countries


class Phase(models.TextChoices):
    """``phases`` of the ClinicalTrials.gov API, version 2: a trial may have two."""

    NA = "NA", "Not applicable"
    EARLY_PHASE1 = "EARLY_PHASE1", "Early phase 1"
    PHASE1 = "PHASE1", "Phase 1"
    PHASE2 = "PHASE2", "Phase 2"
    PHASE3 = "PHASE3", "Phase 3"
    PHASE4 = "PHASE4", "Phase 4"


class _ListField(models.JSONField):
    """A list of codes in the order of their set, each once; ``[]`` when empty."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", list)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def codes(self) -> list[str]:
        """The set, in its order, which no language changes."""
        raise NotImplementedError

    def all_choices(self) -> list[tuple[str, str]]:
        """The set as a form offers it."""
        raise NotImplementedError

    def get_prep_value(self, value: Any) -> Any:
        return self.in_order(value or [])

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """What is stored is what the row in hand holds afterwards."""
        codes = self.in_order(getattr(model_instance, self.attname) or [])
        setattr(model_instance, self.attname, codes)
        return codes

    def in_order(self, codes: Any) -> list[str]:
        """Raises ValidationError for a code that is not in the set."""
        if not isinstance(codes, list):
            raise ValidationError(f"{codes!r} is no list of codes.", code="not_a_list")
        known = self.codes()
        if unknown := [str(code) for code in codes if code not in known]:
            raise ValidationError(
                f"{', '.join(unknown)}: not in the list. Choose from it.", code="not_in_the_list"
            )
        return sorted(set(codes), key=known.index)

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        super().validate(value, model_instance)
        self.in_order(value)

    def formfield(self, **kwargs: Any) -> Any:  # type: ignore[override]  # a choice, not JSON's own
        return forms.MultipleChoiceField(
            choices=self.all_choices(),
            required=False,
            label=capfirst(str(self.verbose_name)),
            help_text=kwargs.get("help_text", self.help_text),
            widget=kwargs.get("widget", forms.SelectMultiple),
        )


class PhasesField(_ListField):
    """Phases by the names of ClinicalTrials.gov."""

    def codes(self) -> list[str]:
        return [str(code) for code in Phase.values]

    def all_choices(self) -> list[tuple[str, str]]:
        return [(str(code), str(label)) for code, label in Phase.choices]


class CountriesField(_ListField):
    """Countries by their two letters (ISO 3166-1)."""

    def codes(self) -> list[str]:
        return sorted(countries.countries)

    def all_choices(self) -> list[tuple[str, str]]:
        return [(str(code), str(name)) for code, name in countries]
