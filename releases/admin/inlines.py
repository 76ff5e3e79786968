"""What hangs on a release, written on its page.

An app whose statements hang on releases adds its inline with ``add_inline`` from its own ``admin``;
a part of the bundle without one would be approved by people who never saw where it is written.
"""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from ircms.existence import ChoosesFromExisting, existing
from ircms.generic import StackedInline
from ircms.keys import key_of
from releases.admin.forms import AttachmentForm
from releases.models import (
    Attachment,
    Release,
    ReleaseContact,
    ReleaseStandingText,
    StandingText,
)

# Of one kind on one release: a form that claims more is refused before its rows are made.
MOST_ROWS = 200
_added: list[type[StackedInline]] = []


def add_inline(inline: type[StackedInline]) -> None:
    """Show ``inline`` on the page of a release, after what releases themselves bring."""
    if inline not in _added:
        _added.append(inline)


def all_inlines() -> list[type[StackedInline]]:
    return [StandingTextInline, ContactInline, AttachmentInline, *_added]


class _Inline(ChoosesFromExisting, StackedInline):
    """Rows that stand one under the other: they fit a telephone."""

    view_on_site = False  # a file has no public page of its own before its release has
    max_num = MOST_ROWS

    def get_formset(self, request: Any, obj: Any = None, **kwargs: Any) -> Any:
        return super().get_formset(request, obj, **kwargs | {"absolute_max": MOST_ROWS})

    def get_extra(self, request: HttpRequest, obj: Release | None = None, **kwargs: Any) -> int:
        """One row stands ready where writing begins; after that they are asked for."""
        return 1 if obj is None else 0


class StandingTextInline(_Inline):
    model = ReleaseStandingText
    verbose_name = "standing text"
    verbose_name_plural = "Standing texts"
    autocomplete_fields = ("standing_text",)
    fieldsets = ((None, {"fields": (("standing_text", "position"),)}),)


class ContactInline(_Inline):
    model = ReleaseContact
    verbose_name = "contact"
    verbose_name_plural = "Contacts, as printed"
    autocomplete_fields = ("contact",)
    fieldsets = (
        (
            None,
            {
                "fields": (
                    ("contact", "position"),
                    ("name", "title", "organisation"),
                    ("phone", "email"),
                    ("is_listed", "is_ended"),
                )
            },
        ),
    )


class AttachmentInline(_Inline):
    model = Attachment
    form = AttachmentForm
    verbose_name = "file"
    verbose_name_plural = "Files"
    readonly_fields = ("stored",)
    fieldsets = ((None, {"fields": (("title", "position"), ("file", "stored"))}),)

    @admin.display(description="now stored")
    def stored(self, attachment: Attachment) -> SafeString | str:
        """The file as it will be served, to be read before anybody approves it."""
        key: int | None = attachment.pk
        if key is None:
            return "Nothing yet."
        address = reverse("admin:releases_release_file", args=[attachment.release_id, key])
        return format_html(
            '<a href="{}">{}</a>, {} bytes', address, attachment.filename, f"{attachment.size:,}"
        )


def ask_for_files_again(formsets: Any) -> None:
    """Say at each file that came with a form sent back that it has to be chosen again: browsers
    fill in everything else, but no file."""
    for formset in formsets:
        for form in formset.formset.forms:
            upload = form.files.get(form.add_prefix("file"))
            if upload is not None and not form.errors.get("file"):
                form.add_error("file", f"Choose {upload.name} again: browsers do not keep files.")


def texts_chosen(request: HttpRequest) -> list[StandingText]:
    """The standing texts that the form at hand is to print, as sent."""
    sent = request.POST
    prefix = "printed_texts-"
    keys = [
        value
        for name, value in sent.items()
        if name.startswith(prefix)
        and name.endswith("-standing_text")
        and key_of(value)
        and not sent.get(name.replace("-standing_text", "-DELETE"))
    ]
    return list(existing(request, StandingText.objects.filter(pk__in=keys)))
