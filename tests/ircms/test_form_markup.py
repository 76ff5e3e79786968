"""What is written quickly is what Django's own templates write, byte for byte."""

import re
from collections.abc import Callable
from datetime import date, time
from typing import Any

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.utils.functional import lazystr
from django.utils.safestring import mark_safe

from ircms.form_markup import QuickForms
from tests import factories
from tests.admin.desk import RELEASES, page_of, signed_in

HOSTILE = "\"'><script>&amp;"
CHOICES = [
    ("", "Choose"),
    ("a", HOSTILE),
    (1, "One"),
    (2000, 2000),
    (None, lazystr("Later & more")),
    ("Group <1>", [("b", mark_safe("<b>B</b>")), (HOSTILE, "C")]),
]
ATTRIBUTES: dict[str, Any] = {
    "id": "x", "class": HOSTILE, "required": True, "disabled": False, "rows": 2000,
    "data-x": mark_safe("&amp;"), "title": lazystr("Say <why>"),
}  # fmt: skip
WIDGETS: list[Callable[..., forms.Widget]] = [
    forms.TextInput, forms.HiddenInput, forms.NumberInput, forms.CheckboxInput, forms.EmailInput,
    forms.DateInput, forms.TimeInput, forms.DateTimeInput, forms.Textarea, forms.URLInput,
    lambda **extra: forms.PasswordInput(render_value=True, **extra),
    lambda **extra: forms.Select(choices=CHOICES, **extra),
    lambda **extra: forms.SelectMultiple(choices=CHOICES, **extra),
    lambda **extra: forms.RadioSelect(choices=CHOICES, **extra),
    lambda **extra: forms.CheckboxSelectMultiple(choices=CHOICES, **extra),
]  # fmt: skip
VALUES = [
    None, "", HOSTILE, "a", "1", 1, 1234567, 1.5, True, False, mark_safe("<i>"), ["a", HOSTILE],
    ("a", "b"), date(2026, 3, 2), time(10, 30), lazystr("later <b>"), "two\nlines",
]  # fmt: skip


@pytest.mark.parametrize("make", WIDGETS)
@pytest.mark.parametrize("attributes", [{}, ATTRIBUTES])
@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_widgets_are_written_as_django_writes_them(
    make: Callable[..., forms.Widget], attributes: dict[str, Any], value: Any
) -> None:
    widget = make(attrs=attributes)

    ours, djangos = (
        widget.render("name<&>", value, renderer=renderer())
        for renderer in (QuickForms, DjangoTemplates)
    )

    assert ours == djangos


@pytest.mark.parametrize("attributes", [None, {}, ATTRIBUTES])
@pytest.mark.parametrize("label", ["Name", HOSTILE, mark_safe("<b>B</b>"), lazystr("<x>"), " "])
def test_labels_are_written_as_django_writes_them(attributes: Any, label: Any) -> None:
    written = []
    for renderer in (QuickForms(), DjangoTemplates()):
        form = forms.Form(renderer=renderer)
        form.fields["one"] = forms.CharField(label=label)
        form.fields["none"] = forms.CharField(label=label, widget=forms.RadioSelect)
        written.append([field.label_tag(attrs=attributes) for field in form])

    assert written[0] == written[1]


def test_the_form_of_a_release_is_the_one_that_django_writes(
    stopped_clock: Any, settings: Any
) -> None:
    release, ada = factories.draft(), signed_in(factories.ada())
    factories.print_contact(release, factories.contact())

    ours = _bodies(ada, page_of(release))
    settings.FORM_RENDERER = "django.forms.renderers.DjangoTemplates"
    djangos = _bodies(ada, page_of(release))

    assert ours == djangos
    assert "<option" in ours[0]


def _bodies(client: Any, page: str) -> list[str]:
    """Pages without what is made anew for each answer."""
    found = []
    for address in (page, f"{RELEASES}add/"):
        text = client.get(address).content.decode()
        once = r'nonce="[^"]*"|name="(csrfmiddlewaretoken|read_position|open_form)" value="[\w-]*"'
        found.append(re.sub(once, "", text))
    return found
