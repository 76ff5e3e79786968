"""The form of an enquiry: what may be written, and what is said where it may not."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from enquiries.models import (
    MOST_EMAIL,
    MOST_MESSAGE,
    MOST_NAME,
    MOST_ORGANISATION,
    Enquiry,
)
from ircms import printable

LEAST_MESSAGE = 10
MOST_LINKS = 2
_LINK = re.compile(r"https?://|www\.|<a\s|\[url", re.IGNORECASE)


class _Line(forms.CharField):
    """One line that can be printed: neither line ends nor characters that are not seen."""

    def clean(self, value: Any) -> str:
        text = " ".join(str(super().clean(value)).split())
        _refuse_unprintable(text)
        if _LINK.search(text):
            raise ValidationError(_("Write this without a link."), code="link")
        return text


class _Text(forms.CharField):
    """Some lines, with as many links as somebody needs who asks something."""

    widget = forms.Textarea

    def clean(self, value: Any) -> str:
        text = str(super().clean(value)).replace("\r\n", "\n").replace("\r", "\n")
        _refuse_unprintable(text)
        if len(_LINK.findall(text)) > MOST_LINKS:
            raise ValidationError(_("Write it with two links at most."), code="links")
        return text


def _refuse_unprintable(text: str) -> None:
    """What pages and mails cannot hold is named plainly: the words of the desk are English."""
    try:
        printable.validate(text)
    except ValidationError as refused:
        raise ValidationError(
            _("It holds characters that cannot be seen, as pasted text may. Type it anew."),
            code="unprintable",
        ) from refused


class EnquiryForm(forms.Form):
    """What a reader asks. ``leave_empty`` is for programs that fill in whatever they find; people
    are told to leave it."""

    name = _Line(
        label=_("Your name"),
        min_length=2,
        max_length=MOST_NAME,
        error_messages={
            "required": _("Enter your name, so that we know whom to answer."),
            "min_length": _("Enter your name in two letters at least."),
            "max_length": _("Enter your name in %(limit_value)d letters at most."),
        },
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=MOST_EMAIL,
        help_text=_("The answer goes there."),
        error_messages={
            "required": _("Enter your e-mail address, so that we can answer."),
            "invalid": _("Enter an e-mail address like name@example.com."),
            "max_length": _("Enter an e-mail address of %(limit_value)d letters at most."),
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
    )
    organisation = _Line(
        label=_("Your organisation"),
        required=False,
        max_length=MOST_ORGANISATION,
        help_text=_("You may leave this out."),
        error_messages={
            "max_length": _("Enter your organisation in %(limit_value)d letters at most."),
        },
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    sender = forms.ChoiceField(
        label=_("You write as"),
        choices=Enquiry.Sender.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose as whom you write, so that it reaches the right person."),
            "invalid_choice": _("Choose one of those that are there."),
        },
    )
    message = _Text(
        label=_("Your message"),
        min_length=LEAST_MESSAGE,
        max_length=MOST_MESSAGE,
        error_messages={
            "required": _("Write what you would like to know."),
            "min_length": _("Write a little more: %(limit_value)d letters at least."),
            "max_length": _("Write it in %(limit_value)d letters at most; it has %(show_value)d."),
        },
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    leave_empty = forms.CharField(
        label=_("Leave this field empty"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    def clean_email(self) -> str:
        """As a header holds it: the name of a host that has other letters in its ASCII form."""
        local, _at, host = self.cleaned_data["email"].rpartition("@")
        try:
            address = f"{local}@{host.encode('idna').decode()}"
            address.encode("ascii")
        except UnicodeError as refused:
            raise ValidationError(
                self.fields["email"].error_messages["invalid"], code="invalid"
            ) from refused
        return address

    def clean_leave_empty(self) -> str:
        if self.cleaned_data["leave_empty"]:
            raise ValidationError(
                _("Leave this field empty: it is there for programs that send advertising."),
                code="trap",
            )
        return ""
