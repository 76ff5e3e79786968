"""What the press really sets: the PDF itself, tagged and whole. Only where Pango is there."""

import re
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from company.models import Company
from releases.models import Release
from releases.paper import document, parts, press
from tests import factories
from tests.factories import NOON
from tests.releases import whole

pytestmark = pytest.mark.django_db
really_set = press.typeset  # before any test puts something quick in its place
HEAD = '<!doctype html><html lang="en"><title>a</title><link rel="stylesheet" href="css/paper.css">'


@pytest.fixture
def company(stopped_clock: object) -> Company:
    return factories.company()


def as_html(release: Release, company: Company) -> str:
    return document.html(release, parts.of_paper(release, NOON), company, None)


def read(html: str) -> PdfReader:
    return PdfReader(BytesIO(really_set(html)))


def root(pdf: PdfReader) -> Any:
    return pdf.trailer["/Root"].get_object()


def text(pdf: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in pdf.pages)


def test_it_is_a_tagged_pdf_with_a_title_and_a_language(company: Company) -> None:
    pdf = read(as_html(whole.release(subheadline="By a lot"), company))

    catalogue = root(pdf)
    assert catalogue["/MarkInfo"]["/Marked"] == True  # noqa: E712 -- a BooleanObject, which is not True
    assert catalogue["/Lang"] == "en"
    assert catalogue["/ViewerPreferences"]["/DisplayDocTitle"] == True  # noqa: E712 -- as above
    assert b'pdfuaid:part="1"' in catalogue["/Metadata"].get_object().get_data()
    assert pdf.metadata is not None
    assert pdf.metadata.title == "Harbor Bio measures"
    assert pdf.metadata.author == "Harbor Bio Holdings, Inc."
    assert pdf.metadata.get("/CreationDate") == "D:20260222133000+00'00"


def test_its_structure_says_what_is_a_heading_a_table_and_a_link(company: Company) -> None:
    pdf = read(as_html(whole.release(), company))

    tags = list(_tags(root(pdf)["/StructTreeRoot"]["/K"]))
    assert {"/Document", "/H1", "/H2", "/P", "/Link", "/Table", "/TR", "/TH", "/TD", "/L"} <= set(
        tags
    )
    assert tags.count("/H1") == 1
    assert [each.title for each in _flat(pdf.outline)][:1] == ["Harbor Bio measures"]
    assert {"/Column", "/Row"} == set(_scopes(root(pdf)["/StructTreeRoot"]["/K"]))


def test_every_font_is_embedded_the_chinese_one_too(company: Company) -> None:
    made = factories.public("上海工厂启用", slug="opens", language="zh-hans",
                            body="<p>上海工厂今天启用，面积 5,000 m².</p>")  # fmt: skip

    pdf = read(as_html(made, company))

    fonts = {str(font["/BaseFont"]): font for page in pdf.pages for font in _fonts(page)}
    assert fonts
    for name, font in fonts.items():
        assert _is_embedded(font), name
    assert "上海工厂今天启用" in text(pdf).replace(" ", "")
    assert root(pdf)["/Lang"] == "zh-hans"


def test_the_same_release_is_the_same_bytes(company: Company) -> None:
    html = as_html(whole.release(), company)

    assert really_set(html) == really_set(html)


def test_each_page_says_which_of_how_many_it_is(company: Company) -> None:
    body = "".join(f"<p>Paragraph {number} of the announcement.</p>" for number in range(80))

    pdf = read(as_html(factories.public(slug="opens", body=body), company))

    assert len(pdf.pages) > 1
    for number, page in enumerate(pdf.pages, start=1):
        assert f"{number} of {len(pdf.pages)}" in " ".join(page.extract_text().split())


def test_no_row_of_a_table_is_parted_by_a_page(company: Company) -> None:
    row = "<tr><td>first line<br>second line<br>last line</td></tr>"

    pdf = read(as_html(factories.public(slug="opens", body=f"<table>{row * 60}</table>"), company))

    for page in pdf.pages:
        said = page.extract_text()
        assert said.count("first line") == said.count("last line")


def test_nothing_but_our_own_files_is_fetched(company: Company, tmp_path: Any) -> None:
    secret = tmp_path / "secret.svg"
    secret.write_text('<svg xmlns="http://www.w3.org/2000/svg"><text>secret</text></svg>')
    addresses = (secret.as_uri(), "http://127.0.0.1:9/a.svg", "look/../../pyproject.toml",
                 "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'/>",
                 "https://own.invalid/../etc/passwd")  # fmt: skip

    for address in addresses:
        pdf = read(f'{HEAD}<h1>a</h1><img src="{address}" alt="other">')
        assert not list(pdf.pages[0].images)
        assert "secret" not in text(pdf)


def test_the_company_s_logo_is_on_paper_with_its_name(
    company: Company, settings: Any, tmp_path: Any
) -> None:
    shape = '<rect width="9" height="9"/>'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{shape}</svg>'
    (tmp_path / "logo.svg").write_text(svg)
    settings.IRCMS_LOOK_ROOT = tmp_path

    pdf = read(as_html(factories.public(slug="opens"), company))

    (figure,) = [
        each
        for each in _elements(root(pdf)["/StructTreeRoot"]["/K"])
        if each.get("/S") == "/Figure"
    ]
    assert figure["/Alt"] == "Harbor Bio"


def test_what_takes_too_long_is_given_up(company: Company, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(press, "SECONDS", 0.01)

    with pytest.raises(press.NotSet):
        really_set(f"{HEAD}<h1>a</h1>")


def test_what_is_passed_to_the_typesetter_holds_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    passed: dict[str, Any] = {}

    class Done:
        returncode, stdout = 0, b"%PDF-"

    def run(command: list[str], **how: Any) -> Done:
        passed.update(how["env"])
        return Done()

    monkeypatch.setattr("subprocess.run", run)

    really_set("")

    assert not re.search("SECRET|DATABASE|KEY|URL", " ".join(passed))


def _elements(start: Any) -> Any:
    start = start.get_object() if hasattr(start, "get_object") else start
    for each in start if isinstance(start, list) else [start]:
        found = each.get_object() if hasattr(each, "get_object") else each
        if isinstance(found, dict) and "/S" in found:
            yield found
            yield from _elements(found.get("/K", []))


def _tags(start: Any) -> Any:
    return (str(each["/S"]) for each in _elements(start))


def _scopes(start: Any) -> Any:
    return (str(each["/A"]["/Scope"]) for each in _elements(start) if each["/S"] == "/TH")


def _flat(outline: Any) -> Any:
    for each in outline:
        yield from _flat(each) if isinstance(each, list) else [each]


def _fonts(page: Any) -> Any:
    return (font.get_object() for font in page["/Resources"]["/Font"].get_object().values())


def _is_embedded(font: Any) -> bool:
    (inner,) = font["/DescendantFonts"]
    described = inner.get_object()["/FontDescriptor"].get_object()
    return any(f"/FontFile{end}" in described for end in ("", "2", "3"))
