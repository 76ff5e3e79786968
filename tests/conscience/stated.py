"""What the two worlds' releases state: facilities, figures, trials, events, each known to readers
and changed by what is planted, or new with it."""

from datetime import date, time
from decimal import Decimal
from typing import Any

from django.db.models import Model

from events.models import Event, EventUpdate
from facilities.models import CapacityFigure, CapacitySeries, CapacitySite, Facility, FacilityUpdate
from facilities.models.capacity import Measure
from ircms.actor import acting_as
from releases.models import Release
from tests.conscience import library
from tests.conscience.canaries import Canaries
from tests.factories import ada
from trials.models import ClinicalTrial, TrialUpdate

# Numbers that come from nowhere else; the passages that hold them stand in the planted body.
AREA, SHARED_AREA, PLAN = "918,501", "918,502", "918,503"
PASSAGE = "The qxpassagezcanary holds"
ENROLMENT = "918,504"
TRIAL = f"The qxphasezcanary enrolls {ENROLMENT} patients."
BODY = (
    f"<p>qxbodyzcanary. {PASSAGE} {AREA} square feet. The sites together hold {SHARED_AREA} "
    f"square feet; {PLAN} square feet are planned. It is registered as NCT09185060. "
    f"{TRIAL}</p>"
)
KNOWN_BODY = (
    "<p>The plant opened today. It measures 12,000 square feet; with the annex it has 7,000 square "
    "feet of GMP area, and 9,000 square feet are planned for 2027. A Phase I trial in gout began. "
    "On 9 June 2026 the board meets at 10:00.</p>"
)


def make_known(release: Release) -> None:
    """Statements of a public release, whose body is KNOWN_BODY: of a plant and its annex, a trial,
    a meeting to come."""
    plant, annex = (
        Facility.objects.create(name=f"{name} (staff)", slug=name) for name in ("plant", "annex")
    )
    for place in (plant, annex):
        FacilityUpdate.objects.create(
            release=release,
            facility=place,
            name=f"The {place.slug}",
            status="opened",
            status_on=date(2026, 1, 21),
            passage="The plant opened today.",
        )
    state(release, [plant], "12,000", "It measures 12,000 square feet", "building_area")
    together = "with the annex it has 7,000 square feet of GMP area"
    state(release, [plant, annex], "7,000", together, "gmp_area")
    planned = {"basis": "planned", "as_of": date(2027, 12, 31), "as_of_precision": "year"}
    words = "9,000 square feet are planned for 2027"
    state(release, [plant, annex], "9,000", words, "gmp_area", **planned)
    TrialUpdate.objects.create(
        release=release,
        trial=ClinicalTrial.objects.create(name="Gout (staff)", slug="gout"),
        title="Gout trial",
        condition="Gout",
        phase_as_printed="Phase I",
        phases=["PHASE1"],
        passage="A Phase I trial in gout began.",
    )
    _make_known_events(release)


# By address, the day readers know: to come, over, to come and moved later on (to another day, to
# none yet), not stated.
_DAYS = {
    "board": date(2026, 6, 9),
    "lunch": date(2026, 6, 12),
    "dinner": date(2026, 2, 2),
    "launch": date(2026, 1, 5),
    "gala": date(2026, 5, 20),
    "picnic": date(2026, 7, 3),
    "fair": None,
    "tour": None,
}


def _make_known_events(release: Release) -> None:
    for number, (slug, day) in enumerate(_DAYS.items(), start=1):
        uid = f"00000000-0000-4000-8000-{number:012}"
        EventUpdate.objects.create(
            release=release,
            event=Event.objects.create(name=f"{slug} (staff)", slug=slug, uid=uid),
            title=f"The {slug}",
            **(_at_ten(day) if day else {}),
            venue="Zurich",
            passage="On 9 June 2026 the board meets at 10:00.",
        )


def _at_ten(day: date) -> dict[str, Any]:
    return {"starts_on": day, "starts_time": time(10), "zone": "Europe/Zurich"}


def move_known(release: Release) -> None:
    """A public release, whose body is MOVED_BODY, gives events another day, or none yet."""
    for slug, said in (
        ("gala", _at_ten(date(2026, 5, 28))),
        ("dinner", _at_ten(date(2026, 2, 3))),
        ("picnic", {"status": "moved"}),
    ):
        event = Event.objects.get(slug=slug)
        EventUpdate.objects.create(release=release, event=event, passage="The gala moves.", **said)


MOVED_BODY = "<p>The gala moves.</p>"


def state(
    release: Release,
    facilities: list[Facility],
    number: str,
    passage: str,
    measure: str,
    **columns: Any,
) -> CapacityFigure:
    """A figure in square feet; an actual one is as of the day its release goes out, whatever its
    dateline says."""
    if columns.get("basis") != "planned" and release.publish_at is not None:
        columns.setdefault("as_of", release.publish_at.date())
    return CapacityFigure.state(
        release=release,
        facilities=facilities,
        measure=measure,
        value=Decimal(number.replace(",", "")),
        unit="square_foot",
        as_printed=f"{number} square feet",
        passage=passage,
        **columns,
    )


def plant_facilities(release: Release, canaries: Canaries) -> None:
    """One of its own, and a new name of one that readers know."""
    new = Facility.objects.create(**canaries.fill(Facility))
    place = {"latitude": Decimal("-66.918504"), "longitude": Decimal("140.918505"), "country": "TF"}
    canaries.note("facilities.FacilityUpdate.latitude", "66.918504")
    canaries.note("facilities.FacilityUpdate.longitude", "140.918505")
    canaries.note("facilities.FacilityUpdate.country", "French Southern")
    FacilityUpdate.objects.create(
        **canaries.fill(
            FacilityUpdate,
            release=release,
            facility=new,
            passage=PASSAGE,
            status="planned",
            **place,
        )
    )
    FacilityUpdate.objects.create(
        release=release,
        facility=Facility.objects.get(slug="plant"),
        name="qxplantzcanary",
        status="closed",
        passage=PASSAGE,
    )
    canaries.note("new name of a known facility", "qxplantzcanary")
    canaries.note("facilities.FacilityUpdate.passage", "qxpassagezcanary")


def plant_figures(release: Release, canaries: Canaries) -> None:
    """One with a label of its own; one newer than what readers know; a plan; one that takes a known
    facility together with the new one."""
    plant, annex = (Facility.objects.get(slug=slug) for slug in ("plant", "annex"))
    new = Facility.objects.exclude(slug__in=("plant", "annex")).latest("pk")
    values = canaries.fill(CapacitySeries, measure=Measure.OTHER, facility_set=str(new.pk))
    series = CapacitySeries.objects.create(**values)
    own = CapacityFigure(
        **canaries.fill(
            CapacityFigure,
            release=release,
            series=series,
            value=Decimal(AREA.replace(",", "")),
            unit="square_foot",
            as_printed=f"{AREA} square feet",
            passage=f"{PASSAGE} {AREA} square feet.",
            basis="planned",
        )
    )
    own.save()
    own.cover([new])
    canaries.note("facilities.CapacityFigure.value", "918501", AREA)
    canaries.note("facilities.CapacityFigure.as_printed", AREA)
    together = f"The sites together hold {SHARED_AREA} square feet"
    state(release, [plant, annex], SHARED_AREA, together, "gmp_area")
    state(release, [plant, new], SHARED_AREA, together, "building_area")
    canaries.note("newer figure of a known series", SHARED_AREA)
    words = f"{PLAN} square feet are planned"
    state(release, [plant, annex], PLAN, words, "gmp_area", basis="planned")
    canaries.note("new plan of a known series", PLAN)


def plant_trials(release: Release, canaries: Canaries) -> None:
    """One of its own, and a collaborator of one that readers know."""
    given = {
        "registry": "clinicaltrials.gov",
        "registry_id": "NCT09185060",
        "countries": ["HM"],
        "phase_as_printed": "qxphasezcanary",
        "phases": ["PHASE4"],
        "overall_status": "TEMPORARILY_NOT_AVAILABLE",
        "enrolment": int(ENROLMENT.replace(",", "")),
        "passage": TRIAL,
    }
    canaries.note("trials.TrialUpdate.registry_id", "NCT09185060")
    canaries.note("trials.TrialUpdate.enrolment", str(given["enrolment"]), ENROLMENT)
    canaries.note("trials.TrialUpdate.countries", "Heard Island")
    canaries.note("trials.TrialUpdate.phase_as_printed", "qxphasezcanary")
    canaries.note("trials.TrialUpdate.phases", "PHASE4")
    canaries.note("trials.TrialUpdate.overall_status", "Temporarily not available")
    new = ClinicalTrial.objects.create(**canaries.fill(ClinicalTrial))
    TrialUpdate.objects.create(**canaries.fill(TrialUpdate, release=release, trial=new, **given))
    TrialUpdate.objects.create(
        release=release,
        trial=ClinicalTrial.objects.get(slug="gout"),
        collaborator="qxcollaboratorzcanary",
        passage=PASSAGE,
    )
    canaries.note("collaborator of a known trial", "qxcollaboratorzcanary")


def plant_events(release: Release, canaries: Canaries) -> None:
    """One of its own, and a new hour of one that readers know."""
    given = {"starts_time": time(7, 13), "ends_time": time(19, 47), "zone": "Antarctica/Troll"}
    canaries.note("events.EventUpdate.starts_time", "07:13", "7:13", "071300")
    canaries.note("events.EventUpdate.ends_time", "19:47", "7:47", "194700")
    canaries.note("events.EventUpdate.zone", "Antarctica/Troll")
    new = Event.objects.create(**canaries.fill(Event))
    EventUpdate.objects.create(
        **canaries.fill(EventUpdate, release=release, event=new, passage=PASSAGE, **given)
    )
    EventUpdate.objects.create(
        release=release,
        event=Event.objects.get(slug="board"),
        starts_on=date(2026, 6, 9),
        starts_time=time(16, 23),
        zone="Europe/Zurich",
        status="moved",
        passage=PASSAGE,
    )
    canaries.note("new hour of a known event", "16:23", "4:23", "162300")
    # One that was over is to come again, one that is to come has no day any more; others get a day
    # or a place.
    for slug, said in (
        ("dinner", _at_ten(date(2026, 8, 8))),
        ("launch", _at_ten(date(2026, 8, 10))),
        ("lunch", {"status": "moved"}),
        ("picnic", _at_ten(date(2026, 8, 9)) | {"title": "qxpicniczcanary"}),
        ("fair", {"venue": "qxfairzcanary"}),
        ("gala", {"venue": "qxgalazcanary", "status": "moved"}),
    ):
        event = Event.objects.get(slug=slug)
        EventUpdate.objects.create(release=release, event=event, passage=PASSAGE, **said)
    canaries.note("what is new of known events", "qxpicniczcanary", "qxfairzcanary")


def make_unseen(release: Release, word: str) -> None:
    """Statements of a draft about what readers know and about something new; its body holds the
    ``word`` and the number 918,507, and nothing else."""
    words = f"{word} has 918,507"
    # At most the newest day that the release that readers know could have reported of.
    assert release.publish_at is not None
    of_then = {"as_of": min(date(2026, 1, 22), release.publish_at.date())}
    with acting_as(ada()):
        library.make_unseen(release, word)
        plant, annex = (Facility.objects.get(slug=slug) for slug in ("plant", "annex"))
        state(release, [plant, annex], "918,507", "918,507 square feet", "gmp_area", **of_then)
        new = Facility.objects.create(name=word, slug=f"{word}-place")
        for facility in (plant, new):
            FacilityUpdate.objects.create(
                release=release, facility=facility, name=word, status="closed", passage=words
            )
            state(release, [facility], "918,507", "918,507 square feet", "building_area", **of_then)
        for trial in (
            ClinicalTrial.objects.get(slug="gout"),
            ClinicalTrial.objects.create(name=word, slug=f"{word}-trial"),
        ):
            TrialUpdate.objects.create(release=release, trial=trial, title=word, passage=words)
        for event in (
            Event.objects.get(slug="board"),
            Event.objects.create(name=word, slug=f"{word}-event"),
        ):
            EventUpdate.objects.create(
                release=release, event=event, title=word, status="cancelled", passage=words
            )
        # Between the day readers knew and the one they know.
        for slug, day in (
            ("gala", date(2026, 5, 25)),
            ("dinner", date(2026, 2, 9)),
            ("picnic", date(2026, 8, 2)),
        ):
            event = Event.objects.get(slug=slug)
            EventUpdate.objects.create(release=release, event=event, passage=words, **_at_ten(day))


PLANTERS: dict[type[Model], Any] = {
    FacilityUpdate: plant_facilities,
    CapacityFigure: plant_figures,
    CapacitySite: lambda release, canaries: None,  # planted with the figures they belong to
    TrialUpdate: plant_trials,
    EventUpdate: plant_events,
}
