"""What the announcement of the Shanghai opening states: the figures, the trials, the event."""

from datetime import date, time

from demo_company.stated import (
    Stated,
    StatedDocument,
    StatedEvent,
    StatedFacility,
    StatedFigure,
    StatedTrial,
    subjects,
)
from demo_company.stated.subjects import SHANGHAI, THREE_IN_CHINA

OPENING_DAY = date(2017, 11, 4)

_OPENING = (
    "will formally open its new Shanghai facility on November 4, 2017. The ceremony begins at "
    "10:30 a.m. at Pharma Valley in the Zhangjiang High-Tech Park of Shanghai, China."
)
# Two of the trials are in one sentence that can be read in two ways: both rest on all of it.
_CAR_T = (
    "CBMG recently began two Phase I trials of CAR-T in humans in China, for refractory diffuse "
    "large B-cell lymphoma (DLBCL), a Phase I trial in humans for relapsed or refractory CD19+ "
    "B-cell acute lymphoblastic leukemia (ALL)."
)

_FIGURES = (
    StatedFigure(
        facilities=(SHANGHAI,),
        measure="building_area",
        value=100_000,
        unit="square feet",
        as_printed="100,000 square feet",
        basis="planned",
        as_of=OPENING_DAY,
        passage="The facility measures 100,000 square feet and contains a GMP plant with "
        "integrated processes of chemistry, manufacturing and controls (CMC).",
    ),
    StatedFigure(
        facilities=THREE_IN_CHINA,
        measure="gmp_area",
        value=47_300,
        unit="square feet",
        as_printed="47,300 square feet",
        passage="CBMG’s three manufacturing facilities in China, in Beijing, Shanghai and Wuxi, "
        "have a capacity of 47,300 square feet at present.",
    ),
    StatedFigure(
        facilities=THREE_IN_CHINA,
        measure="gmp_area",
        value=70_000,
        unit="square feet",
        as_printed="70,000 square feet",
        basis="planned",
        as_of=OPENING_DAY,
        passage="With the new Zhangjiang facility open, total GMP capacity will be 70,000 square "
        "feet, according to Tony (Bizuo) Liu, the company’s CEO.",
    ),
    StatedFigure(
        facilities=THREE_IN_CHINA,
        measure="production_lines",
        value=12,
        unit="production lines",
        as_printed="twelve independent cell production lines",
        passage="The GMP facilities in China hold twelve independent cell production lines;",
    ),
)

_TRIALS = (
    StatedTrial(
        trial=subjects.CAR_T_IN_DLBCL,
        title="CAR-T in refractory diffuse large B-cell lymphoma",
        condition="Refractory diffuse large B-cell lymphoma (DLBCL)",
        modality="CAR-T",
        phase_as_printed="Phase I",
        phases=("PHASE1",),
        countries=("CN",),
        passage=_CAR_T,
    ),
    StatedTrial(
        # Neither its modality nor its country: they are stated in one of two readings alone.
        trial=subjects.TRIAL_IN_ALL,
        title="Trial in relapsed or refractory CD19+ B-cell acute lymphoblastic leukemia",
        condition="Relapsed or refractory CD19+ B-cell acute lymphoblastic leukemia (ALL)",
        phase_as_printed="Phase I",
        phases=("PHASE1",),
        passage=_CAR_T,
    ),
    StatedTrial(
        trial=subjects.ALLOJOIN_IN_KOA,
        title="AlloJoin in knee osteoarthritis",
        condition="Knee osteoarthritis (KOA)",
        intervention="AlloJoin",
        modality="Allogeneic mesenchymal stem cells from human fat tissue",
        phase_as_printed="Phase I",
        phases=("PHASE1",),
        countries=("CN",),
        passage="In China, a Phase I trial of AlloJoin, an off-the-shelf product of allogeneic "
        "mesenchymal stem cells from human fat tissue, is under way in knee osteoarthritis (KOA).",
    ),
)

OPENING_AHEAD = Stated(
    facilities=(
        StatedFacility(
            facility=SHANGHAI,
            name="Shanghai facility",
            locality="Shanghai",
            country="CN",
            address="Pharma Valley\nZhangjiang High-Tech Park",
            status="planned",
            status_on=OPENING_DAY,
            passage=_OPENING,
        ),
    ),
    figures=_FIGURES,
    trials=_TRIALS,
    events=(
        StatedEvent(
            event=subjects.SHANGHAI_GRAND_OPENING,
            title="Grand opening of the Shanghai facility",
            starts_on=OPENING_DAY,
            starts_time=time(10, 30),
            zone="Asia/Shanghai",  # the clocks of the venue: the announcement names none
            venue="Pharma Valley, Zhangjiang High-Tech Park, Shanghai",
            status="scheduled",
            passage=_OPENING,
        ),
    ),
    documents=(
        StatedDocument(
            document=subjects.CAPACITY_TABLE,
            file="cbmg-capacity-2017-09-22.csv",
            kind="data-files",
            dated_on=date(2017, 9, 22),
        ),
    ),
)
