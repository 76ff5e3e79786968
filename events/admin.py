"""Events at the desk: each with its history, and what a release says of them on its page."""

from typing import ClassVar

from django import forms
from django.contrib import admin

from events import desk, when
from events.models import ATTRIBUTES, Event, EventUpdate
from releases.admin.inlines import add_inline
from releases.admin.statements import IdentityAdmin, StatementForm, StatementInline


def zone_choices() -> list[tuple[str, str | list[tuple[str, str]]]]:
    """Every zone with a place, by region, and an empty choice before them: whose hour it is,
    nobody guesses."""
    regions: dict[str, list[tuple[str, str]]] = {}
    for name in sorted(when.zones()):
        region, _, place = name.partition("/")
        regions.setdefault(region, []).append((name, place.replace("_", " ").replace("/", ", ")))
    return [("", "Whose clocks?"), *regions.items()]


class EventUpdateForm(StatementForm):
    """What a release says of an event."""

    about = "event"
    attributes = ATTRIBUTES

    class Meta(StatementForm.Meta):
        widgets: ClassVar = {
            **StatementForm.Meta.widgets,
            "starts_time": forms.TimeInput(attrs={"type": "time"}),
            "ends_time": forms.TimeInput(attrs={"type": "time"}),
            "zone": forms.Select(choices=zone_choices()),
        }


class EventUpdateInline(StatementInline):
    model = EventUpdate
    form = EventUpdateForm
    verbose_name = "event"
    verbose_name_plural = "Events stated"
    autocomplete_fields = ("event",)
    fieldsets = (
        (
            None,
            {
                "fields": (
                    ("event", "position"),
                    "title",
                    ("starts_on", "starts_time", "zone"),
                    ("ends_on", "ends_time"),
                    "venue",
                    "webcast_url",
                    "status",
                    "passage",
                )
            },
        ),
    )


@admin.register(Event)
class EventAdmin(IdentityAdmin):
    statements = ((EventUpdate, "event"),)
    about = (EventUpdate, "event", ATTRIBUTES)


add_inline(EventUpdateInline)
desk.register()
