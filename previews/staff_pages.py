"""What a page of a preview carries beside what readers will get: its banner and its headers."""

from collections.abc import Callable
from typing import Any, TypeVar

from csp.constants import NONE, SELF
from csp.decorators import csp_replace
from django.http import HttpResponse

from previews import banner

_OURS = "admin/previews"
NOT_LISTED = "noindex, nofollow, noarchive"
R = TypeVar("R", bound=HttpResponse)

# A page of the desk that holds pages of a preview.
frames_us: Callable[..., Any] = csp_replace({"frame-src": [SELF]})
# Such a page: no script in it runs that the site itself would not run, and nothing is sent from it.
is_framed: Callable[..., Any] = csp_replace(
    {
        "script-src": [SELF],
        "img-src": [SELF],
        "form-action": [NONE],
        "frame-ancestors": [SELF],
    }
)


def with_banner(response: HttpResponse, words: dict[str, Any]) -> HttpResponse:
    """``response`` saying that it is a preview, where it is a page: in its title, and across its
    whole width before the masthead."""
    banner.put(response, "Preview", _OURS, words)
    return response


def with_problems(response: HttpResponse, words: dict[str, Any]) -> HttpResponse:
    """The page of what is typed: beside the form it needs no banner, only what is not in order."""
    banner.put(response, "Preview", _OURS, words, name="_problems.html")
    return response


def for_few_eyes(response: R) -> R:
    """Kept by nobody, listed by nobody, told to nobody where it was, and framed by us alone."""
    response["X-Robots-Tag"] = NOT_LISTED
    response["Referrer-Policy"] = "no-referrer"
    response["X-Frame-Options"] = "SAMEORIGIN"
    return response
