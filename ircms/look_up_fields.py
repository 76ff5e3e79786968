"""The fields of look-ups: Django's, that ask nothing of the database where nothing is chosen."""

from typing import Any

from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple


class _AsksOnlyOfWhatIsChosen:
    """Django asks for the labels of no keys at all too; that is a long question of every empty
    row of a form."""

    is_required: bool
    allow_multiple_selected: bool
    choices: Any
    create_option: Any

    def optgroups(self, name: str, value: Any, attr: Any = None) -> Any:
        if any(str(key) not in self.choices.field.empty_values for key in value):
            return super().optgroups(name, value, attr)  # type: ignore[misc]  # the field's
        may_be_empty = not self.is_required and not self.allow_multiple_selected
        return [
            (
                None,
                [self.create_option(name, "", "", selected=False, index=0)] if may_be_empty else [],
                0,
            )
        ]


class ChooseOne(_AsksOnlyOfWhatIsChosen, AutocompleteSelect):
    """One row, found by words of it."""


class ChooseSeveral(_AsksOnlyOfWhatIsChosen, AutocompleteSelectMultiple):
    """Several rows, found by words of them."""
