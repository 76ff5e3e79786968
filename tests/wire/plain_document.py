"""Documents made of a text whose paragraphs are parted by empty lines."""

from array import array

from releases.wire.document import Block, Document, Kind, assembled, collapsed


def document_of(text: str) -> Document:
    """Each paragraph one block; the source's places are those of its own paragraph."""
    paragraphs = [collapsed(paragraph) for paragraph in text.split("\n\n")]
    return assembled(
        text,
        [
            (Block(Kind.PARAGRAPH, each), array("l", range(len(each))))
            for each in paragraphs
            if each
        ],
    )
