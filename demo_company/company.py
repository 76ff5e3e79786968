"""The issuer, its listings, its categories of news. Live rows: the last known state, whatever the
demo's clock says."""

from dataclasses import dataclass
from datetime import date

COMPANY = {
    "name": "Cellular Biomedicine Group",
    "legal_name": "Cellular Biomedicine Group, Inc.",
    "tagline": "Cell therapies for cancer and degenerative diseases",
    "website": "https://www.cellbiomedgroup.com/",
    "address": "1345 Avenue of the Americas\n15th floor\nNew York",
    "phone": "(347) 905 5663",
    "cik": "0001378624",
}


@dataclass(frozen=True)
class Listed:
    """Where the shares traded; a day that no source states is None."""

    exchange: str
    mic: str
    listed_on: date | None = None
    delisted_on: date | None = None
    ticker: str = "CBMG"


LISTINGS = (
    Listed("Nasdaq Global Market", "XNAS", delisted_on=date(2019, 4, 23)),
    Listed("Nasdaq Global Select Market", "XNAS", date(2019, 4, 23), date(2021, 2, 19)),
)

CATEGORIES = {
    "facilities": "Facilities",
    "clinical": "Clinical",
    "research": "Research and development",
    "corporate": "Corporate",
}
