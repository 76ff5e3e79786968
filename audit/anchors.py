"""Anchors: the head of the chain at an instant, signed, to be kept where the database's owner
cannot reach it. Against one, a chain that was written anew or cut short is found out.

An anchor is JSON. Its signature (Ed25519, RFC 8032) is over the same JSON without the signature,
keys sorted, without blanks, in UTF-8.
"""

import json
import os
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings

from audit.chain import written
from audit.verification import Head

FORMAT = "ircms-audit-anchor/1"
SETTING = "IRCMS_AUDIT_KEY"


class AnchorRefused(Exception):
    """An anchor or a key cannot be used; the message says which, why, and what to do."""


@dataclass(frozen=True)
class Anchor:
    """A signed head. ``public_key`` and ``signature`` are hexadecimal digits."""

    format: str
    position: int
    hash: str
    at: str
    public_key: str
    signature: str

    def signed_bytes(self) -> bytes:
        """What the signature is over."""
        values = {name: value for name, value in asdict(self).items() if name != "signature"}
        return json.dumps(
            values, sort_keys=True, ensure_ascii=False, separators=(",", ":")
        ).encode()

    def as_text(self) -> str:
        return json.dumps(asdict(self), indent=2) + "\n"


def sign(head: Head, at: datetime, key: Ed25519PrivateKey) -> Anchor:
    """``head`` at ``at`` (aware), signed with ``key``."""
    unsigned = Anchor(FORMAT, head.position, head.hash, written(at), _digits(key.public_key()), "")
    signature = key.sign(unsigned.signed_bytes()).hex()
    return Anchor(**asdict(unsigned) | {"signature": signature})


def read(path: Path, public_key: str) -> Anchor:
    """The anchor in ``path``, signed with the key of which ``public_key`` (hexadecimal digits) is
    the public half. Raises AnchorRefused."""
    try:
        values: Any = json.loads(path.read_bytes())
        anchor = Anchor(**values)
    except OSError as error:
        raise AnchorRefused(f"The anchor {path} cannot be read: {error.strerror}.") from error
    except (ValueError, TypeError) as error:
        raise AnchorRefused(
            f"{path} is no anchor as “manage.py anchor_audit” writes it."
        ) from error
    if anchor.format != FORMAT or type(anchor.position) is not int:
        raise AnchorRefused(f"{path} is no anchor of the format {FORMAT}.")
    if anchor.public_key != public_key:
        raise AnchorRefused(f"The anchor {path} was signed with another key than yours.")
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key))
        key.verify(bytes.fromhex(anchor.signature), anchor.signed_bytes())
    except (InvalidSignature, ValueError, TypeError) as error:
        raise AnchorRefused(f"The signature of the anchor {path} is not right.") from error
    return anchor


def private_key() -> Ed25519PrivateKey:
    """The key that signs, from the file that the setting names. Raises AnchorRefused."""
    named: str = settings.IRCMS_AUDIT_KEY
    if not named:
        raise AnchorRefused(
            f"No key to sign with: {SETTING} is to name the file of an Ed25519 key. "
            "“manage.py anchor_audit --new-key PATH” makes one."
        )
    try:
        key = serialization.load_pem_private_key(Path(named).read_bytes(), password=None)
    except OSError as error:
        raise AnchorRefused(f"{SETTING} names {named}: {error.strerror}.") from error
    except (ValueError, TypeError) as error:
        raise AnchorRefused(f"{SETTING} names {named}, which is no private key in PEM.") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise AnchorRefused(
            f"{SETTING} names {named}, which is a key of another kind than Ed25519."
        )
    return key


def trusted_key(given: str = "") -> str:
    """The public key whose signatures count, in hexadecimal digits: the one ``given`` (digits, or
    the path of a PEM file), or else that of the setting. Raises AnchorRefused."""
    if not given:
        return _digits(private_key().public_key())
    if len(given) == 64 and not given.strip("0123456789abcdefABCDEF"):
        return given.lower()
    try:
        key = serialization.load_pem_public_key(Path(given).read_bytes())
    except (OSError, ValueError) as error:
        raise AnchorRefused(
            f"{given} is no public key: give its 64 hexadecimal digits, or the file of one in PEM."
        ) from error
    if not isinstance(key, Ed25519PublicKey):
        raise AnchorRefused(f"{given} is a key of another kind than Ed25519.")
    return _digits(key)


def new_key(path: Path) -> str:
    """Make a key in a new file that its owner alone can read; the public half in hexadecimal
    digits. Raises AnchorRefused where the file exists or cannot be made."""
    key = Ed25519PrivateKey.generate()
    pem = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    try:
        opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise AnchorRefused(f"No key can be made in {path}: {error.strerror}.") from error
    with os.fdopen(opened, "wb") as file:
        file.write(pem)
    return _digits(key.public_key())


def _digits(key: Ed25519PublicKey) -> str:
    return key.public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw).hex()
