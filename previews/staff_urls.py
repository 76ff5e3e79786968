"""The addresses of previews for colleagues, beside a release's other pages at the desk."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.urls import URLPattern, path, re_path

from previews import staff, typed
from previews.staff_pages import frames_us, is_framed
from releases.admin.release import ReleaseAdmin

_PAGES: tuple[tuple[Callable[..., Any], str, Callable[..., Any], str], ...] = (
    (path, "add/preview/", is_framed(typed.new), "preview_new"),
    (path, "<int:key>/preview/", frames_us(staff.frame), "preview"),
    (path, "<int:key>/preview/typed/", is_framed(typed.changed), "preview_typed"),
    (
        re_path,
        r"^(?P<key>[0-9]{1,18})/preview/site/(?P<path>.*)$",
        is_framed(staff.site),
        "preview_site",
    ),
)


def register() -> None:
    """Have the pages of a release mount them; they know nothing of previews otherwise."""
    for make, route, view, name in _PAGES:
        ReleaseAdmin.pages_beside.append(partial(_mounted, make, route, view, name))


def _mounted(
    make: Callable[..., Any],
    route: str,
    view: Callable[..., Any],
    name: str,
    release_admin: ReleaseAdmin,
) -> URLPattern:
    pattern: URLPattern = make(
        route,
        release_admin.admin_site.admin_view(view),
        {"release_admin": release_admin},
        name=f"releases_release_{name}",
    )
    return pattern
