"""The page on which an announcement is written, and the list of them all."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, ClassVar

from django.contrib import admin, messages
from django.db.models import Prefetch, QuerySet, prefetch_related_objects
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from ircms.edge import AsOfRequest
from ircms.keys import key_of
from releases import concerned, insiders, known_rows, preflight, retention
from releases.admin import (
    confidential,
    desk,
    editing_views,
    insider_views,
    last_looks,
    looks,
    preflight_views,
    state,
    story_views,
    views,
)
from releases.admin.categories import ChoosesCategories
from releases.admin.collision import changes, resolving
from releases.admin.desk.calendar import calendar
from releases.admin.fieldsets import FIELDSETS
from releases.admin.filters import StateFilter, YearFilter
from releases.admin.forms import FROZEN
from releases.admin.from_text import again
from releases.admin.from_text.views import from_text
from releases.admin.in_full import in_full
from releases.admin.inlines import all_inlines, ask_for_files_again, texts_chosen
from releases.admin.keeping import KeepsWhatIsTyped
from releases.admin.search import search
from releases.admin.ways import TRANSITIONS, open_to
from releases.models import Release

# Of what was said of a release; all of it is in its history.
STEPS_SHOWN = 20


admin.site.first_page.append(desk.stretches)  # type: ignore[attr-defined]  # our own site


@admin.register(Release)
class ReleaseAdmin(ChoosesCategories, KeepsWhatIsTyped):
    form = confidential.ConfidentialForm
    fieldsets = FIELDSETS
    autocomplete_fields = ("translation_of", "corrects")
    change_form_template = "admin/releases/release/change_form.html"

    keyset = ("-out_at", "-pk")
    list_display = ("headline", "goes_out", "kind", "language")
    list_filter = (StateFilter, YearFilter, "kind", "language")
    list_defer = ("body", "staff_note", "dateline_places", "tickers")
    # Pages of a release that other apps have: each gives the pattern of one.
    pages_beside: ClassVar[list[Callable[["ReleaseAdmin"], URLPattern]]] = []
    search_fields = ("headline",)
    search_help_text = "Words of the headline in any order, or the address of its page."

    def get_queryset(self, request: AsOfRequest) -> Any:  # type: ignore[override]  # every request has its time
        return state.with_state(super().get_queryset(request), request.as_of)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        return search(queryset, search_term), False

    def get_list_display(self, request: AsOfRequest) -> list[Any]:  # type: ignore[override]  # as above
        """The state is a column of the request: it is what holds at that instant."""

        @admin.display(description="state")
        def stands(release: Release) -> SafeString:
            found = state.state_of(release, request.as_of)
            return format_html('<span class="state state-{}">{}</span>', found.kind, found.short)

        headline, *others = self.list_display
        return [headline, stands, *others]

    @admin.display(description="goes out")
    def goes_out(self, release: Release) -> str:
        return state.goes_out(release)

    def get_inlines(self, request: HttpRequest, obj: Release | None) -> Any:
        return all_inlines()

    def get_formset_kwargs(
        self, request: HttpRequest, obj: Release, inline: Any, prefix: str
    ) -> dict[str, Any]:
        """What is sent is checked as one: a passage may stand in a text that is only now chosen."""
        if request.method == "POST":
            obj.texts_as_entered = texts_chosen(request)
        return dict(super().get_formset_kwargs(request, obj, inline, prefix))

    def get_form(
        self, request: HttpRequest, obj: Release | None = None, change: bool = False, **kwargs: Any
    ) -> Any:
        """A new one may be confidential from its first instant."""
        form = {} if change else {"form": confidential.NewReleaseForm}
        return super().get_form(request, obj, change=change, **form, **kwargs)

    def get_fieldsets(self, request: HttpRequest, obj: Release | None = None) -> Any:
        fieldsets = super().get_fieldsets(request, obj)
        return confidential.with_field(fieldsets) if obj is None else fieldsets

    def changelist_view(
        self,
        request: AsOfRequest,  # type: ignore[override]  # as above
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        omitted = {"omitted": known_rows.omitted(request)}
        response = super().changelist_view(request, omitted | (extra_context or {}))
        if shown := getattr(response, "context_data", None):
            looks.record(request, "list", shown["cl"].result_list)
        return response

    def offers(self, request: AsOfRequest, rows: list[Any]) -> None:  # type: ignore[override]  # as above
        looks.record(request, "choice", rows)

    def render_delete_form(self, request: Any, context: dict[str, Any]) -> HttpResponse:
        looks.record(request, "deletion", [context["object"]])
        return super().render_delete_form(request, context)

    def _changeform_view(
        self, request: Any, object_id: str | None, form_url: str, extra_context: Any
    ) -> Any:
        """What is sent for a release that has changed since it was read is merged with it first."""
        key = key_of(object_id)
        if request.method == "POST" and key is not None:
            release = self.get_object(request, str(key))
            if release is not None and self.has_change_permission(request, release):
                resolving.resolve(self, request, release)
        elif key is not None:
            request.read_position = changes.place()  # before anything else is read
        return super()._changeform_view(request, object_id, form_url, extra_context)

    def has_change_permission(self, request: AsOfRequest, obj: Release | None = None) -> bool:  # type: ignore[override]  # as above
        if not super().has_change_permission(request, obj):
            return False
        # What is sent is let through to the form: it refuses, and keeps what was typed.
        return obj is None or request.method == "POST" or not state.is_frozen(obj, request.as_of)

    def has_delete_permission(self, request: HttpRequest, obj: Release | None = None) -> bool:
        """Drafts only: what was ever approved is kept, inside information until its retention ends,
        and what another was made from."""
        if not super().has_delete_permission(request, obj):
            return False
        return obj is None or not (self._why_kept(request, obj) or insiders.is_built_on(obj))

    def delete_model(self, request: Any, obj: Release) -> None:
        insiders.keep_list(obj, by=request.user, at=request.as_of)
        super().delete_model(request, obj)

    @staticmethod
    def _why_kept(request: Any, release: Release) -> str:
        """Asked by every part of a page, and looked up once."""
        if not hasattr(request, "why_kept"):
            request.why_kept = retention.why_kept(release, request.as_of)
        return str(request.why_kept)

    def render_change_form(
        self, request: Any, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        context |= {"show_save_and_add_another": False, "show_save_and_continue": False}
        if context.get("errors"):
            ask_for_files_again(context["inline_admin_formsets"])
        release: Release | None = context.get("original")
        context["preflight"] = None if release else preflight.Findings()
        if release is not None:
            if not self.has_change_permission(request, release):  # else the form itself shows it
                context |= in_full(release, request.as_of)
            context |= self._standing(request, release)
            context |= editing_views.context(self, request, release)
            context |= resolving.context(request, context)
        shown = (release, release.translation_of, release.corrects) if release else ()
        looks.record(request, "release", shown)
        if release is not None:
            last_looks.remember(request, release)
        return super().render_change_form(request, context, *args, **kwargs)

    @staticmethod
    def _preflight(release: Any, at: datetime) -> preflight.Findings | None:
        """What speaks against it; nothing of what is past that. ``release`` knows its state."""
        is_past = release.withdrawn_at is not None or release.is_out
        return None if is_past else preflight.open_findings(release, at)

    def _standing(self, request: AsOfRequest, release: Release) -> dict[str, Any]:
        """What the top of the page says: where the release stands, and where it can go."""
        at = request.as_of
        ways = open_to(request.user, release, at)
        # Pre-flight reads them as well.
        told = release.exchange_notices.select_related("by")
        prefetch_related_objects([release], Prefetch("exchange_notices", told))
        steps = release.steps.select_related("by").prefetch_related("asked__user")
        return {
            "state": state.state_of(release, at),
            "preflight": self._preflight(release, at),
            "now": at,
            "approval": release.approvals.select_related("approver").last(),
            "steps": steps.order_by("-pk")[:STEPS_SHOWN],
            "notices": release.exchange_notices.all(),
            "ways": [way for way in ways if not way.is_apart],
            "ways_apart": [way for way in ways if way.is_apart],
            "is_kept": not insiders.is_open(release, at),
            "may_see_list": request.user.has_perm(insiders.CHANGE),
            "why_kept": self._why_kept(request, release),
            "why_read_only": FROZEN if state.is_frozen(release, at) else "",
        }

    def save_model(self, request: Any, obj: Release, form: Any, change: bool) -> None:
        """Remembers what the save may end: see save_related."""
        before = Release.objects.get(pk=obj.pk) if change else None
        request.was = before
        super().save_model(request, obj, form, change)
        if not change and obj.is_confidential:
            insiders.begin_list(obj, by=request.user, at=request.as_of)

    def save_related(self, request: Any, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        was: Release | None = request.was
        if was is None or not (was.is_approved or was.is_in_review):
            return
        now: Release = form.instance
        now.refresh_from_db(fields=["revision"])
        if now.revision == was.revision:
            return
        concerned.tell_of_edit(now, by=request.user, at=request.as_of, was_approved=was.is_approved)
        ended = "Its approval" if was.is_approved else "Its review"
        self.message_user(
            request,
            f"{ended} has ended with this change. Submit it again once it is finished.",
            messages.WARNING,
        )

    def response_post_save_add(self, request: HttpRequest, obj: Release) -> HttpResponseRedirect:
        return self.response_post_save_change(request, obj)

    def response_post_save_change(self, request: HttpRequest, obj: Release) -> HttpResponseRedirect:
        """Back to the page: its top says what comes next."""
        return HttpResponseRedirect(reverse("admin:releases_release_change", args=[obj.pk]))

    def get_urls(self) -> list[URLPattern]:
        own = [
            self._page("calendar/", calendar, "calendar"),
            self._page("preflight/", preflight_views.panel, "preflight"),
            self._page("from-text/", from_text, "from_text"),
            self._page("<int:key>/read-again/", again.page, "read_again"),
            self._page("<int:key>/editing/", editing_views.editing, "editing"),
            self._page("<int:key>/files/<int:file_key>/", views.file, "file"),
            self._page("<int:key>/insiders/", insider_views.insider_list, "insiders"),
            self._page("<int:key>/history/", story_views.story, "story"),
            *(
                self._page(f"<int:key>/{way}/", views.transition, way, way=way)
                for way in TRANSITIONS
            ),
        ]
        return [*own, *(page(self) for page in self.pages_beside), *super().get_urls()]

    def _page(self, route: str, view: Any, name: str, **told: Any) -> URLPattern:
        told |= {"release_admin": self}
        shown = self.admin_site.admin_view(view)
        found: URLPattern = path(route, shown, told, name=f"releases_release_{name}")
        return found
