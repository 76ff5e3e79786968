"""Documents and standing pages for staff; and, on a release's page, which of its files are
documents and which page its text is."""

import re
from typing import Any, ClassVar

from django.contrib import admin
from django.core.exceptions import ValidationError

from library.models import Document, DocumentUpdate, PageVersion, SitePage, document, page
from releases.admin.inlines import add_inline
from releases.admin.statements import (
    IdentityAdmin,
    StatementForm,
    StatementFormSet,
    StatementInline,
)
from releases.models import Attachment

_FILE_SENT = re.compile(r"attachments-\d+-file")


@admin.register(Document)
class DocumentAdmin(IdentityAdmin):
    statements = ((DocumentUpdate, "document"),)
    about = (DocumentUpdate, "document", document.ATTRIBUTES)


@admin.register(SitePage)
class SitePageAdmin(IdentityAdmin):
    statements = ((PageVersion, "page"),)
    about = (PageVersion, "page", page.ATTRIBUTES)


class DocumentUpdateForm(StatementForm):
    """A file of the release as a document; a file that comes with this very form has no row yet to
    be chosen, and is taken where it is the only one."""

    about = "document"
    attributes = document.ATTRIBUTES

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "attachment" in self.fields:
            field: Any = self.fields["attachment"]
            field.required, field.empty_label = False, "The file that is added here"
            field.help_text = "Choose one of the files above, or leave it at the one added here."

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if "attachment" in self.fields and not cleaned.get("attachment"):
            self._refuse_unless_one_is_added()
        return cleaned

    def _refuse_unless_one_is_added(self) -> None:
        added = [name for name in self.files if _FILE_SENT.fullmatch(name)]
        if len(added) == 1:
            return
        said = (
            "Several files are added here: save them first, then choose which one this is."
            if added
            else "Choose the file, or add it under “Files”."
        )
        self.add_error("attachment", ValidationError(said, code="no_file"))


class DocumentFormSet(StatementFormSet):
    """Rows that choose among the files of their release alone."""

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        if "attachment" in form.fields:
            files = Attachment.objects.filter(release=self.instance.pk)
            form.fields["attachment"].queryset = files if self.instance.pk else files.none()

    def save_new(self, form: Any, commit: bool = True) -> Any:
        """Files are saved before what is said of them: the newest is the one that was added."""
        if form.instance.attachment_id is None:
            newest = Attachment.objects.filter(release=self.instance).order_by("-pk")
            form.instance.attachment = newest[0]
        return super().save_new(form, commit=commit)


class DocumentInline(StatementInline):
    model = DocumentUpdate
    form = DocumentUpdateForm
    formset = DocumentFormSet
    verbose_name = "document"
    verbose_name_plural = "Documents: which files are listed under /documents/"
    autocomplete_fields = ("document",)
    fieldsets = (
        (
            None,
            {
                "fields": (
                    ("document", "position"),
                    "attachment",
                    ("kind", "language"),
                    ("dated_on", "dated_on_precision"),
                    "passage",
                )
            },
        ),
    )


class PageVersionForm(StatementForm):
    about = "page"
    attributes = page.ATTRIBUTES


class PageVersionInline(StatementInline):
    model = PageVersion
    form = PageVersionForm
    verbose_name = "page"
    verbose_name_plural = "Standing page: the text of this notice is that of a page"
    max_num = 1
    autocomplete_fields = ("page",)
    fieldsets: ClassVar[Any] = ((None, {"fields": ("page", "title", "passage")}),)


add_inline(DocumentInline)
add_inline(PageVersionInline)
