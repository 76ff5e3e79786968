"""The insider list of a release: who knows of it before it is public, since when, through whom."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from ircms.actor import acting_as
from ircms.admin import REFUSALS, guards_sentence
from ircms.edge import AsOfRequest
from ircms.keys import key_of
from releases import insiders, outside
from releases.admin import looks
from releases.admin.views import visible
from releases.models import Release
from releases.transitions import TransitionRefused

if TYPE_CHECKING:
    from releases.admin.release import ReleaseAdmin

TEMPLATE = "admin/releases/release/insiders.html"
MAKE, ADD, TAKE_OFF, OPEN_UP = "make", "add", "take-off", "open-up"
_DONE = {
    MAKE: "It is confidential: it exists for those on its list alone.",
    ADD: "They know of it from now on.",
    TAKE_OFF: "Taken off its list.",
    OPEN_UP: "It is not confidential any more: all staff know of it.",
}


class PeopleForm(forms.Form):
    """Whom to put on the list."""

    people = forms.ModelMultipleChoiceField(
        queryset=get_user_model().objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label="People",
    )

    def __init__(self, *args: Any, people: "QuerySet[Any]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["people"].queryset = people  # type: ignore[attr-defined]  # the field's own


@require_http_methods(["GET", "HEAD", "POST"])
def insider_list(request: AsOfRequest, key: int, release_admin: "ReleaseAdmin") -> HttpResponse:
    """``/admin/releases/release/<key>/insiders/``: read the list, and change it."""
    release = visible(request, key, release_admin)
    if not request.user.has_perm(insiders.CHANGE):
        raise PermissionDenied
    form = PeopleForm(request.POST or None, people=_others(release, request.user))
    refused = ""
    if request.method == "POST" and form.is_valid():
        refused = _attempt(request, release, form.cleaned_data["people"])
        if not refused:
            messages.success(request, _DONE[request.POST["act"]])
            return HttpResponseRedirect(_next_page(request, release))
    context = release_admin.admin_site.each_context(request) | _page(release, request)
    context |= {"form": form, "refused": refused, "opts": release_admin.opts}
    looks.record(request, "insiders", [release])
    return TemplateResponse(request, TEMPLATE, context)


def _attempt(request: AsOfRequest, release: Release, people: "QuerySet[Any]") -> str:
    """Do what was sent, all of it or nothing: why not, or nothing when it is done."""
    try:
        with acting_as(request.user):
            _act(request, release, people)
    except TransitionRefused as refused:
        return " ".join(refused.messages)
    except REFUSALS as error:
        sentence = guards_sentence(error)
        if sentence is None:
            raise
        return sentence
    return ""


def _act(request: AsOfRequest, release: Release, people: "QuerySet[Any]") -> None:
    by: Any = request.user  # a stored user: admin_view lets nobody else in
    act, at = request.POST.get("act"), request.as_of
    if act == MAKE:
        insiders.make_confidential(release, by=by, at=at, people=list(people))
    elif act == OPEN_UP:
        insiders.open_up(release, by=by, at=at)
    elif act == TAKE_OFF:
        person = key_of(request.POST.get("person"))
        row = insiders.listed(release).filter(user=person).first()
        if row is None:
            raise TransitionRefused("That person is not on its list.")
        insiders.take_off(release, row.user, by=by, at=at)
    elif act == ADD and people:
        for person in people:
            insiders.name_insider(release, person, by=by, at=at)
    else:
        raise TransitionRefused("Choose somebody to put on its list.")


def _others(release: Release, user: Any) -> "QuerySet[Any]":
    """Who may see releases, and is not on the list yet."""
    users = get_user_model().objects
    able = Q(is_superuser=True) | Q(pk__in=users.with_right("releases.view_release").values("pk"))
    listed = release.insiders.values("user") if release.is_confidential else [user.pk]
    return users.filter(able, is_active=True).exclude(pk__in=listed).order_by("full_name", "email")


def _page(release: Release, request: AsOfRequest) -> dict[str, Any]:
    at = request.as_of
    original = release.translation_of
    return {
        "title": "Who knows of it",
        "subtitle": release.headline,
        "release": release,
        "original": original,
        "rows": insiders.listed(release),
        "outsiders": outside.of(release),
        "is_told": release.withdrawn_at is not None or release.is_public(at),
        "is_kept": not insiders.is_open(release, at),
        "was_kept": (original or release).is_confidential,
    }


def _next_page(request: AsOfRequest, release: Release) -> str:
    """The list again; for whoever took themselves off it, the releases that exist for them."""
    if insiders.knows(request.user, release, request.as_of):
        return reverse("admin:releases_release_insiders", args=[release.pk])
    return reverse("admin:releases_release_changelist")
