"""Keys as browsers send them."""

import pytest

from ircms.keys import key_of


@pytest.mark.parametrize("text", ["", None, "²", "٣", "-1", "1 ", "9" * 19, "9" * 40, "1e3"])
def test_what_is_no_key_is_nobodys(text: object) -> None:
    assert key_of(text) is None


def test_digits_are_a_key() -> None:
    assert (key_of("17"), key_of(str(2**63 - 1))) == (17, 2**63 - 1)
