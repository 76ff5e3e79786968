"""What a release's page does so that nothing typed is lost: it keeps, offers, takes up again."""

from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.contrib import messages
from django.db import transaction
from django.forms.utils import ErrorDict, ErrorList
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import URLPattern, path

from ircms.keys import key_of
from releases import autosave
from releases.admin import autosave_views
from releases.admin.autosave_views import place_of, uuid_of
from releases.admin.base import RichTextAdmin
from releases.admin.collision import resolving
from releases.admin.unsaved_names import as_sent
from releases.models import Release

if TYPE_CHECKING:
    from releases.admin.release import ReleaseAdmin

# Of one release: the rest stands on the page of them all.
_OFFERED = 3
_GONE = (
    "What you typed is not kept any more: it has been saved or discarded, the release has gone "
    "out, or thirty days have passed."
)


class TakenUp:
    """Mixed into a form that shows again what was typed. It is not judged before it is sent."""

    request: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, data=self.request.taken_up, **kwargs)  # type: ignore[call-arg]  # the form's
        _unjudged(self)


def _unjudged(form: Any) -> None:
    form._errors, form.cleaned_data = ErrorDict(), {}  # noqa: SLF001 -- as Django's admin does


class KeepsWhatIsTyped(RichTextAdmin):
    """Mixed into the page of a release."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(autosave_views.unsaved)
        own = [
            path(route, view, {"release_admin": self}, name=f"releases_release_{name}")
            for route, name in (
                ("<int:key>/unsaved/", "unsaved"),
                ("add/unsaved/", "unsaved_new"),
            )
        ]
        return [*own, *super().get_urls()]

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """A form that was sent with its progress shown is told where to go on: following by itself
        it would use up what the next page has to say."""
        response = super().changeform_view(request, *args, **kwargs)
        if response.status_code == 302 and "X-Shows-Progress" in request.headers:
            return JsonResponse({"go_on_at": response["Location"]})
        return response

    def _changeform_view(
        self, request: Any, object_id: str | None, form_url: str, extra_context: Any
    ) -> Any:
        if request.method != "POST" and "unsaved" in request.GET:
            self._take_up(request, object_id)
        return super()._changeform_view(request, object_id, form_url, extra_context)  # type: ignore[misc]  # Django's, untyped

    def _take_up(self, request: Any, object_id: str | None) -> None:
        """Fill the form with what was typed, merged with what the release has become since."""
        key = key_of(object_id)
        release = None if object_id is None else self.get_object(request, str(key))
        if object_id is None:
            is_allowed = self.has_add_permission(request)
        else:
            is_allowed = release is not None and self.has_change_permission(request, release)
        if not is_allowed:
            return
        form = uuid_of(request.GET["unsaved"])
        row = autosave.texts(request.user, release).filter(form=form).first() if form else None
        if row is None:
            self.message_user(request, _GONE, messages.WARNING)
            return
        taken_up = as_sent(row.fields)
        if release is not None:
            taken_up = _merged(self, request, release, taken_up)  # type: ignore[arg-type]  # it is one
        request.taken_up, request.taken_from = taken_up, row

    def get_form(self, request: Any, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change=change, **kwargs)
        if not hasattr(request, "taken_up"):
            return form
        return type(form)(form.__name__, (TakenUp, form), {"request": request})

    def get_formset_kwargs(
        self, request: HttpRequest, obj: Release, inline: Any, prefix: str
    ) -> dict[str, Any]:
        given = dict(super().get_formset_kwargs(request, obj, inline, prefix))
        taken_up = getattr(request, "taken_up", {})
        # A kind of rows that the form did not have when it was opened is shown as it is stored.
        return given | ({"data": taken_up.copy()} if f"{prefix}-TOTAL_FORMS" in taken_up else {})

    def _create_formsets(self, request: Any, obj: Any, change: bool) -> Any:
        formsets, inlines = super()._create_formsets(request, obj, change)  # type: ignore[misc]  # as above
        if hasattr(request, "taken_up"):
            for formset in filter(lambda each: each.is_bound, formsets):
                formset._errors, formset._non_form_errors = [], ErrorList()  # noqa: SLF001 -- as above
                for form in formset.forms:
                    _unjudged(form)
        return formsets, inlines

    def render_change_form(
        self, request: Any, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        release: Release | None = context.get("original")
        if release is None or self.has_change_permission(request, release):
            context |= _context(request, release)
        return super().render_change_form(request, context, *args, **kwargs)

    def save_related(self, request: Any, form: Any, formsets: Any, change: bool) -> None:
        """In the transaction that saves: what is stored is not unsaved any more."""
        super().save_related(request, form, formsets, change)
        sent = (uuid_of(request.POST.get(name)) for name in ("open_form", "taken_from"))
        if saved := [each for each in sent if each is not None]:
            autosave.forget(request.user, saved)


def _merged(release_admin: "ReleaseAdmin", request: Any, release: Release, taken_up: Any) -> Any:
    """``taken_up`` as it would be sent now; what others changed meanwhile stands beside it."""
    request.POST = taken_up
    try:
        with transaction.atomic():
            resolving.resolve(release_admin, request, release)
        return request.POST
    finally:
        request.POST = as_sent({})


def _context(request: Any, release: Release | None) -> dict[str, Any]:
    """For the form's template: its own mark, where it is kept, and what else was typed."""
    taken_from = getattr(request, "taken_from", None)
    sent = request.POST
    came_from = taken_from.form if taken_from else uuid_of(sent.get("taken_from"))
    this = uuid_of(sent.get("open_form")) or uuid4()
    others = autosave.texts(request.user, release).exclude(form__in={this, came_from or this})
    return {
        "open_form": this,
        "taken_from": taken_from,
        "came_from": came_from,
        "keep_at": place_of(release),
        "unsaved_texts": list(others.defer("fields")[:_OFFERED]),
    }
