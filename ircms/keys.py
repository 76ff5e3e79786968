"""Keys of rows as browsers send them."""

_LARGEST = 2**63 - 1  # what a BigAutoField holds


def key_of(text: object) -> int | None:
    """The key that ``text`` writes in ASCII digits, or None: anything else is nobody's."""
    written = str(text or "")
    if not (written.isascii() and written.isdigit() and len(written) <= 19):
        return None
    key = int(written)
    return key if key <= _LARGEST else None
