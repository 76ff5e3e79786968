"""Trial registries, and what their ids look like."""

import re

from django.core.exceptions import ValidationError
from django.db import models


class Registry(models.TextChoices):
    """Primary registries of the WHO's network, and ClinicalTrials.gov."""

    CLINICALTRIALS_GOV = "clinicaltrials.gov", "ClinicalTrials.gov"
    CHICTR = "chictr", "Chinese Clinical Trial Registry"
    CTIS = "ctis", "EU Clinical Trials Information System"
    EUDRACT = "eudract", "EU Clinical Trials Register (EudraCT)"
    ISRCTN = "isrctn", "ISRCTN"
    JRCT = "jrct", "Japan Registry of Clinical Trials"
    ANZCTR = "anzctr", "Australian New Zealand Clinical Trials Registry"


# ClinicalTrials.gov: eight digits, at least one of them not 0. Its API takes a number without its
# leading noughts as well; printed like that, digits may just as well be missing at the end.
_NCT = re.compile(r"NCT(?!0{8})(\d{8})", re.IGNORECASE | re.ASCII)
# What an id begins with, as the registry writes it; what follows; and that in words.
_FORMS = {
    Registry.CHICTR: ("ChiCTR", r"\d{10}|-[A-Z]{2,4}-\d{8}", "ChiCTR and ten digits"),
    Registry.CTIS: ("20", r"\d\d-5\d{5}-\d{2}-\d{2}", "ids such as 2023-500000-10-00"),
    Registry.EUDRACT: ("20", r"\d\d-\d{6}-\d{2}", "ids such as 2012-000000-10"),
    Registry.ISRCTN: ("ISRCTN", r"\d{8}", "ISRCTN and eight digits"),
    Registry.JRCT: ("jRCT", r"\d{10}|[a-z]\d{9}", "jRCT and ten digits, or a letter and nine"),
    Registry.ANZCTR: ("ACTRN", r"\d{14}", "ACTRN and fourteen digits"),
}


def canonical_id(registry: str, text: str) -> str:
    """``text`` as the registry writes its ids; raises ValidationError where it can be none."""
    plain = "".join(text.split())
    if registry == Registry.CLINICALTRIALS_GOV:
        return _nct_number(plain)
    if registry not in Registry.values:
        raise ValidationError(f"“{registry}” is no registry known here. Choose from the list.")
    start, rest, how = _FORMS[Registry(registry)]
    begins = plain[: len(start)].lower() == start.lower()
    if not begins or not re.fullmatch(rest, plain[len(start) :], re.ASCII):
        raise ValidationError(
            f"“{text}” is no id of {Registry(registry).label}, which writes {how}.",
            code="impossible_registry_id",
        )
    return start + plain[len(start) :]


def _nct_number(text: str) -> str:
    found = _NCT.fullmatch(text)
    if found is None:
        raise ValidationError(
            f"“{text}” is no number of ClinicalTrials.gov: write NCT and eight digits, not all "
            "of them 0.",
            code="impossible_registry_id",
        )
    return f"NCT{found[1]}"


def address(registry: str, registry_id: str) -> str:
    """The trial's page in its registry, where there is a lasting one; else empty."""
    if registry == Registry.CLINICALTRIALS_GOV:
        return f"https://clinicaltrials.gov/study/{registry_id}"
    if registry == Registry.ISRCTN:
        return f"https://www.isrctn.com/{registry_id}"
    return ""
