"""Private storage: files that only a view hands out, after it has applied the rule.

No web server serves this directory. Names are random and tell nothing; the public name and type
of a file stand in its row. Directories are for their owner alone, and so are files.
"""

import hashlib
import os
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured, SuspiciousFileOperation
from django.core.files import File
from django.core.files.storage import FileSystemStorage
from django.utils.deconstruct import deconstructible

_CHUNK = 64 * 1024


class TamperedFile(Exception):
    """The stored bytes are not those that were approved: nothing of them may be shown."""


# Deconstructed without arguments: a migration holds no machine's path.
@deconstructible(path="ircms.storage.PrivateStorage")
class PrivateStorage(FileSystemStorage):
    """Files under ``settings.IRCMS_PRIVATE_ROOT``, read from the settings when needed."""

    base_url = None  # type: ignore[assignment]  # Django falls back to MEDIA_URL
    file_permissions_mode = 0o600
    directory_permissions_mode = 0o700

    def __init__(self) -> None:
        super().__init__()

    @property
    def base_location(self) -> str:  # not cached: it follows the setting
        root = settings.IRCMS_PRIVATE_ROOT
        if not root:
            raise ImproperlyConfigured("IRCMS_PRIVATE_ROOT is empty: name a directory of its own.")
        return str(Path(root))

    @property
    def location(self) -> str:
        return os.path.abspath(self.base_location)  # noqa: PTH100  # as Django compares it

    def url(self, name: str | None) -> str:
        """Raises ValueError: a private file has no address of its own."""
        raise ValueError("A private file has no address: link to the view that guards it.")

    def generate_filename(self, filename: str | os.PathLike[str]) -> str:
        """A random name, whatever ``filename`` says; the one it is saved under may be another."""
        return _random_name()

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        available = _random_name()
        if max_length is not None and len(available) > max_length:
            raise SuspiciousFileOperation(
                f"The column holds {max_length} characters; a private name has {len(available)}."
            )
        return available

    def _save(self, name: str, content: "File[Any]") -> str:
        try:
            return str(super()._save(name, content))  # type: ignore[misc]  # not in the stubs
        except Exception:
            # Django leaves what was written so far, if only an empty file.
            self.delete(name)
            raise

    def open_verified(self, name: str, sha256: str) -> Iterator[bytes]:
        """The bytes of ``name`` in chunks, once all of them were found to have this SHA-256.

        ``sha256``: 64 lower-case hexadecimal digits. Raises TamperedFile here, before anything is
        yielded, when they differ or the file is gone; and while streaming, before the last chunk,
        when the file changes after the check.
        """
        path = Path(self.path(name))
        digest = hashlib.sha256()
        for chunk in _chunks(path):
            digest.update(chunk)
        if digest.hexdigest() != sha256:
            raise TamperedFile(f"{name} is not the file that was approved.")
        return _streamed(path, sha256)


def _random_name() -> str:
    name = uuid.uuid4().hex
    return f"{name[:2]}/{name[2:4]}/{name}"


def _chunks(path: Path) -> Iterator[bytes]:
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                yield chunk
    except FileNotFoundError:
        raise TamperedFile(f"{path.name} is gone.") from None


def _streamed(path: Path, sha256: str) -> Iterator[bytes]:
    """The chunks, the last held back until the whole is once more what was checked."""
    digest, held = hashlib.sha256(), b""
    for chunk in _chunks(path):
        if held:
            yield held
        digest.update(chunk)
        held = chunk
    if digest.hexdigest() != sha256:
        raise TamperedFile(f"{path.name} changed while it was read.")
    yield held
