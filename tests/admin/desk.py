"""What a person at the desk does: sign in, fill a page in, send it."""

from typing import Any

from django import forms
from django.test import Client

from accounts.models import User

RELEASES = "/admin/releases/release/"


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page_of(release: Any) -> str:
    return f"{RELEASES}{release.pk}/change/"


def as_shown(response: Any) -> dict[str, Any]:
    """What the browser would send if nothing on the page were touched."""
    formsets = [inline.formset for inline in response.context["inline_admin_formsets"]]
    shown = [response.context["adminform"].form]
    for formset in formsets:
        shown += [formset.management_form, *formset.forms]
    return {
        field.html_name: value
        for form in shown
        for field in form
        if (value := _sent(field)) not in (None, False, "", [])
    }


def filled_in(client: Client, path: str, **typed: Any) -> dict[str, Any]:
    """The page at ``path`` as it would be sent after typing ``typed``; ``__`` in a name is ``-``,
    as in ``attachments__0__title``."""
    data = as_shown(client.get(path))
    for name, value in typed.items():
        data[name.replace("__", "-")] = value
    return {name: value for name, value in data.items() if value is not None}


def errors_of(response: Any) -> dict[str, list[str]]:
    """The errors on the page, by the name of their field; ``__all__`` for the form's own."""
    shown = [response.context["adminform"].form]
    for inline in response.context["inline_admin_formsets"]:
        shown += inline.formset.forms
    return {
        form.add_prefix(name): list(said) for form in shown for name, said in form.errors.items()
    }


def messages_of(response: Any) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def _sent(field: forms.BoundField) -> Any:
    if isinstance(field.field, forms.FileField):
        return None
    value = field.value()
    if value is True:
        return "on"
    if isinstance(value, list):
        return [str(item) for item in value]
    written = field.field.widget.format_value(value)
    return written[0] if isinstance(written, list) and written else written


def said_last(browser: Any, identity: Any, release: Any) -> dict[str, str]:
    """By field, what the form of ``release`` shows beside a statement about ``identity``."""
    opts = identity._meta
    address = f"/admin/{opts.app_label}/{opts.model_name}/{identity.pk}/ledger/"
    said: dict[str, str] = browser.get(address, {"release": release.pk}).json()
    return said
