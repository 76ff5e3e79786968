"""People to ask, and how each release printed them."""

from datetime import datetime
from typing import Any, ClassVar

from django.db import models

from ircms import printable
from ircms.printable import PrintableModel
from releases.models.statement import Statement
from releases.querysets import PublicQuerySet

_PRINTED = ("name", "title", "organisation", "phone", "email")


class Contact(PrintableModel):
    """Someone the company names as a contact, as staff know them now. What readers see is what a
    release printed: changing this row changes no page."""

    name = models.CharField(max_length=120)
    title = models.CharField(max_length=160, blank=True)
    organisation = models.CharField(max_length=160, blank=True)
    phone = models.CharField(max_length=60, blank=True)
    email = models.EmailField("e-mail", blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["name", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=~models.Q(name=""),
                name="a_contact_has_a_name",
                violation_error_message="A contact has a name.",
            ),
        ]

    def __str__(self) -> str:
        return ", ".join(part for part in (self.name, self.title) if part)


class ReleaseContactQuerySet(PublicQuerySet["ReleaseContact"]):
    """Contacts as printed."""

    def newest_listed(self, at: datetime) -> list["ReleaseContact"]:
        """The contacts page at ``at``: each contact's newest standing printing among those that are
        marked for it or end it; ended ones are gone. One index look-up a contact, and a query for
        those that were found: in one condition PostgreSQL would read all printings there are."""
        bearing = (
            self.standing(at)
            .filter(models.Q(is_listed=True) | models.Q(is_ended=True))
            .filter(contact=models.OuterRef("pk"))
            .order_by("-out_at", "-id")
        )
        newest = Contact.objects.values_list(models.Subquery(bearing.values("pk")[:1]), flat=True)
        return list(
            self.filter(pk__in=[key for key in newest if key is not None], is_ended=False)
            .select_related("release")
            .order_by("name", "pk")
        )


class ReleaseContact(Statement, PrintableModel):
    """A contact as a release prints it, letter by letter."""

    release = models.ForeignKey("releases.Release", models.CASCADE, related_name="printed_contacts")
    contact = models.ForeignKey(
        Contact,
        models.PROTECT,
        related_name="printings",
        help_text="Whose entry this is. Leave all fields beside it empty to print the entry as it "
        "is; what you enter is printed as entered, and nothing else but the name.",
    )
    position = models.PositiveSmallIntegerField(default=0)
    name = models.CharField("name as printed", max_length=120, blank=True)
    title = models.CharField("title as printed", max_length=160, blank=True)
    organisation = models.CharField("organisation as printed", max_length=160, blank=True)
    phone = models.CharField("phone as printed", max_length=60, blank=True)
    email = models.EmailField("e-mail as printed", blank=True)
    is_listed = models.BooleanField(
        "on the contacts page",
        default=True,
        help_text="Show this on the contacts page from the moment the release is public.",
    )
    is_ended = models.BooleanField(
        "ends the entry",
        default=False,
        help_text="From this release on, the person is no longer on the contacts page.",
    )

    objects: ClassVar[Any] = ReleaseContactQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["position", "id"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["contact", "-out_at", "-id"],
                condition=models.Q(is_listed=True) | models.Q(is_ended=True),
                name="contact_newest_printing_first",
            ),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            printable.constraint("a_printed_contact_is_printable", *_PRINTED),
            models.CheckConstraint(
                condition=~models.Q(name=""),
                name="a_printed_contact_has_a_name",
                violation_error_message="A contact is printed with a name.",
            ),
            models.CheckConstraint(
                condition=~models.Q(is_listed=True, is_ended=True),
                name="a_contact_is_listed_or_ended",
                violation_error_message="Either list the contact or end the entry, not both.",
            ),
            models.UniqueConstraint(
                fields=["release", "contact"],
                name="a_release_prints_a_contact_once",
                violation_error_message="This contact stands on the release already.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def fill_in(self) -> None:
        """Copy from the contact's entry, if nothing has been entered as printed; the name in any
        case, because a contact is printed with one."""
        if not self.contact_id:
            return
        is_empty = not any(getattr(self, field) for field in _PRINTED)
        for field in _PRINTED if is_empty else ("name",):
            setattr(self, field, getattr(self, field) or getattr(self.contact, field))

    def clean(self) -> None:
        self.fill_in()
        super().clean()

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.fill_in()
        self.refuse_unprintable()
        super().save(*args, **kwargs)
