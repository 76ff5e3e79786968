"""How often anybody may be wrong: counted in the database, so that it holds over all processes.

A try is taken before it is looked at, and given back when it was right: a thousand guesses sent at
once are five guesses. What was turned away is recorded as one entry when it begins and one with its
number when it is over: nobody makes the audit grow by guessing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from ipaddress import AddressValueError, IPv4Address, IPv6Network, ip_address
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.http import HttpRequest

from accounts.models import Throttle

MOST_TRIES = 5
MOST_FROM_AN_ADDRESS = 30  # a whole office may sit behind one
MOST_RECORDED = 100  # wrong names and passwords told of one by one, in a quarter of an hour
PAUSE = timedelta(minutes=15)
_SWEPT_AT_ONCE = 20

# Told what began to be turned away (None: it has begun) or how much was: (door, number, at).
on_refused: list[Callable[[str, int | None, datetime], None]] = []


@dataclass(frozen=True)
class Bucket:
    """What tries are counted by: a door, and whose they are."""

    door: str
    whose: str
    most: int = MOST_TRIES

    @property
    def key(self) -> str:
        """Never what was typed: that may be a password in the wrong field."""
        return f"{self.door}:{sha256(self.whose.encode()).hexdigest()}"


def of_account(door: str, account: object) -> Bucket:
    """Tries at one account: its key, or the address typed, which nobody need have."""
    return Bucket(door, f"account {account}")


def of_device(door: str, device: object) -> Bucket:
    """Tries from a browser that the account was used in before. They are counted apart, so that
    whoever guesses elsewhere does not lock the owner out."""
    return Bucket(door, f"device {device}")


def of_address(door: str, request: HttpRequest) -> Bucket:
    """Tries from one network address (of IPv6, from one network)."""
    return Bucket(door, f"address {network_of(request)}", MOST_FROM_AN_ADDRESS)


def network_of(request: HttpRequest) -> str:
    """The network address ``request`` comes from; of IPv6 its network, of which a whole one is
    commonly one customer's; ``unknown`` where there is none."""
    return _network(address_of(request))


def take(at: datetime, *buckets: Bucket) -> None:
    """Count a try at ``at`` in each bucket; raises ValidationError (``throttled``) where one is
    full, for a quarter of an hour after its last try."""
    _sweep(at)
    # The widest first, and no further: an address that is turned away does not go on to lock out
    # one account after another.
    if not all(_has_room(each, at) for each in sorted(buckets, key=lambda each: -each.most)):
        raise ValidationError(
            "Too many wrong attempts: wait a quarter of an hour, or have a colleague do it.",
            code="throttled",
        )


def give_back(*buckets: Bucket) -> None:
    """The try was right: what was wrong before it at this account is forgotten, and of an address
    no more than this one."""
    for bucket in buckets:
        row = Throttle.objects.filter(key=bucket.key)
        if bucket.most == MOST_TRIES:
            row.delete()
        else:
            row.filter(tries__gt=0).update(tries=F("tries") - 1)


def may_be_recorded(door: str, at: datetime) -> bool:
    """Whether one more wrong try at ``door`` is told of by itself."""
    return _has_room(Bucket(f"{door}-record", "everybody", MOST_RECORDED), at)


def address_of(request: HttpRequest) -> str:
    """Where ``request`` comes from: behind a proxy what that wrote last, which is its own word;
    where that is no address, whoever connected. Empty where neither is one."""
    remote: str = request.META.get("REMOTE_ADDR", "")
    if settings.IRCMS_BEHIND_PROXY:
        written: str = request.META.get("HTTP_X_FORWARDED_FOR", "")
        return _read(written.rpartition(",")[2]) or _read(remote)
    return _read(remote)


def _read(written: str) -> str:
    """The address in ``written`` by itself, as every database takes it: without port, brackets
    and zone, and an IPv4 address as such. Empty where there is none."""
    bare = written.strip().strip('"')
    if bare.startswith("["):
        bare = bare[1:].partition("]")[0]
    elif bare.count(":") == 1:
        bare = bare.partition(":")[0]
    try:
        read = ip_address(bare.partition("%")[0])
    except ValueError:
        return ""
    return str(getattr(read, "ipv4_mapped", None) or read)


def _network(address: str) -> str:
    try:
        read = ip_address(address)
    except ValueError:
        return "unknown"
    if isinstance(read, IPv4Address):
        return str(read)
    try:
        return str(IPv6Network((int(read), 64), strict=False))
    except AddressValueError:
        return "unknown"


def _has_room(bucket: Bucket, at: datetime) -> bool:
    with transaction.atomic():
        # Found and locked in one: in between another process could sweep it away.
        locked = Throttle.objects.select_for_update()
        row, _ = locked.get_or_create(key=bucket.key, defaults={"last_at": at})
        if row.last_at <= at - PAUSE:
            _tell_how_many(row, at)
            row.tries = row.refused = 0
        if row.tries >= bucket.most:
            row.refused += 1
            row.save()
            if row.refused == 1:
                _tell(bucket.door, None, at)
            return False
        row.tries, row.last_at = row.tries + 1, at
        row.save()
        return True


def _sweep(at: datetime) -> None:
    """Forget what is over, a little at a time."""
    over = Throttle.objects.filter(last_at__lte=at - PAUSE).order_by("last_at")
    for row in over[:_SWEPT_AT_ONCE]:
        with transaction.atomic():
            if Throttle.objects.filter(pk=row.pk, last_at=row.last_at).delete()[0]:
                _tell_how_many(row, at)


def _tell_how_many(row: Throttle, at: datetime) -> None:
    if row.refused:
        _tell(row.key.partition(":")[0], row.refused, at)


def _tell(*told: Any) -> None:
    for hook in on_refused:
        hook(*told)
