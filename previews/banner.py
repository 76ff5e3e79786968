"""What stands above every page of a preview: that it is one, and whose."""

from typing import Any

from django.http import HttpResponse
from django.template.loader import render_to_string

_TITLE, _HEAD, _PAGE = b"<title>", b"</head>", b'<header class="masthead">'


def put(
    response: HttpResponse,
    called: str,
    templates: str,
    words: dict[str, Any],
    *,
    name: str = "_banner.html",
) -> None:
    """Put what is in the folder ``templates`` on ``response``, where that is a page: its styles,
    and ``name`` (which is told ``words``) before the masthead, after the link that skips both. Its
    title begins with what it is ``called``."""
    if not response.get("Content-Type", "").startswith("text/html"):
        return
    head = render_to_string(f"{templates}/_head.html").encode()
    above = render_to_string(f"{templates}/{name}", words).encode()
    content = response.content.replace(_TITLE, _TITLE + f"{called}: ".encode(), 1)
    content = content.replace(_HEAD, head + _HEAD, 1)
    response.content = content.replace(_PAGE, above + _PAGE, 1)
