"""The body as HTML: what a release may have, and every sign of the text escaped."""

from releases.wire.body import body_html
from releases.wire.opening import opened


def written(source: str) -> str:
    return body_html(opened(source).blocks)


def test_paragraphs_lists_and_links_are_kept() -> None:
    html = written(
        '<p>One <b>bold</b> <a href="https://mill.example/?a=1&amp;b=2">link</a></p>'
        "<ul><li>First<li>Second</ul><p>Last words.</p>"
    )

    assert html == (
        '<p>One <strong>bold</strong> <a href="https://mill.example/?a=1&amp;b=2">link</a></p>\n'
        "<ul>\n<li>First</li>\n<li>Second</li>\n</ul>\n<p>Last words.</p>"
    )


def test_table_keeps_its_rows_and_its_head() -> None:
    html = written(
        "<table><tr><td>Mill</td><td>Area</td></tr><tr><td>Old</td><td>100</td></tr></table>"
    )

    assert html == (
        "<table>\n<tbody>\n<tr><th>Mill</th><th>Area</th></tr>\n"
        "<tr><td>Old</td><td>100</td></tr>\n</tbody>\n</table>"
    )


def test_short_line_above_a_paragraph_is_a_heading() -> None:
    assert written("Why the River Matters\n\nIt turns the wheel, and has for years.") == (
        "<h2>Why the River Matters</h2>\n<p>It turns the wheel, and has for years.</p>"
    )


def test_signs_of_html_in_the_text_stay_signs() -> None:
    assert written("A <b\n\nAnd a &amp; <script>alert(1)</script> mill.").endswith(
        "&lt;script&gt;alert(1)&lt;/script&gt; mill.</p>"
    )


def test_link_to_a_script_is_no_link() -> None:
    assert written('<p>A <a href="javascript:alert(1)">link</a> here.</p>') == "<p>A link here.</p>"


def test_marks_that_cross_are_cut_to_what_they_share() -> None:
    html = written("<p><b>one <i>two</b> three</i> four.</p>")

    assert html.count("<strong>") == html.count("</strong>") == 1
    assert html.count("<em>") == html.count("</em>")
    assert html.startswith("<p><strong>one ")
