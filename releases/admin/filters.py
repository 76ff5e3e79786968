"""Filters of the list of releases; none of them counts."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from ircms.edge import AsOfRequest
from releases import insiders
from releases.admin import state
from releases.models import Release
from releases.querysets import ReleaseQuerySet, public_years


class StateFilter(admin.SimpleListFilter):
    """By where a release stands now."""

    title = "state"
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return list(state.LABELS.items())

    def queryset(self, request: AsOfRequest, queryset: ReleaseQuerySet) -> QuerySet[Release]:  # type: ignore[override]  # narrower, as this list gives them
        kind = self.value()
        if kind not in state.LABELS:
            return queryset
        return state.in_state(queryset, kind, request.as_of)


class YearFilter(admin.SimpleListFilter):
    """By the year it went out or will, in the market's zone."""

    title = "year"
    parameter_name = "year"

    def lookups(self, request: AsOfRequest, model_admin: Any) -> list[tuple[str, str]]:  # type: ignore[override]  # as above
        known = Release.objects.filter(insiders.known_q(request.user, request.as_of))
        years = public_years(known.filter(out_at__isnull=False))
        return [(str(year), str(year)) for year in years]

    def queryset(self, request: HttpRequest, queryset: ReleaseQuerySet) -> QuerySet[Release]:  # type: ignore[override]  # as above
        chosen = self.value() or ""
        known = {value for value, _ in self.lookup_choices}
        return queryset.in_year(int(chosen)) if chosen in known else queryset
