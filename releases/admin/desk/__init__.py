"""The first page of the desk, and the calendar of releases (docs/desk.md)."""

from releases.admin.desk.page import stretches

__all__ = ["stretches"]
