"""When exchanges want to be told ahead, as dated profiles in data (``profiles/*.toml``).

Pure functions of instants; the trading calendar is that of the library ``holidays``.
"""

import tomllib
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, lru_cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import holidays

_PROFILES = Path(__file__).parent / "profiles"
_DAY = timedelta(days=1)
NASDAQ = "XNAS"
PRE_MARKET, TRADING, QUIET, AFTER_HOURS = "pre-market", "trading", "quiet", "after hours"


@dataclass(frozen=True)
class Session:
    """A part of an exchange's day, on its own clocks; ``kind`` is one of the four above."""

    kind: str
    begins: datetime
    ends: datetime


@dataclass(frozen=True)
class Version:
    """What an exchange asks from a day on. Notice is given ``notice_minutes`` before what goes out
    within ``window``; for what goes out at other hours before ``otherwise_before`` of the market
    day (None: no notice is asked). Nothing goes out in the ``quiet_minutes`` after the close."""

    effective_from: date
    source: str
    notice_minutes: int
    window: tuple[time, time]
    otherwise_before: time | None = None
    quiet_minutes: int = 0


@dataclass(frozen=True)
class Profile:
    """An exchange: whom it wants told, on which markets (MICs), on whose clocks."""

    name: str
    told: str
    markets: tuple[str, ...]
    zone: ZoneInfo
    calendar: str
    pre_market: time
    open: time
    close: time
    early_close: time
    late: time
    early_late: time
    versions: tuple[Version, ...]

    def in_force(self, instant: datetime) -> Version | None:
        """The version in force on the day of ``instant``; None before the first."""
        day = instant.astimezone(self.zone).date()
        past = [version for version in self.versions if version.effective_from <= day]
        return past[-1] if past else None

    def closed_for(self, day: date) -> str:
        """Why there is no trading on ``day``: the weekend, or a holiday by name; empty on a
        trading day."""
        if day.weekday() >= 5:
            return "the weekend"
        return _calendar(self.calendar, "public", day.year).get(day, "")

    def closes_at(self, day: date) -> time | None:
        """The close of ``day``; None where there is no trading."""
        if self.closed_for(day):
            return None
        is_early = day in _calendar(self.calendar, "half_day", day.year)
        return self.early_close if is_early else self.close

    def sessions(self, day: date) -> list[Session]:
        """The parts of ``day`` in their order: trading before the opening, trading, the silence
        asked for after the close, trading after it; nothing where there is no trading."""
        close = self.closes_at(day)
        if close is None:
            return []
        ends = self._at(day, close)
        version = self.in_force(ends)
        quiet = ends + timedelta(minutes=version.quiet_minutes if version else 0)
        late = self._at(day, self.late if close == self.close else self.early_late)
        bounds = [
            (PRE_MARKET, self._at(day, self.pre_market), self._at(day, self.open)),
            (TRADING, self._at(day, self.open), ends),
            (QUIET, ends, quiet),
            (AFTER_HOURS, quiet, late),
        ]
        return [Session(*each) for each in bounds if each[1] < each[2]]

    def _at(self, day: date, hour: time) -> datetime:
        return datetime.combine(day, hour, self.zone)

    def market_day(self, day: date) -> date:
        """``day``, or the next one on which there is trading."""
        while self.closed_for(day):
            day += _DAY
        return day

    def notice_deadline(self, publish_at: datetime) -> datetime | None:
        """See ``notice_deadline``."""
        version = self.in_force(publish_at)
        if version is None:
            return None
        if self._is_in_hours(publish_at, version):
            return publish_at.astimezone(UTC) - timedelta(minutes=version.notice_minutes)
        if version.otherwise_before is None:
            return None
        local = publish_at.astimezone(self.zone)
        is_after = local.time() > version.window[1]
        day = self.market_day(local.date() + (_DAY if is_after else timedelta(0)))
        return datetime.combine(day, version.otherwise_before, self.zone).astimezone(UTC)

    def is_in_time(self, given_at: datetime, publish_at: datetime) -> bool:
        """Whether notice given then is early enough: so many minutes before what goes out in market
        hours, before the hour for all else."""
        version, deadline = self.in_force(publish_at), self.notice_deadline(publish_at)
        if version is None or deadline is None:
            return True
        if self._is_in_hours(publish_at, version):
            return given_at <= deadline
        return given_at < deadline

    def quiet_until(self, publish_at: datetime) -> datetime | None:
        """When the silence after the close ends, if ``publish_at`` falls into it."""
        version = self.in_force(publish_at)
        day = publish_at.astimezone(self.zone).date()
        close = self.closes_at(day)
        if version is None or close is None or not version.quiet_minutes:
            return None
        begins = datetime.combine(day, close, self.zone).astimezone(UTC)
        ends = begins + timedelta(minutes=version.quiet_minutes)
        return ends if begins <= publish_at < ends else None

    def _is_in_hours(self, publish_at: datetime, version: Version) -> bool:
        local = publish_at.astimezone(self.zone)
        first, last = version.window
        return not self.closed_for(local.date()) and first <= local.time() <= last


@cache
def profiles() -> tuple[Profile, ...]:
    """The exchanges known here, by name."""
    found = [_profile(tomllib.loads(path.read_text("utf-8"))) for path in _PROFILES.glob("*.toml")]
    return tuple(sorted(found, key=lambda profile: profile.name.casefold()))


def profile_of(market: str) -> Profile | None:
    """The profile of a market by its MIC; None where nothing is known of it."""
    return next((profile for profile in profiles() if market in profile.markets), None)


def notice_deadline(publish_at: datetime, market: str = NASDAQ) -> datetime | None:
    """By when ``market`` has to be told of what goes out at ``publish_at`` (aware): ten minutes
    ahead in its hours, otherwise before its hour on the market day; that may be after
    ``publish_at``, for what goes out at night. None where no notice is asked."""
    profile = profile_of(market)
    return profile.notice_deadline(publish_at) if profile is not None else None


def _profile(data: dict[str, Any]) -> Profile:
    versions = sorted((_version(each) for each in data.pop("versions")),
                      key=lambda version: version.effective_from)  # fmt: skip
    zone, markets = ZoneInfo(data.pop("zone")), tuple(data.pop("markets"))
    return Profile(zone=zone, markets=markets, versions=tuple(versions), **data)


def _version(data: dict[str, Any]) -> Version:
    first, last = data.pop("window")
    return Version(window=(first, last), **data)


@lru_cache(maxsize=128)
def _calendar(name: str, category: str, year: int) -> dict[date, str]:
    """The holidays, or early closes, of ``year``, by day."""
    found = holidays.financial_holidays(name, years=year, categories=(category,))
    return dict(found.items())
