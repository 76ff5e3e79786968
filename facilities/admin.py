"""Facilities at the desk: each with its history, and what a release says of them on its page."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, JsonResponse
from django.urls import URLPattern, path

from facilities import desk
from facilities.figure_form import FigureForm, FigureFormSet, figures_beside
from facilities.models import CapacityFigure, CapacitySeries, Facility, FacilityUpdate
from facilities.models.facility import ATTRIBUTES
from ircms.edge import AsOfRequest
from ircms.existence import existing
from ircms.keys import key_of
from releases.admin import looks
from releases.admin.inlines import add_inline
from releases.admin.statements import (
    IdentityAdmin,
    StatementForm,
    StatementInline,
    may_read_statements,
)
from releases.models import Release


@admin.register(Facility)
class FacilityAdmin(IdentityAdmin):
    about = (FacilityUpdate, "facility", ATTRIBUTES)
    statements = ((FacilityUpdate, "facility"), (CapacityFigure, "sites__facility"))

    def histories(self, identity: Any) -> "list[QuerySet[Any]]":
        updates, figures = super().histories(identity)
        return [updates, figures.select_related("series").prefetch_related("facilities")]

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.figures_view)
        return [path("figures/", view, name="facilities_facility_figures"), *super().get_urls()]

    def figures_view(self, request: AsOfRequest) -> JsonResponse:
        """What was stated last of the series that a figure's row is being filled in for: an actual
        figure, a plan. ``js/ledger.js`` asks."""
        if not may_read_statements(self, request):
            raise Http404
        keys = [key for text in request.GET.getlist("places") if (key := key_of(text))]
        places = existing(request, Facility.objects.filter(pk__in=keys))
        label = request.GET.get("label", "")
        series = CapacitySeries.known(request.GET.get("measure", ""), label, places)
        release = Release(pk=key_of(request.GET.get("release")))
        beside: dict[int, Any] = {}
        if series is not None:
            beside = figures_beside([series.pk], release, request)
            looks.record(request, "ledger")
        return JsonResponse(next(iter(beside.values()), {}))


class FacilityUpdateForm(StatementForm):
    about = "facility"
    attributes = ATTRIBUTES

    class Meta(StatementForm.Meta):
        widgets: ClassVar[dict[str, Any]] = {
            **StatementForm.Meta.widgets,
            "address": forms.Textarea(attrs={"rows": 3}),
        }


class FacilityInline(StatementInline):
    model = FacilityUpdate
    form = FacilityUpdateForm
    verbose_name = "facility"
    verbose_name_plural = "Facilities: what this release says of them"
    autocomplete_fields = ("facility",)
    fieldsets = (
        (
            None,
            {
                "fields": (
                    ("facility", "position"),
                    "passage",
                    "name",
                    ("status", "status_on", "status_on_precision"),
                    ("locality", "region", "country"),
                    "address",
                    ("latitude", "longitude"),
                )
            },
        ),
    )


class FigureInline(StatementInline):
    model = CapacityFigure
    form = FigureForm
    formset = FigureFormSet
    verbose_name = "capacity figure"
    verbose_name_plural = "Capacity figures"
    fieldsets = (
        (
            None,
            {
                "fields": (
                    ("places", "position"),
                    "passage",
                    ("measure", "label"),
                    ("value", "unit", "as_printed"),
                    ("basis", "as_of", "as_of_precision"),
                )
            },
        ),
    )

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Any]":
        return super().get_queryset(request).select_related("series").prefetch_related("facilities")

    # What the form asks for beside the model's own fields, for those who may only look.

    @admin.display(description="facilities")
    def places(self, figure: CapacityFigure) -> str:
        return ", ".join(str(facility) for facility in figure.facilities.all())

    @admin.display(description="measure")
    def measure(self, figure: CapacityFigure) -> str:
        return str(figure.series.get_measure_display())

    @admin.display(description="of what")
    def label(self, figure: CapacityFigure) -> str:
        return figure.series.label


add_inline(FacilityInline)
add_inline(FigureInline)
desk.register()
