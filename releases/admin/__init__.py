"""The newsroom's desk: releases and what hangs on them, in the Django admin."""

from releases.admin.contact import ContactAdmin
from releases.admin.release import ReleaseAdmin
from releases.admin.standing_text import StandingTextAdmin

__all__ = ["ContactAdmin", "ReleaseAdmin", "StandingTextAdmin"]
