"""What every identity is: a key that statements of many releases are about."""

from typing import Any

from django.db import models

from ircms.printable import PrintableModel
from releases import slugs


class Identity(PrintableModel):
    """Something that releases make statements about: a facility, a trial, an event.

    It holds a name for staff and the address of its page, and nothing else: what readers see of it
    is said by releases. While an approved release mentions it, its address never changes (the
    database refuses it).
    """

    name = models.CharField(
        max_length=200,
        help_text="For colleagues. Readers see what releases say, and never this.",
    )
    slug = models.CharField(
        "address",
        max_length=120,
        blank=True,
        unique=True,
        validators=[slugs.validate],
        help_text="The last part of its page's address, and so public with it. Leave it empty to "
        "have it made from the name.",
        error_messages={
            "unique": "Something else has this address. Choose another one, or leave it empty to "
            "have one made."
        },
    )

    class Meta:
        abstract = True
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(name=""), name="%(class)s_has_a_name"),
            models.CheckConstraint(
                condition=models.Q(slug__regex=slugs.PATTERN)
                & ~models.Q(slug__in=sorted(slugs.RESERVED)),
                name="%(class)s_has_an_address",
                violation_error_message=slugs.HOW,
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        self._derive_address()  # here too, because constraints are asked before save() is reached

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.name = " ".join(self.name.split())
        self.refuse_unprintable()
        self._derive_address()
        super().save(*args, **kwargs)

    def _derive_address(self) -> None:
        taken = type(self)._default_manager
        self.slug = self.slug or slugs.free(
            self.name, lambda slug: taken.filter(slug=slug).exists()
        )

    @property
    def spoken_address(self) -> str:
        """The address as words: what it is called where no public release has named it."""
        words = self.slug.replace("-", " ")
        return words[:1].upper() + words[1:]
