"""Announcements from the opening of the Shanghai facility to the end of the listing."""

from datetime import date

from demo_company.announcement import Announcement, File
from demo_company.stated import from_the_opening as stated

SHANGHAI_OPENED = Announcement(
    slug="cbmg-opens-new-shanghai-facility",
    headline="CBMG opens its new Shanghai facility",
    day=date(2017, 11, 7),
    categories=("facilities",),
    files=(File("cbmg-capacity-2017-11-07.csv", "Facility and capacity figures"),),
    stated=stated.OPENING_HELD,
    staff_note="The figures hold as of the day of this announcement; the opening was three days "
    "before. That 10,000 cancer patients and 10,000 stem cell patients a year, planned for the end "
    "of 2017, were reached is not said here or later: the plan stays overdue.",
)

GAITHERSBURG = Announcement(
    slug="cbmg-announces-rd-center-in-gaithersburg",
    headline="CBMG announces R&D center in Gaithersburg, Maryland",
    day=date(2018, 6, 22),
    kind="notice",
    categories=("research",),
    stated=stated.IN_GAITHERSBURG,
)

GLOBAL_SELECT = Announcement(
    slug="cbmg-moves-to-nasdaq-global-select-market",
    headline="CBMG moves to the Nasdaq Global Select Market",
    day=date(2019, 4, 23),
    dateline_places=("NEW YORK, NY",),
    wire="PR Newswire",
    categories=("corporate",),
    staff_note="One printing gives Mr. Liu another title than other releases do. Do not merge "
    "people by name and title.",
)

ROCKVILLE = Announcement(
    slug="cbmg-plans-facility-in-rockville",
    headline="CBMG announces facility in Rockville, Maryland",
    day=date(2019, 10, 2),
    dateline_places=("NEW YORK", "SHANGHAI"),
    wire="PR Newswire",
    categories=("facilities", "research"),
    stated=stated.IN_ROCKVILLE,
    staff_note="The dateline is the wire’s. The copy at the SEC spells the places out "
    "(NEW YORK, NY and SHANGHAI, China) and names no wire. No day is stated for "
    "the facility, and no source of ours says that it was finished.",
)

DELISTED = Announcement(
    slug="cbmg-shares-leave-nasdaq-after-merger",
    headline="CBMG shares leave Nasdaq after merger",
    day=date(2021, 2, 19),
    kind="notice",
    categories=("corporate",),
    stated=stated.DELISTED,
)

ANNOUNCEMENTS = (SHANGHAI_OPENED, GAITHERSBURG, GLOBAL_SELECT, ROCKVILLE, DELISTED)
