"""Keys as browsers send them."""

import pytest

from ircms.keys import key_of
from releases.models import Release
from tests import factories
from tests.admin.desk import RELEASES, errors_of, filled_in, page_of, signed_in

TOO_LARGE = "9" * 20


@pytest.mark.parametrize("text", ["", None, "²", "٣", "-1", "1 ", "9" * 19, "9" * 40, "1e3"])
def test_what_is_no_key_is_nobodys(text: object) -> None:
    assert key_of(text) is None


def test_digits_are_a_key() -> None:
    assert (key_of("17"), key_of(str(2**63 - 1))) == (17, 2**63 - 1)


@pytest.mark.django_db
def test_numbers_that_no_column_holds_are_among_no_keys(stopped_clock: object) -> None:
    release = factories.draft()

    found = Release.objects.filter(pk__in=[release.pk, int(TOO_LARGE), -int(TOO_LARGE)])

    assert list(found) == [release]
    assert not Release.objects.filter(pk__in=[int(TOO_LARGE)]).exists()


@pytest.mark.django_db
@pytest.mark.parametrize("field", ["categories", "translation_of", "corrects"])
def test_a_key_that_no_column_holds_is_an_error_at_its_field(
    field: str, stopped_clock: object
) -> None:
    release, ada = factories.draft(), signed_in(factories.ada())

    response = ada.post(page_of(release), filled_in(ada, page_of(release), **{field: [TOO_LARGE]}))

    assert response.status_code == 200
    assert field in errors_of(response)


@pytest.mark.django_db
@pytest.mark.parametrize(("way", "field"), [("insiders", "people"), ("submit", "asking")])
def test_people_whom_no_column_holds_are_an_error_at_their_field(
    way: str, field: str, stopped_clock: object
) -> None:
    release, ada = factories.draft(), signed_in(factories.ada())

    response = ada.post(f"{RELEASES}{release.pk}/{way}/", {"act": "add", field: [TOO_LARGE]})

    assert response.status_code == 200
    assert field in response.context["form"].errors


@pytest.mark.django_db
@pytest.mark.parametrize(
    "field",
    [
        "printed_texts-0-standing_text",
        "printed_contacts-0-contact",
        "capacityfigure-0-places",
        "trialupdate-0-trial",
        "eventupdate-0-event",
        "facilityupdate-0-facility",
        "attachments-0-id",
    ],
)
def test_a_row_with_a_key_that_no_column_holds_is_sent_back(
    field: str, stopped_clock: object
) -> None:
    ada = signed_in(factories.ada())
    page = f"{RELEASES}add/"

    response = ada.post(page, filled_in(ada, page, headline="A plant") | {field: TOO_LARGE})

    assert response.status_code == 200
    assert not Release.objects.exists()
