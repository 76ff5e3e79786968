"""An enquiry as a browser sends it."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.test import Client

MAILBOX = "ir@harbor-bio.example"
SAID = {
    "name": "Rosa Okafor",
    "email": "rosa@auditors.example",
    "organisation": "Okafor & Sons",
    "sender": "analyst",
    "message": "How large is the plant in Wuxi?\nAnd since when?",
    "leave_empty": "",
}


def send(client: Client, page: str = "/contacts/", **given: Any) -> HttpResponse:
    """The form, filled in as in SAID or as ``given``, sent from our own page; ``headers`` and
    ``address`` (where it comes from) may be given, too."""
    headers = {"origin": "http://testserver", "sec-fetch-site": "same-origin"}
    headers = given.pop("headers", headers)
    address = given.pop("address", "192.0.2.1")
    body = urlencode(SAID | given)
    kind = "application/x-www-form-urlencoded"
    return client.post(page, body, content_type=kind, headers=headers, REMOTE_ADDR=address)  # type: ignore[return-value]  # what the client gives
