"""Whether this machine can set a page: WeasyPrint's package and the system's libraries behind it.

Asked without importing WeasyPrint, which takes half a second and tens of megabytes that the site's
own processes never need (``releases/paper/press.py`` has another process set the pages).
"""

import ctypes
from collections.abc import Iterable
from functools import cache
from importlib.util import find_spec

# Each under its names on Linux, macOS and Windows.
_LIBRARIES: tuple[tuple[str, ...], ...] = (
    ("libgobject-2.0.so.0", "libgobject-2.0.dylib", "libgobject-2.0-0.dll"),
    ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll"),
    ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib", "libpangoft2-1.0-0.dll"),
    ("libharfbuzz.so.0", "libharfbuzz.0.dylib", "libharfbuzz-0.dll"),
    ("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib", "libharfbuzz-subset-0.dll"),
    ("libfontconfig.so.1", "libfontconfig.1.dylib", "libfontconfig-1.dll"),
)


@cache
def are_there() -> bool:
    """Whether all is there; looked for once in the life of a process."""
    return _are_all_there()


def _are_all_there() -> bool:
    return find_spec("weasyprint") is not None and all(map(_loads, _LIBRARIES))


def _loads(names: Iterable[str]) -> bool:
    for name in names:
        try:
            ctypes.CDLL(name)
        except OSError:
            continue
        return True
    return False
