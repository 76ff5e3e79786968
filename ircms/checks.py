"""System checks that refuse an unsafe deployment."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core import checks
from django.middleware.csrf import CsrfViewMiddleware
from django.utils.module_loading import import_string


@checks.register(checks.Tags.security, deploy=True)
def check_demo_is_off(**kwargs: Any) -> list[checks.CheckMessage]:
    """``ircms.E001``: the demo's switches have no place in production."""
    if not settings.IRCMS_DEMO:
        return []
    return [
        checks.Error(
            "IRCMS_DEMO is set.",
            hint="Unset it: the demo makes logins for whoever starts it and can move the clock.",
            id="ircms.E001",
        )
    ]


@checks.register(checks.Tags.translation)
def check_catalogues_are_compiled(**kwargs: Any) -> list[checks.CheckMessage]:
    """``ircms.E005``: every language of the site is spoken, not English in its place."""
    return [
        checks.Error(
            f"{catalogue} has not been compiled: its pages would be in English.",
            hint="Run make setup.",
            id="ircms.E005",
        )
        for catalogue in sorted((settings.BASE_DIR / "locale").glob("*/LC_MESSAGES/*.po"))
        if not catalogue.with_suffix(".mo").exists()
    ]


@checks.register(checks.Tags.security)
def check_private_root_is_not_served(**kwargs: Any) -> list[checks.CheckMessage]:
    """``ircms.E002``: embargoed files lie outside what a web server hands out."""
    private = settings.IRCMS_PRIVATE_ROOT.resolve()
    served = [Path(root).resolve() for root in (settings.STATIC_ROOT, *settings.STATICFILES_DIRS)]
    return [
        checks.Error(
            f"IRCMS_PRIVATE_ROOT ({private}) and the static files in {root} overlap.",
            hint="Put the private root where no web server serves anything.",
            id="ircms.E002",
        )
        for root in served
        if root == private or root in private.parents or private in root.parents
    ]


@checks.register(checks.Tags.security)
def check_staff_pages_are_protected(**kwargs: Any) -> list[checks.CheckMessage]:
    """``ircms.E003``: where there is a staff side, its forms are protected against forgery."""
    if not settings.HAS_STAFF or any(
        issubclass(import_string(path), CsrfViewMiddleware) for path in settings.MIDDLEWARE
    ):
        return []
    return [
        checks.Error(
            "The staff side is mounted without protection against cross-site requests.",
            hint="Put ircms.staff_edge.StaffOnlyCsrf back into MIDDLEWARE.",
            id="ircms.E003",
        )
    ]


@checks.register(checks.Tags.security)
def check_second_factor_is_asked_for(**kwargs: Any) -> list[checks.CheckMessage]:
    """``ircms.E004``: where there is a staff side, nobody gets past its gate by a setting; and no
    code is good for everybody."""
    if not settings.HAS_STAFF:
        return []
    middleware, gate = list(settings.MIDDLEWARE), "accounts.gate.SecondFactorGate"
    auth = "ircms.staff_edge.StaffOnlyAuth"
    is_there = gate in middleware and auth in middleware[: middleware.index(gate)]
    if is_there and not getattr(settings, "MFA_TOTP_INSECURE_BYPASS_CODE", None):
        return []
    return [
        checks.Error(
            "The staff side is mounted without asking everybody for a second factor.",
            hint=f"Put {gate} back into MIDDLEWARE, after {auth}; set no code that bypasses it.",
            id="ircms.E004",
        )
    ]
