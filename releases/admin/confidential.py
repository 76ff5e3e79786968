"""Confidential releases on the desk's forms: from the first instant, and what that rules out."""

from typing import Any

from django import forms
from django.http import Http404

from releases import insiders
from releases.admin.forms import ReleaseForm
from releases.models import Release

FIELD = "is_kept"


class ConfidentialForm(ReleaseForm):
    """A release and what it is related to are kept to few people together, or not at all."""

    def clean(self) -> dict[str, Any]:
        try:
            cleaned = super().clean()
        finally:
            # Asked while the row is locked: it may have been made confidential a moment ago, and
            # then the page is not shown again, with whatever mistake.
            self._require_known()
        problems = insiders.relation_problems(
            Release(translation_of=cleaned.get("translation_of"), corrects=cleaned.get("corrects")),
            self.request.as_of,
            is_kept=self._is_kept(cleaned),
        )
        for name, said in problems.items():
            self.add_error(name if name in self.fields else None, said)
        return cleaned

    def _require_known(self) -> None:
        request, release = self.request, self.instance
        if release.pk and not insiders.knows(request.user, release, request.as_of):
            raise Http404

    def _is_kept(self, cleaned: dict[str, Any]) -> bool:
        return bool(self.instance.is_confidential)


class NewReleaseForm(ConfidentialForm):
    """The form of a release that is being begun: it may be confidential from its first instant."""

    is_kept = forms.BooleanField(
        label="confidential",
        required=False,
        help_text="Until it is public it exists for those on its insider list alone. You are the "
        "first on it, and name the others once it is saved.",
    )

    def _is_kept(self, cleaned: dict[str, Any]) -> bool:
        return bool(cleaned.get(FIELD))

    def save(self, commit: bool = True) -> Any:
        self.instance.is_confidential = self.cleaned_data[FIELD]
        return super().save(commit=commit)


def with_field(fieldsets: Any) -> list[Any]:
    """``fieldsets`` of a release, asking in the first whether it is confidential."""
    (title, first), *others = fieldsets
    fields = (*first["fields"][:-1], FIELD, first["fields"][-1])
    return [(title, first | {"fields": fields}), *others]
