"""The page on which an announcement is written, and the list of them all."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from ircms.edge import AsOfRequest
from releases.admin import state, views
from releases.admin.base import RichTextAdmin
from releases.admin.fieldsets import FIELDSETS
from releases.admin.filters import StateFilter, YearFilter
from releases.admin.forms import FROZEN, ReleaseForm
from releases.admin.in_full import in_full
from releases.admin.inlines import all_inlines, ask_for_files_again, texts_chosen
from releases.admin.search import search
from releases.admin.transitions import TRANSITIONS, open_to
from releases.models import Release


@admin.register(Release)
class ReleaseAdmin(RichTextAdmin):
    form = ReleaseForm
    fieldsets = FIELDSETS
    autocomplete_fields = ("translation_of", "corrects")
    change_form_template = "admin/releases/release/change_form.html"

    keyset = ("-out_at", "-pk")
    list_display = ("headline", "goes_out", "kind", "language")
    list_filter = (StateFilter, YearFilter, "kind", "language")
    list_defer = ("body", "staff_note", "dateline_places", "tickers")
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
            obj.texts_as_entered = texts_chosen(request.POST)
        return dict(super().get_formset_kwargs(request, obj, inline, prefix))

    def has_change_permission(self, request: AsOfRequest, obj: Release | None = None) -> bool:  # type: ignore[override]  # as above
        if not super().has_change_permission(request, obj):
            return False
        # What is sent is let through to the form: it refuses, and keeps what was typed.
        return obj is None or request.method == "POST" or not state.is_frozen(obj, request.as_of)

    def has_delete_permission(self, request: HttpRequest, obj: Release | None = None) -> bool:
        """Drafts only: what was ever approved is kept."""
        if not super().has_delete_permission(request, obj):
            return False
        return obj is None or not obj.approvals.exists()

    def render_change_form(
        self, request: Any, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        context |= {"show_save_and_add_another": False, "show_save_and_continue": False}
        if context.get("errors"):
            ask_for_files_again(context["inline_admin_formsets"])
        release: Release | None = context.get("original")
        if release is not None:
            context |= self._standing(request, release)
        return super().render_change_form(request, context, *args, **kwargs)

    def _standing(self, request: AsOfRequest, release: Release) -> dict[str, Any]:
        """What the top of the page says: where the release stands, and where it can go."""
        at = request.as_of
        return in_full(release, at) | {
            "state": state.state_of(release, at),
            "now": at,
            "approval": release.approvals.select_related("approver").last(),
            "ways": open_to(request.user, release, at),
            "why_read_only": FROZEN if state.is_frozen(release, at) else "",
        }

    def response_post_save_add(self, request: HttpRequest, obj: Release) -> HttpResponseRedirect:
        return self.response_post_save_change(request, obj)

    def response_post_save_change(self, request: HttpRequest, obj: Release) -> HttpResponseRedirect:
        """Back to the page: its top says what comes next."""
        return HttpResponseRedirect(reverse("admin:releases_release_change", args=[obj.pk]))

    def get_urls(self) -> list[URLPattern]:
        own = [
            path(
                "<int:key>/files/<int:file_key>/",
                self.admin_site.admin_view(views.file),
                {"release_admin": self},
                name="releases_release_file",
            ),
            *(
                path(
                    f"<int:key>/{way}/",
                    self.admin_site.admin_view(views.transition),
                    {"release_admin": self, "way": way},
                    name=f"releases_release_{way}",
                )
                for way in TRANSITIONS
            ),
        ]
        return [*own, *super().get_urls()]
