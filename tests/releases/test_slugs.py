"""Addresses of releases."""

import pytest
from django.core.exceptions import ValidationError

from releases.models import Release
from releases.slugs import free, validate
from tests import factories
from tests.conftest import StoppedClock


@pytest.mark.django_db
def test_an_address_is_made_from_the_headline(stopped_clock: StoppedClock) -> None:
    assert factories.draft("New plant: 70,000 sq ft!").slug == "new-plant-70000-sq-ft"


@pytest.mark.django_db
def test_a_taken_address_gets_a_random_end(stopped_clock: StoppedClock) -> None:
    """A counted one would say how many unseen releases of that name there are."""
    factories.draft("Results of the third quarter")

    ends = {factories.draft("Results of the third quarter").slug for _ in range(3)}

    assert len(ends) == 3
    for slug in ends:
        assert slug.startswith("results-of-the-third-quarter-")
        assert not slug.rsplit("-", 1)[1].isdigit()


@pytest.mark.django_db
def test_what_is_confidential_leaves_the_plain_address_to_others(
    stopped_clock: StoppedClock,
) -> None:
    """Whoever writes of the same gets the plain one, and learns nothing."""
    kept = factories.draft("Harbor Bio is bought", is_confidential=True)
    version = factories.draft("Harbor Bio wird gekauft", language="de", translation_of=kept)

    others = factories.draft("Harbor Bio is bought"), factories.draft("Harbor Bio wird gekauft")

    assert kept.slug.startswith("harbor-bio-is-bought-")
    assert version.slug.startswith("harbor-bio-wird-gekauft-")
    assert [each.slug for each in others] == ["harbor-bio-is-bought", "harbor-bio-wird-gekauft"]


@pytest.mark.django_db
def test_an_address_typed_by_hand_that_is_taken_is_an_error_at_its_field(
    stopped_clock: StoppedClock,
) -> None:
    factories.approved("Results", slug="results")

    with pytest.raises(ValidationError) as refused:
        Release(headline="Other results", slug="results", body="<p>B</p>").full_clean()

    assert "leave it empty" in str(refused.value.message_dict["slug"])


@pytest.mark.parametrize("slug", ["2017", "category", "feed", "Über", "a b", "a/b", "x_y!"])
def test_an_address_that_cannot_stand_in_the_newsroom_is_refused(slug: str) -> None:
    with pytest.raises(ValidationError):
        validate(slug)


@pytest.mark.parametrize("headline", ["2017", "Category", "公司公告", "—", "x" * 500])
def test_every_headline_gets_an_address_that_can_stand(headline: str) -> None:
    slug = free(headline, lambda slug: False)

    validate(slug)
    assert len(slug) <= 120
