"""What a page asks of the database, and that it asks no more when there is more."""

from collections.abc import Mapping

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext


def asked(client: Client, page: str) -> list[str]:
    """The queries that ``page`` makes, read to its end."""
    with CaptureQueriesContext(connection) as captured:
        response = client.get(page)
        assert response.status_code == 200, page
        if response.streaming:
            list(response.streaming_content)  # type: ignore[attr-defined]  # it is streamed
    return [entry["sql"] for entry in captured]


def assert_as_before(client: Client, before: Mapping[str, int]) -> None:
    """Each page makes as many queries as ``before``, and none that counts or skips rows."""
    for page, number in before.items():
        queries = asked(client, page)
        assert len(queries) == number, page
        for sql in queries:
            assert "COUNT(" not in sql.upper(), page
            assert " OFFSET " not in sql.upper(), page
