"""A preview of what is typed and not saved: rehearsed with the rest, and as little of it stays.

The form that was sent is bound and saved by the machinery of the release's own page, inside the
rehearsal. What is not in order is left as it is stored, and named above the page.
"""

from typing import TYPE_CHECKING, Any

from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.utils.datastructures import MultiValueDict
from django.views.decorators.http import require_POST

from ircms.edge import AsOfRequest
from previews import staff, staff_pages
from releases.admin import looks
from releases.admin.views import visible
from releases.models import Release
from releases.rehearsal import Busy, NotRehearsable, rehearsed
from releases.rehearsed_site import answer

if TYPE_CHECKING:
    from accounts.models import User
    from releases.admin.release import ReleaseAdmin

UNNAMED = "(no headline yet)"
# Said to whoever saves; a preview shows what was typed all the same.
_OF_SAVING = {"stale", "open"}


@require_POST
def changed(request: AsOfRequest, key: int, release_admin: "ReleaseAdmin") -> HttpResponse:
    """``/admin/releases/release/<key>/preview/typed/``: the release's page as the form has it."""
    release = visible(request, key, release_admin)
    if not release_admin.has_change_permission(request, release):
        raise PermissionDenied
    return _shown(request, Typed(release_admin, request, release))


@require_POST
def new(request: AsOfRequest, release_admin: "ReleaseAdmin") -> HttpResponse:
    """``/admin/releases/release/add/preview/``: the same of a release that is being begun."""
    if not release_admin.has_add_permission(request):
        raise PermissionDenied
    return _shown(request, Typed(release_admin, request, None))


def _shown(request: AsOfRequest, typed: "Typed") -> HttpResponse:
    release = typed.release
    prefix = "/" if release is None else staff.site_of(release)
    try:
        with rehearsed(typed.write, at=request.as_of, hide=staff.unknown_to(request)) as rehearsal:
            path = rehearsal.release.canonical_path
            response = answer(path, "", rehearsal.instant, prefix)
    except NotRehearsable as refused:
        found = NotRehearsable([*typed.problems, *refused.reasons])
        return staff.cannot(request, release, found)
    except Busy as busy:
        return staff.cannot(request, release, busy)
    stored = [each for each in rehearsal.shown if release or each.pk != rehearsal.release.pk]
    looks.record(request, "preview", [release, *stored])
    words = {"problems": typed.problems}
    return staff_pages.for_few_eyes(staff_pages.with_problems(response, words))


class Typed:
    """A form as it was sent, for ``release`` or for a new one; ``problems`` are what of it is not
    in order, once it has been written."""

    def __init__(
        self, release_admin: "ReleaseAdmin", request: AsOfRequest, release: Release | None
    ) -> None:
        self.admin, self.request, self.release = release_admin, request, release
        self.sent = request.POST
        # A file would stay in the store when the row that names it is gone again.
        request._files = MultiValueDict()  # type: ignore[attr-defined]  # noqa: SLF001 -- Django's own place for what was sent
        self.problems: list[str] = []
        self._categories: Any = None

    def write(self, hand: "User") -> Release:
        """The release as the form has it, stored in the transaction at hand; raises NotRehearsable
        where what is typed cannot be stored at all."""
        written = self._row()
        try:
            with transaction.atomic():
                written.save()
        except (ValidationError, IntegrityError) as refused:
            raise NotRehearsable(self._said(refused)) from refused
        if self._categories is not None:
            written.categories.set(self._categories)
        is_change = self.release is not None
        formsets, _ = self.admin._create_formsets(self.request, written, is_change)  # noqa: SLF001 -- as the page itself does
        for formset in formsets:
            self._write_rows(formset)
        return written

    def _row(self) -> Release:
        """The release's own row, each field that is not in order as it is stored."""
        stored = Release() if self.release is None else Release.objects.get(pk=self.release.pk)
        mine = Release() if self.release is None else Release.objects.get(pk=self.release.pk)
        is_change = self.release is not None
        made = self.admin.get_form(self.request, mine if is_change else None, change=is_change)
        form = made(self.sent, {}, instance=mine)
        columns = {field.name for field in Release._meta.concrete_fields}
        for name, errors in form.errors.as_data().items():
            self._note(form, name, errors)
            if name in columns:
                setattr(mine, name, getattr(stored, name))
        mine.headline = mine.headline or UNNAMED
        self._categories = form.cleaned_data.get("categories")
        return mine

    def _note(self, form: Any, name: str, errors: list[ValidationError]) -> None:
        label = "" if name == NON_FIELD_ERRORS else f"{form.fields[name].label or name}: "
        for error in errors:
            if error.code not in _OF_SAVING:
                self.problems += [f"{label}{said}" for said in error.messages]

    def _write_rows(self, formset: Any) -> None:
        """All rows of one kind, or none of them where one is not in order."""
        kind = str(formset.model._meta.verbose_name_plural).capitalize()
        try:
            if formset.is_valid():
                with transaction.atomic():
                    formset.save()
                return
        except (ValidationError, IntegrityError) as refused:
            self.problems += [f"{kind}: {said}" for said in self._said(refused)]
            return
        self.problems.append(f"{kind}: not all of it is in order. It is shown as it is stored.")

    @staticmethod
    def _said(refused: ValidationError | IntegrityError) -> list[str]:
        if isinstance(refused, ValidationError):
            return list(refused.messages)
        guard, mark, said = str(refused).strip().partition("\n")[0].partition("ircms: ")
        return [f"{said}." if mark and not guard else "It cannot be stored as it is typed."]
