"""The forms of the desk: what is checked while a person can still mend it."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from ircms.edge import AsOfRequest
from ircms.generic import ModelForm
from ircms.market_time import zone_at
from releases import richtext
from releases.admin.state import is_frozen
from releases.admin.widgets import RichTextInput
from releases.models import Attachment, Release
from releases.uploads import check_upload

FROZEN = (
    "This release is public, or goes out within seconds: nothing of it can be changed any more. "
    "Until its second the approval can still be taken back; after it, withdraw the release or "
    "correct it with another."
)


class RichTextForm(ModelForm):
    """A form with a ``body``: refused mark-up is an error there, dropped mark-up is remembered."""

    dropped: tuple[str, ...] = ()

    def add_error(self, field: str | None, error: Any) -> None:
        """What has been said of the body is not said again in the model's words."""
        said = getattr(error, "error_dict", {})
        if field is None and "body" in said and "body" in self.errors:
            del said["body"]
            if not said:
                return
        super().add_error(field, error)

    def clean_body(self) -> str:
        # RefusedMarkup is a ValidationError: it says what is wrong, where, and what to do.
        cleaned = richtext.clean(self.cleaned_data["body"])
        self.dropped = cleaned.dropped
        if not cleaned.html:
            raise ValidationError("Nothing of it can be printed: write the text.", code="required")
        return cleaned.html


class ReleaseForm(RichTextForm):
    """The announcement on one page."""

    request: AsOfRequest  # set by the admin, on a subclass made for the request
    # The revision this form was filled from: nobody's change is overwritten unseen.
    read_revision = forms.IntegerField(required=False, widget=forms.HiddenInput)
    # Where the audit stood then: what came after can be told apart from what is typed.
    read_position = forms.IntegerField(required=False, widget=forms.HiddenInput)

    class Meta:
        widgets: ClassVar[dict[str, Any]] = {
            "headline": forms.Textarea(attrs={"rows": 2, "class": "headline"}),
            "subheadline": forms.Textarea(attrs={"rows": 2}),
            "body": RichTextInput,
            "categories": forms.CheckboxSelectMultiple,
            "correction_reason": forms.Textarea(attrs={"rows": 3}),
            "staff_note": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and "read_revision" in self.fields:
            self.initial["read_revision"] = self.instance.revision
            self.initial["read_position"] = getattr(self.request, "read_position", None)
        if "publish_at" in self.fields:
            field = self.fields["publish_at"]
            zone = zone_at(self.request.as_of)
            field.help_text = f"{field.help_text} On the market’s clocks: {zone}."

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.instance.pk:
            self._refuse_if_stale(self.instance.pk, cleaned.get("read_revision"))
        return cleaned

    def _refuse_if_stale(self, key: int, read: int | None) -> None:
        # Locked until the save is done, so that the answer stays true.
        stored = Release.objects.select_for_update(of=("self",)).get(pk=key)
        if is_frozen(stored, self.request.as_of):
            raise ValidationError(FROZEN, code="frozen")
        collision = getattr(self.request, "collision", None)
        if collision is not None and collision.is_asked_again:
            raise ValidationError("Choose where you both wrote: nothing is saved yet.", code="open")
        if collision is not None or stored.revision != read:
            raise ValidationError(
                f"{collision.people if collision else 'Somebody'} changed this release after you "
                "opened it, and nothing of yours has been saved yet. Look through what changed, "
                "choose, and save again.",
                code="stale",
            )


class StandingTextForm(RichTextForm):
    class Meta:
        widgets: ClassVar[dict[str, Any]] = {"body": RichTextInput}


class AttachmentForm(ModelForm):
    """A file of a release: what is wrong with it is said at the field."""

    class Meta:
        model = Attachment
        fields = ("position", "title", "file")
        widgets: ClassVar[dict[str, Any]] = {"file": forms.FileInput}

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if "file" in self.changed_data:
            check_upload(file, file.name or "")
        return file
