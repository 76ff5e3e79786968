"""The company, its listings, and the categories of its news: the few things live on save."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse

from company.models import Category, Company, Listing
from ircms.admin import StaffAdmin
from ircms.generic import StackedInline


class ListingInline(StackedInline):
    model = Listing
    extra = 0
    fieldsets = ((None, {"fields": (("exchange", "mic", "ticker"), ("listed_on", "delisted_on"))}),)
    formfield_overrides = StaffAdmin.formfield_overrides


@admin.register(Company)
class CompanyAdmin(StaffAdmin):
    inlines = (ListingInline,)
    fieldsets = (
        (
            None,
            {
                "fields": ("name", "legal_name", "tagline"),
                "description": "Masthead and imprint. What is saved here is on the site at once.",
            },
        ),
        ("Where it is", {"fields": ("website", "address", "phone")}),
        ("How registers know it", {"fields": (("cik", "lei"),)}),
    )

    def has_add_permission(self, request: HttpRequest) -> bool:
        return super().has_add_permission(request) and not Company.objects.exists()

    def has_delete_permission(self, request: HttpRequest, obj: Company | None = None) -> bool:
        return False

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> Any:
        """There is one: its page, instead of a list of one."""
        only = Company.objects.first()
        if only is None or not self.has_view_or_change_permission(request):
            return super().changelist_view(request, extra_context)
        return HttpResponseRedirect(reverse("admin:company_company_change", args=[only.pk]))

    def save_model(self, request: HttpRequest, obj: Company, form: Any, change: bool) -> None:
        obj.pk = 1  # constraint there_is_one_company
        super().save_model(request, obj, form, change)

    def response_post_save_change(self, request: HttpRequest, obj: Company) -> HttpResponseRedirect:
        return HttpResponseRedirect(reverse("admin:company_company_change", args=[obj.pk]))


@admin.register(Category)
class CategoryAdmin(StaffAdmin):
    keyset = ("name", "pk")
    list_display = ("name", "slug")
    search_fields = ("name",)
    prepopulated_fields = {"slug": ("name",)}
    fieldsets = (
        (
            None,
            {
                "fields": ("name", "slug"),
                "description": "A heading for news. Readers meet it once a public release bears "
                "it, and one that an approved release bears keeps its name: enter another instead.",
            },
        ),
    )

    def has_delete_permission(self, request: HttpRequest, obj: Category | None = None) -> bool:
        """What a release bears is kept, whatever release it is."""
        return super().has_delete_permission(request, obj) and not (
            obj is not None and obj.releases.exists()
        )
