"""Passages: found as they read, at word boundaries, and marked without changing the text."""

import random
import re
import time
from collections.abc import Sequence
from html import escape, unescape

import pytest

from releases.markup.passages import Mark, Reference, mark, mark_text, normalised, occurs, text_of
from releases.markup.tokens import VOID, tokens
from releases.richtext import clean

AREA = "47,300 square feet"
LEASED = "<p>Three sites with <strong>47,300</strong> square feet in Wuxi.</p>"
FACTS = re.compile(r'<sup class="passage-facts">.*?</sup>')
PIECE = re.compile(
    r'<span class="passage"(?: id="[^"]*")?(?: data-said="[^"]*")?>(.*?)</span>', re.DOTALL
)
SPAN = re.compile(r"</?span[^>]*>")


def fact(number: int) -> Reference:
    return Reference(f"#fact-{number}", str(number), f"Fact {number}")


def plainly(html: str, marks: Sequence[Mark]) -> tuple[str, tuple[Mark, ...]]:
    """What ``mark`` returns, without what pieces say of the passage that they are a part of."""
    result, missing = mark(html, marks)
    return re.sub(r' data-said="[^"]*"', "", result), missing


def test_each_piece_of_a_parted_passage_says_whose_it_is() -> None:
    result, _ = mark(
        "<p>one <b>two</b> three</p>", [marked("one two three", 1), marked("three", 2)]
    )

    assert re.findall(r'(?:id="([^"]*)" )?data-said="([^"]*)">(\w+)', result) == [
        ("passage-1", "passage-1", "one"),
        ("", "passage-1", "two"),
        ("passage-2", "passage-1", "three"),
    ]


def test_passage_in_one_piece_says_nothing_of_pieces() -> None:
    result, _ = mark("<p>one two</p>", [marked("one two")])

    assert "data-said" not in result


def marked(passage: str, number: int = 1) -> Mark:
    return Mark(passage, f"passage-{number}", (fact(number),))


def facts(*numbers: int) -> str:
    links = (f'<a href="#fact-{n}" aria-label="Fact {n}">{n}</a>' for n in numbers)
    return f'<sup class="passage-facts">{" ".join(links)}</sup>'


def without_marks(html: str) -> str:
    return SPAN.sub("", FACTS.sub("", html))


def pieces_of(html: str) -> list[str]:
    return [unescape(piece) for piece in PIECE.findall(FACTS.sub("", html))]


def ids_of(html: str) -> list[str]:
    return re.findall(r' id="([^"]*)"', html)


def problems_of(html: str) -> list[str]:
    """Tags that do not nest, spans where only rows or items may stand, links within links."""
    problems: list[str] = []
    stack: list[str] = []
    for token in tokens(html):
        if token.kind == "start" and token.name not in VOID:
            if token.name == "span" and stack[-1:] and stack[-1] in {"ul", "ol", "table", "tr"}:
                problems.append(f"<span> in <{stack[-1]}>")
            if token.name == "a" and "a" in stack:
                problems.append("a link in a link")
            if token.name == "span" and "span" in stack:
                problems.append("a span in a span")
            stack.append(token.name)
        elif token.kind == "end" and (not stack or stack.pop() != token.name):
            problems.append(f"</{token.name}> closes nothing")
    return problems + stack


def random_html(chance: random.Random) -> str:
    """Cleaned rich text of every kind of element, with references, odd blanks and quotes."""
    words = [
        *("47,300", "square", "feet", "GMP", "sites’", "“twelve”", "Wuxi", "上海", "生产线", "7"),
        *(
            "R&amp;D",
            "a&nbsp;b",
            "&lt;b&gt;",
            "so\u00adft",
            "x\u2009y",
            "I/II",
            "m²",
            "-",
            ".",
            " ",
        ),
    ]
    tags = (
        "p p p strong em a sup sub q abbr ul ol li table tr td th caption blockquote h2 br hr "
        "/p /strong /em /a /sup /ul /li /table /td /blockquote"
    ).split()
    out = []
    for _ in range(chance.randrange(1, 60)):
        if chance.random() < 0.4:
            tag = chance.choice(tags)
            out.append(f'<{tag} href="/a?b=1&amp;c=2">' if tag == "a" else f"<{tag}>")
        else:
            out.append(chance.choice(words) + chance.choice(["", " ", " ", "\n"]))
    return clean("".join(out)).html


def random_passages(chance: random.Random, html: str) -> list[str]:
    text = text_of(html)
    passages = ["<b>", "feet square", "47", "&nbsp;"]
    for _ in range(chance.randrange(1, 8)):
        start = chance.randrange(len(text) + 1)
        passages.append(text[start : start + chance.randrange(30)])
    return passages


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("  two \n\t words\u00a0", "two words"),
        ("47\u2009300\u202fm\u2003by\u3000hand", "47 300 m by hand"),
        ("one\u2028two\u2029three\x85four", "one two three four"),
        ("“Today”, the „board‟ said", '"Today", the "board" said'),
        ("the sites’ ‘rooms’, ‚so‛", "the sites' 'rooms', 'so'"),
        ("«oui» ‹non›", "\"oui\" 'non'"),
        ("5′ 10″", "5' 10\""),
        ("bio\u00admedi\u200bcal\ufeff \u2060", "biomedical"),
        ("a \u200b b", "a b"),
        ("Phase I–II, 2015—2017, −5", "Phase I–II, 2015—2017, −5"),
        ("\u00a0\u200b\n", ""),
    ],
)
def test_text_is_normalised(text, normal):
    assert normalised(text) == normal


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>The <strong>GM</strong>P <em>area</em></p>", "The GMP area"),
        ("<p>10<sup>6</sup> cells</p>", "106 cells"),
        ("<p>One.</p><p>Two.</p>", "One. Two."),
        ("<h2>Area</h2><ul><li>Wuxi</li><li>Beijing</li></ul>", "Area Wuxi Beijing"),
        ("<p>one<br>two</p><hr><p>three</p>", "one two three"),
        (
            "<table><caption>Sites</caption><tr><th>a</th><td>b</td><td></td></tr><tr><td>c</table>",
            "Sites a b c",
        ),
        ("<p>R&amp;D &lt;b&gt;&nbsp; &#8220;so&#x201d; &amp;nbsp;</p>", 'R&D <b> "so" &nbsp;'),
        ('<p><a href="/x?a=1&gt;2">here</a>, a<sub>1</sub></p>', "here, a1"),
        ("<p>soft&shy;ly \u200b spoken</p>", "softly spoken"),
        ("", ""),
        ("<hr>", ""),
    ],
)
def test_html_is_read_as_its_words(html, text):
    assert text_of(html) == text


@pytest.mark.parametrize(
    "html",
    [
        "<p><strong>47,300</strong> square feet</p>",
        "<p>4<em>7,3</em>00 square<br>feet</p>",
        "<h2>47,300</h2><p>square feet</p>",
        "<p>of 47,300 square</p><p>feet in all</p>",
        "<ul><li>47,300</li><li>square feet</li></ul>",
        "<table><tbody><tr><th>47,300</th><td>square feet</td></tr></tbody></table>",
        "<table><tbody><tr><td>47,300 square</td></tr><tr><td>feet</td></tr></tbody></table>",
        "<p>47,300&nbsp;square\u00a0feet</p>",
        "<p>47,300 &nbsp; square\u2009feet</p>",
        "<p>47,300 \n square feet</p>",
        "<p>47,300 sq\u00aduare fe&shy;et</p>",
        "<p>(47,300 square feet)</p>",
        "<p>47,300 square feet, 47,300 square feet.</p>",
        "<p>47,300-47,300 square feet/year</p>",
    ],
)
def test_passage_is_found_across_tags_and_odd_blanks(html):
    result, missing = plainly(html, [marked(AREA)])

    assert occurs(AREA, html)
    assert missing == ()
    assert "".join("".join(pieces_of(result)).split()).replace("\u00ad", "") == "47,300squarefeet"
    assert without_marks(result) == html


@pytest.mark.parametrize(
    ("passage", "html"),
    [
        ('the company\'s "new" site', "<p>the company’s “new” site</p>"),
        ("the company’s “new” site", '<p>the company\'s "new" site</p>'),
        ("«new»", "<p>„new“</p>"),
        ("  a\u00a0new\n\nsite ", "<p>a new site</p>"),
        ("bio\u00admedical", "<p>biomedical</p>"),
        ("R&D", "<p>our R&amp;D</p>"),
        ("<script>", "<p>a &lt;script&gt; tag</p>"),
    ],
)
def test_passage_and_text_may_be_typed_differently(passage, html):
    assert occurs(passage, html)


@pytest.mark.parametrize(
    ("passage", "text"),
    [
        ("7,300 square feet", "47,300 square feet"),
        (",300 square feet", "47,300 square feet"),
        ("300 square feet", "47,300 square feet"),
        ("00 square", "70,000 square"),
        ("47", "47,300"),
        ("47,", "47,300"),
        ("47,3", "47,300"),
        ("5 million", "$4.5 million"),
        ("4", "4.5"),
        ("300", "47’300"),
        ("lease", "release"),
        ("Phase I", "Phase II"),
        ("Phase I", "Phase Ib"),
        ("70,000 ft", "70,000 ft²"),
        ("70,000 m", "70,000 m2"),
        ("47", "47½"),
        ("cafe", "cafe\u0301"),
        ("GMP", "GMP_area"),
        ("万平方英尺", "7万平方英尺"),
        ("7", "7万"),
        ("一条生产线", "十一条生产线"),
        ("300平方英尺", "47,300平方英尺"),
        ("Square feet", "square feet"),
        ("square-feet", "square feet"),
        ("square feet", "squarefeet"),
        ("", "anything"),
        (" \u200b\u00a0", "any \u200b\u00a0 thing"),
    ],
)
def test_part_of_a_word_or_number_is_not_a_passage(passage, text):
    assert not occurs(passage, text)
    assert mark_text(text, [marked(passage)]) == (escape(text, quote=False), (marked(passage),))


@pytest.mark.parametrize(
    ("passage", "text"),
    [
        ("7,300 square feet", "47,300 square feet, or 7,300 square feet"),
        ("47,300 square feet", "“47,300 square feet”."),
        ("2017", "in 2017."),
        ("2017", "in 2017, three"),
        ("5 million", "$5 million"),
        ("70", "70%"),
        ("GMP", "GMP-certified"),
        ("生产线", "十二条生产线在上海"),
        ("平方英尺", "47,300平方英尺"),
        ("47,300平方英尺", "共47,300平方英尺的面积"),
        ("GMP", "符合GMP标准"),
        ("47,300제곱피트", "총 47,300제곱피트에"),
        ("Wuxi", "Wuxi"),
    ],
)
def test_whole_words_and_numbers_are_a_passage(passage, text):
    assert occurs(passage, text)


def test_passage_may_be_in_any_of_the_texts_but_not_across_two():
    assert occurs(AREA, "<p>nothing</p>", f"<p>{AREA}</p>")
    assert not occurs(AREA, "<p>47,300 square</p>", "<p>feet</p>")
    assert not occurs(AREA)


def test_passage_is_marked_with_its_anchor_and_its_facts():
    html = f"<p>We lease {AREA} in Wuxi.</p>"

    result, missing = plainly(html, [Mark(AREA, "passage-1", (fact(1), fact(2)))])

    assert missing == ()
    assert result == (
        f'<p>We lease <span class="passage" id="passage-1">{AREA}</span>{facts(1, 2)} in Wuxi.</p>'
    )


def test_pieces_do_not_cross_tags_and_only_the_first_has_the_anchor():
    result, _ = plainly(LEASED, [marked(AREA)])

    assert result == (
        '<p>Three sites with <strong><span class="passage" id="passage-1">47,300</span></strong>'
        f'<span class="passage"> square feet</span>{facts(1)} in Wuxi.</p>'
    )


def test_only_the_first_occurrence_is_marked():
    result, _ = plainly(f"<p>1{AREA}</p><p>{AREA}</p><p>{AREA}</p>", [marked(AREA)])

    assert result == (
        f'<p>1{AREA}</p><p><span class="passage" id="passage-1">{AREA}</span>{facts(1)}</p>'
        f"<p>{AREA}</p>"
    )


def test_marks_that_are_not_found_come_back_in_order():
    marks = [marked("nowhere", 1), marked("Wuxi", 2), marked("", 3), marked("300 square", 4)]

    result, missing = plainly(LEASED, marks)

    assert missing == (marks[0], marks[2], marks[3])
    assert ids_of(result) == ["passage-2"]


def test_no_marks_change_nothing():
    assert mark(LEASED, []) == (LEASED, ())


def test_facts_of_a_passage_that_ends_in_a_link_stand_after_the_link():
    html = '<p>See <a href="/wuxi">the <em>Wuxi</em> site</a> now.</p>'

    result, _ = plainly(html, [marked("See the Wuxi")])

    assert result == (
        '<p><span class="passage" id="passage-1">See </span><a href="/wuxi">'
        '<span class="passage">the </span><em><span class="passage">Wuxi</span></em> site</a>'
        f"{facts(1)} now.</p>"
    )


def test_facts_after_a_link_are_not_moved_to_an_earlier_one():
    html = '<p><a href="/a">a</a> b <a href="/c">c</a></p>'

    result, _ = plainly(html, [marked("b")])

    assert result == html.replace(
        " b ", f' <span class="passage" id="passage-1">b</span>{facts(1)} '
    )


def test_overlapping_passages_are_wrapped_once():
    result, _ = plainly(
        "<p>one two three four</p>", [marked("one two three", 1), marked("two three four", 2)]
    )

    assert result == (
        '<p><span class="passage" id="passage-1">one </span>'
        f'<span class="passage" id="passage-2">two three</span>{facts(1)}'
        f'<span class="passage"> four</span>{facts(2)}</p>'
    )


def test_passages_that_begin_together_each_have_an_anchor():
    result, _ = plainly("<p>one two three</p>", [marked("one two", 1), marked("one two three", 2)])

    assert result == (
        '<p><span id="passage-1"></span><span class="passage" id="passage-2">one two</span>'
        f'{facts(1)}<span class="passage"> three</span>{facts(2)}</p>'
    )


def test_same_passage_twice_has_both_anchors_and_all_facts():
    result, missing = plainly("<p>one “two”</p>", [marked('one "two"', 1), marked("one  “two”", 2)])

    assert missing == ()
    assert result == (
        '<p><span id="passage-1"></span><span class="passage" id="passage-2">one “two”</span>'
        f"{facts(1, 2)}</p>"
    )


def test_same_mark_twice_is_marked_once():
    result, _ = plainly("<p>one</p>", [marked("one"), marked("one")])

    assert result == f'<p><span class="passage" id="passage-1">one</span>{facts(1)}</p>'


def test_words_between_two_passages_are_not_wrapped():
    result, _ = plainly("<p>one two three</p>", [marked("three", 1), marked("one", 2)])

    assert pieces_of(result) == ["one", "three"]
    assert ids_of(result) == ["passage-2", "passage-1"]


def test_only_the_words_of_the_passage_are_wrapped_after_odd_blanks():
    result, _ = plainly("<p>one &nbsp; two three</p>", [marked("two")])

    assert pieces_of(result) == ["two"]


def test_adjoining_passages_without_a_blank_are_apart():
    result, _ = plainly("<p>上海生产线</p>", [marked("上海", 1), marked("生产线", 2)])

    assert result == (
        f'<p><span class="passage" id="passage-1">上海</span>{facts(1)}'
        f'<span class="passage" id="passage-2">生产线</span>{facts(2)}</p>'
    )


def test_mark_without_facts_has_only_its_anchor():
    result, _ = plainly("<p>one</p>", [Mark("one", "passage-1", ())])

    assert result == '<p><span class="passage" id="passage-1">one</span></p>'


def test_nodes_of_white_space_alone_are_never_wrapped():
    html = (
        "<table> <tbody> <tr> <td>47,300</td> <td>&nbsp;</td> <td>square</td> </tr>"
        " </tbody> </table> <ul> <li>feet</li> </ul>"
    )

    result, missing = plainly(html, [marked(AREA)])

    assert missing == ()
    assert pieces_of(result) == ["47,300", "square", "feet"]
    assert problems_of(result) == []


def test_references_in_the_text_stay_as_they_were():
    html = "<p>our R&amp;D&nbsp;site &lt;b&gt; &#8220;x&#x201D;</p>"

    result, _ = plainly(html, [marked("R&D site"), marked('<b> "x"', 2)])

    assert '<span class="passage" id="passage-1">R&amp;D&nbsp;site</span>' in result
    assert '<span class="passage" id="passage-2">&lt;b&gt; &#8220;x&#x201D;</span>' in result
    assert without_marks(result) == html


def test_passage_that_is_a_tag_is_only_text():
    html = '<p title="&lt;script&gt;">a <strong>&lt;script&gt;</strong> tag</p>'

    result, missing = plainly(html, [marked("<script>"), marked("<strong>", 2), marked("title", 3)])

    assert [one.anchor for one in missing] == ["passage-2", "passage-3"]
    assert (
        '<strong><span class="passage" id="passage-1">&lt;script&gt;</span>'
        f"{facts(1)}</strong>" in result
    )


def test_anchors_and_references_are_escaped():
    hostile = '"><script>alert(1)</script>&amp;'

    result, _ = plainly(
        "<p>one</p>", [Mark("one", hostile, (Reference(hostile, hostile, hostile),))]
    )

    span, _, link = [token for token in tokens(result) if token.kind == "start"][1:]
    assert dict(span.attributes) == {"class": "passage", "id": hostile}
    assert dict(link.attributes) == {"href": hostile, "aria-label": hostile}
    assert [token.text for token in tokens(result) if token.kind == "text"] == ["one", hostile]


def test_passage_of_a_pattern_is_only_text():
    assert not occurs(".*", "<p>anything</p>")
    assert not occurs("a|b", "<p>a b</p>")
    assert occurs("(a|b) [c]", "<p>if (a|b) [c] then</p>")


def test_plain_text_is_escaped_and_marked():
    result, missing = mark_text("R&D <b> in Wuxi &amp; on", [marked("<b> in"), marked("none", 2)])

    assert result == (
        f'R&amp;D <span class="passage" id="passage-1">&lt;b&gt; in</span>{facts(1)}'
        " Wuxi &amp;amp; on"
    )
    assert missing == (marked("none", 2),)


@pytest.mark.parametrize("seed", range(100))
def test_marking_any_text_only_adds_to_it(seed):
    chance = random.Random(seed)
    html = random_html(chance)
    passages = random_passages(chance, html)
    marks = [marked(passage, number) for number, passage in enumerate(passages)]

    result, missing = plainly(html, marks)

    assert without_marks(result) == html
    assert text_of(FACTS.sub("", result)) == text_of(html)
    assert problems_of(result) == []
    assert set(missing) == {one for one in marks if not occurs(one.passage, html)}
    assert sorted(ids_of(result)) == sorted(one.anchor for one in marks if one not in missing)
    assert all(piece.strip() for piece in pieces_of(result)) or len(marks) - len(missing) > 1


@pytest.mark.parametrize("seed", range(100))
def test_what_is_marked_reads_as_the_passage(seed):
    chance = random.Random(seed)
    html = random_html(chance)
    passages = [one for one in random_passages(chance, html) if occurs(one, html)]

    results = [mark(html, [marked(passage)])[0] for passage in passages]

    for passage, result in zip(passages, results, strict=True):
        shown = normalised("".join(pieces_of(result)))
        assert shown.replace(" ", "") == normalised(passage).replace(" ", "")


def test_long_text_with_many_marks_is_marked_in_time():
    chance = random.Random(1)
    words = ["".join(chance.choices("abcdefghij", k=chance.randint(1, 9))) for _ in range(5000)]
    paragraphs = (" ".join(chance.choices(words, k=60)) for _ in range(3000))
    html = "".join(f"<p>{text} <strong>1</strong>2,345&nbsp;feet</p>" for text in paragraphs)
    spoken = text_of(html).split(" ")
    marks = [marked(" ".join(spoken[n * 3000 :][:40]), n) for n in range(50)]
    start = time.process_time()

    _, missing = plainly(html, [*marks, marked("345 feet"), marked("nowhere at all")])

    assert len(html) > 1_000_000
    assert len(missing) == 2
    assert time.process_time() - start < 1


@pytest.mark.parametrize("passage", ["7,300 square feet", "feet 47,300 feet", "square", "feet "])
def test_text_of_near_misses_takes_no_longer(passage):
    html = f"<p>{AREA}s </p>" * 40_000
    start = time.process_time()

    mark(html, [marked(passage)])

    assert time.process_time() - start < 1
