"""Django's admin with our own site in it; loaded only where the staff side is mounted."""

from django.contrib.admin.apps import AdminConfig


class StaffAdminConfig(AdminConfig):
    default_site = "ircms.admin.StaffSite"
