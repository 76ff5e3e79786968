"""The frame: checks are found, findings are stable, places are right."""

from dataclasses import replace

import pytest

from releases.models import Release
from releases.preflight import Check, Finding, all_checks, inspect, sorted_out
from releases.preflight.finding import Passage, Where, passage_in
from tests.preflight.makers import manuscript


def test_a_good_manuscript_has_no_findings():
    assert inspect(manuscript()) == []


def test_every_check_says_what_it_looks_for_and_by_which_rule():
    for check in all_checks():
        assert check.code
        assert check.title
        assert check.why.endswith(".")
        assert check.source


def test_codes_are_their_own():
    codes = [check.code for check in all_checks()]

    assert len(codes) == len(set(codes))


def test_blocking_findings_come_first():
    findings = inspect(manuscript("<p>[TBD] at 10:30 a.m.</p>", contacts=(), headline=""))

    blocking = [finding.is_blocking for finding in findings]
    assert blocking == sorted(blocking, reverse=True)
    assert any(blocking)
    assert not all(blocking)


def test_the_same_manuscript_gives_the_same_findings():
    body = "<p>[TBD] and [●], at 10:30 a.m. and at 2 p.m.</p>"

    assert inspect(manuscript(body)) == inspect(manuscript(body))


def test_a_passage_stands_between_its_neighbours():
    content = "Harbor Bio tells of [TBD] patients."

    passage = passage_in(content, 20, 25)

    assert passage == Passage("[TBD]", before="Harbor Bio tells of ", after=" patients.")


def test_a_long_neighbourhood_is_cut_between_words():
    content = f"{'before ' * 40}[TBD]{' after' * 40}"

    passage = passage_in(content, 280, 285)

    assert passage.before.startswith("…before")
    assert passage.after.endswith("after…")
    assert len(passage.before) < 70


def test_an_acknowledged_finding_is_another_once_its_words_change():
    finding = Finding("code", "what", Where("body", "Body"), "why", "source", Passage("words"))

    prints = {
        each.fingerprint
        for each in (
            finding,
            replace(finding, code="other"),
            replace(finding, what="other"),
            replace(finding, where=Where("headline", "Headline")),
            replace(finding, passage=Passage("other")),
            replace(finding, number=2),
        )
    }
    assert len(prints) == 6


def test_what_stands_about_the_words_is_part_of_what_is_acknowledged():
    finding = Finding("code", "what", Where("body", "Body"), "why", "source", Passage("words"))

    moved = replace(finding, passage=Passage("words", before="Once, ", after=" stood here."))

    assert moved.fingerprint != finding.fingerprint


def test_findings_of_the_same_words_in_the_same_surroundings_are_told_apart():
    findings = inspect(manuscript(f"<p>{'[TBD] ' * 50}</p>"))

    assert max(finding.number for finding in findings) > 20
    assert len({finding.fingerprint for finding in findings}) == len(findings) == 50


def test_no_check_tells_more_than_twenty_at_once():
    found = inspect(manuscript(f"<p>{'[TBD] ' * 50}</p>"))

    assert len(sorted_out(found, Release()).blocking) == 20


def test_a_check_says_what_it_finds():
    with pytest.raises(TypeError):
        Check()  # type: ignore[abstract]  # that is what is shown
