"""How much may be sent: from one network, and by everybody together.

What counts stands in the database, so that it holds for every process. Whose a sending was is kept
as a hash with a random salt of the day; both go when the day is over (UTC).
"""

import secrets
from datetime import datetime, timedelta
from hashlib import sha256

from django.db import transaction
from django.db.models import QuerySet

from enquiries.models import Salt, Sending

# How many within which time: of one network (a whole office may sit behind one), and of everybody.
OF_A_NETWORK = ((3, timedelta(minutes=10)), (10, timedelta(days=1)))
OF_EVERYBODY = ((60, timedelta(hours=1)),)


def take(network: str, at: datetime) -> bool:
    """Count a sending from ``network`` at ``at``, and say whether there was room for it; one that
    had none is not counted."""
    with transaction.atomic():
        hashed = _hashed(network, at)
        own = Sending.objects.filter(network=hashed)
        if any(_is_full(own, *limit, at) for limit in OF_A_NETWORK):
            return False
        if any(_is_full(Sending.objects.all(), *limit, at) for limit in OF_EVERYBODY):
            return False
        Sending.objects.create(network=hashed, at=at)
    return True


def forget(at: datetime) -> None:
    """Take away what is left of the days before that of ``at``."""
    if Salt.objects.filter(day__lt=at.date()).exists():
        Salt.objects.filter(day__lt=at.date()).delete()
    midnight = at.replace(hour=0, minute=0, second=0, microsecond=0)
    if Sending.objects.filter(at__lt=midnight).exists():
        Sending.objects.filter(at__lt=midnight).delete()


def _is_full(sendings: QuerySet[Sending], most: int, within: timedelta, at: datetime) -> bool:
    newest = sendings.order_by("-at").values_list("at", flat=True)[:most]
    return len(newest) == most and newest[most - 1] > at - within


def _hashed(network: str, at: datetime) -> str:
    made = {"value": secrets.token_hex(32)}
    # Locked: those who send at the same moment are counted one after the other.
    salt, _ = Salt.objects.select_for_update().get_or_create(day=at.date(), defaults=made)
    return sha256(f"{salt.value} {network}".encode()).hexdigest()
