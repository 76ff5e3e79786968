"""Every made-up release of the reader's fixtures, proposed and drafted."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from releases import passages, statements
from releases.drafting import Refused, draft_without_asking, proposed
from releases.models import Release
from releases.wire.reading import Reading, read
from tests.drafting.makers import announcement, fields
from tests.factories import NOON, ada

pytestmark = pytest.mark.usefixtures("stopped_clock")
_FIXTURES = Path(__file__).parents[1] / "wire" / "fixtures" / "releases"
_TEXTS = sorted(path for path in _FIXTURES.iterdir() if path.suffix in {".txt", ".html", ".md"})
# Fields that are the words of the text as they stand, but for blanks.
_VERBATIM = {"passage", "as_printed", "condition", "phase_as_printed", "venue"}


each_text = pytest.mark.parametrize("path", _TEXTS, ids=lambda path: path.name)


def reading_of(path: Path) -> Reading:
    return read(path.read_text(encoding="utf-8"))


def plain(text: str) -> str:
    return " ".join(text.split())


def check_spans(reading: Reading) -> None:
    text = reading.document.text
    for proposal in proposed(reading, at=NOON, user=ada()):
        assert 0 <= proposal.start <= proposal.end <= len(text)
        for field in proposal.fields:
            assert 0 <= field.start <= field.end <= len(text), (proposal.key, field.name)
            if field.name in _VERBATIM and field.value:
                assert plain(text[field.start : field.end]) == field.value, field.name


@each_text
def test_what_is_proposed_is_the_words_of_its_span(path: Path):
    check_spans(reading_of(path))


@each_text
def test_passages_stand_in_the_text_or_are_asked_for(path: Path):
    found = proposed(reading_of(path), at=NOON, user=ada())
    release, *others = found
    bodies = [field.value for each in found for field in each.fields if field.name == "body"]
    whole = Release(
        headline=release.title,
        subheadline=fields(release)["subheadline"].value,
        body="".join(bodies),
    )
    whole.texts_as_entered = []

    said = [fields(each).get("passage") for each in others]

    assert all(passages.stands_in(whole, each.value) for each in said if each and not each.doubt)


@each_text
def test_what_is_drafted_without_asking_can_be_approved_as_far_as_it_goes(path: Path):
    try:
        release, _ = draft_without_asking(reading_of(path), by=ada(), at=NOON)
    except Refused as refused:
        names = {name.partition("-")[0] for name in refused.errors}
        assert names == {"release"}, refused.errors  # noqa: PT017 -- both ends are right
        return

    assert statements.objections(release) == []


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    number=st.integers(min_value=1, max_value=999_999),
    unit=st.sampled_from(["square feet", "square meters", "production lines", "patients a year"]),
    verb=st.sampled_from(["has", "will have", "is expected to have by the end of 2027", "holds"]),
    place=st.sampled_from(["Bergen", "Molde", "Ørsta", "Saint-Malo", "Bad Homburg", "Norway"]),
)
def test_made_up_sentences_are_proposed_as_they_stand(db, number, unit, verb, place):
    body = f"Our plant in {place} {verb} {number:,} {unit}."

    check_spans(read(announcement(body=body)))
