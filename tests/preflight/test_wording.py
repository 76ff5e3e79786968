"""Forward-looking wording, products under trial, inside information, translations, insiders."""

import pytest

from releases.preflight.parts import Insiders, Listing, Original, StandingText, Trial
from tests.preflight.makers import SAFE_HARBOR, found, words_found

HB7 = Trial(names=("HB-7", "CAR-T"), phases=("PHASE1",))


@pytest.mark.parametrize(
    ("language", "body"),
    [
        ("en", "Harbor Bio expects to open a plant."),
        ("en", "Harbor Bio plans to open a plant."),
        ("en", "The plant will treat 100 patients a year."),
        ("en", "The company anticipates growth and believes in it."),
        ("zh-hans", "公司预计明年开设新工厂。"),
        ("zh-hans", "公司计划于2027年投产。"),
        ("zh-hant", "公司預計明年開設新工廠。"),
        ("de", "Harbor Bio erwartet im kommenden Jahr ein Wachstum."),
        ("de", "Das Unternehmen plant ein neues Werk."),
        ("fr", "La société prévoit d’ouvrir une usine."),
        ("fr", "L’usine devrait ouvrir en mai."),
    ],
)
def test_what_looks_ahead_asks_for_a_safe_harbor_statement(language, body):
    assert len(found("safe-harbor-missing", body, language=language)) == 1


@pytest.mark.parametrize(
    ("language", "body"),
    [
        ("en", "Harbor Bio opened a plant. Results were better than expected."),
        ("en", "Harbor Bio will host a conference call at 10:30 a.m. EDT."),
        ("en", "The company plans to release its results on May 4."),
        ("en", "The stock plan was approved by those it concerns."),
        ("zh-hans", "公司开设了新工厂。公司将于10月16日举行电话会议。"),
        ("de", "Das Werk wurde eröffnet, wie erwartet."),
        ("fr", "La société a ouvert une usine."),
    ],
)
def test_what_does_not_look_ahead_asks_for_none(language, body):
    assert found("safe-harbor-missing", body, headline="2026", language=language) == []


def test_a_safe_harbor_statement_answers_it():
    body = "Harbor Bio expects to open a plant."

    assert found("safe-harbor-missing", body, standing_texts=(SAFE_HARBOR,)) == []


def test_a_legend_in_the_body_answers_it_too():
    body = (
        "Harbor Bio expects to open a plant.</p><p>This release contains statements within the "
        "meaning of the Private Securities Litigation Reform Act of 1995."
    )

    assert found("safe-harbor-missing", body) == []


def test_the_words_that_look_ahead_are_marked_once():
    [finding] = found("safe-harbor-missing", "It expects growth. It intends to build.")

    assert finding.passage.words == "expects"
    assert "78u-5" in finding.source


@pytest.mark.parametrize(
    ("language", "body"),
    [
        ("en", "Harbor Bio opened a plant."),
        ("de", "Das Werk ist offen."),
        ("zh-hans", "工厂已开。"),
    ],
)
def test_a_safe_harbor_statement_without_use_is_told(language, body):
    [finding] = found(
        "safe-harbor-unused",
        body,
        headline="2026",
        language=language,
        standing_texts=(SAFE_HARBOR,),
    )

    assert not finding.is_blocking


@pytest.mark.parametrize(
    ("language", "body"),
    [
        ("en", "The plant could treat patients."),
        ("en", "Harbor Bio will host a call."),
        ("zh-hans", "公司将开设工厂。"),
        ("fr", "L’usine ouvrira en mai."),
    ],
)
def test_whatever_may_look_ahead_gives_it_a_use(language, body):
    texts = (SAFE_HARBOR,)

    assert found("safe-harbor-unused", body, language=language, standing_texts=texts) == []


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("HB-7 is safe and effective in gout.", "safe and effective"),
        ("HB-7 is a proven therapy.", "proven"),
        ("HB-7 cures gout.", "cures"),
        ("HB-7 is an effective treatment of gout.", "effective treatment"),
        ("Our CAR-T candidate is a breakthrough.", "breakthrough"),
        ("HB-7 was highly effective in patients.", "effective"),
        ("The investigational drug works without side effects.", "without side effects"),
        ("HB-7 在临床试验中安全有效。", "安全有效"),
        ("HB-7 可治愈痛风。", "治愈"),
        ("HB-7 ist sicher und wirksam.", "sicher und wirksam"),
        ("HB-7 est sûr et efficace.", "sûr et efficace"),
    ],
)
def test_promises_about_a_product_under_trial_are_told(body, words):
    assert words_found("investigational", body, trials=(HB7,)) == [words]


@pytest.mark.parametrize(
    "body",
    [
        "The trial evaluates whether HB-7 is safe and effective.",
        "HB-7 has not been shown to be safe and effective.",
        "HB-7 may be an effective treatment of gout.",
        "HB-7 received Breakthrough Therapy Designation from the FDA.",
        "The plant is safe. HB-7 is under trial.",
        "HB-7 and its secure supply; unproven claims; the cure period of the lease.",
        "Harbor Bio has a proven team.",
        "HB-7 尚未被证实安全有效。",
        "HB-7 获得突破性疗法认定。",
        "Die Studie prüft, ob HB-7 sicher und wirksam ist.",
        "HB-7 n’est pas un traitement efficace.",
    ],
)
def test_open_questions_and_other_things_are_not(body):
    assert words_found("investigational", body, trials=(HB7,)) == []


def test_a_trial_is_known_by_the_word_where_none_is_stated():
    body = "The Phase 2 trial showed that the therapy is safe and effective."

    assert len(words_found("investigational", body)) == 1


def test_an_approved_product_may_be_called_safe_and_effective():
    approved = Trial(names=("HB-7",), status="APPROVED_FOR_MARKETING")

    assert words_found("investigational", "HB-7 is safe and effective.", trials=(approved,)) == []


@pytest.mark.parametrize("mic", ["XSWX", "XLON"])
def test_inside_information_says_so_where_the_market_asks_for_it(mic):
    there = (Listing("Exchange", mic, "HRB"),)
    marked = {"is_inside_information": True, "listings": there, "tickers": ()}

    assert len(found("inside-information-unmarked", **marked)) == 1
    body = "Ad hoc announcement pursuant to Art. 53 LR. Inside information. A plant opened."
    assert found("inside-information-unmarked", body, **marked) == []


def test_elsewhere_the_mark_is_enough():
    assert found("inside-information-unmarked", is_inside_information=True) == []


@pytest.mark.parametrize(
    "body", ["Ad hoc announcement pursuant to Art. 53 LR", "Ad-hoc-Mitteilung: ein Werk"]
)
def test_a_text_that_calls_itself_inside_information_is_marked_so(body):
    assert len(found("inside-information-unticked", body)) == 1
    assert found("inside-information-unticked", body, is_inside_information=True) == []


def test_inside_information_has_its_hour():
    known = {"is_inside_information": True}

    assert len(found("inside-information-without-hour", publish_time_known=False, **known)) == 1
    assert found("inside-information-without-hour", **known) == []


def test_a_missing_language_is_named():
    [finding] = found("translation-missing", missing_languages=("zh-hans",))

    assert "Chinese (simplified)" in finding.what


def test_a_translation_behind_its_original_is_told():
    behind = found("translation-older", original=Original("en", is_younger=True))

    assert "English original" in behind[0].what
    assert found("translation-older", original=Original("en")) == []
    assert found("translation-older") == []


def test_a_confidential_release_needs_people_who_can_act():
    assert len(found("insiders", insiders=Insiders(can_approve=False, can_publish=False))) == 2
    assert found("insiders", insiders=Insiders(can_approve=True, can_publish=True)) == []
    assert found("insiders", insiders=None) == []


def test_a_standing_texts_own_promises_are_not_the_releases():
    about = StandingText("about", "a", "en", "About", "<p>HB-7 is proven.</p>")

    assert found("investigational", standing_texts=(about,), trials=(HB7,)) == []
