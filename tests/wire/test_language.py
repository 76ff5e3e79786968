"""Which language a release is in."""

import time

import pytest

from releases.wire.language import language_of

SAID = {
    "Millrace Opens a Mill by the River": "en",
    "Millrace annonce ses résultats du premier trimestre": "fr",
    "Millrace eröffnet neue Mühle in Köln": "de",
    "米尔公司宣布新设施启用": "zh-hans",
    "米爾公司宣佈新設施啟用": "zh-hant",
    "Millrace anuncia los resultados del trimestre": "es",
    "Millrace annuncia la nomina del presidente": "it",
    "A Millrace anunciou hoje uma fábrica": "pt",
    "Millrace maakt bekend dat het een molen opent": "nl",
    "Bolaget meddelar att kvarnen är öppen": "sv",
    "Selskapet melder i dag at møllen ikke er stengt": "no",
    "Selskabet meddeler i dag, at møllen blev åbnet efter planen": "da",
    "Yhtiö julkistaa tuloksen tänään": "fi",
    "ミルレースは新しい工場を開設しました": "ja",
    "החברה הודיעה היום": "he",
}


@pytest.mark.parametrize("text", SAID)
def test_few_words_tell_the_language(text):
    assert language_of(text) == SAID[text]


@pytest.mark.parametrize("text", ["", "12,345", "Millrace", "((((", "\ud800"])
def test_what_tells_nothing_is_taken_for_english(text):
    assert language_of(text) == "en"


def test_names_from_elsewhere_do_not_change_the_language():
    text = "Millrace names Jörg Müller of Zürich and José Peña of São Paulo to its board (磨坊)"

    assert language_of(text) == "en"


def test_chinese_text_full_of_latin_names_is_chinese():
    text = "Millrace Corp.（NYSE: MILL）今日宣布其位于上海的 Mill Two 工厂已经开始运营。"

    assert language_of(text) == "zh-hans"


def test_a_million_characters_take_no_time():
    begun = time.perf_counter()

    language_of("the mill " * 120_000)

    assert time.perf_counter() - begun < 0.5
