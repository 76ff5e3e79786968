"""The release itself: what its own fields are to hold."""

from collections.abc import Iterable
from datetime import date
from html import escape

from django.core.exceptions import ValidationError

from releases import fields, insiders, richtext
from releases.drafting import corrected, tickers
from releases.drafting.asking import Asking, misfit
from releases.drafting.making import Making
from releases.drafting.proposal import Choice, Field, Proposal
from releases.models import Release
from releases.wire.document import Said

KEY = "release"
# Of the field that says whether it is kept to few people until it is public.
KEPT = "is_kept"
_NO, _YES = "no", "yes"


def propose(asking: Asking) -> Proposal:
    """The release as the text has it; everything it leaves open is asked."""
    reading = asking.reading
    headline = _line("headline", "Headline", reading.headline)
    if not headline.value:
        headline = Field("headline", "Headline", "", doubt="No headline was found: type it.")
    own = (
        headline,
        _line("subheadline", "Subheadline", next(iter(reading.subheadlines), None)),
        _language(reading.language),
        _places(reading.dateline_locations),
        _date(reading.dateline_date),
        _wire(reading.wire),
        tickers.proposed(asking),
        _body(asking),
    )
    return Proposal(
        key=KEY,
        kind="Release",
        title=headline.value,
        fields=(*own, _kept(), *corrected.fields(asking)),
        start=headline.start,
        end=headline.end,
        is_optional=False,
    )


def make(making: Making, proposal: Proposal) -> Release | None:
    """The release as it was answered, stored; None where it cannot be, which is noted."""
    said = making.answers.values(proposal)
    is_kept = said[KEPT] == _YES
    release = Release(
        headline=said["headline"],
        subheadline=said["subheadline"],
        language=said["language"],
        dateline_places=_lines(said["dateline_places"]),
        wire=said["wire"],
        tickers=_lines(said["tickers"]),
        body=said["body"],
        corrects=corrected.chosen(making, proposal, said.get("corrects", "")),
        correction_reason=said.get("correction_reason", ""),
        is_confidential=is_kept,
    )
    _take_day(making, release, said["dateline_date"])
    problems = insiders.relation_problems(release, making.at, is_kept=is_kept)
    if release.corrects and not release.correction_reason:
        problems["correction_reason"] = (
            "Say what was wrong and what is right: readers will be told."
        )
    for name, problem in problems.items():
        making.answers.refuse(f"{KEY}-{name}", problem)
    if making.answers.errors.keys() & {f"{KEY}-{field.name}" for field in proposal.fields}:
        return None
    if not making.store(proposal, release):
        return None
    if is_kept:
        insiders.begin_list(release, by=making.by, at=making.at)
    return release


def _line(name: str, label: str, said: Said[str] | None) -> Field:
    """A column of one line; what is longer than it holds is asked about, and nothing cut."""
    if said is None:
        return Field(name, label, "")
    doubt = misfit(Release, name, said.value)
    return Field(name, label, said.value, said.start, said.end, doubt=doubt)


def _language(language: str) -> Field:
    choices = tuple(Choice(str(value), str(label)) for value, label in Release.Language.choices)
    is_known = language in Release.Language.values
    doubt = "" if is_known else "The language was not recognised: choose it."
    return Field("language", "Language", language if is_known else "", choices=choices, doubt=doubt)


def _places(said: Iterable[Said[str]]) -> Field:
    found = list(said)
    start, end = (found[0].start, found[-1].end) if found else (0, 0)
    long = any(len(place.value) > fields.MAX_LINE for place in found)
    doubt = f"A place has at most {fields.MAX_LINE} characters: shorten it." if long else ""
    return Field(
        "dateline_places",
        "Dateline places",
        "\n".join(place.value for place in found),
        start,
        end,
        is_long=True,
        doubt=doubt,
    )


def _date(said: Said[str] | None) -> Field:
    start, end = (said.start, said.end) if said else (0, 0)
    return Field("dateline_date", "Dateline date", said.value if said else "", start, end)


def _wire(said: Said[str] | None) -> Field:
    choices = (Choice("", "None"), *(Choice(str(wire), str(wire)) for wire in Release.Wire))
    if said is None:
        return Field("wire", "Wire", "", choices=choices)
    is_known = said.value in Release.Wire.values
    doubt = (
        "" if is_known else f"“{said.value}” is none of the wires known here: choose one, or none."
    )
    value = said.value if is_known else ""
    return Field("wire", "Wire", value, said.start, said.end, choices=choices, doubt=doubt)


def _body(asking: Asking) -> Field:
    """The body; a release has one subheadline, so that of several the rest begin it."""
    html, doubt = asking.reading.body_html, ""
    if others := asking.reading.subheadlines[1:]:
        items = "".join(f"<li>{escape(each.value, quote=False)}</li>" for each in others)
        html = f"<ul>{items}</ul>{html}"
    try:
        html = richtext.clean(html).html
    except ValidationError as refused:
        doubt = " ".join(refused.messages)
    if not html:
        doubt = "No text was found between the dateline and the standing texts: write the body."
    return Field("body", "Body", html, is_long=True, doubt=doubt)


def _kept() -> Field:
    choices = (
        Choice(_NO, "Known to everybody who works here"),
        Choice(_YES, "Known to its insider list alone, until it is public"),
    )
    return Field(KEPT, "Confidential", _NO, choices=choices)


def _take_day(making: Making, release: Release, day: str) -> None:
    try:
        release.dateline_date = date.fromisoformat(day) if day else None
    except ValueError:
        name = f"{KEY}-dateline_date"
        making.answers.refuse(name, f"“{day}” is no date: write it as in 2017-09-22.")


def _lines(text: str) -> list[str]:
    return [line for each in text.splitlines() if (line := " ".join(each.split()))]
