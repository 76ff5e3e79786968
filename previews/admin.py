"""What previews add to the desk: pages beside that of a release, and words in its history."""

from django.urls import URLPattern, path

from previews import grant_views, staff_urls, story
from releases.admin.release import ReleaseAdmin


def _grants(release_admin: ReleaseAdmin) -> URLPattern:
    return path(
        "<int:key>/grants/",
        release_admin.admin_site.admin_view(grant_views.grants_of_a_release),
        {"release_admin": release_admin},
        name="releases_release_grants",
    )


ReleaseAdmin.pages_beside.append(_grants)
story.register()
staff_urls.register()
