"""Taking in what a reader sends: from a page of ours, in a size that a person writes."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from enquiries.models import Enquiry
from ircms import languages

# A message of the longest sort, each of its signs written as nine (Chinese, percent-encoded).
MOST_BYTES = 60_000
_FORM = "application/x-www-form-urlencoded"


def is_from_here(request: HttpRequest) -> bool:
    """Whether a page of ours sent the form. Browsers say with every POST where it comes from, and
    no other page can make them say otherwise (Fetch standard, 3.2). Text browsers say nothing and
    are let in: there is no session that another page could abuse, and all that a POST can do is
    send one mail, within the limits."""
    here = {f"{request.scheme}://{request.get_host()}", settings.SITE_URL}
    origin = request.headers.get("Origin")
    fetched = request.headers.get("Sec-Fetch-Site", "same-origin")
    return (origin is None or origin in here) and fetched in {"same-origin", "none"}


def is_of_a_persons_size(request: HttpRequest) -> bool:
    """Whether the form came as browsers send it, and is no larger than somebody would write."""
    length = request.headers.get("Content-Length", "")
    is_short = length.isascii() and length.isdigit() and int(length) <= MOST_BYTES
    return is_short and request.content_type == _FORM


def keep(said: dict[str, Any], at: datetime) -> Enquiry:
    """Write down what was ``said`` (a form's cleaned data) at ``at``, to be mailed."""
    names = ("name", "email", "organisation", "sender", "message")
    words = {name: said[name] for name in names}
    made: Enquiry = Enquiry.objects.create(
        **words, language=languages.current(), created_at=at, due_at=at
    )
    return made
