"""The newest row of each sort that says something, in one expression.

Django builds and compiles a subquery for each sort; what readers may know of a row is a long
condition, the same in all of them. Here it is compiled once, and each sort's own short condition is
put into its place: the database is asked the same, and the asking costs a tenth.
"""

import json
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from django.db import connections, models
from django.db.models.expressions import RawSQL

# Stands in the compiled subquery for the condition of a sort. No name of ours, and no value: those
# travel apart from the text.
_PLACE = "ircms_is_said"


class _Keys(models.JSONField):
    """Keys or nulls, as the database's JSON."""

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        return json.loads(value) if isinstance(value, str) else value


class NewestOfEach(models.Subquery):
    """The keys of the newest of ``rows`` for each of ``sorts`` (conditions on columns of their own
    table) whose ``about`` is the outer row: a list as long as ``sorts``, with None for none."""

    output_field = _Keys()

    def __init__(
        self, rows: "models.QuerySet[Any]", about: str, sorts: Sequence[models.Q], **extra: Any
    ) -> None:
        self.model, self.sorts = rows.model, tuple(sorts)
        place = RawSQL(_PLACE, (), output_field=models.BooleanField())  # noqa: S611 -- a constant
        found = rows.filter(place, **{about: models.OuterRef("pk")})
        super().__init__(found.order_by("-out_at", "-id").values("pk")[:1], **extra)

    def as_sql(
        self, compiler: Any, connection: Any, template: str | None = None, **extra: Any
    ) -> tuple[str, tuple[Any, ...]]:
        sql, params = super().as_sql(compiler, connection, template, **extra)  # type: ignore[call-arg]  # Django takes it
        before, after = sql.split(f"({_PLACE})")
        split = before.count("%s")
        alias = self.query.get_initial_alias()  # made for the subquery, and never quoted
        each_sql: list[str] = []
        each_params: list[Any] = []
        for is_said in self.sorts:
            said, own = _condition(self.model, is_said, connection.alias)  # type: ignore[arg-type]  # a class
            each_sql.append(f"{before}({said.replace(_PLACE, alias)}){after}")
            each_params += [*params[:split], *own, *params[split:]]
        listed = "json_array" if connection.vendor == "sqlite" else "json_build_array"
        return f"{listed}({', '.join(each_sql)})", tuple(each_params)


class FirstKeys(models.Subquery):
    """The keys of the first ``most`` of ``rows``, which are in order, whose ``about`` is the outer
    row; as many look-ups as there are outer rows, however many rows there are."""

    output_field = _Keys()

    def __init__(self, rows: "models.QuerySet[Any]", about: str, most: int, **extra: Any) -> None:
        found = rows.filter(**{about: models.OuterRef("pk")}).values(found_key=models.F("pk"))
        super().__init__(found[:most], **extra)

    def as_sql(
        self, compiler: Any, connection: Any, template: str | None = None, **extra: Any
    ) -> tuple[str, tuple[Any, ...]]:
        listed = "json_group_array" if connection.vendor == "sqlite" else "json_agg"
        listing = f"(SELECT {listed}(found_key) FROM (%(subquery)s) AS found)"  # noqa: S608 -- our own words
        sql, params = super().as_sql(compiler, connection, listing, **extra)  # type: ignore[call-arg]  # Django takes it
        return sql, tuple(params)


@lru_cache(maxsize=256)
def _condition(model: Any, is_said: models.Q, using: str) -> tuple[str, Any]:
    """``is_said`` compiled, with the place in the stead of the table's name; and its values."""
    query = model._default_manager.using(using).filter(is_said).query
    compiler = query.get_compiler(using)
    compiler.setup_query()
    sql, params = compiler.compile(query.where)
    if len(query.alias_map) > 1:
        raise ValueError(f"{is_said} asks other tables than {model._meta.label}’s own.")
    table = connections[using].ops.quote_name(model._meta.db_table)
    return sql.replace(table, _PLACE), tuple(params)
