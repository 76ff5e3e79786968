"""Whom readers can ask."""

from collections.abc import Iterable

from releases.preflight.check import Check
from releases.preflight.finding import Finding
from releases.preflight.manuscript import Manuscript


class ContactMissing(Check):
    code = "contact-missing"
    title = "A press release without a contact, or a contact without telephone and e-mail"
    why = "Readers and newsrooms have to be able to ask whether it is genuine."
    source = "House rule, after the practice of the wires"

    def find(self, manuscript: Manuscript) -> Iterable[Finding]:
        if manuscript.is_press_release and not manuscript.contacts:
            yield self.at_field("printed_contacts-group", "Contacts", "It names no contact.")
        for who in manuscript.contacts:
            if not (who.phone or who.email):
                what = f"{who.name} has neither telephone nor e-mail address."
                yield self.at_field(who.field, "Contact", what, who.name)
