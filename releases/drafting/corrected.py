"""Which public release a text corrects, where it says that it corrects one."""

from difflib import SequenceMatcher

from releases.drafting.asking import Asking
from releases.drafting.making import Making
from releases.drafting.proposal import Choice, Field, Proposal
from releases.models import Release

_ALIKE = 0.45  # of two headlines, from which on one may correct the other
_MOST_CORRECTED = 8
_LONGEST = 500  # characters of a headline that are compared
_MOST_COMPARED = 400  # public releases, newest first: a correction follows soon


def fields(asking: Asking) -> tuple[Field, ...]:
    """Of a text that says it corrects another: which one, among what is public, and why."""
    correction = asking.reading.correction
    if correction is None:
        return ()
    said = correction.note
    alike = _alike(asking, said.value if said else "")
    choices = (
        *(
            Choice(str(each.pk), f"{each.headline} ({each.printed_date_iso[:10]})")
            for each in alike
        ),
        Choice("", "None of these: it corrects nothing that is on this site"),
    )
    start, end = (said.start, said.end) if said else (0, 0)
    which = "The text says that it corrects an earlier release: choose which."
    why = "" if said else "Say what was wrong and what is right: readers will be told."
    value = str(alike[0].pk) if alike else ""
    label = "Why it is corrected"
    reason = said.value if said else ""
    return (
        Field("corrects", "Corrects", value, start, end, choices=choices, doubt=which),
        Field("correction_reason", label, reason, start, end, is_long=True, doubt=why),
    )


def _alike(asking: Asking, note: str) -> list[Release]:
    """Public releases whose headline resembles this one's, or stands in the note."""
    headline = asking.reading.headline
    wanted = headline.value.casefold()[:_LONGEST] if headline else ""
    note = note.casefold()
    scored = []
    newest = Release.objects.public(asking.at).originals().order_by("-out_at", "-pk")
    for release in newest.defer("body")[:_MOST_COMPARED]:
        other = release.headline.casefold()
        score = SequenceMatcher(None, wanted, other, autojunk=False).ratio()
        if other in note:
            score += 1
        if score >= _ALIKE:
            scored.append((score, release))
    scored.sort(key=lambda pair: -pair[0])
    return [release for _, release in scored[:_MOST_CORRECTED]]


def chosen(making: Making, proposal: Proposal, value: str) -> Release | None:
    offered = {
        c.value for field in proposal.fields if field.name == "corrects" for c in field.choices
    }
    if not value or value not in offered:
        return None
    return Release.objects.public(making.at).filter(pk=int(value)).first()
