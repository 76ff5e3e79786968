"""What each way does with what was said on its page: it calls the transition."""

from releases import approval, copying, leak, review, schedule, withdrawal
from releases.admin.transitions import Act
from releases.models import Release


def submit(release: Release, act: Act) -> None:
    review.submit(
        release,
        by=act.by,
        at=act.at,
        revision=act.revision,
        text=act.reason,
        asking=list(act.said["asking"]),
    )


def approve(release: Release, act: Act) -> None:
    approval.approve(
        release,
        by=act.by,
        at=act.at,
        revision=act.revision,
        acknowledged=act.acknowledged,
    )


def send_back(release: Release, act: Act) -> None:
    review.send_back(release, by=act.by, at=act.at, revision=act.revision, text=act.reason)


def recall(release: Release, act: Act) -> None:
    review.recall(release, by=act.by, at=act.at, revision=act.revision, text=act.reason)


def reschedule(release: Release, act: Act) -> None:
    schedule.reschedule(
        release,
        by=act.by,
        at=act.at,
        revision=act.revision,
        publish_at=act.said["publish_at"],
    )


def record_notice(release: Release, act: Act) -> None:
    names = ("market", "reference", "given_at", "waiver_reason")
    said = {name: act.said[name] for name in names}
    schedule.record_notice(release, by=act.by, at=act.at, **said)


def release_now(release: Release, act: Act) -> None:
    schedule.release_now(
        release,
        by=act.by,
        at=act.at,
        revision=act.revision,
        versions=act.said["versions"],
    )


def leak_mode(release: Release, act: Act) -> None:
    if act.said["is_hold"]:
        leak.hold_bundle(release, by=act.by, at=act.at, reason=act.reason)
        return
    leak.release_bundle(
        release,
        by=act.by,
        at=act.at,
        revision=act.revision,
        versions=act.said["versions"],
        approver=act.said["second"],
    )


def enter_as_historic(release: Release, act: Act) -> None:
    approval.import_historic(release, by=act.by, at=act.at, revision=act.revision)


def hold(release: Release, act: Act) -> None:
    schedule.hold(release, by=act.by, at=act.at, reason=act.reason)


def resume(release: Release, act: Act) -> None:
    schedule.resume(release, by=act.by, at=act.at, text=act.reason)


def comment(release: Release, act: Act) -> None:
    review.comment(release, by=act.by, at=act.at, text=act.reason)


def correct(release: Release, act: Act) -> Release:
    return copying.correct(release, by=act.by, at=act.at, reason=act.reason)


def copy(release: Release, act: Act) -> Release:
    return copying.copy(release, by=act.by, at=act.at)


def withdraw(release: Release, act: Act) -> None:
    withdrawal.withdraw(release, by=act.by, at=act.at, reason=act.reason)
