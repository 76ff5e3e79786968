"""The listed company, where it is listed, and the categories of its news.

Company and listings are live on save (masthead and imprint, no disclosure); everything else on the
public site is said by a release.
"""

from typing import ClassVar

from django.core.validators import RegexValidator
from django.db import models

from ircms import printable
from ircms.printable import PrintableModel


class Company(PrintableModel):
    """The issuer: one row."""

    name = models.CharField(max_length=120, help_text="As in the masthead.")
    legal_name = models.CharField(max_length=200)
    tagline = models.CharField(
        max_length=200, blank=True, help_text="One line under the name on the home page."
    )
    website = models.URLField(blank=True)
    address = models.TextField(blank=True, help_text="Postal address, one line per line.")
    phone = models.CharField(max_length=40, blank=True)
    cik = models.CharField(
        "CIK",
        max_length=10,
        blank=True,
        validators=[RegexValidator(r"^\d{10}$", "A CIK has ten digits, with leading zeros.")],
        help_text="Central Index Key at the SEC, ten digits.",
    )
    lei = models.CharField(
        "LEI",
        max_length=20,
        blank=True,
        help_text="Legal entity identifier (ISO 17442), twenty characters.",
        validators=[RegexValidator(r"^[A-Z0-9]{18}\d{2}$", "An LEI has 20 characters.")],
    )

    class Meta:
        verbose_name_plural = "company"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(pk=1),
                name="there_is_one_company",
                violation_error_message="There is one company per site: change that one.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def unnamed(cls) -> "Company":
        """What the site calls itself before the company is entered."""
        return cls(name="Investor relations", legal_name="")


class Listing(PrintableModel):
    """Where the company's shares trade. ``mic`` is the market's code of ISO 10383."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="listings")
    exchange = models.CharField(max_length=60, help_text="As printed, such as Nasdaq.")
    mic = models.CharField(
        "MIC",
        max_length=4,
        validators=[RegexValidator(r"^[A-Z0-9]{4}$", "A MIC has four capitals or digits.")],
        help_text="Market identifier code (ISO 10383), such as XNAS.",
    )
    ticker = models.CharField(max_length=20)
    listed_on = models.DateField(null=True, blank=True)
    delisted_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["listed_on", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["mic", "ticker", "listed_on"], name="a_listing_is_entered_once"
            ),
            models.CheckConstraint(
                condition=models.Q(delisted_on__isnull=True)
                | models.Q(listed_on__isnull=True)
                | models.Q(delisted_on__gte=models.F("listed_on")),
                name="a_listing_ends_after_it_began",
                violation_error_message="The last day of trading is before the first.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.exchange}: {self.ticker}"

    @property
    def ticker_symbol(self) -> str:
        """schema.org's ``tickerSymbol``: the market's code, a space, the symbol."""
        return f"{self.mic} {self.ticker}"


class Category(PrintableModel):
    """A heading for news. Readers meet it once a public release bears it, never before; while an
    approved release bears it, its name and address never change (the database refuses it)."""

    name = models.CharField(max_length=60, unique=True)
    slug = models.SlugField(max_length=60, unique=True, help_text="Part of its feed's address.")

    class Meta:
        ordering: ClassVar[list[str]] = ["name"]
        verbose_name_plural = "categories"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            printable.constraint("a_category_is_printable", "name"),
            models.CheckConstraint(
                condition=models.Q(slug__regex=r"^[a-z0-9]+(-[a-z0-9]+)*$"),
                name="a_category_has_an_address_that_can_stand",
                violation_error_message="Use small letters, digits and single hyphens.",
            ),
        ]

    def __str__(self) -> str:
        return self.name
