"""Announcements up to the one that plans the opening of the Shanghai facility."""

from datetime import date

from demo_company.announcement import Announcement, File
from demo_company.printed import ABOUT, SAFE_HARBOR, SARAH_KELLY
from demo_company.stated import until_2017 as stated
from demo_company.stated.in_september_2017 import OPENING_AHEAD

BEIJING_LEASE = Announcement(
    slug="cbmg-signs-lease-for-third-gmp-site-in-beijing",
    headline="CBMG leases space for a GMP facility in Beijing",
    day=None,
    categories=("facilities",),
    staff_note="Stays a draft: the source is of April 2015, its day is not known to us, and a "
    "release needs one. Whether this became the PKUCare facility of November 2015 is not stated.",
)

BEIJING_OPENED = Announcement(
    slug="cbmg-opens-gmp-facility-in-beijing",
    headline="CBMG opens GMP facility in Beijing",
    day=date(2015, 11, 9),
    wire="GlobeNewswire",
    categories=("facilities",),
    stated=stated.IN_BEIJING,
    staff_note="Nine production lines and room for more than 200,000 cell sources are in the text "
    "alone: which three facilities they are of is not stated, and a figure needs its facilities. "
    "The day of the opening is not stated either.",
)

SHANGHAI_LEASE = Announcement(
    slug="cbmg-leases-building-in-shanghai-zhangjiang",
    headline="CBMG leases building in Shanghai Zhangjiang for ten years",
    day=date(2017, 1, 3),
    categories=("facilities",),
    stated=stated.IN_ZHANGJIANG,
    staff_note="113,038 square feet here and 100,000 in September 2017 are probably the same "
    "building, rounded there. No source says so: each is a series of its own (here: leased), so "
    "that neither takes the other’s place. For the 40,000 no day is stated. Shanghai is one "
    "facility, as the company counts: what became of an earlier site there is not stated.",
)

WUXI_OPENED = Announcement(
    slug="cbmg-opens-wuxi-site",
    headline="CBMG opens its site in Wuxi",
    day=date(2017, 9, 15),
    kind="notice",
    categories=("facilities",),
    stated=stated.IN_WUXI,
    staff_note="The source reports on September 15, 2017 that the site has opened; that day is "
    "taken for the opening’s. It says nearly 3,000 square meters, without an exact figure.",
)

SHANGHAI_PLANNED = Announcement(
    slug="cellular-biomedicine-group-to-hold-grand-opening-of-new-shanghai-facility",
    headline="Cellular Biomedicine Group to Hold Grand Opening of New Shanghai Facility",
    day=date(2017, 9, 22),
    dateline_places=("SHANGHAI, China", "CUPERTINO, Calif."),
    wire="GlobeNewswire",
    tickers=("NASDAQ:CBMG",),
    categories=("facilities", "clinical"),
    standing_texts=(ABOUT, SAFE_HARBOR),
    contacts=(SARAH_KELLY,),
    files=(File("cbmg-capacity-2017-09-22.csv", "Facility and capacity figures"),),
    stated=OPENING_AHEAD,
    staff_note="How many CAR-T trials had begun is open: the source names two Phase I trials for "
    "DLBCL and goes on with a Phase I trial for ALL, which reads as three, or as two in all. The "
    "About text leaves it open. So there is one entry for DLBCL and one for ALL, and no second one "
    "for DLBCL: once it is known, a release that says so gets it. That the ALL trial too is of "
    "CAR-T and in China is said in one reading alone, so its entry says neither.\n\n"
    "10:30 a.m. comes without a time zone. The event has the clocks of its venue, Asia/Shanghai: "
    "staff decided that, no source says it.\n\n"
    "Twelve lines are said of the GMP facilities in China; they are taken to be the three that the "
    "release names. 47,300 square feet are said of their capacity, and taken for GMP area like the "
    "70,000 beside them. Both stay one figure for three facilities.\n\n"
    "Mr. Liu’s words are reported, not quoted.",
)

ANNOUNCEMENTS = (BEIJING_LEASE, BEIJING_OPENED, SHANGHAI_LEASE, WUXI_OPENED, SHANGHAI_PLANNED)
