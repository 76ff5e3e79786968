"""What templates ask of this app.

``{% library_pages as pages %}``: the standing pages, for navigation; each with ``title``,
``address`` and ``language``. One query, however many versions there are.
"""

from typing import Any

from django import template

from library.pages import Listed, listed
from library.printed import of_when_marked

register = template.Library()
register.filter("of_when", of_when_marked)


@register.simple_tag(takes_context=True)
def library_pages(context: dict[str, Any]) -> list[Listed]:
    """Those that have a text at the instant of the request; none on a page without a request."""
    at = getattr(context.get("request"), "as_of", None)
    return [] if at is None else listed(at)
