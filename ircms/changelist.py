"""Lists that cost the same however long they are: no COUNT, no OFFSET, older and newer by key."""

from typing import Any

from django.contrib.admin.views.main import ChangeList
from django.core.paginator import Page, Paginator
from django.db import models
from django.db.models import F, Q
from django.db.models.expressions import OrderBy
from django.http import HttpRequest
from django.utils.http import urlencode

BEFORE, AFTER = "before", "after"  # the last or first row shown, by its key


class Keyset:
    """An order by plain columns that ends in a unique one, and the rows beyond a given row.

    ``names`` are as in ``order_by``. Where a column may be empty, empty comes first when it
    descends (a release without a time is about to get one) and last when it ascends, on both
    databases: one order is the exact reverse of the other.
    """

    def __init__(self, model: type[models.Model], names: tuple[str, ...]) -> None:
        self.keys = [
            (name.lstrip("-"), name.startswith("-"), _may_be_null(model, name.lstrip("-")))
            for name in names
        ]

    @property
    def names(self) -> list[str]:
        return [name for name, _, _ in self.keys]

    def order(self, *, is_reversed: bool = False) -> list[OrderBy]:
        found = []
        for name, descends, is_nullable in self.keys:
            down = descends is not is_reversed
            nulls: dict[str, Any] = {}
            if is_nullable:
                nulls = {"nulls_first": True} if down else {"nulls_last": True}
            found.append(F(name).desc(**nulls) if down else F(name).asc(**nulls))
        return found

    def beyond(self, row: dict[str, Any], *, is_reversed: bool = False) -> Q:
        """What comes after ``row`` (its values by name) in this order, or before it."""
        condition = Q(pk__in=[])
        for name, descends, _ in reversed(self.keys):
            later, same = _later(name, row[name], is_down=descends is not is_reversed)
            condition = later | (same & condition)
        name, descends, _ = self.keys[0]
        later, same = _later(name, row[name], is_down=descends is not is_reversed)
        # Said once more as a bound on the first column, which an index can start from.
        return (later | same) & condition if row[name] is None else _bound(
            name, row[name], is_down=descends is not is_reversed
        ) & condition


def _may_be_null(model: type[models.Model], name: str) -> bool:
    return name != "pk" and model._meta.get_field(name).null


def _later(name: str, value: Any, *, is_down: bool) -> tuple[Q, Q]:
    """The conditions “after ``value``” and “equal to it” for one column."""
    if value is None:
        is_empty = Q(**{f"{name}__isnull": True})
        return (~is_empty if is_down else Q(pk__in=[])), is_empty
    if is_down:
        return Q(**{f"{name}__lt": value}), Q(**{name: value})
    return Q(**{f"{name}__gt": value}) | Q(**{f"{name}__isnull": True}), Q(**{name: value})


def _bound(name: str, value: Any, *, is_down: bool) -> Q:
    if is_down:
        return Q(**{f"{name}__lte": value})
    return Q(**{f"{name}__gte": value}) | Q(**{f"{name}__isnull": True})
