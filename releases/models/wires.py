"""The wires that a release may go out by."""

from django.db import models


class Wire(models.TextChoices):
    """Under the names that they print in a dateline, and that ``releases.wire`` reads there."""

    GLOBENEWSWIRE = "GlobeNewswire", "GlobeNewswire"
    PR_NEWSWIRE = "PR Newswire", "PR Newswire"
    BUSINESS_WIRE = "Business Wire", "Business Wire"
    NEWMEDIAWIRE = "NewMediaWire", "NewMediaWire"
    NEWS_DIRECT = "News Direct", "News Direct"
    ACCESSWIRE = "ACCESSWIRE", "ACCESSWIRE"
    ACCESS_NEWSWIRE = "ACCESS Newswire", "ACCESS Newswire"
    CNW = "CNW", "CNW"
    EQS = "EQS", "EQS"
    NEWSFILE = "Newsfile", "Newsfile"
