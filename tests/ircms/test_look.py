"""How a company dresses the site, and what a page links."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.test import Client, RequestFactory

from front.styleguide import styleguide
from ircms import look


@pytest.fixture
def own(tmp_path: Path, settings: Any) -> Path:
    settings.IRCMS_LOOK_ROOT = tmp_path
    return tmp_path


def test_the_companys_tokens_come_after_the_sites(own: Path) -> None:
    (own / "tokens.css").write_text("/* ours */\n--brand-hue: 25;\n")

    sheet = look.site_css()

    assert sheet.rindex("--brand-hue: 25;") > sheet.rindex("--brand-hue: 205;")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("--brand-hu: 25;", "--brand-hu is no token"),
        ("body { color: red; }", "found 'body"),
        ("--brand-hue: 25", "found '--brand-hue"),
        ("--brand-hue: 1} * {display: none;", "found '--brand-hue"),
        ('--paper: url("https://elsewhere.example/");@import "x";', "found '@import"),
    ],
)
def test_what_is_no_known_token_is_refused_by_name(own: Path, text: str, said: str) -> None:
    (own / "tokens.css").write_text(text)

    problems = look.check_look()

    assert [said in problem.msg for problem in problems] == [True]


def test_a_folder_that_is_not_there_is_refused(own: Path, settings: Any) -> None:
    settings.IRCMS_LOOK_ROOT = own / "nowhere"

    (problem,) = look.check_look()

    assert str(own / "nowhere") in problem.msg


def test_the_logo_stands_in_the_masthead(
    own: Path, client: Client, settings: Any, db: None
) -> None:
    (own / "logo.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")

    page = client.get("/").content.decode()

    assert re.search(r'masthead-name"><a [^>]*><img src="[^"]*look/logo[^"]*" alt=', page)


def test_collectstatic_finds_one_sheet_with_every_part() -> None:
    (finder,) = [each for each in finders.get_finders() if isinstance(each, look.LookFinder)]

    ((name, storage),) = finder.list([])

    sheet = storage.open(name).read().decode()
    for part in (*look.PARTS, "print"):
        assert Path(f"static/css/{part}.css").read_text() in sheet, part


def test_every_part_of_the_styles_is_in_the_sheet_or_the_staffs() -> None:
    others = {"admin", "from-text", "paper", "preview-banner", "previews", "sign-in"}

    found = {path.stem for path in Path("static/css").glob("*.css")}

    ours = {name for name in found - others if not name.startswith("desk")}
    assert ours == {*look.PARTS, "print"}


def test_a_page_links_one_sheet_outside_of_development(client: Client, db: None) -> None:
    page = client.get("/").content.decode()

    assert len(re.findall(r"<link rel=.stylesheet", page)) == 1


def test_the_styleguide_shows_components_and_is_not_mounted(
    rf: RequestFactory, client: Client, db: None
) -> None:
    request = rf.get("/styleguide/")
    request.as_of_day = None  # type: ignore[attr-defined]  # set by the middleware otherwise

    page = styleguide(request).content.decode()

    assert "Harbour Street" in page
    assert client.get("/styleguide/").status_code == 404
