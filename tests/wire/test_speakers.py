"""Who says a quote: named before it, within it or after it, in full or by a part of the name."""

import pytest

from releases.wire.quotes import quotes_in
from tests.wire.plain_document import document_of


def heard(language, text):
    document = document_of(text)
    return quotes_in(document, document.blocks, language)


WORDS = {"en": "We will grow in all markets", "fr": "Nous sommes heureux de ce pas",
         "de": "Wir freuen uns über diesen Schritt", "zh-hans": "我们非常高兴，项目进展顺利",
         "zh-hant": "我們非常高興，項目進展順利"}  # fmt: skip

# In each line what a release says, with Q for the words said and ¶ between paragraphs, and who
# says them.
ENGLISH = """
“Q,” said Ada Berg, Ph.D., Chief Executive Officer of Acme, Inc. “It is good.” → Ada Berg, Ph.D.
“Q,” said Ada Berg, PhD, MBA, Chief Scientific Officer at Acme. → Ada Berg, PhD, MBA
“Q,” said Jan van der Berg, Jr., President and CEO. → Jan van der Berg, Jr.
“Q,” said Ada Berg, RN, BSN, who works there. → Ada Berg, RN, BSN
“Q,” said J.P. Berg, CEO of Acme. “More.” → J.P. Berg
“Q,” said Ada M. O’Neill-Smith, VP, Marketing. → Ada M. O’Neill-Smith
“Q,” said Robert “Bob” Carlsen, the new CFO. “It is a fine company.” → Robert “Bob” Carlsen
“Q,” said Maria de la Cruz Berg, head of operations. → Maria de la Cruz Berg
“Q,” Ada Berg, CEO, said. “It is good.” → Ada Berg
“Q,” Chairman and CEO Ada Berg said in a statement. “We go on.” → Ada Berg
“Q,” said Acme Chairman and Chief Executive Officer Ada Berg. → Ada Berg
“Q,” said Springfield Economic Development Director Bo Carlsen. → Bo Carlsen
“Q,” exclaimed two-time Olympic champion Bo Carlsen. → Bo Carlsen
“Q,” said Dr. Ada Berg, Professor of Medicine at the University of Somewhere. → Ada Berg
“Q,” said Senator Jane Doe (D-N.Y.). “It is a fine company.” → Jane Doe
“Q,” said the company’s chief executive, Ada Berg. “It is fine.” → Ada Berg
“Q,” said Ada Berg (CEO of Acme). → Ada Berg
“Q,” said Ada Berg of Acme Research. → Ada Berg
“Q,” commented lead author Ada Berg from Acme. “More.” → Ada Berg
“Q,” commented Sir Nigel Ashby, Non-Executive Chairman. → Nigel Ashby
“Q,” according to Ada Berg, CEO of Acme. → Ada Berg
“Q,” Acme CEO Ada Berg told reporters. “Really.” → Ada Berg
“Q” said Ada Berg, CEO. → Ada Berg
“Q", said Ada Berg, CEO. → Ada Berg
"Q," said Ada Berg, CEO of Acme. "The "Foo" product is great." → Ada Berg
‘Q and it’s good,’ said Ada Berg, CEO of Acme. ‘It isn’t over.’ → Ada Berg
'Q and it's good,' said Ada Berg, CEO of Acme. → Ada Berg
“Q.” – Ada Berg, CEO, Acme → Ada Berg
“Q.” ¶ — Ada Berg, CEO, Acme → Ada Berg
“Q.” ¶ Ada Berg, CEO of Acme → Ada Berg
Ada Berg, CEO of Acme, said: “Q.” → Ada Berg
Ada Berg, M.D., Ph.D., chief medical officer of Acme, commented, “Q.” → Ada Berg, M.D., Ph.D.
Commenting on the deal with Bold Robotics, Ada Berg, CEO of Acme, said, “Q.” → Ada Berg
Bo Carlsen, the mayor of Springfield, Illinois, said: “Q.” → Bo Carlsen
Ada Berg, Co-Founder & CEO at Acme adds: “Q.” → Ada Berg
Ada Berg (CEO, Acme) said: “Q.” → Ada Berg
Ada Berg, CEO of Acme, made the following statement: “Q.” → Ada Berg
Said Ada Berg, CEO of Acme, “Q.” → Ada Berg
According to Ada Berg, CEO of Acme, “Q.” → Ada Berg
In her new role, Ada will report to Bo Carlsen, who said, “Q.” → Bo Carlsen
Today, at the “Pharma Valley” park, Ada Berg, CEO, noted, “Q.” → Ada Berg
Ada Berg, CEO of Acme: “Q.” → Ada Berg
Ada Berg, CEO of Acme, welcomed the decision. “Q, and we will stay.” → Ada Berg
Ada Berg, CEO of Acme, commented: ¶ “Q.” ¶ “It is a new time for all of us.” → Ada Berg
“Q,” said Berg, “and we will go on.” ¶ Ada Berg is the CEO. → Ada Berg
“Q,” added Mr. Carlsen. ¶ Bo (Robert) Carlsen, chair, met us. → Bo (Robert) Carlsen
“Q,” Ms. de Vries said. ¶ Anna de Vries is president. → Anna de Vries
“Q,” said Mayor Carlsen. Mayor Bo Carlsen of Springfield was present. → Bo Carlsen
“Q,” said Lucky. “It will.” ¶ The singer Lucia Berg (aka Lucky) joined. → Lucia Berg
“Q,” said Charlotte. “It will.” ¶ Singer Charlotte Berg joined Bo Carlsen. → Charlotte Berg
“Q,” Berg said. “And,” she added, “we will fill it.” ¶ Ada Berg leads Acme. → Ada Berg
Dr. Berg continued, “Q.” ¶ Ada Berg, CEO of Acme, was there. → Ada Berg
"""
FRENCH = """
« Q », a déclaré Ada Berg, présidente-directrice générale d’Acme. « C’est bien. » → Ada Berg
« Q », explique le Dr Bo Carlsen, directeur médical. « C’est bien », ajoute-t-il. → Bo Carlsen
« Q », s’est réjoui M. Carlsen. ¶ Bo Carlsen est président. → Bo Carlsen
« Q », a déclaré le président-directeur général, Bo Carlsen. → Bo Carlsen
« Q », a déclaré Élise Fournier, maire de Ville. → Élise Fournier
« Q. ¶ « Elle compte beaucoup », conclut Jean-Marc Lefèvre, président. → Jean-Marc Lefèvre
“Q”, souligne Bo Carlsen, directeur général. → Bo Carlsen
Ada Berg, PDG d’Acme, déclare : « Q. » → Ada Berg
Selon Ada Berg, directrice générale : « Q. » → Ada Berg
Pour Bo Carlsen, président d’Acme : « Q. » → Bo Carlsen
"""
GERMAN = """
„Q“, sagt Ada Berg, Vorstandsvorsitzende der Acme AG. „Es geht weiter.“ → Ada Berg
„Q“, so Dr. Bo Carlsen, CFO der Acme AG. → Bo Carlsen
„Q“, so der Vorstandsvorsitzende Bo Carlsen. „Ja.“ → Bo Carlsen
„Q“, freut sich Geschäftsführer Bo Carlsen. → Bo Carlsen
„Q“, fügt Ada Berg hinzu. → Ada Berg
„Q“, erklärte Carlsen. ¶ Bo Carlsen ist CEO. → Bo Carlsen
»Q«, erklärt Ada Berg, Geschäftsführerin der Acme GmbH. → Ada Berg
"Q", betont Vorstand Ada Berg. → Ada Berg
Ada Berg, CEO der Acme AG, kommentiert: „Q.“ → Ada Berg
Dazu Ada Berg, CEO: „Q.” → Ada Berg
"""
SIMPLIFIED = """
公司首席执行官张三表示：“Q。” → 张三
三角生物董事长兼首席执行官李明博士表示：“Q。”他补充道：“这是新的起点。” → 李明
李明博士，三角生物首席执行官，表示：“Q。” → 李明
首席医学官约翰·史密斯博士指出：“Q。” → 约翰·史密斯
Acme首席执行官Ada Berg表示：“Q。” → Ada Berg
“Q。”张三博士说。 → 张三
“Q，”公司首席科学官李明表示，“我们期待更多。” → 李明
"""
TRADITIONAL = """
執行長王小明表示：「Q。」 → 王小明
「Q。」三角生技董事長王小明說。 → 王小明
"""
TABLES = {
    "en": ENGLISH, "fr": FRENCH, "de": GERMAN, "zh-hans": SIMPLIFIED, "zh-hant": TRADITIONAL,
}  # fmt: skip


@pytest.mark.parametrize(
    ("language", "case"),
    [(language, case) for language, table in TABLES.items() for case in table.strip().split("\n")],
)
def test_speaker_is_told_by_what_stands_around_the_quote(language, case):
    said, speaker = case.split(" → ")
    text = said.replace(" ¶ ", "\n\n").replace("Q", WORDS[language], 1)

    (quote,) = heard(language, text)

    assert quote.speaker is not None
    assert quote.speaker.value == speaker
    assert quote.text.value.startswith(WORDS[language])


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("“It is a big plant,” said Ada Berg, CEO for the Company.", "CEO"),
        ("“It is a big plant,” said Ada Berg, President & CEO of Acme.", "President & CEO of Acme"),
        ("“It is a big plant,” said Ada Berg, CEO of Acme, Inc. “Good.”", "CEO of Acme, Inc."),
        ("“It is a big plant,” said Ada Berg, Acme’s Chairman and CEO.", "Acme’s Chairman and CEO"),
        ("“It is a big plant,” said Ada Berg, CEO of Acme, who built it.", "CEO of Acme"),
        ("Acme CEO Ada Berg said: “It is a big plant.”", "CEO"),
        ("“It is a big plant,” said Ada Berg.", None),
    ],
)
def test_title_is_what_stands_beside_the_name(text, title):
    (quote,) = heard("en", text)

    assert (quote.speaker_title.value if quote.speaker_title else None) == title


def test_title_of_a_surname_is_found_where_the_name_stands_in_full():
    text = (
        "Acme, led by Managing Principal Ada B. Berg, grew.\n\n“It is a big plant,” Ms. Berg said."
    )

    (quote,) = heard("en", text)

    assert quote.speaker is not None
    assert quote.speaker_title is not None
    assert (quote.speaker.value, quote.speaker_title.value) == ("Ada B. Berg", "Managing Principal")


def test_span_of_a_speaker_is_where_the_quote_is_attributed():
    document = document_of("Ada Berg leads Acme.\n\n“It is a big plant,” said Ms. Berg.")

    (quote,) = quotes_in(document, document.blocks, "en")

    assert quote.speaker is not None
    assert document.text[quote.speaker.start : quote.speaker.end] == "Berg"
