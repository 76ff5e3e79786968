"""The company whose site this is."""

from django.apps import AppConfig


class CompanyConfig(AppConfig):
    name = "company"
    verbose_name = "Company"

    def ready(self) -> None:
        from audit.watched import watch
        from company.models import Category, Company, Listing

        for model in (Company, Listing, Category):
            watch(model)
