"""The staff site, and what its pages share: named writes, refusals as messages, one history."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError, OperationalError, models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from js_asset import Media

from ircms import market_time, reauthentication
from ircms.actor import NobodyWrites, acting_as
from ircms.changelist import CountFreePaginator, KeysetChangeList
from ircms.existence import ChoosesFromExisting, address_for, existing
from ircms.generic import ModelAdmin
from ircms.look_ups import LookUpView
from ircms.sign_in import SignInForm

_GUARD = "ircms: "


class StaffSite(admin.AdminSite):
    """Django's admin in our dress: the company's name stands in ``admin/base_site.html``."""

    site_title = index_title = "Newsroom desk"
    enable_nav_sidebar = True
    login_form = SignInForm
    # What the work is about comes first, app and model; the rest follows by name.
    first = ("releases", "Release")

    def __init__(self, name: str = "admin") -> None:
        super().__init__(name)
        # What may be deleted is deleted one by one, after a page that says what goes with it.
        self.disable_action("delete_selected")
        # What apps put on the first page: each gives context for admin/index.html.
        self.first_page: list[Callable[[Any], dict[str, Any]]] = []

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        context = dict(extra_context or {})
        for part in self.first_page:
            context |= part(request)
        return super().index(request, context)

    def get_urls(self) -> list[Any]:
        # Django's way from any row to its page asks nobody whether the row exists for them.
        return [url for url in super().get_urls() if getattr(url, "name", "") != "view_on_site"]

    def password_change(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        if request.method != "POST":
            return super().password_change(request, extra_context)
        typed = request.POST.get("old_password", "")
        try:
            reauthentication.require(request.user, typed, request.as_of)  # type: ignore[attr-defined]  # an AsOfRequest
        except ValidationError as refused:
            if refused.code == "throttled":
                messages.error(request, refused.messages[0])
                return HttpResponseRedirect(request.path)  # type: ignore[return-value]  # an answer
            # What else is wrong with it the form says itself, at its field.
        with acting_as(request.user):
            done = super().password_change(request, extra_context)
            if isinstance(done, HttpResponseRedirect):
                reauthentication.know_this_browser_alone(request)  # type: ignore[arg-type]  # an AsOfRequest
        return done

    def autocomplete_view(self, request: HttpRequest) -> HttpResponse:
        answer: HttpResponse = LookUpView.as_view(admin_site=self)(request)  # type: ignore[assignment]  # JSON
        return answer

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        found = super().get_app_list(request, app_label)
        for app in found:
            app["models"].sort(key=lambda model: model["object_name"] not in self.first)
        return sorted(found, key=lambda app: app["app_label"] not in self.first)


class GuardRefused(Exception):
    """A guard of the database refused a write; nothing was saved. The message is its sentence."""


# What databases say when two transactions are in each other's way (PostgreSQL, appendix A).
_COLLISIONS = {"40001", "40P01", "55P03"}
_AT_ONCE = (
    "Somebody else was saving the same thing at this moment. Nothing was saved: please try again."
)
REFUSALS = (IntegrityError, NobodyWrites, OperationalError)


def guards_sentence(error: Exception) -> str | None:
    """Why a write did not happen, as a sentence for people: what a guard said, that the guards are
    away, or that two were saving at once; None for any other error."""
    if isinstance(error, NobodyWrites):
        return str(error)
    if isinstance(error, OperationalError):
        code = getattr(error.__cause__, "pgcode", None)
        return _AT_ONCE if code in _COLLISIONS or "is locked" in str(error) else None
    first_line = str(error).strip().partition("\n")[0]
    if not first_line.startswith(_GUARD):
        return None
    said = first_line.removeprefix(_GUARD)
    return f"{said[0].upper()}{said[1:]}. Nothing was saved."


class ShowsRefusal(forms.BaseForm):
    """Mixed into every form of ours: what a guard said of the last attempt, as the form's error."""

    request: HttpRequest

    def clean(self) -> Any:
        cleaned = super().clean()
        if refusal := getattr(self.request, "guard_refusal", ""):
            raise forms.ValidationError(refusal, code="refused_by_guard")
        return cleaned

    def clean_slug(self) -> str:
        """Asked where a form has such a field: an address that is taken unseen becomes another."""
        row: models.Model = self.instance  # type: ignore[attr-defined]  # a model's form
        return address_for(self.request, row, self.cleaned_data["slug"])


class StaffAdmin(ChoosesFromExisting, ModelAdmin):
    """What every page of the staff site does alike.

    Each POST runs in the name of the person signed in, in one transaction. What a guard of the
    database refuses becomes an error on the form, with everything typed still there. Django's
    LogEntry is not written: it would be a second history, and one that holds headlines.
    """

    keyset: tuple[str, ...] = ("-pk",)
    list_defer: tuple[str, ...] = ()
    list_per_page = 50
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER  # facets count
    sortable_by = ()
    actions_selection_counter = False
    paginator = CountFreePaginator
    view_on_site = False
    formfield_overrides = {
        models.DateField: {"form_class": market_time.DayField, "widget": market_time.DayInput},
        models.DateTimeField: {
            "form_class": market_time.MarketTimeField,
            "widget": market_time.MarketTimeInput,
        },
        models.URLField: {"assume_scheme": "https"},
    }

    def get_queryset(self, request: HttpRequest) -> Any:
        return existing(request, super().get_queryset(request))

    def lookup_allowed(self, lookup: str, value: Any, request: Any = None) -> bool:
        """What the filters of the list ask, and nothing else: an address could ask what hangs on a
        row, and so of what does not exist for the user."""
        asked = {getattr(each, "parameter_name", each) for each in self.get_list_filter(request)}
        is_offered = lookup.partition("__")[0] in asked
        return is_offered and bool(super().lookup_allowed(lookup, value, request))

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """What stands in the way of a deletion is not named: it may not exist for the user."""
        deleted, count, rights, protected = super().get_deleted_objects(objs, request)
        return deleted, count, rights, ["What is kept refers to it"] if protected else []

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[KeysetChangeList]:
        return KeysetChangeList

    def get_ordering(self, request: HttpRequest) -> tuple[str, ...]:
        """Look-up fields offer rows in the order of the list."""
        return self.keyset

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        form: Any = super().get_form(request, obj, change=change, **kwargs)
        return type(form)(form.__name__, (ShowsRefusal, form), {"request": request})

    def get_urls(self) -> list[Any]:
        return [url for url in super().get_urls() if not str(url.name).endswith("_history")]

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        def view() -> HttpResponseBase:
            return super(StaffAdmin, self).changeform_view(
                request, object_id, form_url, extra_context
            )

        try:
            return self.in_name_of_user(request, view)
        except GuardRefused as refused:
            # The form again, this time with the refusal as its error: see ShowsRefusal.
            request.guard_refusal = str(refused)  # type: ignore[attr-defined]  # ours, for the form
            return view()

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> Any:
        def view() -> HttpResponseBase:
            return super(StaffAdmin, self).delete_view(request, object_id, extra_context)

        return self._or_message(request, view)

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> Any:
        def view() -> HttpResponseBase:
            return super(StaffAdmin, self).changelist_view(request, extra_context)

        return self._or_message(request, view)

    def _or_message(
        self, request: HttpRequest, view: Callable[[], HttpResponseBase]
    ) -> HttpResponseBase:
        """``view``, or back to its page with what a guard said."""
        try:
            return self.in_name_of_user(request, view)
        except GuardRefused as refused:
            messages.error(request, str(refused))
            return HttpResponseRedirect(request.get_full_path())

    def in_name_of_user(
        self, request: HttpRequest, view: Callable[[], HttpResponseBase]
    ) -> HttpResponseBase:
        """Run ``view`` with its writes in the name of the person signed in; raises GuardRefused.

        A guard may refuse as late as at COMMIT, so what ``view`` tells the person is held back
        until then.
        """
        if request.method != "POST":
            return view()
        held: list[tuple[Any, ...]] = []
        request.held_messages = held  # type: ignore[attr-defined]  # ours, for message_user
        try:
            with acting_as(request.user):
                response = view()
        except REFUSALS as error:
            sentence = guards_sentence(error)
            if sentence is None:
                raise
            raise GuardRefused(sentence) from error
        finally:
            del request.held_messages  # type: ignore[attr-defined]  # as above
        for message in held:
            self.message_user(request, *message)
        return response

    def message_user(
        self,
        request: HttpRequest,
        message: Any,
        level: int | str = messages.INFO,
        extra_tags: str = "",
        fail_silently: bool = False,
    ) -> None:
        held = getattr(request, "held_messages", None)
        if held is None:
            super().message_user(request, message, level, extra_tags, fail_silently)
        else:
            held.append((message, level, extra_tags, fail_silently))

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        # The editor's import map stands in the page itself, which the policy allows by nonce alone.
        nonce = str(request.csp_nonce)  # type: ignore[attr-defined]  # django-csp's
        context["media"] = Media.from_media(context["media"], nonce=nonce)
        return super().render_change_form(request, context, *args, **kwargs)

    def offers(self, request: HttpRequest, rows: list[Any]) -> None:
        """Asked where a look-up field is about to offer ``rows``; what it raises is the answer."""

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """Not written."""

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """Not written."""

    def log_deletions(self, request: HttpRequest, queryset: Any) -> Any:
        """Not written."""
