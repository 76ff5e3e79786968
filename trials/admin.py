"""Trials for staff, and what a release says of them, on the release's own page."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin

from releases.admin.inlines import add_inline
from releases.admin.statements import IdentityAdmin, StatementForm, StatementInline
from trials.models import ATTRIBUTES, ClinicalTrial, TrialUpdate


@admin.register(ClinicalTrial)
class ClinicalTrialAdmin(IdentityAdmin):
    statements = ((TrialUpdate, "trial"),)
    about = (TrialUpdate, "trial", ATTRIBUTES)


class TrialUpdateForm(StatementForm):
    about = "trial"
    attributes = ATTRIBUTES

    class Meta(StatementForm.Meta):
        widgets: ClassVar[dict[str, Any]] = {
            **StatementForm.Meta.widgets,
            "phases": forms.CheckboxSelectMultiple,
            "countries": forms.SelectMultiple(attrs={"size": 6}),
        }
        help_texts: ClassVar[dict[str, str]] = {
            "countries": "Hold Ctrl, or Command on a Mac, to choose several.",
        }


class TrialInline(StatementInline):
    model = TrialUpdate
    form = TrialUpdateForm
    verbose_name = "trial"
    verbose_name_plural = "Clinical trials: what this release says of them"
    autocomplete_fields = ("trial",)
    fieldsets = (
        (
            None,
            {
                "fields": (
                    ("trial", "position"),
                    "passage",
                    "title",
                    ("condition", "intervention", "modality"),
                    ("phase_as_printed", "overall_status"),
                    "phases",
                    ("registry", "registry_id"),
                    "collaborator",
                    "enrolment",
                    "countries",
                )
            },
        ),
    )


add_inline(TrialInline)
