"""Standing texts and their versions."""

from typing import Any

from django.contrib import admin
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.http import HttpRequest

from ircms.edge import AsOfRequest
from ircms.existence import existing
from ircms.keys import key_of
from releases import insiders
from releases.admin import looks
from releases.admin.base import RichTextAdmin
from releases.admin.forms import StandingTextForm
from releases.models import Release, ReleaseStandingText, StandingText


def _known(request: AsOfRequest) -> Q:
    """Of printings: that the user may know of their release."""
    return insiders.known_q(request.user, request.as_of, "release__")


_COPIED = ("kind", "key", "language", "title", "body")


@admin.register(StandingText)
class StandingTextAdmin(RichTextAdmin):
    """A version that an approved release prints never changes: there is a next one instead."""

    form = StandingTextForm
    keyset = ("key", "language", "-version")
    list_display = ("title", "key", "language", "version", "kind", "is_in_use")
    list_filter = ("kind", "language")
    search_fields = ("title", "key")
    search_help_text = "A word of the heading, or the key."
    change_form_template = "admin/releases/standingtext/change_form.html"
    fieldsets = (
        (
            "Which text it is",
            {
                "fields": ("kind", "key", "language", "version"),
                "description": "A text is known by its key; its versions are numbered. Releases "
                "name a version, so that a new one changes nothing that was said before.",
            },
        ),
        ("As printed", {"fields": ("title", "body")}),
    )

    def get_queryset(self, request: AsOfRequest) -> QuerySet[StandingText]:  # type: ignore[override]  # every request has its time
        approved = ReleaseStandingText.objects.filter(
            _known(request),
            standing_text=OuterRef("pk"),
            release__approved_revision=F("release__revision"),
        )
        found: QuerySet[StandingText] = super().get_queryset(request)
        return found.annotate(in_use=Exists(approved))

    @admin.display(description="in use", boolean=True)
    def is_in_use(self, text: StandingText) -> bool:
        """Whether an approved release prints it."""
        return bool(text.in_use)  # type: ignore[attr-defined]  # get_queryset's annotation

    def has_change_permission(self, request: HttpRequest, obj: StandingText | None = None) -> bool:
        if not super().has_change_permission(request, obj):
            return False
        # What is sent is let through to the form, where the guard's refusal is shown.
        return obj is None or request.method == "POST" or not getattr(obj, "in_use", False)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """``?from=`` names the version that a new one begins as."""
        key = key_of(request.GET.get("from"))
        known = existing(request, StandingText.objects.all())
        source = known.filter(pk=key).first() if key is not None else None
        if source is None:
            return super().get_changeform_initial_data(request)
        return {name: getattr(source, name) for name in _COPIED}

    def change_view(
        self,
        request: AsOfRequest,  # type: ignore[override]  # as above
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        printed_by: list[Release] = []
        if key_of(object_id) is not None:
            links = ReleaseStandingText.objects.filter(
                _known(request), standing_text=int(object_id)
            )
            newest = links.select_related("release").order_by("-pk")[:10]
            printed_by = [link.release for link in newest]
        looks.record(request, "standing text", printed_by)
        context = {"printed_by": printed_by, **(extra_context or {})}
        return super().change_view(request, object_id, form_url, context)
