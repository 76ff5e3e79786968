"""From what stands in lines of contact details to contacts: whose firm and number is which."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from releases.wire.contact_items import Item, is_detail
from releases.wire.document import Said
from releases.wire.findings import Contact
from releases.wire.people import likeness
from releases.wire.people_in_runs import Part

_TEXTS = (Part.NAME, Part.TITLE, Part.FIRM, Part.DEPARTMENT)
_STOPS = (Part.BREAK, Part.HEADING, Part.OR, Part.FOR)


@dataclass
class _Person:
    name: Item
    titles: list[Item] = field(default_factory=list)
    firm: Item | None = None


@dataclass
class _Card:
    """What is printed together. ``firm`` stands above the people, ``named`` is the firm of the
    heading, ``standing`` the one that was printed above several headings, ``lent`` that of those
    before an “or”, at whose address theirs is."""

    standing: Item | None = None
    lent: Item | None = None
    host: str = ""  # of the addresses of those before
    named: Item | None = None
    firm: Item | None = None
    people: list[_Person] = field(default_factory=list)
    phones: list[Item] = field(default_factory=list)
    mails: list[Item] = field(default_factory=list)
    titles: list[Item] = field(default_factory=list)  # of a person yet to come
    is_headed: bool = False
    is_broken: bool = False  # an empty line came since its last number
    is_closed: bool = False  # a number came since its last person


class Cards:
    """Reads items one after the other; ``contacts`` are those of the cards that are done."""

    def __init__(self) -> None:
        self.contacts: list[Contact] = []
        self._card = _Card()

    def read(self, items: list[Item]) -> list[Contact]:
        for place, item in enumerate(items):
            getattr(self, f"_{item.part.value}")(item, items[place + 1 : place + 12])
        self._close()
        return self.contacts

    def _close(
        self, *, keeps: bool = False, is_headed: bool = False, named: Item | None = None
    ) -> None:
        card = self._card
        self.contacts += contacts_on(card)
        standing = card.standing
        is_shared = bool(card.people) and not keeps and not card.is_broken
        if card.firm and ((not card.people and not card.is_closed) or is_shared):
            standing = card.firm  # printed above those it employs, or the headings of theirs
        elif card.named and not card.people and not card.is_closed:
            standing = card.named
        elif not keeps:
            standing = None
        self._card = _Card(standing=standing, named=named, is_headed=card.is_headed or is_headed)

    def _heading(self, item: Item, after: list[Item]) -> None:
        self._close(keeps=True, is_headed=True)

    def _for(self, item: Item, after: list[Item]) -> None:
        self._card.named = item

    def _or(self, item: Item, after: list[Item]) -> None:
        card = self._card
        if card.is_closed:
            self._close(keeps=True, named=card.named)
            self._card.lent = card.firm
            self._card.host = _host(card.mails)

    def _break(self, item: Item, after: list[Item]) -> None:
        self._card.is_broken = True

    def _other(self, item: Item, after: list[Item]) -> None:
        """Addresses and sites are no part of a contact."""

    _region = _unsure = _other

    def _name(self, item: Item, after: list[Item]) -> None:
        card = self._card
        if card.is_closed and (card.people or (card.is_broken and not card.firm)):
            self._close(named=card.named)
            card = self._card
        card.people.append(_Person(item, card.titles))
        card.titles = []
        card.is_broken = card.is_closed = False

    def _title(self, item: Item, after: list[Item]) -> None:
        card = self._card
        follows = _next_text(after)
        if card.is_closed and card.people:
            if follows is not Part.NAME and not card.is_broken:
                if not card.people[-1].titles:  # “Jane Roe, 555-0100”, and then what she is
                    card.people[-1].titles.append(item)
                return
            self._close()
            self._card.titles.append(item)
        elif card.people:
            card.people[-1].titles.append(item)
        elif follows in (Part.NAME, Part.FIRM):
            card.titles.append(item)

    def _department(self, item: Item, after: list[Item]) -> None:
        """A title beneath a name; else the heading of those who follow."""
        card = self._card
        if card.people and not card.is_closed and not card.people[-1].firm:
            card.people[-1].titles.append(item)
        elif card.is_closed:
            self._close(keeps=True, is_headed=True)

    def _firm(self, item: Item, after: list[Item]) -> None:
        card = self._card
        if card.is_closed and (card.is_broken or _goes_on(after) or card.firm):
            self._close()
            card = self._card
            card.standing = None
        if card.people:
            for person in card.people:
                person.firm = person.firm or item
        elif card.firm is None:
            card.firm = item

    def _both(self, item: Item, after: list[Item]) -> None:
        self._close()
        self.contacts = [
            contact if contact.org else _with_firm(contact, item) for contact in self.contacts
        ]

    def _phone(self, item: Item, after: list[Item]) -> None:
        self._detail(self._card.phones, item)

    def _email(self, item: Item, after: list[Item]) -> None:
        self._detail(self._card.mails, item)

    def _detail(self, found: list[Item], item: Item) -> None:
        found.append(item)
        self._card.is_broken, self._card.is_closed = False, True


def _with_firm(contact: Contact, firm: Item) -> Contact:
    return Contact(contact.name, contact.title, _said(firm), contact.phone, contact.email)


def _next_text(after: list[Item]) -> Part | None:
    for item in after:
        if item.part in _STOPS or is_detail(item):
            return None
        if item.part in (Part.NAME, Part.FIRM):
            return item.part
    return None


def _goes_on(after: list[Item]) -> bool:
    """Whether a firm that is printed after numbers is followed by people or numbers of its own."""
    for item in after:
        if item.part in _STOPS:
            return False
        if item.part in _TEXTS or is_detail(item):
            return True
    return False


def _said(item: Item) -> Said[str]:
    return Said(item.text, item.start, item.end)


def contacts_on(card: _Card) -> Iterator[Contact]:
    firm = card.firm or card.named or card.standing
    if firm is None and _host(card.mails) in ("", card.host):
        firm = card.lent
    if not card.people:
        if card.is_closed:
            org = _said_if(firm)
            yield Contact(None, None, org, _first(card.phones), _first(card.mails))
        return
    for number, person in enumerate(card.people):
        phone = _one_of(card.phones, number, len(card.people))
        mail = _mail_of(card, number)
        if phone or mail or card.is_headed:
            yield Contact(
                _said(person.name),
                _title_of(person.titles),
                _said_if(person.firm or firm),
                _said_if(phone),
                _said_if(mail),
            )


def _host(mails: list[Item]) -> str:
    return mails[0].text.rpartition("@")[2].casefold() if mails else ""


def _said_if(item: Item | None) -> Said[str] | None:
    return _said(item) if item else None


def _first(items: list[Item]) -> Said[str] | None:
    return _said(items[0]) if items else None


def _one_of(items: list[Item], number: int, people: int) -> Item | None:
    if not items:
        return None
    return items[number] if people > 1 and len(items) == people else items[0]


def _mail_of(card: _Card, number: int) -> Item | None:
    """The address that has the person's name in it; an address of nobody's is everybody's."""
    mails, people = card.mails, [person.name.text for person in card.people]
    if len(people) == 1 or len(mails) == len(people):
        fits = [m for m in mails if _fit(people[number], m) > 0]
        return fits[0] if fits and len(people) > 1 else _one_of(mails, number, len(people))
    fits = [mail for mail in mails if _fit(people[number], mail) > 0]
    free = [mail for mail in mails if all(_fit(name, mail) <= 0 for name in people)]
    return next(iter(fits or free), None)


def _fit(name: str, mail: Item) -> int:
    return likeness(name, {mail.text}, frozenset()) - likeness(name, frozenset(), frozenset())


def _title_of(titles: list[Item]) -> Said[str] | None:
    if not titles:
        return None
    text = ", ".join(title.text for title in titles)
    return Said(text, titles[0].start, titles[-1].end)
