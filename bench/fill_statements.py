"""Three statements for each made-up release: a figure (with its site), a line about a trial, and by
turns one about a facility or an event. See ``fill.py``."""

from django.db import connection

from facilities.models import CapacitySeries, Facility
from facilities.models.capacity import Measure
from trials.models import ClinicalTrial

FACILITIES, TRIALS = 40, 60
UPDATES_AN_EVENT = 4  # every fourth release that speaks of an event names a new one
PASSAGE = "The harbour plant reports a quiet day, with all lines at work."
DAYS = {
    "sqlite": {
        "day": "date({at})",
        "later": "datetime({at}, '+30 days')",
        "later_day": "date({at}, '+30 days')",
        "uuid": "printf('%032x', i)",
    },
    "postgresql": {
        "day": "({at})::date",
        "later": "({at}) + interval '30 days'",
        "later_day": "(({at}) + interval '30 days')::date",
        "uuid": "lpad(to_hex(i), 32, '0')::uuid",
    },
}


def identities() -> None:
    """Facilities with a series for each of two measures, groups of three, trials."""
    places = []
    for number in range(1, FACILITIES + 1):
        place, _ = Facility.objects.get_or_create(slug=f"plant-{number:02}", name=f"Plant {number}")
        places.append(place)
        for measure in (Measure.GMP_AREA, Measure.BUILDING_AREA):
            CapacitySeries.of(measure, "", [place])
    for first in range(0, FACILITIES - 3, 9):
        CapacitySeries.of(Measure.GMP_AREA, "", places[first : first + 3])
    for number in range(1, TRIALS + 1):
        ClinicalTrial.objects.get_or_create(slug=f"trial-{number:02}", name=f"Trial {number}")


def statements(rows: str, at: str, first: int, last: int) -> list[str]:
    """SQL for the statements of releases ``first`` to ``last``; ``rows`` names them ``n(i)``, and
    ``at`` is when release i goes out."""
    days = {name: sql.format(at=at) for name, sql in DAYS[connection.vendor].items()}
    series = _keys(CapacitySeries)
    places, trials = _keys(Facility), _keys(ClinicalTrial)
    basis = "CASE WHEN i % 10 = 0 THEN 'planned' ELSE 'actual' END"
    title = "CASE WHEN i % 40 = 0 THEN 'Trial ' || i ELSE '' END"
    figure = (
        "INSERT INTO facilities_capacityfigure (id, release_id, series_id, position, value, unit, "
        "as_printed, basis, as_of, as_of_precision, passage, out_at) "
        f"{rows} SELECT i, i, {_turn(series)}, 0, 1000 + i % 9000, 'square_foot', "
        f"(1000 + i % 9000) || ' square feet', {basis}, "
        f"CASE WHEN i % 10 = 0 THEN {days['later_day']} ELSE {days['day']} END, 'day', "
        f"'{PASSAGE}', {at} FROM n"
    )
    site = (
        "INSERT INTO facilities_capacitysite (release_id, figure_id, facility_id, out_at) "
        f"{rows} SELECT i, i, {_turn(places)}, {at} FROM n"
    )
    # A name every fiftieth time, a status every seventh: most statements leave most unsaid.
    facility = (
        "INSERT INTO facilities_facilityupdate (release_id, facility_id, position, name, locality, "
        "region, country, address, status, status_on_precision, passage, out_at) "
        f"{rows} SELECT i, {_turn(places)}, 0, "
        "CASE WHEN i % 50 < 2 THEN 'Harbour plant ' || i ELSE '' END, "
        "CASE WHEN i % 500 < 2 THEN 'Harbourtown' ELSE '' END, 'Harbour Bay', '', '', "
        f"CASE WHEN i % 14 < 2 THEN 'opened' ELSE '' END, 'day', '{PASSAGE}', {at} FROM n "
        "WHERE i % 2 = 0"
    )
    trial = (
        "INSERT INTO trials_trialupdate (release_id, trial_id, position, title, registry, "
        "registry_id, condition, intervention, modality, collaborator, countries, "
        "phase_as_printed, phases, overall_status, passage, out_at) "
        f"{rows} SELECT i, {_turn(trials)}, 0, {title}, "
        "'', '', CASE WHEN i % 90 = 0 THEN 'Condition ' || (i % 7) ELSE '' END, '', '', '', '[]', "
        "CASE WHEN i % 30 = 0 THEN 'Phase I' ELSE '' END, "
        "CASE WHEN i % 30 = 0 THEN '[\"PHASE1\"]' ELSE '[]' END, 'RECRUITING', "
        f"'{PASSAGE}', {at} FROM n"
    )
    if connection.vendor == "postgresql":
        trial = trial.replace(
            "'[\"PHASE1\"]' ELSE '[]' END", "'[\"PHASE1\"]'::jsonb ELSE '[]'::jsonb END"
        )
    event = (
        "INSERT INTO events_event (id, name, slug, uid) "
        f"{rows} SELECT i, 'Event ' || i, 'event-' || i, {days['uuid']} FROM n "
        f"WHERE i % 2 = 1 AND i % {2 * UPDATES_AN_EVENT} = 1"
    )
    whom = f"i - (i % {2 * UPDATES_AN_EVENT}) + 1"
    update = (
        "INSERT INTO events_eventupdate (release_id, event_id, position, title, starts_on, zone, "
        "starts_at, ends_at, venue, webcast_url, status, passage, out_at) "
        f"{rows} SELECT i, {whom}, 0, 'Event ' || i, {days['later_day']}, 'Europe/Zurich', "
        f"{days['later']}, {days['later']}, '', '', 'scheduled', '{PASSAGE}', {at} FROM n "
        "WHERE i % 2 = 1"
    )
    return [figure, site, facility, trial, event, update]


def _keys(model: type) -> list[int]:
    return sorted(model._default_manager.values_list("pk", flat=True))  # type: ignore[attr-defined]  # a model's


def _turn(keys: list[int]) -> str:
    """Each key in its turn; they were made one after the other."""
    return f"{keys[0]} + (i / 2) % {len(keys)}"
