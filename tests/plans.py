"""How a database goes about a query, on both databases.

PostgreSQL reads a small table whole because that is cheaper: so it is asked what it would do if
reading whole tables and sorting were out of the question, and only what no index serves remains.
"""

from django.db import connection

_ONLY_WHERE_NEEDED = ("seqscan", "bitmapscan", "sort")


def plan_of(sql: str) -> list[str]:
    """The steps of the plan for ``sql``, as the database prints them."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
            return [row[3] for row in cursor.fetchall()]
        for way in _ONLY_WHERE_NEEDED:
            cursor.execute(f"SET LOCAL enable_{way} = off")
        cursor.execute("EXPLAIN " + sql.replace("%", "%%"))
        return [row[0].strip() for row in cursor.fetchall()]


def walks(plan: list[str], table: str) -> list[str]:
    """The steps that read ``table`` from end to end."""
    if connection.vendor == "sqlite":
        return [step for step in plan if step.startswith("SCAN") and table in step]
    return [step for step in plan if f"Seq Scan on {table}" in step]


def sorts(plan: list[str]) -> list[str]:
    """The steps that put rows in order, because no index has them so."""
    words = ("ORDER BY",) if connection.vendor == "sqlite" else ("Sort  (", "Incremental Sort")
    return [step for step in plan if any(word in step for word in words)]
