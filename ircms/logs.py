"""How log lines are written: without what a database says of the rows in hand, and without the
tokens of previews.

PostgreSQL adds to a refused statement the whole row ("DETAIL: Failing row contains …"): an
embargoed headline would stand in the log. Whatever is refused is logged with its address, and one
that was not refused for its token would open a preview still.
"""

import logging
import re

# From DETAIL to the next thing that a traceback says; the row itself may run over many lines.
_ROWS = re.compile(
    r"^(DETAIL|CONTEXT|STATEMENT|QUERY):.*?(?=^Traceback|^During|^The above|\Z)",
    re.MULTILINE | re.DOTALL,
)
_TOKENS = re.compile(r"(/preview/)[\w-]{43}(?![\w-])")


class DiscreetFormatter(logging.Formatter):
    """A formatter that leaves out the rows that a database names, and tokens, in messages and
    tracebacks."""

    def format(self, record: logging.LogRecord) -> str:
        text = _TOKENS.sub(r"\1(left out)", super().format(record))
        return _ROWS.sub(r"\1: (left out)\n\n", text).rstrip()
