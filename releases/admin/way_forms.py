"""What each way of a release asks of the person, as a form."""

from datetime import datetime
from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError

from ircms import reauthentication
from ircms.edge import AsOfRequest
from ircms.market_time import MarketTimeField
from releases import approval, insiders
from releases.models import Release
from releases.models.release_schema import FIRST_INSTANT, LAST_INSTANT
from releases.transitions import APPROVE


class WayForm(forms.Form):
    """Carries the revision that the page shows: what is done is done to that one, or refused."""

    # Hidden in the page, written by its template: a page sent back shows the release as it is by
    # then, and carries that revision, not the one that came with the form.
    revision = forms.IntegerField(required=False)
    mark = forms.IntegerField(required=False)  # as the template writes it too: releases.admin.once

    def __init__(self, *args: Any, release: Release, request: AsOfRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.release, self.request = release, request

    def asked(self) -> list[forms.BoundField]:
        """The fields that a person fills in."""
        return [self[name] for name in self.fields if name not in {"revision", "mark", "versions"}]


def _words(label: str, help_text: str = "", *, required: bool = True, rows: int = 3) -> Any:
    # Blank words are refused by the transition itself, which says what they are for.
    attrs = {"rows": rows, "cols": 60} | ({"required": True} if required else {})
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=False,
        max_length=5_000,
        widget=forms.Textarea(attrs),
    )


class CommentForm(WayForm):
    reason = _words("Comment", "For colleagues. It stays with the release.")


class SendBackForm(WayForm):
    reason = _words("What is to be changed", "The writers are told that it was sent back.")


class NoteForm(WayForm):
    reason = _words("Note", "For colleagues, if there is something to say.", required=False)


class HoldForm(WayForm):
    reason = _words("Why", "For colleagues: readers never learn of a hold.")


class WithdrawForm(WayForm):
    reason = _words("Reason", "Readers will be told, in these words.")


class CorrectForm(WayForm):
    reason = _words(
        "What was wrong, and what is right",
        "Readers of both releases will be told, in these words. It can be changed in the draft.",
    )


class SubmitForm(WayForm):
    asking = forms.ModelMultipleChoiceField(
        label="Ask in particular",
        queryset=get_user_model().objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="They are told by mail. If nobody is chosen, everybody who may approve it is.",
    )
    reason = _words("Note for the approver", "What to look at, if anything.", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["asking"].queryset = _approvers(self.release, self.request)  # type: ignore[attr-defined]  # the field's own


def _approvers(release: Release, request: AsOfRequest) -> Any:
    """Who may approve ``release`` as it stands."""
    users = get_user_model().objects
    able = users.with_right(APPROVE)
    known = [user.pk for user in insiders.among(able, release, request.as_of)]
    contributors = approval.contributors_since_last_approval(release)
    return users.filter(pk__in=set(known) - contributors).order_by("full_name", "email")


class RescheduleForm(WayForm):
    publish_at = MarketTimeField(
        label="Goes out",
        required=False,
        help_text="On the market’s clocks. Leave it empty for “release now” alone.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["publish_at"] = self.release.publish_at

    def clean_publish_at(self) -> datetime | None:
        chosen: datetime | None = self.cleaned_data["publish_at"]
        if chosen is not None and not FIRST_INSTANT <= chosen < LAST_INSTANT:
            raise ValidationError("Choose a time between the years 1900 and 9998.")
        return chosen


class NoticeForm(WayForm):
    market = forms.ChoiceField(label="Exchange")
    reference = forms.CharField(
        label="Reference",
        max_length=100,
        required=False,
        help_text="As the exchange’s system gave it when the notice was submitted.",
    )
    given_at = MarketTimeField(label="Given at", required=False)
    waiver_reason = _words(
        "Or why none is needed", "Such as: not material information.", required=False, rows=2
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        from company.models import Listing

        markets = Listing.objects.order_by("pk").values_list("mic", "exchange")
        self.fields["market"].choices = list(dict(markets).items())  # type: ignore[attr-defined]  # the field's own
        self.initial["given_at"] = self.request.as_of


CODE = {"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"}


class PasswordForm(WayForm):
    """Whoever does this types their password again, and a code of their second factor unless this
    session gave one within five minutes: a desk left open does not release."""

    password = forms.CharField(
        label="Your password",
        help_text="Once more, because this cannot be taken back.",
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "required": True}),
        required=False,
        strip=False,
    )

    code = forms.CharField(
        label="Your code",
        help_text="From your authenticator app, or a recovery code.",
        widget=forms.TextInput(attrs=CODE | {"required": True}),
        required=False,
        max_length=40,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not reauthentication.needs_second_factor(self.request):
            del self.fields["code"]

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        reauthentication.require(self.request.user, password, self.request.as_of)
        return password

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        # Last, and only where all else is right: a code is good for one try.
        if "code" in self.fields and not self.errors:
            try:
                reauthentication.require_second_factor(self.request, cleaned["code"])
            except ValidationError as refused:
                self.add_error("code", refused)
        return cleaned


class ReleaseNowForm(PasswordForm):
    """Carries the revisions of the language versions that go along, as ``12:3 14:1``."""

    versions = forms.CharField(required=False)

    def clean_versions(self) -> dict[int, int]:
        try:
            pairs = [pair.split(":") for pair in self.cleaned_data["versions"].split()]
            return {int(key): int(revision) for key, revision in pairs}
        except ValueError as error:
            raise ValidationError("Open this page anew: it was not sent whole.") from error


class LeakForm(ReleaseNowForm):
    """Both ways out of a leak: to release, or to hold."""

    reason = _words("Why it is held", "If there is more to say.", required=False, rows=2)
    approver = forms.EmailField(
        label="E-mail address of the second person",
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    approver_password = forms.CharField(
        label="Their password",
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )
    approver_code = forms.CharField(
        label="Their code",
        help_text="From their authenticator app, or a recovery code of theirs.",
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs=CODE | {"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.is_hold:
            # To stop something nobody has to prove twice who they are.
            self.fields.pop("code", None)

    @property
    def is_hold(self) -> bool:
        return self.data.get("act") == "hold"

    def clean_password(self) -> str:
        # To stop something nobody has to prove twice who they are.
        return "" if self.is_hold else super().clean_password()

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        cleaned |= {"second": None, "is_hold": self.is_hold}
        if not self.is_hold and not self.release.is_approved and not self.errors:
            cleaned["second"] = reauthentication.second_person(
                self.request,
                cleaned.get("approver", ""),
                cleaned.get("approver_password", ""),
                cleaned.get("approver_code", ""),
            )
        return cleaned
