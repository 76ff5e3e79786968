"""Secrets of second factors, encrypted where they lie: a copy of the database gives no codes.

The key is derived from ``SECRET_KEY``. After a change of that, put the old one into
``SECRET_KEY_FALLBACKS`` until everybody's factors have been read, or let people enrol anew.
"""

import base64
from urllib.parse import urlsplit

from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils.encoding import force_bytes


class EncryptingAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # it comes without types
    """What django-allauth asks when it stores or reads a secret."""

    def get_totp_issuer(self) -> str:
        """What an app lists the account under."""
        return f"Newsroom desk, {urlsplit(settings.SITE_URL).hostname}"

    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _cipher().decrypt(encrypted_text.encode()).decode()


def _cipher() -> MultiFernet:
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_key_from(secret)) for secret in secrets])


def _key_from(secret: str | bytes) -> bytes:
    derived = HKDF(SHA256(), length=32, salt=None, info=b"ircms second factors")
    return base64.urlsafe_b64encode(derived.derive(force_bytes(secret)))
