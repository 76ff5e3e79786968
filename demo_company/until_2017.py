"""Announcements up to the one that plans the opening of the Shanghai facility."""

from datetime import date

from demo_company.announcement import Announcement, File
from demo_company.printed import ABOUT, SAFE_HARBOR, SARAH_KELLY

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
)

SHANGHAI_LEASE = Announcement(
    slug="cbmg-leases-building-in-shanghai-zhangjiang",
    headline="CBMG leases building in Shanghai Zhangjiang for ten years",
    day=date(2017, 1, 3),
    categories=("facilities",),
    staff_note="113,038 square feet here and 100,000 in September 2017 are probably the same "
    "building, rounded there. No source says so: leave each figure with its date.",
)

WUXI_OPENED = Announcement(
    slug="cbmg-opens-wuxi-site",
    headline="CBMG opens its site in Wuxi",
    day=date(2017, 9, 15),
    kind="notice",
    categories=("facilities",),
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
    staff_note="How many CAR-T trials had begun is open: the source names two Phase I trials for "
    "DLBCL and goes on with a Phase I trial for ALL, which reads as three, or as two in all. The "
    "About text is worded to leave it open. 10:30 a.m. comes without a time zone; none is added. "
    "Mr. Liu’s words are reported, not quoted.",
)

ANNOUNCEMENTS = (BEIJING_LEASE, BEIJING_OPENED, SHANGHAI_LEASE, WUXI_OPENED, SHANGHAI_PLANNED)
