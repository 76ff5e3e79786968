"""Quotes: what is between the marks, whole; terms, titles and slogans are none."""

import time

import pytest

from releases.wire.quotes import quotes_in
from tests.wire.plain_document import document_of


def said(text, language="en"):
    """Who says what, for each quote of a text."""
    document = document_of(text)
    return [
        (quote.speaker.value if quote.speaker else None, quote.text.value)
        for quote in quotes_in(document, document.blocks, language)
    ]


@pytest.mark.parametrize(
    ("language", "text", "quotes"),
    [
        (
            "en",
            (
                "“We are glad about it,” said Ada Berg, CEO.\n\n“It is a new time for all of us,” "
                "she added."
            ),
            [
                ("Ada Berg", "We are glad about it,"),
                ("Ada Berg", "It is a new time for all of us,"),
            ],
        ),
        (
            "en",
            (
                "“We are glad about it,” said Ada Berg, CEO. “It works.”\n\n“It is a new time for "
                "all of us,” continued Dr. Berg."
            ),
            [
                ("Ada Berg", "We are glad about it, It works."),
                ("Ada Berg", "It is a new time for all of us,"),
            ],
        ),
        (
            "en",
            "“We are glad,” said Ada Berg, CEO. Bo Carlsen, CFO, added: “The numbers are good.”",
            [("Ada Berg", "We are glad,"), ("Bo Carlsen", "The numbers are good.")],
        ),
        (
            "en",
            (
                "“We are glad,” said Ada Berg, CEO. The company has two plants. “We will build a "
                "third in the next year,” she said."
            ),
            [("Ada Berg", "We are glad,"), ("Ada Berg", "We will build a third in the next year,")],
        ),
        (
            "en",
            (
                "“The plant opens in May,” said Ada Berg, CEO.\n\nThe drug is made there.\n\n“We "
                "employ two hundred people there today,” Berg said."
            ),
            [
                ("Ada Berg", "The plant opens in May,"),
                ("Ada Berg", "We employ two hundred people there today,"),
            ],
        ),
        (
            "en",
            (
                "“The plant opens in May,” said Ada Berg, CEO.\n\n“We employ two hundred people "
                "there today,” said Bo Carlsen, mayor of Springfield. “Good.”"
            ),
            [
                ("Ada Berg", "The plant opens in May,"),
                ("Bo Carlsen", "We employ two hundred people there today, Good."),
            ],
        ),
        (
            "en",
            (
                "“The plant is a key milestone for us,” said Ada Berg, Acme’s Chief Financial "
                "Officer.\n\nThe Board agreed.\n\nAda Berg continued: “It is a big plant.”"
            ),
            [
                ("Ada Berg", "The plant is a key milestone for us,"),
                ("Ada Berg", "It is a big plant."),
            ],
        ),
        (
            "en",
            (
                "Ada Berg, CEO of Acme, said: “It is a big plant for us all.” Bo Carlsen, CFO, "
                "commented: “Cheap it was.”"
            ),
            [("Ada Berg", "It is a big plant for us all."), ("Bo Carlsen", "Cheap it was.")],
        ),
    ],
)
def test_statements_of_two_or_parted_by_others_are_two(language, text, quotes):
    assert said(text, language) == quotes


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            (
                "The product, known as “Foo,” is sold as “the best in town.” It won the “Golden "
                "Spoon” award."
            ),
        ),
        (
            "en",
            (
                "Words such as “may,” “will,” “expects,” and “believes” identify forward-looking "
                "statements."
            ),
        ),
        ("en", "The Company’s vision reads: “To make the world better for all of us, every day.”"),
        ("en", "Acme Corp. (“Acme” or the “Company”) said today that the “Offering” closed."),
        ("en", "In a statement, Ada Berg, CEO of Acme, said that “the plant will open soon.”"),
        (
            "en",
            (
                'Ada Berg received the 2024 "Best in Show" award for her paper, "On the Theory of '
                'Things."'
            ),
        ),
        (
            "en",
            (
                '1 "Cancer Facts: Estimated Incidence in 2012." World Health Organization, '
                "accessed June 2014."
            ),
        ),
        ("fr", "Le projet « Horizon » a reçu le label « Or »."),
        ("de", "Das Produkt „Foo“ heißt jetzt „Bar“."),
        ("zh-hans", "该项目获得“国家重点”称号，并被称为“创新之星”。"),
        (
            "en",
            (
                'Key terms are "Net Sales," "Adjusted EBITDA" and "Free Cash Flow." The "Notes" '
                'shares a rank. The "Plan" added three rules.'
            ),
        ),
        (
            "en",
            (
                "The song “Happy Days Are Here Again” said goodbye to “Old Times,” according to "
                "reports."
            ),
        ),
        (
            "en",
            (
                "She starred in “The Long Road Home,” wrote “A Life in Letters” and “Nothing More "
                "to Say.”"
            ),
        ),
        ("en", "For more, search “Acme Corp. Investor Call” and enter the passcode “1234.”"),
        ("en", "The slogan is: “We make things that you love, every day of the week.”"),
        ("en", "In the report titled “The State of Things in the World Today,” Acme is named."),
        ("en", "“Buy,” “Hold,” and “Sell” are ratings."),
        ("en", "The statements use words like “anticipate,” “believe,” “could,” said the Act."),
        ("en", "“Adjusted EBITDA” is defined as net income plus interest. We believe it helps."),
        ("en", "Notice: “Item 1A. Risk Factors” in our Form 10-K describes risks."),
        ("en", "“It is a big plant for us all,” the company said in a statement."),
        ("fr", "(ci-après la « Société ») et le programme « Vivre » sont là."),
    ],
)
def test_words_in_marks_that_nobody_says_are_no_quote(language, text):
    assert said(text, language) == []


def test_attribution_in_the_middle_is_left_out():
    text = "“We will grow,” said Ada Berg, CEO of Acme, “and we will stay.” It is good."

    assert said(text) == [("Ada Berg", "We will grow, and we will stay.")]


def test_statement_over_paragraphs_is_one_quote():
    text = "“We will grow,” said Ada Berg. “We built.\n\n“We opened.\n\n“We hired.”\n\nAcme grew."

    assert said(text) == [("Ada Berg", "We will grow, We built. We opened. We hired.")]


def test_quote_that_is_never_closed_ends_with_its_paragraph():
    text = "Ada Berg added, “We will grow. We built.\n\nAcme makes things."

    assert said(text) == [("Ada Berg", "We will grow. We built.")]


def test_quote_without_its_closing_mark_ends_before_the_attribution():
    text = "“We will grow in all of our markets, said Ada Berg, CEO. “It is time to do it.”"

    assert said(text) == [("Ada Berg", "We will grow in all of our markets, It is time to do it.")]


def test_quote_of_nobody_has_no_speaker():
    text = "“We will grow in all of our markets, and we will stay there.”"

    assert said(text) == [(None, text.strip("“”"))]


def test_quote_printed_twice_is_told_once():
    text = "“We will grow in all markets,” said Ada Berg."

    assert said(f"{text}\n\n{text}") == [("Ada Berg", "We will grow in all markets,")]


def test_span_reaches_from_the_first_mark_to_the_last():
    document = document_of("Acme grew. “We will grow,” said Ada Berg. “And stay.” It will.")

    (quote,) = quotes_in(document, document.blocks, "en")

    assert document.text[quote.text.start : quote.text.end] == (
        "“We will grow,” said Ada Berg. “And stay.”"
    )


@pytest.mark.parametrize(
    "part",
    ['"', "“", "“a”", "“We are glad,” said Ada Berg. ", "said ", "Ada, ", "“We, said Ada. ", "« »"],
)
def test_a_long_text_is_read_in_linear_time(part):
    document = document_of(part * (200_000 // len(part)))
    started = time.perf_counter()

    quotes_in(document, document.blocks, "en")

    assert time.perf_counter() - started < 3


def test_pronoun_before_any_quote_is_whom_the_sentence_before_is_about():
    text = "Ada Berg, CEO of Acme, joined us. “I am happy to be here,” she said."

    assert said(text) == [("Ada Berg", "I am happy to be here,")]
