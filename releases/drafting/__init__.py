"""From a reading to a draft: what is proposed, and the rows that are made of the answers."""

from releases.drafting.again import Change, read_again
from releases.drafting.answers import Refused
from releases.drafting.drafts import draft, draft_without_asking, proposed
from releases.drafting.proposal import Choice, Difference, Field, Proposal

__all__ = [
    "Change",
    "Choice",
    "Difference",
    "Field",
    "Proposal",
    "Refused",
    "draft",
    "draft_without_asking",
    "proposed",
    "read_again",
]
