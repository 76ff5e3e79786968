"""The choice of categories on a release's page."""

from typing import Any

from django.contrib.admin.checks import ModelAdminChecks
from django.db.models import ManyToManyField
from django.forms import ModelMultipleChoiceField
from django.http import HttpRequest

from ircms.generic import ModelAdmin

_OURS = "categories"


class _Checks(ModelAdminChecks):
    """Django refuses a choice whose table is a model of its own, because that might have columns to
    be asked for. The one more that this one has is the database's (``ReleaseCategory``)."""

    def _check_field_spec_item(self, obj: Any, field_name: str, label: str) -> list[Any]:
        return [] if field_name == _OURS else super()._check_field_spec_item(obj, field_name, label)  # type: ignore[misc]  # Django's own


class ChoosesCategories(ModelAdmin):
    """Mixed into the page of a release."""

    checks_class = _Checks

    def formfield_for_manytomany(
        self, db_field: "ManyToManyField[Any, Any]", request: HttpRequest, **kwargs: Any
    ) -> "ModelMultipleChoiceField[Any] | None":
        if db_field.name == _OURS:
            # Those alone that exist for whoever asks.
            known = self.get_field_queryset(kwargs.get("using"), db_field, request)
            if known is not None:
                kwargs["queryset"] = known
            return db_field.formfield(**kwargs)  # type: ignore[return-value]  # that is what it gives
        return super().formfield_for_manytomany(db_field, request, **kwargs)
