"""The four roles, as groups, and what each may do.

A right is ``app.codename``. Groups come by migration (``accounts`` 0002); the permissions they
hold are granted after every migrate, because that is when Django has made them.
"""

from collections.abc import Mapping

from django.contrib.auth.models import Group, Permission

WRITER, APPROVER, PUBLISHER, AUDITOR = "writer", "approver", "publisher", "auditor"
ROLES = (WRITER, APPROVER, PUBLISHER, AUDITOR)

_BUNDLE = ("release", "releasestandingtext", "releasecontact", "attachment")
_SHARED = ("contact", "standingtext")
# By app: what a release states, and whom it is about.
_STATEMENTS = {
    "facilities": ("facilityupdate", "capacityfigure", "capacitysite"),
    "trials": ("trialupdate",),
    "events": ("eventupdate",),
    "library": ("documentupdate", "pageversion"),
}
_IDENTITIES = {
    "facilities": ("facility",),
    "trials": ("clinicaltrial",),
    "events": ("event",),
    "library": ("document", "sitepage"),
}


def _rights(verbs: tuple[str, ...], models: tuple[str, ...], app: str) -> set[str]:
    return {f"{app}.{verb}_{model}" for verb in verbs for model in models}


def _rights_by_app(verbs: tuple[str, ...], models: Mapping[str, tuple[str, ...]]) -> set[str]:
    return set().union(*(_rights(verbs, names, app) for app, names in models.items()))


_READ = (
    _rights(("view",), (*_BUNDLE, *_SHARED, "approval"), "releases")
    | _rights(("view",), ("company", "listing", "category"), "company")
    | _rights_by_app(("view",), _STATEMENTS)
    | _rights_by_app(("view",), _IDENTITIES)
)
_WRITE = (
    _rights(("add", "change", "delete"), _BUNDLE, "releases")
    | _rights(("add", "change"), _SHARED, "releases")
    | _rights(("add", "change"), ("category",), "company")
    | _rights_by_app(("add", "change", "delete"), _STATEMENTS)
    | _rights_by_app(("add", "change"), _IDENTITIES)
)

RIGHTS: dict[str, set[str]] = {
    WRITER: _READ
    | _WRITE
    | {
        "releases.submit_release",
        "releases.comment_release",
        "releases.correct_release",
    },
    APPROVER: _READ
    | {
        "releases.comment_release",
        "releases.approve_release",
        "releases.send_back_release",
    },
    PUBLISHER: _READ
    | _rights(("change",), ("company", "listing", "category"), "company")
    | {
        "releases.comment_release",
        "releases.schedule_release",
        "releases.hold_release",
        "releases.release_now_release",
        "releases.withdraw_release",
        "previews.add_grant",
        "previews.view_grant",
        "previews.revoke_grant",
    },
    AUDITOR: _READ
    | {"accounts.view_user", "audit.view_entry", "outbox.view_message", "previews.view_grant"},
}


def grant_roles(app_label: str, using: str) -> None:
    """Give each role's group the rights it has in ``app_label``; what others added stays."""
    for role, rights in RIGHTS.items():
        codenames = [right.split(".")[1] for right in rights if right.split(".")[0] == app_label]
        if not codenames:
            continue
        group, _ = Group.objects.using(using).get_or_create(name=role)
        group.permissions.add(
            *Permission.objects.using(using).filter(
                content_type__app_label=app_label, codename__in=codenames
            )
        )
