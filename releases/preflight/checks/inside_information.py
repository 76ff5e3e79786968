"""Inside information says that it is, and to the minute when."""

import re
from collections.abc import Iterable

from releases.preflight.check import Check
from releases.preflight.finding import Finding
from releases.preflight.manuscript import Manuscript

_REGULATION = "Implementing Regulation (EU) 2016/1055"
_START = 600  # characters of the body that count as its start
_SIX, _LONDON = {"XSWX", "XVTX", "XQMH"}, {"XLON", "AIMX"}
_AD_HOC = re.compile(
    r"\bArt(?:\.|icle|ikel)?\s?53\b|\b17\s?(?:of\sthe\s)?(?:MAR|EU\sMarket|Market\sAbuse)|"
    r"\bad[-\s]hoc[-\s](?:announcement|mitteilung|meldung|publizität)|\binside\sinformation\b|"
    r"\bInsiderinformation|\binformations?\sprivilégiée|内幕信息|內幕消息",
    re.IGNORECASE,
)


class InsideInformationUnmarked(Check):
    code = "inside-information-unmarked"
    title = "Inside information whose text does not say so, where the market asks for it"
    why = (
        "In London an announcement of inside information says so at its start; at SIX it is "
        "flagged as an ad hoc announcement pursuant to Art. 53 LR."
    )
    source = f"{_REGULATION}, as in UK law, Article 2(1)(b); SIX Listing Rules, Art. 53"

    def find(self, manuscript: Manuscript) -> Iterable[Finding]:
        day = manuscript.day
        markets = {each.mic for each in manuscript.listings if each.is_current(day)}
        if not manuscript.is_inside_information or not markets & (_SIX | _LONDON):
            return
        start = " ".join(
            (manuscript.headline, manuscript.subheadline, manuscript.body_text[:_START])
        )
        if not _AD_HOC.search(start):
            what = "It is marked as inside information, and its text does not begin by saying so."
            yield self.at_field("is_inside_information", "Inside information", what)


class InsideInformationUnticked(Check):
    code = "inside-information-unticked"
    title = "A text that calls itself inside information and is not marked as such"
    why = "The section and feed of inside information have to hold all of it, in its order."
    source = f"{_REGULATION}, Article 3; MAR Article 17(1); SIX Listing Rules, Art. 53"

    def find(self, manuscript: Manuscript) -> Iterable[Finding]:
        if manuscript.is_inside_information:
            return
        for text in manuscript.own_texts:
            if found := _AD_HOC.search(text.content[:_START]):
                what = f"“{found[0]}”, and it is not marked as inside information."
                yield self.in_text(text, *found.span(), what)
                return


class InsideInformationWithoutHour(Check):
    code = "inside-information-without-hour"
    title = "Inside information of which only the date is known"
    why = "Readers have to see date and time of each disclosure of inside information."
    source = f"{_REGULATION}, Article 3"

    def find(self, manuscript: Manuscript) -> Iterable[Finding]:
        if manuscript.is_inside_information and not manuscript.publish_time_known:
            what = "It is inside information, and its hour is not known."
            yield self.at_field("publish_time_known", "Hour is known", what)
