"""The ledger of mails to staff, to be read."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from ircms.admin import StaffAdmin
from outbox.models import Message


@admin.register(Message)
class MessageAdmin(StaffAdmin):
    """Who was told what, and whether the mail went out. Nobody writes here: the worker does."""

    keyset = ("-pk",)
    list_display = ("occasion", "recipient", "created_at", "sent_at", "state")
    list_select_related = ("recipient",)
    fields = ("occasion", "recipient", "path", "key", "created_at", "due_at", "attempts",
              "claimed_at", "sent_at", "failed_at", "error", "state")  # fmt: skip
    readonly_fields = ("state",)

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).with_state(request.as_of)  # type: ignore[attr-defined]  # the edge's

    @admin.display(description="state")
    def state(self, message: Any) -> str:
        return str(message.state)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Message | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Message | None = None) -> bool:
        return False
