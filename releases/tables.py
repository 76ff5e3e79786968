"""Tables for machines: comma-separated files (RFC 4180) that no spreadsheet runs."""

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from io import StringIO

from django.http import HttpResponse
from django.utils.http import content_disposition_header

# What makes a spreadsheet take a cell for a formula (OWASP, CSV Injection), full-width forms too;
# control characters are stripped by some before they look.
_RUNS = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")
_NUMBER = re.compile(r"-?\d+(\.\d+)?", re.ASCII)


def defused(text: str) -> str:
    """``text`` as a cell that no spreadsheet runs: with an apostrophe before what would begin a
    formula. Numbers stay numbers."""
    if _NUMBER.fullmatch(text) or not _RUNS.match(text):
        return text
    return f"'{text}"


def csv_response(
    filename: str, columns: Sequence[str], rows: Iterable[Mapping[str, str]]
) -> HttpResponse:
    """``rows`` under the names of their ``columns``, in UTF-8, to be saved as ``filename``; a cell
    that a row does not have is empty."""
    written = StringIO()
    writer = csv.writer(written)
    writer.writerow(columns)
    for row in rows:
        writer.writerow([defused(row.get(column, "")) for column in columns])
    response = HttpResponse(
        written.getvalue(), content_type="text/csv; charset=utf-8; header=present"
    )
    disposition = content_disposition_header(as_attachment=True, filename=filename)
    response["Content-Disposition"] = disposition or "attachment"
    return response
