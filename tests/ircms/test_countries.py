"""Countries by their two letters."""

import pytest
from django.core.exceptions import ValidationError

from ircms.countries import Country, CountryField, all_countries


def test_country_has_the_name_readers_know() -> None:
    assert Country("CN").name == "China"


def test_letters_that_are_nobodys_stand_for_themselves() -> None:
    assert Country("ZZ").name == "ZZ"


def test_no_country_is_empty() -> None:
    assert not Country("")
    assert CountryField(blank=True).clean("", None) == ""


def test_unknown_country_is_refused() -> None:
    with pytest.raises(ValidationError, match="“ZZ” is no country"):
        CountryField().clean("ZZ", None)


def test_list_is_by_name_and_holds_each_once() -> None:
    codes = [code for code, _ in all_countries()]

    assert len(set(codes)) == len(codes) > 240
    assert CountryField().formfield().clean("DE") == "DE"
