"""A stretch of a document as rich text, for a text that is kept apart from the release's body."""

from releases import richtext
from releases.wire.body import body_html
from releases.wire.document import Document


def rich_text(document: Document, start: int, end: int) -> str:
    """What stands between two places of the document, in the one form in which it is stored.
    Raises RefusedMarkup (a ValidationError) for what no release may carry."""
    first, last = document.block_at(start), document.block_at(max(end - 1, start))
    parts = [each.part(start, end) for each in document.blocks[first : last + 1]]
    return richtext.clean(body_html([part for part in parts if part.text])).html
