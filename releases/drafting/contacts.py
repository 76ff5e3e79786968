"""Contacts: whose entry each is, and how this release prints it."""

from collections.abc import Iterable

from releases.drafting.asking import Asking, misfit
from releases.drafting.making import NEW, Making
from releases.drafting.proposal import Choice, Field, Proposal
from releases.drafting.registry import Stored
from releases.models import Contact, Release, ReleaseContact
from releases.wire import findings
from releases.wire.document import Said

NAME = "contacts"
KNOWN_BY = (("name", "email"), ("email",), ("name",))
_PRINTED = ("name", "title", "organisation", "phone", "email")
_LABELS = dict(zip(_PRINTED, ("Name", "Title", "Organisation", "Phone", "E-mail"), strict=True))


def propose(asking: Asking) -> list[Proposal]:
    """A proposal for each contact; one that the text has twice is proposed once."""
    known = list(asking.known(Contact).order_by("pk"))
    proposals: list[Proposal] = []
    seen: set[tuple[str, ...]] = set()
    taken: set[int] = set()
    for found in asking.reading.contacts:
        values = tuple(_value(each) for each in _said(found))
        if values in seen or not any(values):
            continue
        seen.add(values)
        entry = _entry(found, [each for each in known if each.pk not in taken])
        taken |= {entry.pk} if entry else set()
        proposals.append(_proposal(f"{NAME}-{len(proposals)}", found, entry))
    return proposals


def make(making: Making, proposal: Proposal) -> None:
    """The contact as printed; of somebody new, the entry too."""
    said = making.answers.values(proposal)
    printed = {column: said[column] for column in _PRINTED}
    chosen = said["contact"]
    if chosen == NEW:
        entry: Contact | None = Contact(**printed)
        if not making.store(proposal, entry):  # type: ignore[arg-type]  # it is one here
            return
    else:
        entry = making.asking.row(Contact, chosen)
    if entry is None:
        return
    position = making.position(ReleaseContact)
    row = ReleaseContact(release=making.release, contact=entry, position=position, **printed)
    making.store(proposal, row)


def stored(release: Release) -> list[Stored]:
    return [
        Stored(row.name, {column: getattr(row, column) for column in _PRINTED} | {"passage": ""})
        for row in release.printed_contacts.all()
    ]


def _proposal(key: str, found: findings.Contact, entry: Contact | None) -> Proposal:
    fields = [_field(column, said) for column, said in zip(_PRINTED, _said(found), strict=True)]
    if not fields[0].value:
        fields[0] = Field(
            "name", "Name", _value(found.org), doubt="Nobody is named: say whom readers ask for."
        )
    choices: tuple[Choice, ...] = (Choice(NEW, "Somebody new"),)
    doubt = ""
    if entry is not None:
        choices = (Choice(str(entry.pk), f"{entry}, who is known"), *choices)
        if fields[0].value and _plain(entry.name) != _plain(fields[0].value):
            doubt = f"The address is that of {entry.name}: is it the same person?"
    chosen = Field("contact", "Whose entry", choices[0].value, choices=choices, doubt=doubt)
    places = [field for field in fields if field.end]
    return Proposal(
        key=key,
        kind="Contact",
        title=fields[0].value,
        fields=(chosen, *fields),
        start=min((field.start for field in places), default=0),
        end=max((field.end for field in places), default=0),
    )


def _said(found: findings.Contact) -> tuple[Said[str] | None, ...]:
    return (found.name, found.title, found.org, found.phone, found.email)


def _value(said: Said[str] | None) -> str:
    return said.value if said else ""


def _field(column: str, said: Said[str] | None) -> Field:
    if said is None:
        return Field(column, _LABELS[column], "")
    doubt = misfit(ReleaseContact, column, said.value)
    return Field(column, _LABELS[column], said.value, said.start, said.end, doubt=doubt)


def _entry(found: findings.Contact, known: Iterable[Contact]) -> Contact | None:
    """Whose entry it is: that of the same address, else of the same name. Of an address that is
    several people's (an agency's) it is that of the same name, or nobody's."""
    email, name = _value(found.email).casefold(), _plain(_value(found.name))
    entries = list(known)
    named = [each for each in entries if name and _plain(each.name) == name]
    addressed = [each for each in entries if email and each.email.casefold() == email]
    both = [each for each in addressed if each in named]
    if both or len(addressed) == 1:
        return (both or addressed)[0]
    return named[0] if named and not addressed else None


def _plain(name: str) -> str:
    return " ".join(name.replace(".", " ").split()).casefold()
