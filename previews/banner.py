"""The words above every page of a preview: whose it is, and when it ends."""

from datetime import datetime

from django.http import HttpResponse
from django.template.loader import render_to_string

from previews.models import Grant

_TITLE, _HEAD, _PAGE = b"<title>", b"</head>", b'<header class="masthead">'


def put(response: HttpResponse, grant: Grant, at: datetime) -> None:
    """Put the banner of ``grant`` on ``response``, where that is a page: before the masthead, after
    the link that skips both."""
    if not response.get("Content-Type", "").startswith("text/html"):
        return
    context = {"grant": grant, "release": grant.release, "now": at}
    head = render_to_string("previews/_head.html").encode()
    words = render_to_string("previews/_banner.html", context).encode()
    content = response.content.replace(_TITLE, _TITLE + b"Confidential: ", 1)
    content = content.replace(_HEAD, head + _HEAD, 1)
    response.content = content.replace(_PAGE, words + _PAGE, 1)
