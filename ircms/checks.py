"""System checks that refuse an unsafe deployment."""

from typing import Any

from django.conf import settings
from django.core import checks


@checks.register(checks.Tags.security, deploy=True)
def check_demo_is_off(**kwargs: Any) -> list[checks.CheckMessage]:
    """``ircms.W001``: the demo's switches have no place in production."""
    if not settings.IRCMS_DEMO:
        return []
    return [
        checks.Error(
            "IRCMS_DEMO is set.",
            hint="Unset it: the demo makes logins for whoever starts it and can move the clock.",
            id="ircms.E001",
        )
    ]


@checks.register(checks.Tags.security, deploy=True)
def check_private_root_is_not_served(**kwargs: Any) -> list[checks.CheckMessage]:
    """``ircms.E002``: embargoed files lie outside what a web server hands out."""
    private = settings.IRCMS_PRIVATE_ROOT.resolve()
    served = settings.STATIC_ROOT.resolve()
    if served not in {private, *private.parents} and private not in served.parents:
        return []
    return [
        checks.Error(
            f"IRCMS_PRIVATE_ROOT ({private}) and the static files ({served}) overlap.",
            hint="Put the private root where no web server serves anything.",
            id="ircms.E002",
        )
    ]
