"""Notices of the demo's own, which are the texts of standing pages: they put together what other
sources of the demo say, and no source has them as such (docs/demo.md)."""

from datetime import date

from demo_company.announcement import Announcement
from demo_company.stated import Stated, StatedPage
from demo_company.stated.subjects import QUESTIONS, SHAREHOLDERS

_NOTE = (
    "A notice of the demo’s own: the company is not known to have put it out, on this day or "
    "another. Its facts are those of the sources in docs/demo.md."
)


def _notice(slug: str, headline: str, day: date, stated: StatedPage) -> Announcement:
    return Announcement(
        slug=slug,
        headline=headline,
        day=day,
        kind="notice",
        categories=("corporate",),
        stated=Stated(pages=(stated,)),
        staff_note=_NOTE,
    )


SHAREHOLDERS_2017 = _notice(
    "shareholder-information-september-2017",
    "Shareholder information, September 2017",
    date(2017, 9, 25),
    StatedPage(page=SHAREHOLDERS, title="Shareholder information"),
)
QUESTIONS_2017 = _notice(
    "questions-and-answers-november-2017",
    "Questions and answers, November 2017",
    date(2017, 11, 8),
    StatedPage(page=QUESTIONS, title="Questions and answers"),
)
SHAREHOLDERS_2019 = _notice(
    "shareholder-information-april-2019",
    "Shareholder information, April 2019",
    date(2019, 4, 24),
    StatedPage(page=SHAREHOLDERS, title="Shareholder information"),
)

ANNOUNCEMENTS = (SHAREHOLDERS_2017, QUESTIONS_2017, SHAREHOLDERS_2019)
