"""Figures of capacity, as a text has them and as they are stored."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError

from facilities import figures, numbers, units
from facilities.models import CapacityFigure, CapacitySeries
from facilities.models.capacity import Measure
from facilities.proposals import claims
from facilities.proposals.places import sites_of
from facilities.proposals.sites import Sites
from releases.drafting.asking import Asking
from releases.drafting.proposal import Choice, Field, Proposal
from releases.drafting.registry import Stored
from releases.models import Release
from releases.precision import Precision
from releases.wire import findings

NAME = "figures"
KNOWN_BY = (
    ("places", "measure", "label", "basis", "as_of", "value"),
    ("places", "measure", "label", "basis", "as_of"),
    ("passage", "value"),
    ("places", "measure", "label", "basis"),
    ("places", "measure", "label"),
    ("value", "unit"),
)
_Basis = CapacityFigure.Basis
_MEASURES = tuple(Choice(str(value), str(label)) for value, label in Measure.choices)
_BASES = tuple(Choice(str(value), str(label)) for value, label in _Basis.choices)
_PRECISIONS = tuple(Choice(str(value), str(label)) for value, label in Precision.choices)
_AROUND = 5000  # characters of a paragraph on each side of a figure that say what it is of
_SAME = Decimal("0.02")  # of a figure that is printed in two units, rounded in one


def propose(asking: Asking) -> list[Proposal]:
    """A proposal for each figure. One that is said twice, or once more in another unit, is
    proposed once; nothing is added up."""
    sites = sites_of(asking)
    proposals: list[Proposal] = []
    stated: list[tuple[findings.Figure, Proposal]] = []
    for found in asking.reading.capacity_figures:
        proposal = _proposal(f"{NAME}-{len(proposals)}", found, sites)
        if any(_is_the_same(found, proposal, *each, asking) for each in stated):
            continue
        proposal = _not_twice(proposal, [each for _, each in stated])
        stated.append((found, proposal))
        proposals.append(proposal)
    return proposals


def stored(release: Release) -> list[Stored]:
    rows = CapacityFigure.objects.filter(release=release).select_related("series")
    return [_stored(row) for row in rows.prefetch_related("facilities")]


def _stored(row: CapacityFigure) -> Stored:
    places = sorted(row.facilities.all(), key=lambda each: (each.name, each.pk))
    names = ", ".join(str(each) for each in places)
    values = {
        "places": "+".join(str(each.pk) for each in places),
        "measure": row.series.measure,
        "label": row.series.label,
        "value": numbers.grouped(row.value),
        "unit": units.printed_unit(row.unit),
        "basis": row.basis,
        "as_of": row.as_of.isoformat() if row.as_of else "",
        "passage": row.passage,
    }
    shown = {"places": f"{names}, together" if len(places) > 1 else names}
    return Stored(str(row), values, shown)


def _proposal(name: str, found: findings.Figure, sites: Sites) -> Proposal:
    asking = sites.asking
    start = min(found.value.start, found.unit.start)
    end = max(found.value.end, found.unit.end)
    begin, close = asking.sentence(start, end)
    sentence = asking.text[begin:close]
    block = asking.document.blocks[asking.document.block_at(start)]
    about = asking.text[max(block.start, start - _AROUND) : min(block.end, end + _AROUND)]
    within = start - begin, end - begin
    is_what = claims.measured(sentence, *within, found.unit.value, about, has_gmp=sites.has_gmp)
    whose = sites.whose(start, end)
    printed = _as_printed(found, asking.text)
    fields = (
        Field("places", "Facilities", whose.value, start, end, whose.choices, doubt=whose.doubt),
        Field("measure", "Measure", is_what.measure, start, end, _MEASURES, doubt=is_what.doubt),
        Field("label", "Counting what", is_what.label),
        Field(
            "value", "Value", numbers.grouped(found.value.value), found.value.start, found.value.end
        ),
        Field("unit", "Unit", is_what.unit, found.unit.start, found.unit.end),
        printed,
        *_when(sites, whose.value, sentence, (begin, start, close)),
        asking.passage(start, end),
    )
    title = printed.value + (f": {sites.label(whose.value)}" if whose.value else "")
    proposal = Proposal(name, "Capacity figure", title, fields, start, end)
    return _checked(proposal, asking)


def _as_printed(found: findings.Figure, text: str) -> Field:
    """Number and unit as they stand; the number alone, where another one stands between them."""
    start = min(found.value.start, found.unit.start)
    end = max(found.value.end, found.unit.end)
    between = text[found.value.end : found.unit.start]
    if any(sign.isdigit() for sign in between):
        start, end = found.value.start, found.value.end
    return Field("as_printed", "As printed", " ".join(text[start:end].split()), start, end)


def _when(
    sites: Sites, places: str, sentence: str, span: tuple[int, int, int]
) -> tuple[Field, Field, Field]:
    """Basis and day. An actual figure holds on the release's own day, as far as the text says
    nothing else; a plan is for the day its sentence names, or for that of the opening."""
    opening = sites.openings.get(places)
    begin, start, close = span
    basis = claims.basis(sentence, start - begin, is_to_open=opening is not None)
    day = claims.day(sentence) if basis == _Basis.PLANNED else None
    if day is None and basis == _Basis.PLANNED:
        opening = opening or _opening_named(sites, sentence)
        day = claims.Day(opening[0], Precision.DAY) if opening else None
    doubt = "" if basis else "Is it so already, or planned?"
    if basis == _Basis.ACTUAL and sites.asking.day is not None:
        day = claims.Day(sites.asking.day, Precision.DAY)
    day_doubt = day.doubt if day else ""
    if basis == _Basis.ACTUAL and day is None:
        day_doubt = "As of which day does it hold? The release has no date yet."
    value, precision = (day.on.isoformat(), day.precision) if day else ("", Precision.DAY)
    return (
        Field("basis", "Actual or planned", basis, begin, close, _BASES, doubt=doubt),
        Field("as_of", "As of", value, doubt=day_doubt),
        Field("as_of_precision", "Known to", str(precision), choices=_PRECISIONS),
    )


def _opening_named(sites: Sites, sentence: str) -> tuple[date, int, int] | None:
    """The opening that a sentence plans from: “with the opening of …, we will have”."""
    days = {opening[0]: opening for opening in sites.openings.values()}
    is_named = any(word in sentence.casefold() for word in ("opening", "open", "opened"))
    return next(iter(days.values())) if is_named and len(days) == 1 else None


def _checked(proposal: Proposal, asking: Asking) -> Proposal:
    """With the objections that the model would have as doubts of the fields they are about."""
    of = {field.name: field.value for field in proposal.fields}
    figure = CapacityFigure(
        release=asking.release,
        series=CapacitySeries(measure=of["measure"], label=of["label"], facility_set="0"),
        unit=of["unit"],
        as_printed=of["as_printed"],
        basis=of["basis"],
        passage=of["passage"],
    )
    try:
        figure.value = numbers.parse_number(of["value"])
        figures.check(figure)
    except ValidationError as refused:
        wrong: dict[str, Any] = getattr(refused, "message_dict", {"value": refused.messages})
        return replace(
            proposal,
            fields=tuple(
                replace(each, doubt=each.doubt or " ".join(wrong.get(each.name, ())))
                for each in proposal.fields
            ),
        )
    return proposal


def _is_the_same(
    found: findings.Figure,
    proposal: Proposal,
    other: findings.Figure,
    stated: Proposal,
    asking: Asking,
) -> bool:
    """Whether a figure has been stated already: the same once more, or in the other system in the
    same sentence."""
    if _series(proposal) != _series(stated):
        return False
    if found.value.value == other.value.value and found.unit.value == other.unit.value:
        return True
    sentences = {asking.sentence(each.value.start, each.value.end) for each in (found, other)}
    unit, others = units.known_unit(found.unit.value), units.known_unit(other.unit.value)
    if len(sentences) > 1 or unit is None or unit == others:
        return False
    same = units.converted(found.value.value, unit)
    if same is None or same.unit != others:
        return False
    return abs(same.value - other.value.value) <= _SAME * other.value.value


def _series(proposal: Proposal) -> tuple[str, ...]:
    of = {field.name: field.value for field in proposal.fields}
    return of["places"], of["measure"], of["label"], of["basis"], of["as_of"]


def _not_twice(proposal: Proposal, stated: list[Proposal]) -> Proposal:
    """A release states one figure for a series, basis and day: another one is asked about."""
    others = [each.title for each in stated if _series(each) == _series(proposal)]
    if not others:
        return proposal
    doubt = (
        f"“{others[0]}” would be of the same measure, facilities and day: say what each counts, or "
        "leave one out."
    )
    return replace(proposal, doubts=(*proposal.doubts, doubt))
