"""What the announcements before that of the Shanghai opening state."""

from datetime import date

from demo_company.stated import Stated, StatedFacility, StatedFigure
from demo_company.stated.subjects import BEIJING, SHANGHAI, THREE_IN_CHINA, WUXI

_SITE = (
    "The site measures 1,400 square meters; 800 square meters of it are equipped, with four "
    "independent production lines."
)
IN_BEIJING = Stated(
    facilities=(
        StatedFacility(
            facility=BEIJING,
            name="Beijing facility",
            locality="Changping District",
            region="Beijing",
            country="CN",
            address="PKUCare Industrial Park",
            status="opened",
            passage="has opened a facility for production under Good Manufacturing Practice (GMP) "
            "in the PKUCare Industrial Park in Changping District, Beijing, China.",
        ),
    ),
    figures=(
        StatedFigure(
            facilities=(BEIJING,),
            measure="building_area",
            value=1_400,
            unit="square meters",
            as_printed="1,400 square meters",
            passage=_SITE,
        ),
        StatedFigure(
            facilities=(BEIJING,),
            measure="building_area",
            label="equipped",
            value=800,
            unit="square meters",
            as_printed="800 square meters",
            passage=_SITE,
        ),
        StatedFigure(
            facilities=(BEIJING,),
            measure="production_lines",
            value=4,
            unit="production lines",
            as_printed="four independent production lines",
            passage=_SITE,
        ),
    ),
)

_LEASED = "has taken a building of 113,038 square feet in Shanghai, China, on a lease of ten years."
_THERE = "It stands in Pharma Valley, a part of the Zhangjiang High-Tech Park."
_GMP_THERE = (
    "CBMG will build a facility for production under Good Manufacturing Practice (GMP) there, in "
    "which 40,000 square feet are to serve advanced cell manufacturing."
)
_TOGETHER = (
    "By the end of 2017 CBMG’s GMP facilities in China, the new one in Zhangjiang, an enlarged one "
    "in Wuxi and the one in Beijing, are to have 70,000 square feet taken together."
)
_PATIENTS = (
    "By the end of 2017, CBMG expects, they will be able to serve clinical trials of five CAR-T "
    "and stem cell products at the same time, or to treat about 10,000 cancer patients a year and "
    "about 10,000 stem cell patients a year."
)
_END_OF_2017 = date(2017, 12, 31)
IN_ZHANGJIANG = Stated(
    facilities=(
        StatedFacility(
            facility=SHANGHAI,
            name="Shanghai facility",
            locality="Shanghai",
            country="CN",
            address="Pharma Valley\nZhangjiang High-Tech Park",
            status="planned",
            passage=f"{_LEASED} {_THERE} {_GMP_THERE}",
        ),
        StatedFacility(
            facility=WUXI,
            name="Wuxi facility",
            locality="Wuxi",
            country="CN",
            passage=_TOGETHER,
        ),
    ),
    figures=(
        StatedFigure(
            facilities=(SHANGHAI,),
            measure="building_area",
            label="leased",
            value=113_038,
            unit="square feet",
            as_printed="113,038 square feet",
            passage=_LEASED,
        ),
        StatedFigure(
            facilities=(SHANGHAI,),
            measure="gmp_area",
            value=40_000,
            unit="square feet",
            as_printed="40,000 square feet",
            basis="planned",
            passage=_GMP_THERE,
        ),
        StatedFigure(
            facilities=THREE_IN_CHINA,
            measure="gmp_area",
            value=70_000,
            unit="square feet",
            as_printed="70,000 square feet",
            basis="planned",
            as_of=_END_OF_2017,
            as_of_precision="year",
            passage=_TOGETHER,
        ),
        *(
            StatedFigure(
                facilities=THREE_IN_CHINA,
                measure="patients_a_year",
                label=f"{group} patients",
                value=10_000,
                unit="patients a year",
                as_printed=f"about 10,000 {group} patients a year",
                basis="planned",
                as_of=_END_OF_2017,
                as_of_precision="year",
                passage=_PATIENTS,
            )
            for group in ("cancer", "stem cell")
        ),
    ),
)

IN_WUXI = Stated(
    facilities=(
        StatedFacility(
            facility=WUXI,
            locality="Huishan, Wuxi",
            country="CN",
            status="opened",
            status_on=date(2017, 9, 15),
            passage="opened its Wuxi facility on September 15, 2017, in the life science park of "
            "Huishan in Wuxi, China.",
        ),
    ),
    figures=(
        StatedFigure(
            facilities=(WUXI,),
            measure="building_area",
            value=3_000,
            unit="square meters",
            as_printed="about 3,000 square meters",
            passage="The site for production measures about 3,000 square meters and is in "
            "operation.",
        ),
    ),
)
