"""Plain makers of what tests need. The cast: Ada writes, Ben approves, Cora publishes; Mallory
must never get in. Issuers and people are made up."""

from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import User
from company.models import Category, Company, Listing
from ircms.actor import acting_as
from releases.digest import canonical_bytes
from releases.models import (
    Approval,
    Attachment,
    Contact,
    Insider,
    Release,
    ReleaseContact,
    ReleaseStandingText,
    StandingText,
)

NOON = datetime(2026, 3, 2, 17, 0, tzinfo=UTC)  # 12:00 EST, where tests stop the clock
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def person(name: str, *roles: str, **extra: Any) -> User:
    """A member of staff by first name, in the groups named."""
    email = f"{name.lower()}@harbor-bio.example"
    user = User.objects.filter(email=email).first()
    if user is None:
        user = User.objects.create_user(email, "a long enough pass phrase", full_name=name, **extra)
        user.groups.set(Group.objects.filter(name__in=roles))
    return user


def enrolled(user: User) -> str:
    """The secret of the authenticator app of ``user``, set up if there is none."""
    from accounts import factors
    from ircms import clock

    if (secret := factors.secret_of(user)) is not None:
        return secret
    secret = factors.new_secret()
    factors.give_app(user, secret, clock.now())
    return secret


def code_of(user: User) -> str:
    """A code that the app of ``user`` shows now, as if it had shown none before."""
    from allauth.mfa.models import Authenticator

    from accounts import factors
    from ircms import clock

    secret = enrolled(user)
    app = Authenticator.objects.get(user_id=user.pk, type=Authenticator.Type.TOTP)
    app.data["last_step"] = 0
    app.save()
    return factors.code_at(secret, clock.now())


def prove(session: Any, user: User) -> None:
    """``session``, begun by ``user``, as if it had been proven with their second factor now."""
    from allauth.mfa.models import Authenticator
    from allauth.usersessions.models import UserSession

    from accounts import sessions
    from ircms import clock

    enrolled(user)
    at = clock.now()
    row, _ = UserSession.objects.get_or_create(
        session_key=session.session_key,
        defaults={"user": user, "ip": "::", "user_agent": "", "created_at": at, "last_seen_at": at},
    )
    factor = Authenticator.objects.get(user_id=user.pk, type=Authenticator.Type.TOTP)
    session[sessions.NAME] = {
        "row": row.pk,
        "password_at": at.isoformat(),
        "factor": factor.pk,
        "proven_at": at.isoformat(),
    }
    session.save()


def ada() -> User:
    return person("Ada", "writer")


def ben() -> User:
    return person("Ben", "approver")


def cora() -> User:
    return person("Cora", "publisher")


def bea() -> User:
    """A second approver."""
    return person("Bea", "approver")


def ivo() -> User:
    """An approver who may also enter what was public elsewhere."""
    user = person("Ivo", "approver")
    user.user_permissions.add(Permission.objects.get(codename="import_historic_release"))
    return user


def company() -> Company:
    found, _ = Company.objects.get_or_create(
        pk=1, defaults={"name": "Harbor Bio", "legal_name": "Harbor Bio Holdings, Inc."}
    )
    Listing.objects.get_or_create(company=found, exchange="Nasdaq", mic="XNAS", ticker="HRBR")
    return found


def draft(headline: str = "Harbor Bio opens a plant", **columns: Any) -> Release:
    """A release as Ada left it, not approved."""
    columns.setdefault("body", "<p>The plant opened today.</p>")
    if columns.get("corrects"):
        columns.setdefault("correction_reason", "A figure was wrong.")
    with acting_as(ada()):
        return Release.objects.create(headline=headline, **columns)


def approved(headline: str = "Harbor Bio opens a plant", **columns: Any) -> Release:
    """A release approved by Ben, due an hour after NOON unless ``publish_at`` says otherwise."""
    columns.setdefault("publish_at", NOON + timedelta(hours=1))
    return approve(draft(headline, **columns))


def submitted(release: Release, at: datetime = NOON) -> Release:
    """Submitted for review as it stands; exchanges that want a notice need none."""
    from releases import review

    release.refresh_from_db()
    if not release.is_in_review:
        review.submit(release, by=ada(), at=at, revision=release.revision)
    if not release.exchange_notices.exists():
        waive_notice(release, at)
    return release


def waive_notice(release: Release, at: datetime = NOON) -> None:
    """Cora records that Nasdaq need not be told."""
    from releases.schedule import record_notice

    record_notice(release, by=cora(), at=at, market="XNAS", waiver_reason="Nothing material.")


def approved_by(who: User, release: Release, at: datetime = NOON, **seen: Any) -> Approval:
    """``who`` approves what was submitted, each warning of pre-flight acknowledged."""
    submitted(release, at)
    revision = seen.get("revision", release.revision)
    return release.approve(by=who, at=at, revision=revision, acknowledged=warnings(release, at))


def warnings(release: Release, at: datetime = NOON) -> list[str]:
    """The fingerprints of what pre-flight warns of, to be acknowledged."""
    from releases import preflight

    return [finding.fingerprint for finding in preflight.open_findings(release, at).warnings]


def able(user: User, *rights: str) -> User:
    """``user``, with rights of releases beyond those of the role, by name."""
    user.user_permissions.add(*Permission.objects.filter(codename__in=rights))
    return User.objects.get(pk=user.pk)


def approve(release: Release, at: datetime = NOON) -> Release:
    """Ben approves; what is due already Ivo enters as historic."""
    from releases.approval import import_historic

    release.refresh_from_db()
    if release.publish_at is not None and release.publish_at <= at:
        import_historic(release, by=ivo(), at=at, revision=release.revision)
    else:
        approved_by(ben(), release, at)
    return release


def public(headline: str = "Harbor Bio opens a plant", **columns: Any) -> Release:
    """A release that has been out for a day at NOON."""
    columns.setdefault("publish_at", NOON - timedelta(days=1))
    return approved(headline, **columns)


def keep_to_few(release: Release, *people: User) -> None:
    """Confidential, and Ada and ``people`` on its list; were it approved since."""
    with acting_as(ada()):
        Release.objects.filter(pk=release.pk).update(is_confidential=True)
        for person in {ada(), *people}:
            Insider.objects.get_or_create(
                release=release, user=person, defaults={"added_by": ada(), "added_at": NOON}
            )
    release.refresh_from_db()


def contact(name: str = "Mara Lindqvist", **columns: Any) -> Contact:
    return Contact.objects.create(
        name=name,
        **{"title": "Investor Relations", "organisation": "Harbor Bio",
           "phone": "+1 555 0100", "email": "ir@harbor-bio.example"} | columns,
    )  # fmt: skip


def print_contact(release: Release, who: Contact, **columns: Any) -> ReleaseContact:
    with acting_as(ada()):
        return ReleaseContact.objects.create(release=release, contact=who, **columns)


def standing_text(kind: str = "about", **columns: Any) -> StandingText:
    defaults = {"key": f"{kind}-text", "title": "About Harbor Bio", "body": "<p>Harbor Bio.</p>"}
    with acting_as(ada()):
        return StandingText.objects.create(kind=kind, **defaults | columns)


def print_text(release: Release, text: StandingText, position: int = 0) -> ReleaseStandingText:
    with acting_as(ada()):
        return ReleaseStandingText.objects.create(
            release=release, standing_text=text, position=position
        )


def category(name: str = "Facilities", slug: str = "facilities") -> Category:
    with acting_as(ada()):
        return Category.objects.get_or_create(slug=slug, defaults={"name": name})[0]


def categorise(release: Release, *categories: Category) -> None:
    with acting_as(ada()):
        release.categories.add(*categories)


def attach(
    release: Release, *, name: str = "plan.pdf", data: bytes = PDF, **columns: Any
) -> Attachment:
    with acting_as(ada()):
        return Attachment.objects.create(
            release=release,
            title=columns.pop("title", "Floor plan"),
            file=SimpleUploadedFile(name, data),
            **columns,
        )


def record_approval(release: Release, approver: User, **columns: Any) -> Approval:
    """The row of an approval, written past the transition: the guards alone can refuse it."""
    canonical = canonical_bytes(release)
    made = {
        "approved_at": NOON,
        "revision": release.revision,
        "canonical": canonical,
        "sha256": sha256(canonical).hexdigest(),
    }
    return Approval.objects.create(release=release, approver=approver, **made | columns)
