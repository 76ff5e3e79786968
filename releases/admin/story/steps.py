"""The steps of a release's way, and the notices to exchanges, as phrases."""

from django.utils.html import format_html
from django.utils.safestring import SafeString

from releases.admin.story.acts import Row
from releases.admin.story.lists import listed
from releases.admin.story.names import Names
from releases.admin.story.values import as_words
from releases.models import Approval, Asked, ExchangeNotice, Release, Step

_STEPS = {
    Step.Kind.SUBMITTED: "submitted revision\N{NO-BREAK SPACE}{revision} for review",
    Step.Kind.COMMENTED: "commented on revision\N{NO-BREAK SPACE}{revision}",
    Step.Kind.SENT_BACK: "sent revision\N{NO-BREAK SPACE}{revision} back to its writers",
    Step.Kind.RECALLED: "recalled revision\N{NO-BREAK SPACE}{revision}: it is a draft again",
    Step.Kind.APPROVED: "approved revision\N{NO-BREAK SPACE}{revision}",
    Step.Kind.IMPORTED: "entered revision\N{NO-BREAK SPACE}{revision} as historic, at its own time",
    Step.Kind.HELD: "put it on hold",
    Step.Kind.RESUMED: "lifted the hold",
    Step.Kind.RELEASED: "released it: public from this second on",
    Step.Kind.LEAKED: "went into leak mode: it is said to be out",
    Step.Kind.CORRECTED: "began its correction",
    Step.Kind.WITHDRAWN: "withdrew it",
}


def notice(row: Row, names: Names) -> SafeString:
    held = row.values
    if not held.get("reference"):
        return format_html("recorded that {} need not be told ahead", held.get("market", ""))
    given = as_words(ExchangeNotice._meta.get_field("given_at"), held.get("given_at"), names)
    return format_html(
        "recorded that {} was told ahead (reference {}, {})",
        held["market"],
        held["reference"],
        given,
    )


def taken(rows: list[Row], names: Names) -> list[SafeString]:
    told = []
    for row in rows:
        if row.model is not Step:
            continue
        kind = row.values.get("kind", "")
        if kind == Step.Kind.RESCHEDULED:
            told.append(_rescheduled(rows, names))
            continue
        words = _STEPS.get(kind, kind).format(revision=row.values.get("revision", "?"))
        asked = [
            names.person(a.values.get("user_id"))
            for a in rows
            if a.model is Asked and a.values.get("step_id") == row.entry.row_id
        ]
        phrase = format_html("{}", words)
        if asked:
            phrase = format_html("{}, asking {}", phrase, listed(asked))
        told.append(format_html("{}{}", phrase, _digest(rows, kind)))
    return told


def _digest(rows: list[Row], kind: str) -> SafeString:
    approvals = [row.values for row in rows if row.model is Approval]
    if kind not in {Step.Kind.APPROVED, Step.Kind.IMPORTED} or not approvals:
        return SafeString("")
    digest = str(approvals[0].get("sha256", ""))
    return format_html(
        ' <span class="minute-digest">(SHA-256 <code title="{}">{}…</code>)</span>',
        digest,
        digest[:12],
    )


def _rescheduled(rows: list[Row], names: Names) -> SafeString:
    """From when to when."""
    field = Release._meta.get_field("publish_at")
    for row in rows:
        if row.model is Release and row.action == "update" and "publish_at" in row.entry.columns:
            was = as_words(field, row.before.get("publish_at"), names)
            now = as_words(field, row.after.get("publish_at"), names)
            if not now:
                return format_html("took its time away, which was {}", was)
            if not was:
                return format_html("gave it its time: {}", now)
            return format_html("moved it from {} to {}", was, now)
    return SafeString("gave it another time")
