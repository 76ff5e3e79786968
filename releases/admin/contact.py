"""Contacts, as staff know them now."""

from django.contrib import admin

from ircms.admin import StaffAdmin
from releases.models import Contact


@admin.register(Contact)
class ContactAdmin(StaffAdmin):
    keyset = ("name", "pk")
    list_display = ("name", "title", "organisation", "phone", "email")
    search_fields = ("name", "organisation", "email")
    search_help_text = "A name, an organisation or an e-mail address."
    fieldsets = (
        (
            None,
            {
                "fields": ("name", "title", "organisation", "phone", "email"),
                "description": "Releases print a contact as it stood when they were written. A "
                "change here reaches the next release that names the contact, and no page before.",
            },
        ),
    )
