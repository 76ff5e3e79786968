"""How the chain is reckoned: the same in Python as in the triggers of both databases."""

from datetime import UTC, datetime
from hashlib import sha256

GENESIS = "0" * 64  # what the first link follows
SALT_LENGTH = 32  # hexadecimal digits; of one length, so that no digit passes from salt to text


def link_hash(previous: bytes, position: int, record: bytes) -> str:
    """The SHA-256 of a link, in hexadecimal digits."""
    return sha256(b"%b\n%d\n%b" % (previous, position, record)).hexdigest()


def commitment(salt: bytes, text: bytes) -> str:
    """What a record holds of its detail."""
    return sha256(salt + text).hexdigest()


def written(at: datetime) -> str:
    """An instant as records write it: ISO 8601 in UTC, always with six decimals."""
    plain = at.astimezone(UTC).replace(tzinfo=None)
    return f"{plain.isoformat(timespec='microseconds')}Z"
