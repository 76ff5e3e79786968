"""Links that lead nowhere, inside, or over an open line."""

from collections.abc import Iterable

from releases.preflight.check import Check
from releases.preflight.finding import Finding, Passage
from releases.preflight.links import Link, is_private_host, own_path, parsed
from releases.preflight.manuscript import Manuscript

_STAFF_PATHS = ("/admin", "/wp-admin", "/wp-login.php")


class _LinkCheck(Check):
    def about(self, link: Link, what: str) -> Finding:
        """A finding about ``link``: its words, and after them its address."""
        if not link.words:
            return self._finding(link.where, what, Passage(link.address))
        return self._finding(link.where, what, Passage(link.words, after=f" ({link.address})"))


class LinkToDraft(_LinkCheck):
    code = "link-not-public"
    title = "A link to a page or file of this site that will not be public"
    why = "Readers would find nothing there, and could guess what is to come from its address."
    source = "House rule: nothing is visible early"
    is_blocking = True

    def find(self, manuscript: Manuscript) -> Iterable[Finding]:
        for link in manuscript.links:
            if link.address in manuscript.dead_addresses:
                yield self.about(
                    link, f"{link.address}: that page is not public when this goes out."
                )


class LinkInside(_LinkCheck):
    code = "link-inside"
    title = "A link to staff pages, to a private host, or with a name and password"
    why = "It works here and for nobody outside, and tells how the inside is built."
    source = "RFC 1918, RFC 4193, RFC 3927, RFC 6761, RFC 6762"
    is_blocking = True

    def find(self, manuscript: Manuscript) -> Iterable[Finding]:
        for link in manuscript.links:
            if what := _inside(link.address, manuscript.site):
                yield self.about(link, f"{link.address} {what}")


class LinkOpen(_LinkCheck):
    code = "link-http"
    title = "A link over plain http"
    why = "What is read over an open line can be read along and changed on its way."
    source = "RFC 9110, section 17; W3C, Securing the Web"

    def find(self, manuscript: Manuscript) -> Iterable[Finding]:
        for link in manuscript.links:
            parts = parsed(link.address)
            if parts is None or parts.scheme.lower() != "http":
                continue
            if not _inside(link.address, manuscript.site):
                yield self.about(link, f"{link.address} is plain http: see whether https works.")


def _inside(address: str, site: str) -> str:
    """Why ``address`` is for nobody outside; empty where it is for all."""
    parts = parsed(address)
    if parts is None:
        return "is no address."
    path = own_path(address, site)
    if path is None and parts.scheme.lower() not in {"http", "https"}:
        return ""
    path = parts.path if path is None else path
    if any(path == each or path.startswith(f"{each}/") for each in _STAFF_PATHS):
        return "leads to staff pages."
    if parts.username is not None or parts.password is not None:
        return "holds a name or password."
    is_own = own_path(address, site) is not None
    if not is_own and is_private_host(parts.hostname or ""):
        return f"leads to {parts.hostname}, which is no host that readers reach."
    return ""
