"""A list of printed lines as one column: datelines, tickers."""

import re
from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

MAX_LINE = 200
_TICKER = re.compile(r"[^\s:][^:]*: ?[A-Za-z0-9.\-]{1,20}")


def validate_ticker(text: str) -> None:
    """Raise ValidationError unless ``text`` reads like ``NASDAQ:CBMG``."""
    if not _TICKER.fullmatch(text):
        raise ValidationError(
            f"“{text}” is no ticker: write exchange, colon, symbol, such as NASDAQ:CBMG."
        )


class LinesFormField(forms.CharField):
    """A text area with one item per line; cleans to a list of non-empty strings."""

    widget = forms.Textarea(attrs={"rows": 2, "cols": 60})

    def __init__(
        self, *, item_validators: Sequence[Callable[[str], None]] = (), **kwargs: Any
    ) -> None:
        for key in ("encoder", "decoder", "max_length"):
            kwargs.pop(key, None)
        super().__init__(**kwargs)
        self.item_validators = item_validators

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        lines = value if isinstance(value, list) else str(value or "").splitlines()
        return [text for text in (" ".join(line.split()) for line in lines) if text]

    def validate(self, value: Any) -> None:
        if self.required and not value:
            raise ValidationError(self.error_messages["required"], code="required")
        for number, line in enumerate(value, start=1):
            if len(line) > MAX_LINE:
                raise ValidationError(f"Line {number} is longer than {MAX_LINE} characters.")
            for check in self.item_validators:
                check(line)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(self.to_python(initial) != self.to_python(data))


class LinesField(models.JSONField):
    """A list of strings, each as printed; ``[]`` when empty."""

    def __init__(
        self,
        verbose_name: str | None = None,
        *,
        item_validators: Sequence[Callable[[str], None]] = (),
        **kwargs: Any,
    ) -> None:
        self.item_validators = item_validators
        kwargs.setdefault("default", list)
        super().__init__(verbose_name, **kwargs)

    def formfield(self, **kwargs: Any) -> Any:  # type: ignore[override]  # as JSONField's own
        return super().formfield(
            **{"form_class": LinesFormField, "item_validators": self.item_validators, **kwargs}
        )

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        if not isinstance(value, list) or not all(isinstance(line, str) for line in value):
            raise ValidationError("Enter one item per line.")
        super().validate(value, model_instance)
