"""Lists that cost the same however long they are: no COUNT, no OFFSET, older and newer by key."""

from dataclasses import dataclass
from itertools import chain, islice
from typing import Any

from django.contrib.admin.views.main import ChangeList
from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from django.utils.text import capfirst

from ircms.generic import Page, Paginator
from ircms.keys import key_of

BEFORE, AFTER = "before", "after"  # the key of the last or first row shown


@dataclass(frozen=True)
class _Column:
    name: str
    descends: bool
    is_nullable: bool = False

    def later(self, value: Any, *, is_reversed: bool) -> Q:
        operator = "lt" if self.descends is not is_reversed else "gt"
        return Q(**{f"{self.name}__{operator}": value})

    def same_or_later(self, value: Any, *, is_reversed: bool) -> Q:
        operator = "lte" if self.descends is not is_reversed else "gte"
        return Q(**{f"{self.name}__{operator}": value})


class Keyset:
    """An order by plain columns that ends in a unique one, and the rows beyond a given row.

    ``names`` are as in ``order_by``; the first column alone may be empty. Empty comes first when it
    descends (a release without a time is about to get one) and last when it ascends.
    """

    def __init__(self, model: type[models.Model], names: tuple[str, ...]) -> None:
        first, *others = names
        column = first.lstrip("-")
        self.first = _Column(column, first.startswith("-"), _may_be_null(model, column))
        self.columns = [self.first, *(_Column(n.lstrip("-"), n.startswith("-")) for n in others)]

    def pieces(
        self,
        rows: "models.QuerySet[Any]",
        beyond: models.Model | None = None,
        *,
        is_reversed: bool = False,
    ) -> "list[models.QuerySet[Any]]":
        """``rows`` in this order from ``beyond`` on, in pieces to be read one after the other.

        Where the first column may be empty there are two, because no index serves both in one go.
        """
        pieces = [rows]
        if self.first.is_nullable:
            is_empty = Q(**{f"{self.first.name}__isnull": True})
            pieces = [rows.filter(is_empty), rows.filter(~is_empty)]
            comes_empty = [True, False]
            if self.first.descends is is_reversed:
                pieces, comes_empty = pieces[::-1], comes_empty[::-1]
            if beyond is not None:
                pieces = pieces[comes_empty.index(getattr(beyond, self.first.name) is None) :]
        if beyond is not None:
            pieces[0] = pieces[0].filter(self._beyond(beyond, is_reversed=is_reversed))
        order = [
            f"-{column.name}" if column.descends is not is_reversed else column.name
            for column in self.columns
        ]
        return [piece.order_by(*order) for piece in pieces]

    def _beyond(self, row: models.Model, *, is_reversed: bool) -> Q:
        columns = [c for c in self.columns if getattr(row, c.name) is not None]
        found = Q(pk__in=[])
        for column in reversed(columns):
            value = getattr(row, column.name)
            same = Q(**{column.name: value})
            found = column.later(value, is_reversed=is_reversed) | (same & found)
        # The bound on the first column again, by itself: an index can start from it.
        start = columns[0].same_or_later(getattr(row, columns[0].name), is_reversed=is_reversed)
        return start & found


def _may_be_null(model: type[models.Model], column: str) -> bool:
    if column == "pk":
        return False
    field: Any = model._meta.get_field(column)
    # Of a generated column, what it is made of says so.
    return bool(getattr(field, "output_field", field).null)


class KeysetChangeList(ChangeList):
    """A list of the admin in the order of ``model_admin.keyset``, with “newer” and “older”."""

    model_admin: Any  # a StaffAdmin: it has a keyset and columns to defer
    older_key: Any = None
    newer_key: Any = None
    _anchor: tuple[str, str] | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_popup:
            self.title = capfirst(str(self.opts.verbose_name_plural))

    def get_queryset(
        self, request: HttpRequest, exclude_parameters: Any = None
    ) -> "models.QuerySet[Any]":
        # The place in the list is no filter: it leaves the parameters that links are made of.
        for name in (BEFORE, AFTER):
            self.filter_params.pop(name, None)
            if value := self.params.pop(name, None):
                self._anchor = (name, value)
        found = super().get_queryset(request, exclude_parameters)
        return found.defer(*self.model_admin.list_defer)

    def get_ordering(self, request: HttpRequest, queryset: "models.QuerySet[Any]") -> list[Any]:
        return list(self.model_admin.keyset)

    def get_ordering_field_columns(self) -> dict[int, Any]:
        return {}

    def get_results(self, request: HttpRequest) -> None:
        keyset = Keyset(self.model, self.model_admin.keyset)
        anchor, is_reversed = self._anchor_row(), bool(self._anchor and self._anchor[0] == AFTER)
        if anchor is None:
            is_reversed = False
        pieces = keyset.pieces(self.queryset.order_by(), anchor, is_reversed=is_reversed)
        wanted = self.list_per_page + 1
        # One piece after the other, and only as far as rows are wanted.
        found = list(islice(chain.from_iterable(piece[:wanted] for piece in pieces), wanted))
        has_more, shown = len(found) == wanted, found[: self.list_per_page]
        if is_reversed:
            shown.reverse()
        self._set_neighbours(shown, anchor, has_more=has_more, is_reversed=is_reversed)
        self.result_list = shown
        self.result_count = self.full_result_count = len(shown)
        self.show_full_result_count = self.can_show_all = self.multi_page = False
        self.show_admin_actions = True
        self.paginator = self.model_admin.get_paginator(request, shown, self.list_per_page)

    def _anchor_row(self) -> models.Model | None:
        key = key_of(self._anchor[1]) if self._anchor is not None else None
        if key is None:
            return None
        row: models.Model | None = self.root_queryset.filter(pk=key).first()
        return row

    def _set_neighbours(
        self,
        shown: list[Any],
        anchor: models.Model | None,
        *,
        has_more: bool,
        is_reversed: bool,
    ) -> None:
        if not shown:
            return
        if has_more or is_reversed:
            self.older_key = shown[-1].pk
        if (has_more and is_reversed) or (anchor is not None and not is_reversed):
            self.newer_key = shown[0].pk

    def older_query(self) -> str:
        return str(self.get_query_string({BEFORE: self.older_key}))

    def newer_query(self) -> str:
        return str(self.get_query_string({AFTER: self.newer_key}))

    def first_query(self) -> str:
        return str(self.get_query_string())


class CountFreePaginator(Paginator):
    """Pages of a look-up field: knows whether there is a next one, and nothing of how many."""

    most_pages = 50  # whoever has not found it by then types another word

    @property
    def count(self) -> int:
        return self.most_pages * self.per_page

    def page(self, number: int | str) -> Page:
        number = self.validate_number(number)
        start = (number - 1) * self.per_page
        found = list(self.object_list[start : start + self.per_page + 1])
        page = _Page(found[: self.per_page], number, self)
        page.has_more = len(found) > self.per_page
        return page


class _Page(Page):
    has_more = False

    def has_next(self) -> bool:
        return self.has_more
