"""The people who work here, and their roles."""

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.contrib import admin
from django.contrib.auth import admin as auth_admin
from django.contrib.auth import forms as auth_forms
from django.contrib.auth.models import Group, Permission
from django.db.models import Q
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from accounts.models import User
from ircms.admin import StaffAdmin

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

_ROLES_HELP = (
    "A writer writes and changes drafts. An approver reads and approves what others wrote. A "
    "publisher releases what is approved and withdraws what is public. An auditor reads everything."
)


def _rights_of(user: User) -> set[int]:
    """The rights given to ``user``, by role or by themselves, whether active or not."""
    held = Permission.objects.filter(Q(group__user=user) | Q(user=user))
    return set(held.values_list("pk", flat=True))


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

    def user_change_password(self, request: HttpRequest, id: str, form_url: str = "") -> Any:  # noqa: A002 -- Django's name for it
        def view() -> HttpResponseBase:
            return super(UserAdmin, self).user_change_password(request, id, form_url)

        return self.in_name_of_user(request, view)
