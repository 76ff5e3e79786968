"""What a draft takes beyond the right to write releases."""

from typing import Any

import pytest

from facilities.models import Facility
from releases.drafting import Refused, draft, proposed
from releases.models import Contact, Release, StandingText
from tests import factories
from tests.drafting.makers import ANSWERS, announced, drafted, fields, of_kind
from tests.factories import NOON

pytestmark = pytest.mark.usefixtures("stopped_clock")
_SHARED = (Release, Contact, StandingText, Facility)


def somebody(*rights: str) -> Any:
    """Who may write releases, and has ``rights``, and no others."""
    return factories.able(factories.person("Nils"), "add_release", *rights)


def test_whoever_may_not_look_at_shared_rows_is_offered_none_of_them():
    drafted()

    found = proposed(announced(), at=NOON, user=somebody())

    asked_of = {"standing-texts": "standing_text", "contacts": "contact", "trials": "trial"}
    for kind, name in asked_of.items():
        for each in of_kind(kind, found):
            assert [choice.value for choice in fields(each)[name].choices] == ["new"]
            assert each.difference is None
    assert all(
        "facilities-" in choice.value
        for each in of_kind("figures", found)
        for choice in fields(each)["places"].choices
    )


def test_each_row_takes_the_right_to_write_such_rows_and_nothing_is_half_made():
    before = [model._default_manager.count() for model in _SHARED]

    with pytest.raises(Refused) as refused:
        draft(announced(), ANSWERS, by=somebody(), at=NOON)

    kinds = {name.rpartition("-")[0] or name for name in refused.value.errors}
    assert kinds >= {"standing-texts", "contacts", "facilities", "trials", "events"}
    assert [model._default_manager.count() for model in _SHARED] == before


def test_an_entry_that_exists_is_printed_by_whoever_may_not_write_entries():
    drafted()
    rights = ("view_contact", "add_releasecontact")

    with pytest.raises(Refused) as refused:
        draft(announced(), ANSWERS, by=somebody(*rights), at=NOON)

    assert "standing-texts-0" in refused.value.errors
    assert "contacts-0" not in refused.value.errors
