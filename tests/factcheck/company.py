"""Ten releases of a made-up company, with what they state: a ledger to compare with."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from events.models import Event, EventUpdate
from facilities.models import CapacityFigure, FacilityUpdate
from ircms.actor import acting_as
from releases.models import Release
from tests import factories
from tests.facilities.makers import facility
from tests.factories import ada
from tests.trials import makers as trials
from trials.models import TrialUpdate

LUND, PORTO, OSLO = "Lund", "Porto", "Oslo"
Row = Callable[[Release], Any]


@dataclass(frozen=True)
class Issue:
    """A release as it went out on ``day``, and the statements that it makes."""

    slug: str
    headline: str
    day: date
    body: str
    rows: tuple[Row, ...] = ()

    def columns(self) -> dict[str, Any]:
        return {
            "headline": self.headline,
            "slug": self.slug,
            "dateline_date": self.day,
            "dateline_places": ["BOSTON"],
            "tickers": ["NASDAQ:HRBR"],
            "body": self.body,
        }


def figure(places: list[str], measure: str, value: int, unit: str, printed: str, passage: str,
           **columns: Any) -> Row:  # fmt: skip
    def write(release: Release) -> CapacityFigure:
        return CapacityFigure.state(
            release=release,
            facilities=[facility(place) for place in places],
            measure=measure,
            value=value,
            unit=unit,
            as_printed=printed,
            passage=passage,
            **columns,
        )

    return write


def place(name: str, passage: str, **columns: Any) -> Row:
    def write(release: Release) -> FacilityUpdate:
        told = {"name": f"{name} plant", "locality": name, "passage": passage} | columns
        return FacilityUpdate.objects.create(release=release, facility=facility(name), **told)

    return write


def trial(slug: str, passage: str, **columns: Any) -> Row:
    def write(release: Release) -> TrialUpdate:
        return trials.state(release, trials.trial(slug, slug), passage=passage, **columns)

    return write


def event(name: str, passage: str, **columns: Any) -> Row:
    def write(release: Release) -> EventUpdate:
        found, _ = Event.objects.get_or_create(name=name)
        return EventUpdate.objects.create(release=release, event=found, passage=passage, **columns)

    return write


_LUND_SITE = (
    "The Lund plant measures 38,400 square feet and holds four independent production lines."
)
_PORTO_PLAN = "Harbor Bio plans to open its Porto plant on September 15, 2025."
_PORTO_ROOM = "The Porto plant will have 52,750 square feet of GMP space."
_GOUT = "The Phase I trial of HB-7 in gout has enrolled 48 patients at six sites in Sweden."
_GOUT_2 = (
    "The Phase II trial of HB-7 in gout (NCT01234567) is to enroll 120 patients at 14 sites in "
    "Sweden and Portugal."
)
_LUPUS = "A Phase I/II trial of HB-9 in lupus nephritis began at the university clinic of Oslo."
_OPENED = "Harbor Bio opened its Porto plant on September 15, 2025."
_TOGETHER = "Together, the plants in Lund and Porto have 91,150 square feet of GMP space."
_TREATS = "They are able to supply 2,400 patients a year."
_DAY = (
    "Harbor Bio will hold its research day on April 21, 2026, in Porto. The research day of Harbor "
    "Bio begins at 10:30 a.m. WEST."
)
_OSLO = "Harbor Bio has leased 16,500 square feet for laboratories in Oslo on a lease of ten years."

ISSUES = (
    Issue(
        "lund-plant",
        "Harbor Bio Doubles Its Lund Plant to 38,400 Square Feet",
        date(2024, 2, 13),
        "<p>Harbor Bio (NASDAQ: HRBR), a maker of cell therapies, has enlarged its plant for GMP "
        f"production in Lund, Sweden. {_LUND_SITE} The work took 14 months and cost $11.6 "
        "million.</p><table><tbody><tr><th>Area of the Lund plant, square feet</th><td>38,400</td>"
        "</tr><tr><th>Production lines in Lund</th><td>4</td></tr></tbody></table>"
        "<p>In Lund the company employs 85 people, 12 of them in quality control.</p>",
        (
            place(LUND, _LUND_SITE, status="opened"),
            figure([LUND], "gmp_area", 38400, "square feet", "38,400 square feet", _LUND_SITE),
            figure([LUND], "production_lines", 4, "production lines",
                   "four independent production lines", _LUND_SITE),
        ),
    ),
    Issue(
        "gout-phase-one",
        "Harbor Bio Completes Enrollment of Phase I Trial of HB-7 in Gout",
        date(2024, 6, 11),
        f"<p>Harbor Bio (NASDAQ: HRBR) has completed enrollment. {_GOUT} First results are "
        "expected by the end of 2024. The dose was raised from 20 mg to 80 mg in four steps, and "
        "each patient is followed for 26 weeks.</p><p>Gout affects some 9.2 million people in the "
        "United States.</p>",
        (trial("hb-7-in-gout", _GOUT, title="HB-7 in gout", intervention="HB-7", condition="Gout",
               phase_as_printed="Phase I", enrolment=48),),
    ),
    Issue(
        "porto-plan",
        "Harbor Bio to Build Plant in Porto, Portugal",
        date(2024, 10, 8),
        f"<p>{_PORTO_PLAN} {_PORTO_ROOM} The company invests €23.5 million over 18 months, of "
        "which the region bears 15 percent.</p><p>The plant is to employ 140 people by the end of "
        "2026.</p>",
        (
            place(PORTO, _PORTO_PLAN, status="planned", status_on=date(2025, 9, 15)),
            figure([PORTO], "gmp_area", 52750, "square feet", "52,750 square feet", _PORTO_ROOM,
                   basis="planned", as_of=date(2025, 9, 15)),
        ),
    ),
    Issue(
        "year-2024",
        "Harbor Bio Reports Results for 2024",
        date(2025, 3, 4),
        "<p>Harbor Bio (NASDAQ: HRBR) reports revenue of $42.3 million for the year ended December "
        "31, 2024, and a net loss of $18.7 million. Cash and equivalents came to $96.1 million on "
        "December 31, 2024. Research and development cost $31.9 million.</p>"
        "<table><tbody><tr><th>Revenue, million dollars</th><td>42.3</td></tr><tr><th>Net loss, "
        "million dollars</th><td>18.7</td></tr><tr><th>Research and development, million dollars"
        "</th><td>31.9</td></tr></tbody></table><p>The company expects its cash to last until the "
        "second quarter of 2027.</p>",
    ),
    Issue(
        "gout-phase-two",
        "Harbor Bio Begins Phase II Trial of HB-7 in Gout",
        date(2025, 5, 20),
        f"<p>{_GOUT_2} Each of them is treated for 12 weeks. In the Phase I trial 71 percent of 48 "
        "patients had no flare for 26 weeks.</p><p>Results are expected on November 17, 2026.</p>",
        (trial("hb-7-in-gout", _GOUT_2, phase_as_printed="Phase II", enrolment=120,
               registry="clinicaltrials.gov", registry_id="NCT01234567"),),
    ),
    Issue(
        "lupus",
        "Harbor Bio Begins Phase I/II Trial of HB-9 in Lupus Nephritis",
        date(2025, 7, 15),
        f"<p>{_LUPUS} It is to enroll 36 patients with HB-9 infusions of 50 mg. The first patient "
        "was treated on July 8, 2025.</p><p>Harbor Bio holds 27 patents on HB-9 and expects "
        "first results in March 2027.</p>",
        (trial("hb-9-in-lupus", _LUPUS, title="HB-9 in lupus nephritis", intervention="HB-9",
               condition="Lupus nephritis", phase_as_printed="Phase I/II"),),
    ),
    Issue(
        "porto-opens",
        "Harbor Bio Opens Porto Plant With 52,750 Square Feet of GMP Space",
        date(2025, 9, 16),
        f"<p>{_OPENED} It has 52,750 square feet of GMP space and eight production lines for cell "
        f"therapies. {_TOGETHER} {_TREATS}</p><p>The plant cost €24.8 million and employs 97 "
        "people.</p>",
        (
            place(PORTO, _OPENED, status="opened", status_on=date(2025, 9, 15)),
            figure([PORTO], "gmp_area", 52750, "square feet", "52,750 square feet",
                   "It has 52,750 square feet of GMP space and eight production lines for cell "
                   "therapies."),
            figure([LUND, PORTO], "gmp_area", 91150, "square feet", "91,150 square feet",
                   _TOGETHER),
            figure([LUND, PORTO], "patients_a_year", 2400, "patients a year",
                   "2,400 patients a year", _TREATS),
        ),
    ),
    Issue(
        "oslo-lease",
        "Harbor Bio Leases Laboratories in Oslo",
        date(2025, 11, 12),
        f"<p>{_OSLO} The laboratories are to be ready by June 30, 2026, and give room to 45 "
        "scientists. The rent comes to $1.35 million a year.</p><p>Harbor Bio now works in three "
        "countries and has 262 employees.</p>",
        (
            place(OSLO, _OSLO, status="planned", status_on=date(2026, 6, 30)),
            figure([OSLO], "building_area", 16500, "square feet", "16,500 square feet", _OSLO,
                   basis="planned"),
        ),
    ),
    Issue(
        "research-day",
        "Harbor Bio to Hold Research Day on April 21, 2026",
        date(2026, 1, 20),
        f"<p>{_DAY} There will be four talks of 25 minutes each, and a webcast.</p><p>Registration "
        "closes on April 10, 2026, and 180 seats are to be had.</p>",
        (event("Research day", _DAY, title="Research day of Harbor Bio", zone="Europe/Lisbon",
               starts_on=date(2026, 4, 21), starts_time=time(10, 30), status="scheduled"),),
    ),
    Issue(
        "financing",
        "Harbor Bio Sells 4.2 Million Shares for $63 Million",
        date(2026, 2, 10),
        "<p>Harbor Bio (NASDAQ: HRBR) has sold 4.2 million shares at $15.00 a share, for gross "
        "proceeds of $63 million. The offering closed on February 9, 2026. The underwriters may "
        "buy another 630,000 shares within 30 days.</p><p>Harbor Bio intends to spend 60 percent "
        "of the proceeds on trials of HB-7 and 25 percent on its plant in Porto.</p>",
    ),
)  # fmt: skip


def publish(*issues: Issue) -> list[Release]:
    """All of them public, each since the morning of its day."""
    factories.company()
    return [factories.approve(written(each)) for each in issues]


def written(issue: Issue, **columns: Any) -> Release:
    """``issue`` as a draft of Ada's, due at its day, with its statements."""
    due = datetime(issue.day.year, issue.day.month, issue.day.day, 13, tzinfo=UTC)
    release = factories.draft(**{"publish_at": due} | issue.columns() | columns)
    with acting_as(ada()):
        for row in issue.rows:
            row(release)
    return release
