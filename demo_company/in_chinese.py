"""Chinese versions of announcements: in our own words, and no fact more than the original has.

The company and its chief executive keep the names that the sources print; no source of ours
writes them in Chinese.
"""

from dataclasses import replace

from demo_company import from_the_opening, until_2017
from demo_company.announcement import Announcement
from demo_company.printed import ABOUT_IN_CHINESE, SAFE_HARBOR_IN_CHINESE
from demo_company.stated import NOTHING_STATED
from releases.models import Release

CHINESE = Release.Language.CHINESE_SIMPLIFIED


def _version(original: Announcement, headline: str, **printed: object) -> Announcement:
    """``original`` in Chinese. What it states, its files and notes for staff are the original's."""
    own = {
        "slug": f"{original.slug}-zh-hans",
        "headline": headline,
        "language": CHINESE,
        "translation_of": original.slug,
        "stated": NOTHING_STATED,
        "files": (),
        "staff_note": "",
    }
    return replace(original, **(own | printed))  # type: ignore[arg-type]  # each of its field's type


WUXI_OPENED = _version(until_2017.WUXI_OPENED, "CBMG无锡基地启用")

SHANGHAI_PLANNED = _version(
    until_2017.SHANGHAI_PLANNED,
    "Cellular Biomedicine Group将举行上海新设施启用典礼",
    dateline_places=("中国上海", "加利福尼亚州库比蒂诺"),
    standing_texts=(ABOUT_IN_CHINESE, SAFE_HARBOR_IN_CHINESE),
)

SHANGHAI_OPENED = _version(from_the_opening.SHANGHAI_OPENED, "CBMG上海新设施启用")

ANNOUNCEMENTS = (WUXI_OPENED, SHANGHAI_PLANNED, SHANGHAI_OPENED)
