"""Kinds of documents, each by the last part of the address of its list."""

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What a document is."""

    PRESENTATION = "presentations", _("Presentation")
    ANNUAL_REPORT = "annual-reports", _("Annual report")
    QUARTERLY_REPORT = "quarterly-reports", _("Quarterly report")
    MEETING = "shareholder-meetings", _("Shareholder meeting material")
    CHARTER = "charters", _("Charter or bylaws")
    POLICY = "policies", _("Policy")
    FACT_SHEET = "fact-sheets", _("Fact sheet")
    DATA = "data-files", _("Data file")
    OTHER = "other-documents", _("Other document")


# As the head of a list of them.
PLURALS: dict[str, Promise] = {
    Kind.PRESENTATION: _("Presentations"),
    Kind.ANNUAL_REPORT: _("Annual reports"),
    Kind.QUARTERLY_REPORT: _("Quarterly reports"),
    Kind.MEETING: _("Shareholder meetings"),
    Kind.CHARTER: _("Charters and bylaws"),
    Kind.POLICY: _("Policies"),
    Kind.FACT_SHEET: _("Fact sheets"),
    Kind.DATA: _("Data files"),
    Kind.OTHER: _("Other documents"),
}
