"""Statements on the page of their release, and the history on the page of what they are about."""

from typing import Any, ClassVar

from django import forms
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html

from ircms.admin import StaffAdmin
from ircms.edge import AsOfRequest
from ircms.existence import ChoosesFromExisting
from ircms.generic import BaseInlineFormSet, ModelForm, StackedInline
from ircms.keys import key_of
from releases.admin import looks
from releases.admin.history import history_page
from releases.admin.inlines import MOST_ROWS
from releases.admin.ledger_beside import last_said, sentences
from releases.ledger import Attribute
from releases.models import Release


class StatementForm(ModelForm):
    """A statement; beside each field is the place for what the ledger said last, which
    ``js/ledger.js`` fills once the page is there, and again when it is chosen whom a row is about.
    """

    request: ClassVar[AsOfRequest]  # set by the inline, on a subclass made for the request
    about: ClassVar[str] = ""
    attributes: ClassVar[tuple[Attribute, ...]] = ()

    class Meta:
        widgets: ClassVar[dict[str, Any]] = {"passage": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.about in self.fields:
            address = _ledger_address(self.fields[self.about].queryset.model)  # type: ignore[attr-defined]  # a key's field
            choice: Any = self.fields[self.about].widget
            # The admin's wrapper around a choice shares its attributes with other forms.
            getattr(choice, "widget", choice).attrs["data-ledger-of"] = address
        for attribute in self.attributes:
            for name in attribute.fields:
                if name in self.fields:
                    field = self.fields[name]
                    field.help_text = format_html(
                        '{} <span class="ledger" data-ledger="{}"></span>', field.help_text, name
                    )


def _ledger_address(identity: type[Model]) -> str:
    """Where ``js/ledger.js`` asks, with 0 in place of the key."""
    opts = identity._meta
    return reverse(f"admin:{opts.app_label}_{opts.model_name}_ledger", args=[0])


class StatementFormSet(BaseInlineFormSet):
    """Rows that are checked against the release as it is being saved, not as it was."""

    def _construct_form(self, i: int, **kwargs: Any) -> Any:
        form: Any = super()._construct_form(i, **kwargs)  # type: ignore[misc]  # Django's, untyped
        form.instance.release = self.instance
        return form

    @property
    def empty_form(self) -> Any:
        form = super().empty_form
        form.instance.release = self.instance
        return form

    @classmethod
    def get_default_prefix(cls) -> str:
        """The model's name: what a release is related by has none."""
        return str(cls.model._meta.model_name)


class StatementInline(ChoosesFromExisting, StackedInline):
    """Rows of one kind of statement. Subclasses name ``model``, ``form`` (a StatementForm that
    names ``about`` and ``attributes``) and ``fieldsets``."""

    formset = StatementFormSet
    view_on_site = False
    extra = 0
    max_num = MOST_ROWS
    formfield_overrides = StaffAdmin.formfield_overrides

    def get_formset(self, request: Any, obj: Any = None, **kwargs: Any) -> Any:
        """What can be chosen is asked for the request's user."""
        kwargs |= {"absolute_max": MOST_ROWS}
        formset: Any = super().get_formset(request, obj, **kwargs)
        formset.form.request = request
        return formset


def may_read_statements(admin: StaffAdmin, request: Any) -> bool:
    """Whoever may see the thing and releases: what is said of it is theirs."""
    return bool(
        admin.has_view_permission(request) and request.user.has_perm("releases.view_release")
    )


class IdentityAdmin(StaffAdmin):
    """What statements are about: a name for staff, an address, and all that was ever said.

    Subclasses name ``statements``: pairs of a model and the look-up from it to the identity;
    ``about`` and ``attributes`` are those of the statement that describes it.
    """

    keyset = ("name", "pk")
    list_display = ("name", "slug")
    search_fields = ("name", "slug")
    search_help_text = "A name or an address."
    change_form_template = "admin/statements/identity.html"
    statements: tuple[tuple[type[Model], str], ...] = ()
    about: tuple[type[Any], str, tuple[Attribute, ...]]
    fieldsets = ((None, {"fields": ("name", "slug")}),)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """The address is chosen once: pages elsewhere link to it."""
        return ("slug",) if obj is not None else ()

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        """Once there is an address it stays, and nothing is said of how to choose one."""
        if obj is not None:
            kwargs["help_texts"] = {"slug": "Chosen once: other pages lead to it."}
        return super().get_form(request, obj, change=change, **kwargs)

    def render_change_form(
        self, request: Any, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        identity = context.get("original")
        if identity is not None and may_read_statements(self, request):
            before = request.GET.get("before", "")
            context["history"] = history_page(
                self.histories(identity), before=before, at=request.as_of, user=request.user
            )
            entries = context["history"].entries
            looks.record(request, "statements", (entry.release for entry in entries))
        return super().render_change_form(request, context, *args, **kwargs)

    def histories(self, identity: Any) -> "list[QuerySet[Any]]":
        """All statements about ``identity``, a queryset for each kind."""
        return [
            model._default_manager.filter(**{look_up: identity})
            for model, look_up in self.statements
        ]

    def get_urls(self) -> list[URLPattern]:
        name = f"{self.opts.app_label}_{self.opts.model_name}_ledger"
        view = self.admin_site.admin_view(self.ledger_view)
        return [path("<int:object_id>/ledger/", view, name=name), *super().get_urls()]

    def ledger_view(self, request: AsOfRequest, object_id: int) -> HttpResponse:
        """What was said last of an identity, by field: for beside the fields of a row."""
        if not may_read_statements(self, request) or key_of(object_id) is None:
            raise Http404
        model, about, attributes = self.about
        release = Release(pk=key_of(request.GET.get("release")))
        at = request.as_of
        user = request.user
        found = last_said(model, about, [object_id], attributes, release, at, user)[object_id]
        looks.record(request, "ledger", found.releases)
        return JsonResponse(sentences(found, attributes, at))
