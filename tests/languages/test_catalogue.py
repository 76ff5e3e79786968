"""The catalogue of each language holds every word of the interface, and nothing doubtful."""

import re
from pathlib import Path

import messages
import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from django.conf import settings

_MARK = re.compile(r"</?[a-z]+[^>]*>|&[a-z]+;|(?<!%)\{[a-z]+\}|as_of=[-\d]*")


def catalogue(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.parent.parent.name, domain="django")


def translated(path: Path) -> list[tuple[str, str, Message]]:
    """What each message says in English, what in the language, and the message."""
    found = []
    for message in catalogue(path):
        if message.id:
            english = message.id if isinstance(message.id, str) else message.id[-1]
            strings = message.string or ""
            said = strings if isinstance(strings, str) else strings[0]
            found.append((english, said, message))
    return found


every_catalogue = pytest.mark.parametrize("path", messages.catalogues(), ids=str)


def test_every_language_of_the_site_but_english_has_a_catalogue() -> None:
    found = {path.parent.parent.name.replace("_", "-").lower() for path in messages.catalogues()}

    assert found == {code for code, _ in settings.LANGUAGES} - {settings.LANGUAGE_CODE}


@every_catalogue
def test_it_holds_exactly_the_strings_of_the_code(path: Path) -> None:
    def strings(found: Catalog) -> set[tuple[str | None, str]]:
        return {(each.context, str(each.id)) for each in found if each.id}

    assert strings(messages.collected()) == strings(catalogue(path)), "run “make messages”"


@every_catalogue
def test_every_string_is_translated_and_none_is_doubtful(path: Path) -> None:
    found = translated(path)

    assert [english for english, said, _ in found if not said.strip()] == []
    assert [english for english, _, message in found if message.fuzzy] == []
    assert len(found) > 300


@every_catalogue
def test_every_translation_keeps_what_is_put_into_it(path: Path) -> None:
    wrong = [(message.id, errors) for message, errors in catalogue(path).check()]

    assert wrong == []


@every_catalogue
def test_every_translation_keeps_the_markup(path: Path) -> None:
    wrong = [
        (english, said)
        for english, said, _ in translated(path)
        if sorted(_MARK.findall(english)) != sorted(_MARK.findall(said))
    ]

    assert wrong == []


@every_catalogue
def test_every_translation_can_be_filled_in(path: Path) -> None:
    """A bare per cent sign in a template’s string makes Django show the English one instead."""
    names = dict.fromkeys(re.findall(r"%\((\w+)\)", path.read_text()), 1)
    wrong = []
    for _english, said, message in translated(path):
        if any(each.endswith(".html") for each, _ in message.locations):
            try:
                said % names
            except (TypeError, ValueError):
                wrong.append(said)

    assert wrong == []


@every_catalogue
def test_collecting_again_changes_nothing(path: Path, tmp_path: Path) -> None:
    once = messages.updated(path)
    again = tmp_path / path.parent.parent.name / "LC_MESSAGES" / path.name
    again.parent.mkdir(parents=True)
    again.write_bytes(once)

    assert messages.updated(again) == once
