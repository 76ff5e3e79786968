"""The lead: what a release says first, as plain text."""

import re

from releases.richtext import plain_text

_PARAGRAPH = re.compile(r"<p>.*?</p>", re.DOTALL)


def lead_text(body: str) -> str:
    """The first paragraph of cleaned ``body`` without mark-up, on one line; where there is none,
    the text of all of it."""
    first = _PARAGRAPH.search(body)
    return " ".join(plain_text(first[0] if first else body).split())
