"""What exists at the desk for whoever asks.

Some rows do not exist for everybody who works here. An app that has such rows adds its condition to
``conditions``; every page, look-up and choice of the staff side asks ``existing``.
"""

import secrets
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from django.db import models
from django.http import HttpRequest

if TYPE_CHECKING:
    from django.contrib.admin.options import BaseModelAdmin

    AdminBase = BaseModelAdmin[Any]
else:
    AdminBase = object  # addresses are made where there is no admin too

_M = TypeVar("_M", bound=models.Model)
Condition = Callable[[Any, "models.QuerySet[Any]"], "models.QuerySet[Any]"]
conditions: list[Condition] = []

_END_ALPHABET = "23456789abcdefghjkmnpqrstvwxyz"  # no letters or digits taken for one another


def existing(request: HttpRequest, rows: "models.QuerySet[_M]") -> "models.QuerySet[_M]":
    """Those of ``rows`` that exist for the user of ``request`` at its instant."""
    for condition in conditions:
        rows = condition(request, rows)
    return rows


def choices(request: HttpRequest, rows: "models.QuerySet[_M]") -> "models.QuerySet[_M]":
    """As ``existing``, for all rows of a model in one order: a page that offers them in many fields
    makes the question once."""
    made: dict[Any, Any] = request.__dict__.setdefault("existing_choices", {})
    key = (rows.model, rows.db, tuple(rows.query.order_by))
    if key not in made:
        made[key] = existing(request, rows.all())
    found: models.QuerySet[_M] = made[key].all()
    return found


class ChoosesFromExisting(AdminBase):
    """Mixed into pages and inlines: a choice offers, and takes, nothing that does not exist."""

    def get_field_queryset(self, db: Any, db_field: Any, request: Any) -> Any:
        rows = super().get_field_queryset(db, db_field, request)
        if rows is None:
            rows = db_field.remote_field.model._default_manager.using(db)
        return choices(request, rows)

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        # Of the admin, which is not there where addresses alone are made.
        from ircms.look_up_fields import ChooseOne

        if "widget" not in kwargs and db_field.name in self.get_autocomplete_fields(request):
            site, using = self.admin_site, kwargs.get("using")
            kwargs["widget"] = ChooseOne(db_field, site, using=using)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


def random_end() -> str:
    """Six characters that tell nothing, for the end of an address that is taken."""
    return "".join(secrets.choice(_END_ALPHABET) for _ in range(6))


def address_for(request: HttpRequest, row: models.Model, slug: str) -> str:
    """``slug``, or the like where something has it that does not exist for the user: nobody is
    told that it does. What exists for them too is left to the form, which says that it is taken."""
    same = type(row)._default_manager.filter(slug=slug).exclude(pk=row.pk)
    while slug and same.exists() and not existing(request, same.all()).exists():
        field: Any = type(row)._meta.get_field("slug")
        longest = field.max_length - 7
        slug = f"{slug[:longest].rstrip('-')}-{random_end()}"
        same = type(row)._default_manager.filter(slug=slug).exclude(pk=row.pk)
    return slug
