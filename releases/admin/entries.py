"""The audit, read: what was done, entry by entry, with its place in the chain."""

import json
from typing import Any

from django.contrib import admin
from django.contrib.auth import get_user_model
from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Concat, Replace, StrIndex
from django.db.models.lookups import GreaterThan
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from audit.models import Entry
from audit.recording import VIEWED
from ircms.admin import StaffAdmin
from ircms.edge import AsOfRequest
from ircms.keys import key_of
from ircms.market_time import in_market_zone
from releases import insiders
from releases.admin import looks
from releases.admin.entry_checks import checks_of
from releases.admin.story.acts import model_of
from releases.admin.story.changes import noun
from releases.admin.story.lists import counted
from releases.admin.story.wording import where_in_words
from releases.models import Insider, Release, Step

_DONE = {"insert": "added", "update": "changed", "delete": "removed"}


class ReleaseFilter(admin.SimpleListFilter):
    """Entries of one release: its history leads here."""

    title = "release"
    parameter_name = "release"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        key = key_of(self.value())
        return [] if key is None else [(str(key), f"Release {key}")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Entry]) -> QuerySet[Entry]:
        key = key_of(self.value())
        return queryset if key is None else queryset.filter(release_id=key)


@admin.register(Entry)
class EntryAdmin(StaffAdmin):
    keyset = ("-pk",)
    list_display = ("what", "when", "who", "release", "position")
    list_display_links = ("what",)
    list_filter = (ReleaseFilter,)
    search_fields = ("link__position",)
    search_help_text = "A place in the chain: its number."
    change_form_template = "admin/audit/entry/change_form.html"

    def get_queryset(self, request: AsOfRequest) -> Any:  # type: ignore[override]  # every request has its time
        """Entries, each with the name of who acted and the headline of its release."""
        people = get_user_model()._default_manager.filter(pk=OuterRef("actor"))
        releases = Release.objects.filter(pk=OuterRef("release_id"))
        known = super().get_queryset(request).filter(_known_q(request))
        return known.select_related("link").annotate(
            full_name=Subquery(people.values("full_name")),
            headline=Subquery(releases.values("headline")),
        )

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        if not search_term.strip():
            return queryset, False
        place = key_of(search_term.strip().removeprefix("No.").strip())
        return queryset.filter(link__position=place) if place else queryset.none(), False

    @admin.display(description="what")
    def what(self, entry: Entry) -> str:
        return in_words(entry)

    @admin.display(description="when")
    def when(self, entry: Entry) -> str:
        return in_market_zone(entry.at)

    @admin.display(description="who", empty_value="nobody named")
    def who(self, entry: Entry) -> str | None:
        name: str | None = entry.full_name  # type: ignore[attr-defined]  # get_queryset's annotation
        return name

    @admin.display(description="release")
    def release(self, entry: Entry) -> SafeString | str:
        headline = entry.headline  # type: ignore[attr-defined]  # as above
        if headline is None:
            return "" if entry.release_id is None else f"{entry.release_id}, deleted"
        address = reverse("admin:releases_release_change", args=[entry.release_id])
        return format_html('<a href="{}">{}</a>', address, headline)

    @admin.display(description="no.")
    def position(self, entry: Entry) -> str:
        link = getattr(entry, "link", None)
        return "" if link is None else f"{link.position:,}"

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def changelist_view(self, request: Any, extra_context: dict[str, Any] | None = None) -> Any:
        response = super().changelist_view(request, extra_context)
        if shown := getattr(response, "context_data", None):
            rows = shown["cl"].result_list
            looks.record(request, "audit", _releases({row.release_id for row in rows}))
        return response

    def render_change_form(
        self, request: Any, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        entry: Entry = context["original"]
        looks.record(request, "audit", _releases(_keys_in(entry)))
        checks = checks_of(entry)
        context |= {
            "title": in_words(entry),
            "entry": entry,
            "record": _set_out(entry.told),
            "detail": _set_out(entry.beside) if entry.beside else "",
            "checks": checks,
            "holds": all(check.holds for check in checks),
            "release_link": self.release(entry),
        }
        return super().render_change_form(request, context, *args, **kwargs)


def in_words(entry: Entry) -> str:
    """``changed a release``; ``looked at its page``; or the word it was recorded by."""
    if entry.action == VIEWED:
        return f"Looked at {where_in_words(str(entry.said.get('where', '')))}"
    done = _DONE.get(entry.action)
    if done is None:
        return entry.action.capitalize()
    model = model_of(entry.table)
    if model is Step:
        kind = str(entry.said.get("after", {}).get("kind", ""))
        return str(dict(Step.Kind.choices).get(kind, kind))
    return f"{done} {counted(1, noun(model)) if model else entry.table}".capitalize()


def _set_out(told: Any) -> str:
    return json.dumps(told, indent=2, ensure_ascii=False, sort_keys=True)


def _keys_in(entry: Entry) -> set[int]:
    """The releases that the page of ``entry`` tells of."""
    keys = {entry.release_id} if entry.release_id else set()
    return keys | {key for key in entry.said.get("releases", []) if isinstance(key, int)}


def _releases(keys: set[Any]) -> QuerySet[Release]:
    return Release.objects.filter(pk__in=keys - {None})


def _known_q(request: AsOfRequest) -> Q:
    """Beyond what exists for the user by itself: entries of drafts that were confidential when they
    were deleted, and views of several releases of which one does not exist for them."""
    of_it = Insider.objects.filter(release_id=OuterRef("release_id"))
    known = (
        Q(Exists(Release.objects.filter(pk=OuterRef("release_id"))))
        | ~Q(Exists(of_it))
        | Q(Exists(of_it.filter(user=request.user.pk)))
    )
    for hidden in insiders.hidden(request.user, request.as_of):
        known &= ~(Q(action=VIEWED) & Q(Exists(_among(hidden))))
    return known


def _among(releases: QuerySet[Release]) -> QuerySet[Release]:
    """Those of ``releases`` whose key the record of an entry lists. One condition, however many
    they are: SQLite takes so many variables and no more."""
    listed = Replace(OuterRef("record"), Value("["), Value(","))
    listed = Replace(listed, Value("]"), Value(","))
    key = Concat(Value(","), Cast("pk", CharField()), Value(","))
    return releases.filter(GreaterThan(StrIndex(listed, key), 0))
