"""Countries by their two letters (ISO 3166-1), with the names that django-countries gives them.

Its own model field brings the admin with it, which the public process must not load.
"""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django_countries import countries


class Country(str):
    """A country's two letters; ``name`` is what readers call it. Empty for none."""

    __slots__ = ()

    @property
    def name(self) -> str:
        """``China``; the letters themselves where they are nobody's."""
        return str(countries.name(self)) or str(self)


def all_countries() -> list[tuple[str, str]]:
    """Letters and name of each, by name."""
    return [(str(code), str(name)) for code, name in countries]


class CountryField(models.CharField):  # type: ignore[type-arg]  # generic to type checkers alone
    """One country; empty for none."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["max_length"] = 2
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        del kwargs["max_length"]
        return name, path, args, kwargs

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> Country:
        return Country(value or "")

    def to_python(self, value: Any) -> Country:
        return Country(value or "")

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        super().validate(value, model_instance)
        if value and not countries.name(value):
            raise ValidationError(f"“{value}” is no country: choose one from the list.")

    def formfield(self, **kwargs: Any) -> Any:  # type: ignore[override]  # a choice, not a line of text
        return forms.ChoiceField(
            choices=[("", "---------"), *all_countries()],
            required=not self.blank,
            label=str(self.verbose_name).capitalize(),
            help_text=self.help_text,
        )
