"""The newsroom's desk: releases and what hangs on them, in the Django admin."""

from releases.admin.contact import ContactAdmin
from releases.admin.entries import EntryAdmin
from releases.admin.release import ReleaseAdmin
from releases.admin.standing_text import StandingTextAdmin

__all__ = ["ContactAdmin", "EntryAdmin", "ReleaseAdmin", "StandingTextAdmin"]
