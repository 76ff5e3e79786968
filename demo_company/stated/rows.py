"""Makes rows of what an announcement states. What a statement is about is found by its
address, and made where it is new; nothing that is there is changed."""

from typing import Any, TypeVar

from demo_company.stated import (
    Stated,
    StatedDocument,
    StatedEvent,
    StatedFacility,
    StatedFigure,
    StatedTrial,
    Subject,
)
from events.models import Event, EventUpdate
from facilities.models import CapacityFigure, Facility, FacilityUpdate
from library.models import Document, DocumentUpdate, PageVersion, SitePage
from releases.models import Release
from releases.models.identity import Identity
from trials.models import ClinicalTrial, TrialUpdate

_I = TypeVar("_I", bound=Identity)


def write_statements(release: Release, stated: Stated) -> None:
    """Write all of ``stated`` on ``release``, whose text and standing texts are there already: a
    passage that does not stand in them is refused (ValidationError)."""
    for position, facility in enumerate(stated.facilities):
        _write_facility(release, facility, position)
    for position, figure in enumerate(stated.figures):
        _write_figure(release, figure, position)
    for position, trial in enumerate(stated.trials):
        _write_trial(release, trial, position)
    for position, event in enumerate(stated.events):
        _write_event(release, event, position)
    for position, document in enumerate(stated.documents):
        _write_document(release, document, position)
    for page in stated.pages:
        _write(PageVersion(release=release, page=_known(SitePage, page.page), title=page.title))


def _write_facility(release: Release, stated: StatedFacility, position: int) -> None:
    columns = vars(stated) | {"facility": _known(Facility, stated.facility)}
    _write(FacilityUpdate(release=release, position=position, **columns))


def _write_figure(release: Release, stated: StatedFigure, position: int) -> None:
    places = [_known(Facility, place) for place in stated.facilities]
    columns = vars(stated) | {"facilities": places}
    CapacityFigure.state(release=release, position=position, **columns)


def _write_trial(release: Release, stated: StatedTrial, position: int) -> None:
    lists = {"phases": list(stated.phases), "countries": list(stated.countries)}
    columns = vars(stated) | {"trial": _known(ClinicalTrial, stated.trial)} | lists
    _write(TrialUpdate(release=release, position=position, **columns))


def _write_event(release: Release, stated: StatedEvent, position: int) -> None:
    columns = vars(stated) | {"event": _known(Event, stated.event)}
    _write(EventUpdate(release=release, position=position, **columns))


def _write_document(release: Release, stated: StatedDocument, position: int) -> None:
    _write(
        DocumentUpdate(
            release=release,
            position=position,
            document=_known(Document, stated.document),
            attachment=release.attachments.get(filename=stated.file),
            kind=stated.kind,
            dated_on=stated.dated_on,
        )
    )


def _write(statement: Any) -> None:
    statement.full_clean()
    statement.save()


def _known(model: type[_I], subject: Subject) -> _I:
    found: _I | None = model._default_manager.filter(slug=subject.slug).first()
    return found or model._default_manager.create(slug=subject.slug, name=subject.name)
