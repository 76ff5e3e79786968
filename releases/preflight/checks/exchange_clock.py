"""The clocks of the exchanges on which the company is listed (``releases.preflight.exchange``)."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from django.utils.formats import date_format

from releases.preflight.check import Check
from releases.preflight.exchange import Profile, profile_of
from releases.preflight.finding import Finding
from releases.preflight.manuscript import Manuscript
from releases.preflight.parts import Notice

_FIELD = ("publish_at", "Publish at")
_SOURCE = "Nasdaq Rule 5250(b)(1) and IM-5250-1; NYSE Listed Company Manual, 202.05 and 202.06"


class _ClockCheck(Check):
    def about_time(self, what: str, profile: Profile, instant: datetime) -> Finding:
        """A finding about the time, by the rule that was in force at ``instant``."""
        version = profile.in_force(instant)
        finding = self.at_field(*_FIELD, what)
        return finding if version is None else replace(finding, source=version.source)


class NoticeMissing(_ClockCheck):
    code = "exchange-notice"
    title = "An exchange that has not been told ahead, or too late"
    why = (
        "Exchanges have to be told of material news ahead, so that they can halt trading. Record "
        "the notice’s reference and time, or why none is needed."
    )
    source = _SOURCE
    is_blocking = True

    def find(self, manuscript: Manuscript) -> Iterable[Finding]:
        out_at = manuscript.publish_at
        if out_at is None or out_at < manuscript.at or not manuscript.publish_time_known:
            return
        for profile in profiles_for(manuscript):
            deadline = profile.notice_deadline(out_at)
            if deadline is None:
                continue
            notices = [each for each in manuscript.notices if each.market in profile.markets]
            if what := _objection(profile, notices, out_at, deadline, manuscript.at):
                yield self.about_time(what, profile, out_at)


class NoticeWithoutTime(_ClockCheck):
    code = "exchange-notice-unplanned"
    title = "No time, and no exchange told: it will be released by hand"
    why = "“Release now” is refused until the exchange has been told long enough ahead."
    source = _SOURCE

    def find(self, manuscript: Manuscript) -> Iterable[Finding]:
        if manuscript.publish_at is not None:
            return
        for profile in profiles_for(manuscript):
            version = profile.in_force(manuscript.at)
            is_told = any(
                each.counts and each.market in profile.markets for each in manuscript.notices
            )
            if version is None or is_told:
                continue
            what = (
                f"It has no time. {profile.name} wants {profile.told} told "
                f"{version.notice_minutes} minutes before it is released by hand."
            )
            yield self.about_time(what, profile, manuscript.at)


class QuietAfterClose(_ClockCheck):
    code = "exchange-quiet"
    title = "A time in the minutes after the close: 16:00–16:05, or 13:00–13:05 on an early close"
    why = "The closing auction is under way, and prices on other markets run away from it."
    source = "Nasdaq’s request to issuers of 2015; NYSE Listed Company Manual, 202.06"

    def find(self, manuscript: Manuscript) -> Iterable[Finding]:
        out_at = manuscript.publish_at
        if out_at is None or not manuscript.publish_time_known:
            return
        for profile in profiles_for(manuscript):
            until = profile.quiet_until(out_at)
            if until is not None:
                what = (
                    f"It goes out at {_hour(out_at, profile)}, in the minutes after the close of "
                    f"{profile.name}: choose {_hour(until, profile)} or later."
                )
                yield self.about_time(what, profile, out_at)


class NoTradingDay(Check):
    code = "no-trading-day"
    title = "A day without trading: a weekend or an exchange holiday"
    why = "Fewer read it, and whoever trades elsewhere acts on it first."
    source = "Trading calendars of NYSE and Nasdaq"

    def find(self, manuscript: Manuscript) -> Iterable[Finding]:
        out_at = manuscript.publish_at
        if out_at is None or out_at < manuscript.at:
            return
        for profile in profiles_for(manuscript):
            day = out_at.astimezone(profile.zone).date()
            if reason := profile.closed_for(day):
                what = (
                    f"{date_format(day, 'l, j F Y')} is no trading day of {profile.name}: {reason}."
                )
                yield self.at_field(*_FIELD, what)


def profiles_for(manuscript: Manuscript) -> Iterator[Profile]:
    """The exchanges that want to hear of it: each on which the company is listed that day. A
    translation says what has been said, and a notice goes over no wire."""
    if not manuscript.is_press_release or manuscript.is_translation:
        return
    seen = set()
    for listing in manuscript.listings:
        profile = profile_of(listing.mic)
        if profile is None or profile.name in seen or not listing.is_current(manuscript.day):
            continue
        seen.add(profile.name)
        yield profile


def _objection(
    profile: Profile, notices: list[Notice], out_at: datetime, deadline: datetime, at: datetime
) -> str:
    if any(each.waiver_reason for each in notices):
        return ""
    given = [each.given_at for each in notices if each.counts and each.given_at is not None]
    until = _moment(deadline, profile)
    has_to = f"{profile.name}: {profile.told} has to be told by {until}"
    if not given:
        if not profile.is_in_time(at, out_at):
            return f"{has_to}, and that has passed. Choose a later time."
        if notices:
            return f"{has_to}, and what is recorded was given for another time. Tell it anew."
        return f"{has_to}, and no notice is recorded."
    if profile.is_in_time(min(given), out_at):
        return ""
    version = profile.in_force(out_at)
    minutes = version.notice_minutes if version is not None else 0
    told = f"{profile.told} was told on {_moment(min(given), profile)}"
    return f"{has_to}, and {told}. Choose a time at least {minutes} minutes after that."


def _moment(instant: datetime, profile: Profile) -> str:
    return f"{date_format(instant.astimezone(profile.zone), 'D j M Y')}, {_hour(instant, profile)}"


def _hour(instant: datetime, profile: Profile) -> str:
    local = instant.astimezone(profile.zone)
    return f"{local:%H:%M:%S}"[: 8 if local.second else 5] + f" {local:%Z}"
