"""What the pages about one's own account ask."""

from typing import Any

from django import forms


class CodeInput(forms.TextInput):
    """A wrong code is not shown again: the next one is typed into an empty field."""

    def format_value(self, value: Any) -> None:
        return None


class CodeForm(forms.Form):
    """A code from the app, or a recovery code: whoever types one need not say which it is."""

    code = forms.CharField(
        label="Code",
        max_length=40,
        widget=CodeInput(
            {
                "autocomplete": "one-time-code",
                "inputmode": "numeric",
                "autofocus": True,
                "spellcheck": "false",
            }
        ),
    )


class PasswordForm(forms.Form):
    """Before there is a second factor, the password is asked for again."""

    password = forms.CharField(
        label="Your password",
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "current-password", "autofocus": True}),
    )


class PasskeyForm(forms.Form):
    """What the browser made of a passkey; and its name, where it is new."""

    credential = forms.CharField(
        max_length=20_000, widget=forms.HiddenInput({"data-passkey-credential": ""})
    )
    name = forms.CharField(
        label="Name",
        max_length=60,
        required=False,
        help_text="So that you know it again, such as: blue key, or laptop.",
        widget=forms.TextInput({"autocomplete": "off"}),
    )
