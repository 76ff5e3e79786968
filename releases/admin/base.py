"""What pages with rich text share."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest

from ircms.admin import StaffAdmin
from releases.admin.forms import RichTextForm


class RichTextAdmin(StaffAdmin):
    """Names in a warning what was left out of a text that came with more than is published."""

    def save_model(self, request: HttpRequest, obj: Any, form: RichTextForm, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if form.dropped:
            left_out = "; ".join(form.dropped)
            self.message_user(
                request,
                f"The text was saved without mark-up that is not published: {left_out}. "
                "Look at the result before you have it approved.",
                messages.WARNING,
            )
