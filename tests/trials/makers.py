"""Plain makers of trials and of what releases say of them."""

from datetime import datetime
from typing import Any

from django.utils.html import escape

from ircms.actor import acting_as
from releases import passages
from releases.models import Release
from tests import factories
from tests.factories import ada
from trials.models import ClinicalTrial, TrialUpdate

PASSAGE = "a trial of HB-7 in gout"
BODY = "<p>Harbor Bio tells of a trial of HB-7 in gout (NCT01234567), and of others.</p>"


def trial(name: str = "HB-7 in gout (staff)", slug: str = "hb-7-in-gout") -> ClinicalTrial:
    with acting_as(ada()):
        return ClinicalTrial.objects.get_or_create(slug=slug, defaults={"name": name})[0]


def state(release: Release, about: ClinicalTrial | None = None, **columns: Any) -> TrialUpdate:
    """A statement of Ada's on a release that is not approved yet. Unless a passage is given, the
    phase and the enrolment are printed in one of its own."""
    printed = [columns.get("phase_as_printed"), columns.get("enrolment")]
    with acting_as(ada()):
        if "passage" not in columns and any(printed):
            columns["passage"] = words = "; ".join(f"{PASSAGE}: {each}" for each in printed if each)
            if not passages.stands_in(release, words):
                release.body += f"<p>{escape(words)}</p>"
                release.save()
        columns.setdefault("passage", PASSAGE)
        return TrialUpdate.objects.create(release=release, trial=about or trial(), **columns)


def said(at: datetime, about: ClinicalTrial | None = None, **columns: Any) -> TrialUpdate:
    """A statement on a release of its own that goes out ``at``, approved."""
    release = draft(at, **columns.pop("release", {}))
    update = state(release, about, **columns)
    factories.approve(release)
    update.refresh_from_db()
    return update


def draft(at: datetime, headline: str = "Harbor Bio tells of trials", **columns: Any) -> Release:
    columns.setdefault("body", BODY)
    return factories.draft(headline, publish_at=at, **columns)


def tell(at: datetime, *, trials: int, **columns: Any) -> Release:
    """A public release that says the same of each of the first ``trials`` trials."""
    release = draft(at, **columns)
    for number in range(trials):
        about = trial(f"Trial {number}", f"trial-{number}")
        state(release, about, title=f"Trial {number}", enrolment=12, phase_as_printed="Phase I")
    return factories.approve(release)
