"""Apps of others as the staff side wants them; loaded only where it is mounted."""

from allauth.account.apps import AccountConfig
from django.contrib.admin.apps import AdminConfig


class StaffAdminConfig(AdminConfig):
    """Django's admin with our own site in it."""

    default_site = "ircms.admin.StaffSite"


class AllauthAccountConfig(AccountConfig):  # type: ignore[misc]  # it comes without types
    """django-allauth's accounts, of which its second factors are made. Its own would insist on a
    middleware for every address, readers' among them; nothing that needs it is used here."""

    def ready(self) -> None:
        from allauth.account import checks  # noqa: F401 -- registers them
