"""Three statements for each made-up release: a figure (with its site), a line about a trial, and by
turns one about a facility or an event. See ``fill.py``."""

from django.db import connection

from facilities.models import CapacitySeries, Facility
from facilities.models.capacity import Measure
from trials.models import ClinicalTrial

FACILITIES, TRIALS = 40, 60
UPDATES_AN_EVENT = 4
# Whatever the size, as many events lie ahead: three of four that the first releases speak of.
FIRST = 1000
PASSAGE = "The harbour plant reports a quiet day, with all lines at work."
# Of ``at``, when release i goes out; ``ahead`` is a day of an event that is still to come. Hours
# are those of a zone that keeps UTC all the year.
ZONE = "Africa/Abidjan"
DAYS = {
    "sqlite": {
        "day": "date({at})",
        "later": "date({at}, '+30 days')",
        "ahead": "date('2040-01-01', '+' || i || ' days')",
        "start": "datetime({day}, '+10 hours')",
        "over": "datetime({day}, '+1 day')",
        "uuid": "printf('%032x', i)",
        "time": "'10:00:00'",
    },
    "postgresql": {
        "day": "({at})::date",
        "later": "(({at}) + interval '30 days')::date",
        "ahead": "(date '2040-01-01' + i::integer)",
        "start": "({day}::timestamp + interval '10 hours') AT TIME ZONE 'UTC'",
        "over": "({day}::timestamp + interval '1 day') AT TIME ZONE 'UTC'",
        "uuid": "lpad(to_hex(i), 32, '0')::uuid",
        "time": "time '10:00:00'",
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
    sql = {name: text.replace("{at}", at) for name, text in DAYS[connection.vendor].items()}
    made = [_figures(rows, at, sql), _sites(first, last), _facilities(rows, at), _trials(rows, at)]
    return [*made, *_events(rows, at, sql)]


def _figures(rows: str, at: str, sql: dict[str, str]) -> str:
    """One a release; every tenth is a plan."""
    return (
        "INSERT INTO facilities_capacityfigure (id, release_id, series_id, position, value, unit, "
        "as_printed, basis, as_of, as_of_precision, passage, out_at) "
        f"{rows} SELECT i, i, {_turn(_keys(CapacitySeries))}, 0, 1000 + i % 9000, 'square_foot', "
        "(1000 + i % 9000) || ' square feet', "
        "CASE WHEN i % 10 = 0 THEN 'planned' ELSE 'actual' END, "
        f"CASE WHEN i % 10 = 0 THEN {sql['later']} ELSE {sql['day']} END, 'day', "
        f"'{PASSAGE}', {at} FROM n"
    )


def _sites(first: int, last: int) -> str:
    """The facilities of each figure: those of its series."""
    pairs = [
        f"({series.pk}, {key})"
        for series in CapacitySeries.objects.order_by("pk")
        for key in series.facility_set.split("+")
    ]
    return (
        "INSERT INTO facilities_capacitysite (release_id, figure_id, facility_id, out_at) "
        f"WITH covers(series, facility) AS (VALUES {', '.join(pairs)}) "
        "SELECT release_id, id, facility, out_at FROM facilities_capacityfigure "
        f"JOIN covers ON series = series_id WHERE id BETWEEN {first} AND {last}"
    )


def _facilities(rows: str, at: str) -> str:
    """In every second release. A name every fiftieth time, a status every seventh: most statements
    leave most unsaid."""
    return (
        "INSERT INTO facilities_facilityupdate (release_id, facility_id, position, name, locality, "
        "region, country, address, status, status_on_precision, passage, out_at) "
        f"{rows} SELECT i, {_turn(_keys(Facility))}, 0, "
        "CASE WHEN i % 50 < 2 THEN 'Harbour plant ' || i ELSE '' END, "
        "CASE WHEN i % 500 < 2 THEN 'Harbourtown' ELSE '' END, 'Harbour Bay', '', '', "
        f"CASE WHEN i % 14 < 2 THEN 'opened' ELSE '' END, 'day', '{PASSAGE}', {at} FROM n "
        "WHERE i % 2 = 0"
    )


def _trials(rows: str, at: str) -> str:
    """One a release."""
    json = "::jsonb" if connection.vendor == "postgresql" else ""
    return (
        "INSERT INTO trials_trialupdate (release_id, trial_id, position, title, registry, "
        "registry_id, condition, intervention, modality, collaborator, countries, "
        "phase_as_printed, phases, overall_status, passage, out_at) "
        f"{rows} SELECT i, {_turn(_keys(ClinicalTrial))}, 0, "
        "CASE WHEN i % 40 = 0 THEN 'Trial ' || i ELSE '' END, "
        "'', '', CASE WHEN i % 90 = 0 THEN 'Condition ' || (i % 7) ELSE '' END, '', '', '', '[]', "
        "CASE WHEN i % 30 = 0 THEN 'Phase I' ELSE '' END, "
        f"CASE WHEN i % 30 = 0 THEN '[\"PHASE1\"]'{json} ELSE '[]'{json} END, 'RECRUITING', "
        f"'{PASSAGE}', {at} FROM n"
    )


def _events(rows: str, at: str, sql: dict[str, str]) -> list[str]:
    """In every second release, and each of the first: so many updates an event, strewn like the
    releases. One of them adds only the place, the others give a new day."""
    turn = 2 * UPDATES_AN_EVENT
    is_first = f"i <= {FIRST}"
    whom = f"CASE WHEN {is_first} THEN i - (i - 1) % {UPDATES_AN_EVENT} ELSE i - i % {turn} + 1 END"
    is_ahead = f"{is_first} AND (i - 1) / {UPDATES_AN_EVENT} % {UPDATES_AN_EVENT} <> 3"
    day = f"CASE WHEN {is_ahead} THEN {sql['ahead']} ELSE {sql['later']} END"
    is_dated = f"CASE WHEN {is_first} THEN i % {UPDATES_AN_EVENT} <> 2 ELSE i % {turn} <> 3 END"
    starts, over = (sql[name].replace("{day}", f"({day})") for name in ("start", "over"))
    event = (
        f"INSERT INTO events_event (id, name, slug, uid) {rows} "
        f"SELECT i, 'Event ' || i, 'event-' || i, {sql['uuid']} FROM n WHERE {whom} = i"
    )
    update = (
        "INSERT INTO events_eventupdate (release_id, event_id, position, title, starts_on, zone, "
        "starts_time, starts_at, over_at, venue, webcast_url, status, passage, out_at) "
        f"{rows} SELECT i, {whom}, 0, 'Event ' || i, CASE WHEN {is_dated} THEN {day} END, "
        f"CASE WHEN {is_dated} THEN '{ZONE}' ELSE '' END, "
        f"CASE WHEN {is_dated} THEN {sql['time']} END, "
        f"CASE WHEN {is_dated} THEN {starts} END, CASE WHEN {is_dated} THEN {over} END, "
        f"CASE WHEN {is_dated} THEN '' ELSE 'Harbour hall' END, '', "
        f"CASE WHEN {is_dated} THEN 'scheduled' ELSE '' END, '{PASSAGE}', {at} FROM n "
        f"WHERE i % 2 = 1 OR {is_first}"
    )
    return [event, update]


def _keys(model: type) -> list[int]:
    return sorted(model._default_manager.values_list("pk", flat=True))  # type: ignore[attr-defined]  # a model's


def _turn(keys: list[int]) -> str:
    """Each key in its turn; they were made one after the other."""
    return f"{keys[0]} + (i / 2) % {len(keys)}"
