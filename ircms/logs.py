"""How log lines are written: without what a database says of the rows in hand.

PostgreSQL adds to a refused statement the whole row ("DETAIL: Failing row contains …"), and
SQLite's driver may name values; an embargoed headline would so stand in the log.
"""

import logging
import re

_ROWS = re.compile(r"^(DETAIL|CONTEXT|STATEMENT|QUERY):.*?(?=^\S+Error|^Traceback|^During|^The above|\Z)",
                   re.MULTILINE | re.DOTALL)  # fmt: skip


class DiscreetFormatter(logging.Formatter):
    """A formatter whose tracebacks leave out the rows that a database names."""

    def formatException(self, ei: object) -> str:  # noqa: N802 -- logging's own name
        text = super().formatException(ei)  # type: ignore[arg-type]  # passed through
        return _ROWS.sub(r"\1: (left out)\n", text).rstrip()
