"""What the announcements from the opening of the Shanghai facility on state."""

from datetime import date

from demo_company.stated import (
    Stated,
    StatedDocument,
    StatedEvent,
    StatedFacility,
    StatedFigure,
    StatedPage,
)
from demo_company.stated.in_september_2017 import OPENING_DAY
from demo_company.stated.subjects import (
    CAPACITY_TABLE,
    GAITHERSBURG,
    ROCKVILLE,
    SHANGHAI,
    SHANGHAI_GRAND_OPENING,
    SHAREHOLDERS,
    THREE_IN_CHINA,
)

_HELD = (
    "Its grand opening took place on November 4, 2017, in Pharma Valley, Zhangjiang High-Tech "
    "Park, Shanghai, China."
)
# The event’s hour is not said again: what was said of it in September goes on to hold.
OPENING_HELD = Stated(
    facilities=(
        StatedFacility(
            facility=SHANGHAI,
            name="Shanghai facility",
            locality="Shanghai",
            country="CN",
            address="Pharma Valley\nZhangjiang High-Tech Park",
            status="opened",
            status_on=OPENING_DAY,
            passage=_HELD,
        ),
    ),
    figures=(
        StatedFigure(
            facilities=(SHANGHAI,),
            measure="building_area",
            value=100_000,
            unit="square feet",
            as_printed="100,000 square feet",
            passage="Tony (Bizuo) Liu, the company’s CEO, told the guests that the new premises "
            "add 100,000 square feet, with a plant for production under Good Manufacturing "
            "Practice (GMP).",
        ),
        StatedFigure(
            facilities=THREE_IN_CHINA,
            measure="gmp_area",
            value=70_000,
            unit="square feet",
            as_printed="70,000 square feet",
            passage="CBMG now has three manufacturing facilities in China, in Beijing, Shanghai "
            "and Wuxi, and their GMP capacity comes to 70,000 square feet, he said.",
        ),
    ),
    events=(
        StatedEvent(
            event=SHANGHAI_GRAND_OPENING,
            title="Grand opening of the Shanghai facility",
            venue="Pharma Valley, Zhangjiang High-Tech Park, Shanghai",
            passage=_HELD,
        ),
    ),
    documents=(
        StatedDocument(
            document=CAPACITY_TABLE,
            file="cbmg-capacity-2017-11-07.csv",
            kind="data-files",
            dated_on=date(2017, 11, 7),
        ),
    ),
)

IN_GAITHERSBURG = Stated(
    facilities=(
        StatedFacility(
            facility=GAITHERSBURG,
            name="Gaithersburg R&D center",
            locality="Gaithersburg",
            region="Maryland",
            country="US",
            status="opened",
            status_on=date(2018, 6, 22),
            passage="opened a new center for research and development in Gaithersburg, Maryland, "
            "United States, on June 22, 2018.",
        ),
    ),
)

_LEASE = (
    "has signed a lease to build a facility of about 22,000 square feet on Medical Center Drive "
    "in Rockville, Maryland, United States."
)
IN_ROCKVILLE = Stated(
    facilities=(
        StatedFacility(
            facility=ROCKVILLE,
            name="Rockville facility",
            locality="Rockville",
            region="Maryland",
            country="US",
            address="Medical Center Drive",
            status="planned",
            passage=_LEASE,
        ),
    ),
    figures=(
        StatedFigure(
            facilities=(ROCKVILLE,),
            measure="building_area",
            value=22_000,
            unit="square feet",
            as_printed="about 22,000 square feet",
            basis="planned",
            passage=_LEASE,
        ),
    ),
)

# What was once the shareholder information is, at the end, that there are none any more.
DELISTED = Stated(pages=(StatedPage(page=SHAREHOLDERS, title="Shareholder information"),))
