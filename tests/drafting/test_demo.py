"""The demo company's announcement of its opening, pasted as it stands on its site."""

import pytest

from demo_company.until_2017 import SHANGHAI_PLANNED
from facilities.models import CapacityFigure
from releases import preflight
from releases.drafting import Proposal, draft, proposed
from releases.models import Release
from releases.richtext import plain_text
from releases.wire.reading import Reading, read
from tests.demo.conftest import demo, load
from tests.drafting.makers import asked, of_kind, values
from tests.factories import NOON, ada

__all__ = ["demo", "load"]
pytestmark = pytest.mark.usefixtures("stopped_clock")


def retold() -> Reading:
    """What a wire would carry of it."""
    shown = SHANGHAI_PLANNED
    dateline = "SHANGHAI, China and CUPERTINO, Calif., Sept. 22, 2017 (GLOBE NEWSWIRE) — "
    (person,) = shown.contacts
    parts = [shown.headline, dateline + plain_text(shown.body)]
    parts += [f"{text.title}\n\n{plain_text(text.body)}" for text in shown.standing_texts]
    printed = (person.name, f"{person.title}, {person.organisation}", person.phone, person.email)
    return read("\n\n".join([*parts, "Contact:\n" + "\n".join(printed), "Ads"]))


def answered(found: list[Proposal]) -> dict[str, str]:
    """The first answer to each question; of the event, the clocks of its place."""
    return {
        f"{each.key}-{field.name}": field.choices[0].value
        for each in found
        for field in each.fields
        if field.doubt and field.choices
    }


def test_announcement_is_drafted_once_its_doubts_are_answered(load):
    load()
    reading = retold()

    release = draft(reading, answered(proposed(reading, at=NOON, user=ada())), by=ada(), at=NOON)

    assert [each.what for each in preflight.open_findings(release, NOON).blocking] == []
    assert release.headline == SHANGHAI_PLANNED.headline


def test_nothing_is_typed_and_only_trials_and_a_zone_are_asked(load):
    load()

    found = proposed(retold(), at=NOON, user=ada())

    questions = [field for each in found for field in each.fields if field.doubt]
    assert all(field.choices for field in questions)
    assert {name.partition("-")[0] for name in asked(found)} <= {"trials", "events"}


def test_standing_texts_contact_and_facilities_are_the_ones_that_are_known(load):
    load()
    found = proposed(retold(), at=NOON, user=ada())

    texts = [values(each)["standing_text"] for each in of_kind("standing-texts", found)]
    assert "new" not in texts
    assert values(of_kind("contacts", found)[0])["contact"] != "new"
    assert all(each.value != "new" for one in found for each in one.fields if each.name == "places")


def test_figures_are_of_the_series_that_the_announcement_stated(load):
    load()
    stated = CapacityFigure.objects.filter(release=Release.objects.get(slug=SHANGHAI_PLANNED.slug))
    reading = retold()
    answers = answered(proposed(reading, at=NOON, user=ada()))

    release = draft(reading, answers, by=ada(), at=NOON)

    made = CapacityFigure.objects.filter(release=release)
    assert {(row.series_id, row.value, row.basis) for row in made} <= {
        (row.series_id, row.value, row.basis) for row in stated
    }
