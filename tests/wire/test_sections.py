"""Headline, subheadlines and parts of a release, however they are set."""

import pytest

from releases.wire.opening import opened
from releases.wire.outline import Outline, outline_of

LEAD = (
    "BOSTON, Oct. 2, 2023 /PRNewswire/ -- Millrace Corp. today announced that its mill by the "
    "river has been open for a year, and that it will stay open for another."
)
SAID = "Millrace Corp. grinds oats in two mills and sells them to bakers who ask."
HARBOR = (
    "This release contains forward-looking statements. They involve risks and uncertainties; what "
    "happens may differ materially. Millrace undertakes no obligation to update them."
)


def read(*paragraphs: str, above: str = "Millrace Celebrates a Year") -> Outline:
    return outline_of(opened("\n\n".join([above, LEAD, *paragraphs])))


def abouts(outline: Outline) -> list[tuple[str, str]]:
    return [(each.title.value if each.title else "", each.text.value) for each in outline.abouts]


ABOVE = {
    "Millrace Celebrates a Year": (),
    "FOR IMMEDIATE RELEASE\n\nMillrace Celebrates a Year": (),
    "NEWS RELEASE\n\nNOT FOR DISTRIBUTION IN THE UNITED STATES\n\nMillrace Celebrates a Year": (),
    "# Millrace Celebrates a Year\n\nMarch 07, 2019 05:47 PM Eastern Standard Time": (),
    "Millrace Celebrates a Year\n\nMillrace Celebrates a Year": (),
    "Millrace Celebrates a Year\n\nOats are up by a third": ("Oats are up by a third",),
    "Millrace Celebrates a Year\n\n- Oats are up\n- Rye is down": ("Oats are up", "Rye is down"),
    "Millrace Celebrates\na Year\n\nAll amounts in U.S. dollars": (),
    "Skip to main content\n\nHome > News\n\nMillrace Celebrates a Year\n\nShare\n\nPrint": (),
    "Millrace Corp.\n\nMillrace Celebrates a Year": (),
}


@pytest.mark.parametrize("above", ABOVE)
def test_headline_and_subheadlines_are_found_among_what_is_neither(above: str) -> None:
    outline = read(above=above)

    assert outline.headline is not None
    assert outline.headline.value == "Millrace Celebrates a Year"
    assert tuple(each.value for each in outline.subheadlines) == ABOVE[above]


ABOUT = {
    f"About Millrace\n\n{SAID}": "About Millrace",
    f"About Millrace:\n{SAID}": "About Millrace",
    f"**About Millrace** {SAID}": "About Millrace",
    f"About Millrace Corp. {SAID}": "About Millrace Corp.",
    f"About Millrace{SAID}": "About Millrace",
    f"About Millrace: {SAID}": "About Millrace",
    f"About Millrace – {SAID}": "About Millrace",
    f"ABOUT MILLRACE CORP.\n\n{SAID}": "ABOUT MILLRACE CORP.",
    f"À propos de la Société Millrace\n\n{SAID}": "À propos de la Société Millrace",
    f"Über Millrace\n\n{SAID}": "Über Millrace",
    f"关于Millrace\n\n{SAID}": "关于Millrace",
    f"About the Boston Study\n\n{SAID}": "About the Boston Study",
}


@pytest.mark.parametrize("about", ABOUT)
def test_about_text_is_found_with_its_heading(about: str) -> None:
    assert abouts(read(about)) == [(ABOUT[about], SAID)]


@pytest.mark.parametrize(
    "sentence",
    [
        "About 25 percent of all oats in the county are ground by the two mills of the company.",
        "About half of the people in town have eaten of its bread, and most of them ask for more.",
        "About three years ago the company bought the second mill from a family of millers.",
    ],
)
def test_sentence_that_begins_with_about_is_no_heading(sentence: str) -> None:
    assert abouts(read(sentence)) == []


@pytest.mark.parametrize(
    ("harbor", "title"),
    [
        (f"Forward-Looking Statements\n\n{HARBOR}", "Forward-Looking Statements"),
        (f"Forward Looking Statements: {HARBOR}", "Forward Looking Statements"),
        (
            f"Cautionary Note Regarding Forward-Looking Statements {HARBOR}",
            "Cautionary Note Regarding Forward-Looking Statements",
        ),
        (f"SAFE HARBOR STATEMENT\n{HARBOR}", "SAFE HARBOR STATEMENT"),
        (HARBOR, None),
    ],
)
def test_safe_harbor_is_found_with_or_without_a_heading(harbor: str, title: str | None) -> None:
    found = read(f"About Millrace\n\n{SAID}", harbor).safe_harbor

    assert found is not None
    assert found.text.value == HARBOR
    assert (found.title.value if found.title else None) == title


def test_mere_mention_is_no_safe_harbor() -> None:
    outline = read("The call may include forward-looking statements by the managers.")

    assert outline.safe_harbor is None


def test_about_text_ends_at_the_next_heading() -> None:
    outline = read(f"About Millrace\n\n{SAID}", "Safety Information", "Oats may contain gluten.")

    assert abouts(outline) == [("About Millrace", SAID)]
    assert outline.body[-1].text == "Oats may contain gluten."


def test_what_the_wire_and_the_page_add_is_no_part_of_the_release() -> None:
    outline = read(
        f"About Millrace\n\n{SAID}",
        "SOURCE Millrace Corp.",
        "View original content:https://www.millrace.example/news",
        "Ads",
    )

    assert abouts(outline) == [("About Millrace", SAID)]
    assert len(outline.body) == 1


def test_footnotes_are_kept_apart_from_the_about_text() -> None:
    outline = read(f"About Millrace\n\n{SAID}", '1 "Oats in the County," Almanac, 2020.')

    assert abouts(outline) == [("About Millrace", SAID)]
    assert [note.text for note in outline.notes] == ['1 "Oats in the County," Almanac, 2020.']


def test_release_without_a_dateline_begins_with_its_first_paragraph() -> None:
    lead = LEAD.split("-- ", 1)[1]
    outline = outline_of(opened(f"# Millrace Celebrates a Year\n\nOats are up\n\n{lead}"))

    assert outline.lead is not None
    assert outline.lead.value == lead
    assert [each.value for each in outline.subheadlines] == ["Oats are up"]
