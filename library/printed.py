"""How pages print what they say of documents."""

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from ircms import dates
from library.models import DocumentUpdate
from releases.precision import Precision, iso

_FORMS = {Precision.DAY: dates.day, Precision.MONTH: dates.month, Precision.YEAR: dates.year}


def of_when(row: DocumentUpdate) -> str:
    """``of September 2017``: as much as was stated of the day that a document is of, or nothing."""
    if row.dated_on is None:
        return ""
    return _("of %(day)s") % {"day": _day(row)}


def of_when_marked(row: DocumentUpdate) -> SafeString:
    """The same with the day as a ``time`` element."""
    if row.dated_on is None:
        return SafeString("")
    stated = iso(row.dated_on, row.dated_on_precision)
    day = format_html('<time datetime="{}">{}</time>', stated, _day(row))
    return format_html(_("of %(day)s") % {"day": "{}"}, day)


def _day(row: DocumentUpdate) -> str:
    assert row.dated_on is not None  # noqa: S101 -- asked by both
    return _FORMS[Precision(row.dated_on_precision)](row.dated_on)
