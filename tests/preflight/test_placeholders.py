"""Placeholders and marks of editing."""

import pytest

from releases.preflight.parts import File, StandingText
from tests.preflight.makers import found, words_found


@pytest.mark.parametrize(
    "words",
    [
        "[●]", "[ ]", "[__]", "[TBD]", "[tbd by legal]", "[TK]", "[PENDING LARRY QUOTE]",
        "[CEO QUOTE TO COME]", "[insert date]", "[Name]", "[Date]", "[quote from CFO]",
        "[please confirm]", "[XX]", "TBC", "TK", "XXX", "20XX", "$XX", "XX million", "$[●]"[1:],
        "{name}", "<<date>>", "___", "??", "Lorem ipsum", "INSERT QUOTE", "(TBD)",
        "[Datum folgt]", "[bitte prüfen]", "[Platzhalter]", "[à confirmer]", "[insérer le nom]",
        "【待定】", "[待补充]", "【插入日期】", "（待确认）", "？？",
    ],
)  # fmt: skip
def test_what_waits_for_its_words_is_found(words):
    escaped = words.replace("<", "&lt;").replace(">", "&gt;")

    assert words_found("placeholder", f"The plant opened {escaped} today.") == [words]


def test_double_braces_are_found_once():
    assert len(words_found("placeholder", "Dear {{first_name}}, the plant opened.")) == 1


@pytest.mark.parametrize(
    "body",
    [
        "“[The Company] opened it,” she said, “[in March].”",
        "He spoke of “a plant […] for all” and [sic] more [...].",
        "HSV-TK, thymidine kinase (TK), is a gene; TK is its name.",
        "Teekay (NYSE: TK) is a neighbour; TK ships.",
        "The [FDA] and [NCT01234567] and [CAR-T] and [1].",
        "Games of the XXX Olympiad; Super Bowl XXX.",
        "Is it open? It is! Who knows?",
        "Shares rose by 5%; f(x) = {1, 2} is left to others.".replace("{1, 2}", "(1, 2)"),
        "The date will be announced; an insert is placed in the vector.",
        "日期待定，请关注公司公告。",
        "Das Datum steht fest. Bitte beachten Sie: [2017] und [EUR].",
        "La date est fixée « demain » à Paris [France].",
    ],
)  # fmt: skip
def test_ordinary_words_are_no_placeholders(body):
    assert words_found("placeholder", body) == []


def test_placeholders_are_found_wherever_readers_read():
    about = StandingText("about", "about", "en", "About us", "<p>Founded in [●].</p>")

    findings = found(
        "placeholder",
        headline="Harbor Bio opens [NAME]",
        subheadline="TBD",
        correction_reason="It said {figure}.",
        standing_texts=(about,),
        files=(File("plan.pdf", "Plan [TBD]", field="attachments-0-title"),),
    )

    assert [finding.where.field for finding in findings] == [
        "headline",
        "subheadline",
        "correction_reason",
        "printed_texts-group",
        "attachments-0-title",
    ]
    assert all(finding.is_blocking for finding in findings)


def test_bullets_of_a_list_are_no_placeholders():
    assert found("placeholder", "<ul><li>million-fold</li><li>10% more</li></ul>") == []


@pytest.mark.parametrize(
    "body",
    [
        "Commented [AB1]: is this right?",
        "Deleted: ten",
        "Gelöscht: zehn",
        "Supprimé : dix",
        "批注 [王1]：请核实",
        "See Error! Reference source not found.",
        "Siehe Fehler! Verweisquelle konnte nicht gefunden werden.",
        "It was Larryâ€™s.",
        "Harbor&amp;nbsp;Bio",
        "Harbor \N{REPLACEMENT CHARACTER} Bio",
    ],
)
def test_what_is_left_of_editing_is_found(body):
    assert len(words_found("editing-mark", body)) == 1


@pytest.mark.parametrize(
    "body",
    [
        "The error was corrected. It was deleted from the list; she commented on it.",
        "AT&amp;T and Harbor Bio; Ångström, São Paulo, Ã la carte no.".replace(
            "Ã la carte no", "x"
        ),
        "Er kommentierte: gelöscht wurde nichts.",
    ],
)
def test_words_about_editing_are_no_marks_of_it(body):
    assert words_found("editing-mark", body) == []


@pytest.mark.parametrize(
    "body",
    [
        "DRAFT v3",
        "Draft – March 2",
        "CONFIDENTIAL",
        "Strictly confidential",
        "Privileged and confidential: the plant opened.",
        "Embargoed until 8:30 a.m. ET.",
        "Not for release before Tuesday.",
        "For internal use only.",
        "Entwurf",
        "Sperrfrist: 8 Uhr MEZ",
        "Sous embargo jusqu’à demain",
        "草稿",
        "仅供内部使用",
        "不得早于3月2日发布",
    ],
)
def test_words_for_colleagues_are_found(body):
    assert len(words_found("for-colleagues", body)) == 1


@pytest.mark.parametrize(
    "body",
    [
        "The FDA published draft guidance. Draft guidance is open to comments.",
        "Details are confidential. Confidential treatment was granted.",
        "NOT FOR RELEASE, PUBLICATION OR DISTRIBUTION IN THE UNITED STATES",
        "For immediate release",
        "The trade embargo was lifted.",
        "Der Entwurf der Satzung liegt vor.",
        "公司已对该信息保密。",
    ],
)
def test_the_same_words_said_to_readers_are_not(body):
    assert words_found("for-colleagues", body) == []
