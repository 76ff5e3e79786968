"""The people who work here, and their roles."""

from typing import TYPE_CHECKING, Any, ClassVar

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django import forms
from django.contrib import admin
from django.contrib.auth import admin as auth_admin
from django.contrib.auth import forms as auth_forms
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponseNotAllowed, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import path, reverse

from accounts import factors, sessions
from accounts.models import User
from accounts.sign_ins import record_here
from accounts.views.own import told_of
from accounts.views.pages import prove_again
from ircms.admin import StaffAdmin
from ircms.keys import key_of

if TYPE_CHECKING:  # generic to type checkers alone
    NewUserBase = auth_forms.BaseUserCreationForm[User]
    UserBase = auth_forms.UserChangeForm[User]
    UserAdminBase = auth_admin.UserAdmin[Any]
else:
    NewUserBase = auth_forms.BaseUserCreationForm
    UserBase = auth_forms.UserChangeForm
    UserAdminBase = auth_admin.UserAdmin

# What the roles may do is said in accounts/roles.py, and granted after every migration.
admin.site.unregister(Group)
# django-allauth's pages would hand out second factors and sessions past the record.
for model in (Authenticator, EmailAddress, EmailConfirmation, UserSession):
    if admin.site.is_registered(model):
        admin.site.unregister(model)

_ROLES_HELP = (
    "A writer writes and changes drafts. An approver reads and approves what others wrote. A "
    "publisher releases what is approved and withdraws what is public. An auditor reads everything."
)


def _rights_of(user: User) -> set[int]:
    """The rights given to ``user``, by role or by themselves, whether active or not."""
    held = Permission.objects.filter(Q(group__user=user) | Q(user=user))
    return set(held.values_list("pk", flat=True))


def _sign_in_of(request: Any, person: User) -> dict[str, Any]:
    """What proves who ``person`` is, and where they are signed in, for whoever may do all."""
    if not request.user.is_superuser:
        return {}
    return {
        "person": person,
        "has_second_factor": factors.suffice(factors.held_by(person)),
        "person_sessions": told_of(request, sessions.of_user(person)),
    }


def _end(request: Any, person: User, row: int | None) -> int:
    """End one session of ``person``, or all of them; returns how many were."""
    if row is None:
        return sessions.end_all(person)
    session = get_object_or_404(UserSession, pk=row, user_id=person.pk)
    sessions.end(session, request)
    return 1


class NewUserForm(NewUserBase):
    class Meta:
        model = User
        fields = ("email", "full_name")


class UserForm(UserBase):
    class Meta:
        model = User
        fields = "__all__"
        widgets: ClassVar[dict[str, Any]] = {"groups": forms.CheckboxSelectMultiple}


@admin.register(User)
class UserAdmin(StaffAdmin, UserAdminBase):
    form = UserForm
    add_form = NewUserForm
    ordering = keyset = ("full_name", "email")
    list_display = ("full_name", "email", "roles", "is_active", "last_login")
    list_filter = ("is_active", "groups")
    search_fields = ("full_name", "email")
    search_help_text = "A name or an e-mail address."
    filter_horizontal = ()
    readonly_fields = ("last_login", "created_at")
    fieldsets = (
        (None, {"fields": ("full_name", "email", "password")}),
        ("Roles", {"fields": ("groups", "is_superuser"), "description": _ROLES_HELP}),
        ("Account", {"fields": ("is_active", "is_staff", ("last_login", "created_at"))}),
    )
    add_fieldsets = (
        (
            None,
            {
                "fields": ("full_name", "email", "password1", "password2"),
                "description": "Roles are given on the next page.",
            },
        ),
    )

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).prefetch_related("groups")

    @admin.display(description="roles")
    def roles(self, user: User) -> str:
        names = [group.name for group in user.groups.all()]
        return ", ".join(["everything"] if user.is_superuser else names) or "none"

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> Any:
        """Whoever manages people gives nobody more than they have themselves."""
        fixed = super().get_readonly_fields(request, obj)
        if request.user.is_superuser:
            return fixed
        return (*fixed, "is_superuser", "groups")

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Nor do they get into the account of somebody who may more, even one made inactive."""
        may = super().has_change_permission(request, obj)
        by: Any = request.user
        if obj is None or by.is_superuser:
            return may
        return may and not obj.is_superuser and _rights_of(obj) <= _rights_of(by)

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Never: approvals go on naming them. Accounts are made inactive."""
        return False

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        """Whoever only reads is asked for nothing."""
        person = self.get_object(request, object_id) if object_id else None
        may = self.has_change_permission(request, person) if object_id else True
        shown = _sign_in_of(request, person) if person else {}
        return (prove_again(request) if may else None) or super().changeform_view(
            request, object_id, form_url, (extra_context or {}) | shown
        )

    def get_urls(self) -> list[Any]:
        ends = path(
            "<int:key>/end_sessions/",
            self.admin_site.admin_view(self.end_sessions),
            name="accounts_user_sessions",
        )
        return [ends, *super().get_urls()]

    def end_sessions(self, request: Any, key: int) -> HttpResponseBase:
        """Sign somebody out wherever they are signed in, or in one place: superusers alone."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if not request.user.is_superuser:
            raise PermissionDenied
        person = get_object_or_404(User, pk=key)
        page = reverse("admin:accounts_user_change", args=[person.pk])
        if answer := prove_again(request, back=page):
            return answer
        number = _end(request, person, key_of(request.POST.get("session")))
        record_here(request, "session ended", request.user, number=number, account=person.pk)
        self.message_user(request, f"Signed out in {number} place{'' if number == 1 else 's'}.")
        return HttpResponseRedirect(page)

    def user_change_password(self, request: HttpRequest, id: str, form_url: str = "") -> Any:  # noqa: A002 -- Django's name for it
        person = self.get_object(request, id)
        may = person is not None and self.has_change_permission(request, person)
        if answer := prove_again(request) if may else None:
            return answer

        def view() -> HttpResponseBase:
            done = super(UserAdmin, self).user_change_password(request, id, form_url)
            if person is not None and isinstance(done, HttpResponseRedirect):
                sessions.end_all(person, but=request)
            return done

        return self.in_name_of_user(request, view)
