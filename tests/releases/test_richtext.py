"""Rich text: what is refused, what is dropped and named, and the one form of what stays."""

import random
import re
import time
from html import escape

import nh3
import pytest

from releases.markup.reading import Reading
from releases.markup.tokens import tokens
from releases.richtext import (
    ATTRIBUTES,
    TAGS,
    Cleaned,
    RefusedMarkup,
    absolute,
    clean,
    plain_text,
)

SCRIPTS = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<script/x>alert(1)</script>",
    "<script\n>alert(1)</script\n>",
    "<scr\0ipt>alert(1)</script>",
    "<scr\u202eipt>alert(1)</script>",
    "<<script>alert(1)//<</script>",
    "<p><script>alert(1)",
    "<x:script xmlns:x='http://www.w3.org/1999/xhtml'>alert(1)</x:script>",
    "<svg><script>alert(1)</script></svg>",
    "<math><mtext><script>alert(1)</script></mtext></math>",
    "<table><tr><script>alert(1)</script></tr></table>",
    "<b title='>'><script>alert(1)</script>",
    "<!-- --!><script>alert(1)</script> -->",
    "<!--><script>alert(1)</script>-->",
    "<!---><script>alert(1)</script>-->",
    "<![CDATA[><script>alert(1)</script>]]>",
    "<!x><script>alert(1)</script>",
    "<?x ><script>alert(1)</script>?>",
    "</ x><script>alert(1)</script>",
    "<style><!--</style><script>alert(1)</script>-->",
    "<title><!--</title><script>alert(1)</script>-->",
    "<xmp><!--</xmp><script>alert(1)</script>-->",
    "<noembed><!--</noembed><script>alert(1)</script>-->",
    "<noscript><!--</noscript><script>alert(1)</script>-->",
    "<svg><style><script>alert(1)</script></style></svg>",
    "<style><script>alert(1)</script></style>",
    "<template><script>alert(1)</script></template>",
]

HANDLERS = [
    "<p onclick=alert(1)>x</p>",
    "<img src=x onerror=alert(1)>",
    "<img/src='x'/onerror=alert(1)>",
    "<img src=x\nONERROR\n=\nalert(1)>",
    "<img src='x'onerror=alert(1)>",
    '<img """><img src=x onerror="alert(1)">',
    "<IMG SRC=x ON\0ERROR=alert(1)>",
    "<body onload=alert(1)>",
    "<svg/onload=alert(1)>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    "<details open ontoggle=alert(1)>",
    "<xss onafterscriptexecute=alert(1)>x</xss>",
    "<a href=/x onmouseover=alert(1)>x</a>",
    "</p onclick=alert(1)>",
    "<p/onclick=alert(1)/>",
    "<p =x onclick=alert(1)>",
    "<p a=\"b\"c='d'onclick=alert(1)>",
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    "<svg><title><a id='</title><img src=x onerror=alert(1)>'>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style>",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)></style>",
    '<svg></p><style><a id="</style><img src=1 onerror=alert(1)>">',
    '<xmp><p title="</xmp><img src=x onerror=alert(1)>">',
    "<!--[if gte IE 4]><![endif]--><p onclick=alert(1)>",
    "<select><option onfocus=alert(1)></select>",
]

ADDRESSES = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "\tjavascript:alert(1)",
    "\x01javascript:alert(1)",
    "java\tscript:alert(1)",
    "java\nscript:alert(1)",
    "java\r\nscript:alert(1)",
    "java&Tab;script:alert(1)",
    "java&NewLine;script:alert(1)",
    "javascript&colon;alert(1)",
    "javascript&#58;alert(1)",
    "javascript&#58alert(1)",
    "javascript&#x3A;alert(1)",
    "&#106;avascript:alert(1)",
    "&#0000106avascript:alert(1)",
    "&#x6a;&#x61;vascript:alert(1)",
    "&#1;javascript:alert(1)",
    "&#8238;javascript:alert(1)",
    "java\0script:alert(1)",
    "javascript://%0aalert(1)",
    "vbscript:msgbox(1)",
    "data:text/html,<script>alert(1)</script>",
    "data:text/html;base64,PHNjcmlwdD4=",
    "DATA:image/svg+xml,x",
    "livescript:x",
]

ELEMENTS = [
    "iframe", "frame", "frameset", "noframes", "object", "embed", "applet", "portal",
    "form", "input", "button", "select", "textarea", "base", "link",
]  # fmt: skip


@pytest.mark.parametrize("html", SCRIPTS)
def test_a_script_in_the_body_is_refused_and_named(html):
    with pytest.raises(RefusedMarkup) as refused:
        clean(f"<p>Before</p>\n{html}")

    assert any("script>" in message and "delete" in message for message in refused.value.messages)


@pytest.mark.parametrize("html", HANDLERS)
def test_a_handler_is_refused_and_named(html):
    with pytest.raises(RefusedMarkup) as refused:
        clean(html)

    assert any("handler on" in message for message in refused.value.messages)


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_link_that_carries_code_is_refused_and_named(address):
    with pytest.raises(RefusedMarkup) as refused:
        clean(f'<a href="{address}">here</a>')

    assert "address in href on <a>" in refused.value.messages[0]


@pytest.mark.parametrize(
    "html",
    [
        "<a href=javascript:alert(1)>x</a>",
        "<a href='/x' href='javascript:alert(1)'>x</a>",
        "<a\thref\n=\n'javascript:alert(1)'>x</a>",
        "<svg><a xlink:href='javascript:alert(1)'>x</a></svg>",
        "<svg><a><animate attributeName=href values=javascript:alert(1) /></a></svg>",
        "<svg><use href='data:image/svg+xml,x' /></svg>",
        "<img src=javascript:alert(1)>",
        "<img lowsrc=vbscript:x>",
        "<body background=javascript:alert(1)>",
        "<p style=x cite=javascript:alert(1)>",
        "<math href=javascript:alert(1)>x</math>",
    ],
)
def test_code_in_an_address_is_refused_wherever_it_hides(html):
    with pytest.raises(RefusedMarkup, match="carries code"):
        clean(html)


@pytest.mark.parametrize("name", ELEMENTS)
@pytest.mark.parametrize("spelling", [str.lower, str.upper])
def test_frames_forms_and_what_loads_pages_are_refused(name, spelling):
    with pytest.raises(RefusedMarkup) as refused:
        clean(f"<p>x</p><{spelling(name)} x=y>z</{name}>")

    assert f"<{name}>" in refused.value.messages[0]


def test_a_meta_refresh_is_refused_but_other_meta_only_dropped():
    with pytest.raises(RefusedMarkup, match="elsewhere"):
        clean('<meta http-equiv=" Refresh" content="0;url=/x">')

    assert clean('<meta name="Generator" content="Word">').dropped == ("<meta> (1)",)


def test_a_drawing_that_may_hide_mark_up_is_refused():
    hidden = "<svg><style><a title='</style><b title=\"'><img src=x onerror=alert(1)>\"></b>"

    with pytest.raises(RefusedMarkup, match="drawing"):
        clean(hidden)


def test_a_plain_drawing_is_dropped_and_named():
    cleaned = clean('<p>See <svg width="9"><circle r="4"/></svg>it</p>')

    assert cleaned == Cleaned("<p>See it</p>", ("<svg> (1)", "<circle> (1)"))


def test_every_problem_is_named_with_its_line_and_a_piece_of_it():
    with pytest.raises(RefusedMarkup) as refused:
        clean('<p>one</p>\r\n<p onclick="x()">two</p>\n<iframe src="/x"></iframe>')

    first, second = refused.value.messages
    assert first.startswith('Line 2, “<p onclick="x()">two</p>')
    assert second.startswith("Line 3, “<iframe")


def test_a_thousand_problems_are_not_a_thousand_messages():
    with pytest.raises(RefusedMarkup) as refused:
        clean("<p onclick=x>" * 1000)

    assert len(refused.value.messages) == 21
    assert refused.value.messages[-1] == "And 980 more of the kind."


@pytest.mark.parametrize(
    "html",
    ["p <b 0.05 and more", "x <!-- y", "<a href='/x>y</a>", "<style>p {", "<p>x</p", "a <![CDATA["],
)
def test_mark_up_that_never_ends_is_refused_rather_than_swallowing_text(html):
    with pytest.raises(RefusedMarkup, match="never ends"):
        clean(html)


@pytest.mark.parametrize(
    "bomb",
    [
        "<div>", "<b>", "<span>", "<blockquote>", "<ul><li>", "<table><tr><td>", "<x>", "<a b=1>",
        "<svg>", "<p><b a=1></p>", "<li><ul></li>", "<em><strong></em>x", "<font><p></font>",
        "<a <a ", "<!--", "<style>", "</", "<a b='", "<p/", "&lt", "<table><tr><td>x</table>", "<",
    ],
)  # fmt: skip
def test_a_bomb_of_mark_up_is_refused_at_once(bomb):
    began = time.perf_counter()

    with pytest.raises(RefusedMarkup):
        clean((bomb * 1_000_000)[:999_999] + "x>"[: 1_000_000 % 2])

    assert time.perf_counter() - began < 3


def test_five_megabytes_are_refused_without_being_read():
    bomb = "<div>" * 1_000_000
    began = time.perf_counter()

    with pytest.raises(RefusedMarkup, match="longer than 1,000,000"):
        clean(bomb)

    assert time.perf_counter() - began < 0.1


def test_a_link_around_ten_thousand_paragraphs_does_not_blow_up():
    with pytest.raises(RefusedMarkup, match="longer"):
        clean(f'<a href="/{"y" * 5000}">{"<p>x</p>" * 10_000}</a>')


@pytest.mark.parametrize("unit", ["<p>x</p>", "<br>", "x<br>", "<td>", "<!-- x -->", "\0", "</p>"])
def test_much_of_anything_takes_time_in_proportion(unit):
    began = time.perf_counter()

    clean(unit * (200_000 // len(unit)))

    assert time.perf_counter() - began < 2


def test_a_hundred_levels_of_lists_is_where_it_ends():
    assert clean("<blockquote>" * 99 + "x")

    with pytest.raises(RefusedMarkup, match="inside each other"):
        clean("<blockquote>" * 101 + "x")


def test_nothing_on_the_allow_list_is_lost():
    html = (
        "<h2>Results</h2><h3>Trials</h3><h4>Phase I</h4>"
        '<p>An <abbr title="overall response rate">ORR</abbr> of <strong>44%</strong> in <em>nine'
        "</em> patients, 10<sup>6</sup> cells per m<sub>2</sub>.<br>Next line.</p>"
        '<ul><li>one</li><li>two</li></ul><ol start="3"><li>three</li></ol><hr>'
        "<blockquote><p><q>We shall see.</q> <cite>Ada</cite></p></blockquote>"
        '<table><caption>Areas</caption><thead><tr><th scope="col">Site</th>'
        '<th colspan="2" rowspan="1">m²</th></tr></thead><tbody><tr><td>A</td><td colspan="2" '
        'rowspan="3">1</td></tr></tbody><tfoot><tr><td>Sum</td></tr></tfoot></table>'
        '<p><a href="https://www.cellbiomedgroup.com/?a=1&amp;b=2#c">site</a> '
        '<a href="mailto:ir@cellbiomedgroup.com">mail</a> <a href="tel:+1-650-000-0000">call</a> '
        '<a href="/news/?year=2017">news</a> <a href="http://www.w3.org/">old</a></p>'
    )

    assert clean(html) == Cleaned(html)


@pytest.mark.parametrize(
    ("html", "expected", "dropped"),
    [
        ("<font color=red>x</font><font>y</font>", "<p>xy</p>", ("<font> (2)",)),
        ("<p style='color:red'>x</p>", "<p>x</p>", ("style attribute on <p> (1)",)),
        ("<p class=MsoNormal id=a>x</p>", "<p>x</p>",
         ("class attribute on <p> (1)", "id attribute on <p> (1)")),
        ("<b class=x>y</b>", "<p><strong>y</strong></p>", ("class attribute on <b> (1)",)),
        ("<!-- note --><p>x</p>", "<p>x</p>", ("comment (1)",)),
        ("<!--[if gte mso 9]><xml><o:p/></xml><![endif]--><p>x</p>", "<p>x</p>",
         ("conditional comment (1)",)),
        ("<![if !supportLists]>1.<![endif]>", "<p>1.</p>", ("conditional comment (2)",)),
        ("<?xml version='1.0'?><!DOCTYPE html><p>x</p><![CDATA[y]]>", "<p>x</p>",
         ("processing instruction (1)", "doctype (1)", "CDATA section (1)")),
        ("<style>p > a { color: red }</style><p>x</p>", "<p>x</p>",
         ("<style> with its contents (1)",)),
        ("<title>T</title><p>x</p>", "<p>x</p>", ("<title> with its contents (1)",)),
        ("<o:p>x</o:p>", "<p>x</p>", ("<o:p> (1)",)),
        ("<img src='data:image/png;base64,iVBO' alt='x'>y", "<p>y</p>", ("<img> (1)",)),
        ("<p>20<s>0</s></p>", "<p>200</p>",
         ("<s>, so that struck-out words read as if they stood (1)",)),
        ("<h1>x</h1>", "<h2>x</h2>", ("<h1>, now <h2> (1)",)),
        ("<td>1</td><td>2</td>", "<p>1</p><p>2</p>", ("<td> outside a table (2)",)),
        ("<a name=x>y</a>", "<p>y</p>",
         ("name attribute on <a> (1)", "<a> without an address (1)")),
        ("<a href='/x' target=_blank rel=opener>y</a>", '<p><a href="/x">y</a></p>',
         ("rel attribute on <a> (1)", "target attribute on <a> (1)")),
        ("a\0b\u202ec&#x202d;d", "<p>abcd</p>",
         ("invisible character U+0000 (1)", "invisible character U+202E (1)",
          "invisible character U+202D (1)")),
        ("<td colspan=0>x", "<p>x</p>", ("<td> outside a table (1)",)),
        ("<ol start=x><li>y</li></ol>", "<ol><li>y</li></ol>", ("start “x” on <ol> (1)",)),
        ("<table><tr><th scope=all colspan=999>x</th></tr></table>",
         "<table><tbody><tr><th>x</th></tr></tbody></table>",
         ("colspan “999” on <th> (1)", "scope “all” on <th> (1)")),
    ],
)  # fmt: skip
def test_unknown_mark_up_is_dropped_and_named(html, expected, dropped):
    assert clean(html) == Cleaned(expected, dropped)


@pytest.mark.parametrize(
    "address",
    ["ftp://x/y", "file:///etc/passwd", "//evil.example/x", "/\\evil.example", "page.html", "#top",
     "https:evil.example", "https:///x", "https://good\\@evil.example", "mailto:", "blob:x", "",
     "tel:abc", "about:blank", "javascript%3Aalert(1)", "https://"],
)  # fmt: skip
def test_an_address_that_leads_nowhere_good_is_dropped_and_named(address):
    cleaned = clean(f'<a href="{address}">x</a>')

    assert cleaned == Cleaned("<p>x</p>", (f"address “{address}” on <a> (1)",))


def test_many_kinds_of_unknown_mark_up_are_not_many_lines():
    dropped = clean("".join(f"<x{n}></x{n}>" for n in range(1000))).dropped

    assert len(dropped) == 21
    assert dropped[-1] == "980 other kinds of mark-up"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("", ""),
        ("  \n ", ""),
        ("<p></p><p> </p><ul><li></li></ul><strong></strong>", ""),
        ("Plain words.", "<p>Plain words.</p>"),
        ("<b>x</b> <i>y</i>", "<p><strong>x</strong> <em>y</em></p>"),
        ("<p>a<p>b", "<p>a</p><p>b</p>"),
        ("<p>a\r\n\t b</p>\n\n<p>c </p>", "<p>a b</p><p>c</p>"),
        ("a<br><br>b<br>", "<p>a<br><br>b</p>"),
        ("<p>a <b>b <i>c</b> d</i></p>", "<p>a <strong>b <em>c</em></strong><em> d</em></p>"),
        ("<b><p>a</p><p>b</p></b>", "<p><strong>a</strong></p><p><strong>b</strong></p>"),
        ('<a href="/x"><p>a</p></a>', '<p><a href="/x">a</a></p>'),
        ('<a href="/x">a<a href="/y">b</a>', '<p><a href="/x">a</a><a href="/y">b</a></p>'),
        ("<em><em>a</em>b</em>", "<p><em>ab</em></p>"),
        ("<ul><li>a<li>b</ul>c", "<ul><li>a</li><li>b</li></ul><p>c</p>"),
        ("<li>a</li><li>b</li><p>c</p>", "<ul><li>a</li><li>b</li></ul><p>c</p>"),
        ("<ul>a<li>b</li></ul>", "<ul><li>a</li><li>b</li></ul>"),
        ("<ul><li>a<ul><li>b</ul>c</ul>", "<ul><li>a<ul><li>b</li></ul><p>c</p></li></ul>"),
        ("<blockquote>a</blockquote>", "<blockquote><p>a</p></blockquote>"),
        ("<table>a<tr>b<td>c<table><td>d</table>e</table>",
         ("<table><tbody><tr><td>a</td></tr><tr><td>b</td><td>c<table><tbody><tr><td>d</td></tr>"
          "</tbody></table><p>e</p></td></tr></tbody></table>")),
        ("<table><tr><td></td><td> </td></tr></table>",
         "<table><tbody><tr><td></td><td></td></tr></tbody></table>"),
        ("1 < 2 & 3 &gt; 2 &amp;amp; \"x\"", '<p>1 &lt; 2 &amp; 3 &gt; 2 &amp;amp; "x"</p>'),
        ("&lt;script&gt;alert(1)&lt;/script&gt;", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
        ('<a href="/x?a=1&copy=2&amp;lt;">x</a>',
         '<p><a href="/x?a=1&amp;copy=2&amp;lt;">x</a></p>'),
        ("a&nbsp;b&#13;c&hellip;", "<p>a&nbsp;b c…</p>"),
        ('<a href=" https://x.example/a b\n/c ">x</a>',
         '<p><a href="https://x.example/a%20b/c">x</a></p>'),
        ('<abbr title="&quot;><script>">x</abbr>',
         '<p><abbr title="&quot;&gt;&lt;script&gt;">x</abbr></p>'),
        ("中文<b>粗</b>", "<p>中文<strong>粗</strong></p>"),
    ],
)  # fmt: skip
def test_what_is_allowed_is_written_in_one_form(html, expected):
    assert clean(html) == Cleaned(expected)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<div>a</div><div>b<p>c</p>d</div>", "<p>a</p><p>b</p><p>c</p><p>d</p>"),
        ("<h2><div>a</div>b</h2>", "<h2>a b</h2>"),
        ("<dl><dt>a<dd>b</dl>", "<p>a</p><p>b</p>"),
        ("<td>1</td><td>2</td>3", "<p>1</p><p>2</p><p>3</p>"),
        ("<li>a<div></div>b</li>", "<ul><li>a<p>b</p></li></ul>"),
    ],
)
def test_words_that_stood_apart_never_run_together(html, expected):
    assert clean(html).html == expected


@pytest.mark.parametrize("html", [*SCRIPTS, *HANDLERS])
def test_a_hostile_text_that_is_escaped_is_only_words(html):
    escaped = escape(html.replace("\0", "").replace("\u202e", ""))

    cleaned = clean(escaped)

    assert cleaned.dropped == ()
    assert set(re.findall(r"<[^>]*>", cleaned.html)) <= {"<p>", "</p>"}


def test_the_sanitiser_has_the_last_word_even_over_our_own_writer(monkeypatch):
    hostile = '<p onclick="x">a<script>b</script><a href="javascript:c">d</a><img src="e"></p>'
    monkeypatch.setattr(Reading, "written", lambda self: hostile)

    cleaned = clean("anything")

    assert cleaned.html == "<p>a<a>d</a></p>"
    assert cleaned.dropped[-1] == "src attribute (1)"


# Properties, over mark-up put together at random from what has broken sanitisers.

PIECES = [
    "<p>", "</p>", "<b>", "</b>", "<i>", "</i>", "<em>", "</em>", "<a href=/x>", "</a>", "<div>",
    "</div>", "<ul>", "</ul>", "<ol start=2>", "</ol>", "<li>", "</li>", "<table>", "</table>",
    "<tr>", "</tr>", "<td>", "</td>", "<th scope=row>", "<thead>", "</thead>", "<tbody>",
    "<caption>", "</caption>", "<h1>", "</h1>", "<h3>", "</h3>", "<blockquote>", "</blockquote>",
    "<br>", "<hr>", "<q>", "</q>", "<sup>", "</sup>", "<font>", "</font>", "<span x='", "'>", '">',
    "<!--", "-->", "--!>", "<!", "<?", "<![CDATA[", "]]>", "<style>", "</style>", "<title>",
    "</title>", "<xmp>", "</xmp>", "<noscript>", "</noscript>", "<svg>", "</svg>", "<math>",
    "<mtext>", "<template>", "</template>", "<option>", "text", "words ", " ", "\n", "&lt;",
    "&amp", "&#0;", "&#x202e;", "\0", "\x7f", "<", ">", "/", "=", "'", '"', "é", "中", "\u2028",
    "<a title=\"", "<abbr title=x>", "</abbr>", "<x-y>", "<o:p>", "&nbsp;", "<pre>", "</pre>",
]  # fmt: skip
ACTIVE = [
    "<script>", "</script>", "<img src=x onerror=alert(1)>", "<p onclick=x>", "<iframe>",
    "</iframe>", "<a href=javascript:x>", "<textarea>", "</textarea>", "<form>",
]  # fmt: skip
SEEN_BY_BROWSERS = nh3.Cleaner(
    tags=TAGS
    | set("b i div font span h1 style title xmp svg math mtext pre option template".split())
    | set("script img iframe form textarea noscript".split()),
    clean_content_tags=set(),
    attributes={},
    generic_attribute_prefixes={""},
    url_schemes={"javascript", "http", "https"},
    link_rel=None,
).clean


def random_mark_up(seed, pieces):
    chance = random.Random(seed)
    return "".join(chance.choice(pieces) for _ in range(chance.randint(1, 40)))


def words(text):
    return "".join(text.split()).replace("\ufffd", "")


def is_active(html):
    """Whether html5ever, which is not our reader, sees in ``html`` what would run."""
    seen = SEEN_BY_BROWSERS(html)
    tags = [token for token in tokens(seen) if token.kind in {"start", "raw"}]
    return any(
        tag.name in {"script", "iframe", "form", "textarea"}
        or any(
            key.startswith("on") or value.strip().lower().startswith("javascript:")
            for key, value in tag.attributes
        )
        for tag in tags
    )


@pytest.mark.parametrize("block", range(20))
def test_what_is_cleaned_stays_as_it_is_and_holds_only_what_is_allowed(block):
    for seed in range(block * 200, block * 200 + 200):
        html = random_mark_up(seed, PIECES)
        try:
            cleaned = clean(html)
        except RefusedMarkup:
            continue

        assert clean(cleaned.html) == Cleaned(cleaned.html), html
        for token in tokens(cleaned.html):
            assert token.kind in {"text", "start", "end"}, html
            assert token.kind == "text" or token.name in TAGS, html
            assert {key for key, _ in token.attributes} <= ATTRIBUTES.get(token.name, set()), html


@pytest.mark.parametrize("block", range(20))
def test_whatever_a_browser_would_run_is_refused(block):
    for seed in range(block * 200, block * 200 + 200):
        html = random_mark_up(seed, [*PIECES, *ACTIVE * 2])
        if not is_active(html):
            continue

        with pytest.raises(RefusedMarkup):
            print(repr(html), clean(html))  # noqa: T201  # shown when it fails


@pytest.mark.parametrize("block", range(10))
def test_no_word_is_lost_or_moved(block):
    hiding = ("<!", "<?", "<span x", "<a title", "<style", "<title", "<xmp", "<noscript", "&#")
    pieces = [p for p in PIECES if not p.startswith(hiding) and p not in {"<", "\0", "\x7f"}]
    for seed in range(block * 200, block * 200 + 200):
        html = random_mark_up(seed, pieces)
        try:
            cleaned = clean(html)
        except RefusedMarkup:
            continue

        before = words("".join(token.text for token in tokens(html) if token.kind == "text"))
        after = words("".join(token.text for token in tokens(cleaned.html)))
        assert after == before, html


def test_nothing_is_dropped_without_a_name():
    silent = {"<b>", "</b>", "<i>", "</i>"}
    for piece in PIECES:
        name = re.match(r"<([a-z0-9:-]+)>", piece)
        if not name or name[1] in TAGS or piece in silent:
            continue

        assert f"<{name[1]}>" in "".join(clean(f"{piece}x</{name[1]}>").dropped)


def test_plain_text_reads_as_the_page_does():
    html = (
        "<h2>Head</h2><p>A &amp; <strong>b</strong>c<br>d&nbsp;e</p>"
        "<ul><li>x</li><li><p>y</p><ol start='3'><li>n</li><li>m</li></ol></li></ul>"
        "<p>10<sup>6</sup> of CO<sub>2</sub>, 1<sup>st</sup>, <q>so</q> she said.</p>"
        "<blockquote><p>Quoted.</p></blockquote><p>End</p>"
    )

    assert plain_text(html) == (
        "Head\n\nA & bc\nd\u00a0e\n\n• x\n• y\n  3. n\n  4. m\n\n"
        "10⁶ of CO₂, 1st, “so” she said.\n\nQuoted.\n\nEnd"
    )


def test_a_table_in_plain_text_has_a_row_a_line():
    html = (
        "<p>Areas</p><table><caption>By site</caption><thead><tr><th>Site</th><th></th><th>m²</th>"
        "</tr></thead><tbody><tr><td><p>A</p><p>B</p></td><td>x<br>y</td><td>1</td></tr></tbody>"
        "</table><p>End</p>"
    )

    assert plain_text(html) == "Areas\n\nBy site\nSite | | m²\nA B | x y | 1\n\nEnd"


def test_plain_text_leaves_out_what_is_not_text():
    assert plain_text("a<!-- b --><style>c</style><script>d</script> e") == "a e"


@pytest.mark.parametrize("unit", ["<td></td>", "<q>", "<table>", "<ul>", "<li>", "x ", "<p>x</p>"])
def test_plain_text_takes_time_in_proportion(unit):
    html = "<table><tr>" + unit * (600_000 // len(unit))
    began = time.perf_counter()

    plain_text(html)

    assert time.perf_counter() - began < 4


def test_links_to_the_own_site_are_made_whole_for_feeds():
    html = (
        '<p>href="/x" &lt;a href="/y <a href="/news/?a=1&amp;b=2">n</a> '
        '<a href="https://www.w3.org/">w</a> <a href="mailto:a@b.example">m</a></p>'
    )

    assert absolute(html, "https://ir.cellbiomedgroup.com/en/") == html.replace(
        'href="/news/', 'href="https://ir.cellbiomedgroup.com/news/'
    )
