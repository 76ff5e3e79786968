"""How log lines are written: without what a database says of the rows in hand.

PostgreSQL adds to a refused statement the whole row ("DETAIL: Failing row contains …"): an
embargoed headline would stand in the log.
"""

import logging
import re

# From DETAIL to the next thing that a traceback says; the row itself may run over many lines.
_ROWS = re.compile(
    r"^(DETAIL|CONTEXT|STATEMENT|QUERY):.*?(?=^Traceback|^During|^The above|\Z)",
    re.MULTILINE | re.DOTALL,
)


class DiscreetFormatter(logging.Formatter):
    """A formatter that leaves out the rows that a database names, in messages and tracebacks."""

    def format(self, record: logging.LogRecord) -> str:
        return _ROWS.sub(r"\1: (left out)\n\n", super().format(record)).rstrip()
