"""How pages speak of a release's other forms: its PDF, its citation, its permanent address."""

from urllib.parse import quote, urlencode

from django import template

from company.models import Company
from releases.models import Release
from releases.paper import libraries, naming

register = template.Library()


@register.simple_tag
def has_pdf() -> bool:
    """Whether releases are set as PDF here."""
    return libraries.are_there()


@register.filter
def permanent(release: Release) -> str:
    """Its permanent address, whole."""
    return naming.permanent_address(release)


@register.filter
def citation(release: Release, company: Company) -> str:
    """How to cite it, as text ready to copy."""
    return naming.citation(release, company)


@register.filter
def mail_to_anybody(release: Release) -> str:
    """A ``mailto:`` address (RFC 6068) whose letter holds its headline and permanent address, for
    the reader to send to whom they like."""
    said = {"subject": release.headline, "body": f"{release.headline}\n{permanent(release)}"}
    return f"mailto:?{urlencode(said, quote_via=quote)}".replace("%0A", "%0D%0A")
