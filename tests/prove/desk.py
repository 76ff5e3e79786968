"""Hands on the product at the desk: pages opened, filled in, sent; as old as they may be."""

from types import SimpleNamespace
from typing import Any
from unittest import mock
from zoneinfo import ZoneInfo

from django.conf import settings
from django.template.response import TemplateResponse

from ircms.actor import acting_as
from tests.admin.desk import RELEASES, as_shown, page_of
from tests.prove.hands import Hands

# Where each part is written on the form of a release.
ON_FORM = {
    "headline": "headline",
    "body": "body",
    "due": "publish_at",
    "contact": "printed_contacts-0-name",
    "file": "attachments-0-title",
    "text": "printed_texts-0-standing_text",
    "category": "categories",
}
PREFIXES = {"contact": "printed_contacts", "file": "attachments", "text": "printed_texts"}


class AtTheDesk(Hands):
    """Each method says whether the product let it happen."""

    def open_form(self, by: str, number: int) -> dict[str, Any] | None:
        """The form as the browser would send it back; None where it is only shown."""
        response = self.ask(by, page_of(self.release(number)))
        if response.status_code != 200:
            return None
        data = as_shown(SimpleNamespace(context=response.context_data))
        return data if "headline" in data else None

    def send_form(self, by: str, number: int, data: dict[str, Any], part: str, value: Any) -> bool:
        """Type one thing and save."""
        data = dict(data)
        if value is None and part in PREFIXES:
            data[f"{PREFIXES[part]}-0-DELETE"] = "on"
        elif part == "due":
            local = value.astimezone(ZoneInfo(settings.TIME_ZONE)) if value else None
            data["publish_at"] = local.strftime("%Y-%m-%dT%H:%M:%S") if local else ""
        elif part == "category":
            with acting_as(self.people[by]):
                data["categories"] = [str(self._category(value))] if value else []
        else:
            data[ON_FORM[part]] = self._columns(number, part, value)[
                {"headline": "headline", "body": "body", "contact": "name", "file": "title",
                 "text": "standing_text_id"}[part]
            ]  # fmt: skip
        return self.sent(by, page_of(self.release(number)), data)

    def sent(self, by: str, address: str, data: dict[str, Any]) -> bool:
        self.is_touched = True
        response = self.ask(by, address, data)
        self.settle()
        return bool(response.status_code == 302)

    def ask(self, by: str, address: str, data: dict[str, Any] | None = None) -> Any:
        """A page of the desk; sent to, with ``data``. It is asked for what it is made of: putting
        it into HTML takes three times as long, and nobody reads it."""
        client = self.clients[by]
        with mock.patch.object(TemplateResponse, "rendered_content", ""):
            response = client.get(address) if data is None else client.post(address, data)
        client.cookies.pop("messages", None)
        return response

    def open_approval(self, by: str, number: int) -> dict[str, Any] | None:
        """The page on which it is approved, as the browser would send it back; None where the
        desk does not show it to this person."""
        response = self.ask(by, self._address(number, "approve"))
        if response.status_code != 200:
            return None
        found = response.context_data["preflight"]
        return {
            "revision": response.context_data["release"].revision,
            "acknowledge": [each.fingerprint for each in found.warnings],
        }

    def send_approval(self, by: str, number: int, data: dict[str, Any]) -> bool:
        return self.sent(by, self._address(number, "approve"), data)

    def _address(self, number: int, way: str) -> str:
        return f"{RELEASES}{self.keys[number]}/{way}/"
