"""Documents and standing pages, and the statements of releases that make them."""

from library.models.document import Document, DocumentUpdate
from library.models.page import PageVersion, SitePage

__all__ = ["Document", "DocumentUpdate", "PageVersion", "SitePage"]
