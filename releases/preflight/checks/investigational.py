"""What must not be said of a product that is under investigation."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import chain, pairwise

from releases.preflight.check import Check
from releases.preflight.finding import Finding
from releases.preflight.manuscript import Manuscript
from releases.preflight.parts import Text, Trial
from releases.preflight.scanning import Scanner

# Where a claim may begin, and the claims, in small letters (releases.preflight.scanning).
_CLAIM = Scanner(
    "safe effective efficacious curative clinically proven proves proof cure curing best superior "
    "ideal breakthrough miracle guarantee no without free risk sicher nachweislich bewährt heil "
    "wirksam ohne durchbruch sûr efficacité innocuité guéri traitement sans "
    "安全 治愈 治癒 根治 疗效 療效 已证 已證 被证 被證 无副 無副 突破",
    r"safe\s(?:and|&)\s(?:very\s|highly\s)?(?:effective|efficacious)\b"
    r"|(?<=\b(?:is|be)\s)(?:safe|effective|efficacious|curative)\b"
    r"|(?<=\b(?:are|was)\s)(?:safe|effective|efficacious|curative)\b"
    r"|(?<=\b(?:were|very)\s)(?:safe|effective|efficacious|curative)\b"
    r"|(?<=\bhighly\s)(?:effective|efficacious)\b"
    r"|clinically\sproven\b|proven\b|proves\b|proof\sthat\b"
    r"|cur(?:es?|ed|ing|ative)\b(?!\s(?:periods?|notices?|the\s(?:default|breach|deficien))\b)"
    r"|(?:effective|best|superior|ideal)\s(?:treatment|therapy|medicine|drug|cure)\b"
    r"|breakthroughs?\b(?!\s(?:therap(?:y|ies)\s|device\s)?designations?\b)"
    r"|miracle\b|guarantee[sd]?\b|(?:no|without|free\sof)\sside[-\s]effects\b|risk[-\s]free\b"
    r"|sicher\sund\s(?:wirksam|effektiv)\b|nachweislich\b|bewährte?\w?\b|heilt\b|heilung\b"
    r"|wirksame\w?\s(?:therapie|behandlung)\b|ohne\snebenwirkungen\b|durchbruch\b"
    r"|sûrs?e?s?\set\sefficaces?\b|(?:efficacité|innocuité)\s(?:prouvée|démontrée)\b"
    r"|guéri\w{1,5}\b|traitement\sefficace\b|sans\seffets?\ssecondaires?\b"
    r"|安全(?:且|、|和|而)?有效|治愈|治癒|根治|疗效确切|療效確切|[已被](?:证实|證實)(?:安全|有效)"
    r"|无副作用|無副作用|突破性(?!疗法|療法|治疗|治療|器械)",
)
# Before the claim in its sentence, they make it a question or deny it.
_OPEN = re.compile(
    r"\b(?:not|nor|never|cannot|can't|whether|evaluat\w{1,4}|assess\w{0,4}|determin\w{1,4}|if|may|might|"
    r"could|until|unless|before|seek\w{0,3}|designed\sto|aims?\sto|hopes?|goals?|study|explor\w{1,4}|"
    r"investigat(?:e|es|ing)|no\sassurance|potential|nicht|ob|könnte\w?|prüf\w{1,5}|untersuch\w{1,4}|"
    r"pas|évaluer|évalue|pourrait|si)\b|n['’]t\b|尚未|未被|是否|评估|評估|评价|評價|可能|旨在|探索",
    re.IGNORECASE,
)
# What names a product under investigation where no trial's own names do.
_PRODUCT = re.compile(
    r"\b(?:investigational|product\scandidates?|drug\scandidates?|therapy\scandidates?|"
    r"clinical\s(?:trials?|stud(?:y|ies))|phase\s(?:[0-3]|I{1,3})[ab]?\b|pivotal\s(?:trial|study)|"
    r"klinische\w?\s(?:studien?|prüfung)|prüfpräparat\w?|essais?\scliniques?|étude\sclinique|"
    r"candidat-médicament)\b|临床试验|臨床試驗|临床研究|臨床研究|候选药物|候選藥物|在研",
    re.IGNORECASE,
)
_STOP = re.compile(r"[.!?]['’\"”)]?\s|[。！？\n]")


class PromotesTheUnapproved(Check):
    code = "investigational"
    title = "“Safe and effective”, “proven”, “cure” and the like, said of a product under trial"
    why = (
        "A product under investigation may not be represented as safe or effective for what it is "
        "investigated for, nor be promoted."
    )
    source = "21 CFR 312.7(a); devices: 21 CFR 812.7(d)"

    def find(self, manuscript: Manuscript) -> Iterable[Finding]:
        named = _names(manuscript.trials)
        for text in manuscript.own_texts:
            for start, end, product in _claims(text, named):
                words = text.content[start:end]
                what = (
                    f"“{words}” stands in one sentence with “{product}”. Say what was observed, "
                    "in whom, and that it is not approved."
                )
                yield self.in_text(text, start, end, what)


def _claims(text: Text, named: re.Pattern[str] | None) -> Iterator[tuple[int, int, str]]:
    """Where claims stand, and the product named in their sentence."""
    claims = [claim.span() for claim in _CLAIM.finditer(text.content) if _is_whole(claim)]
    if not claims:
        return
    starts = [start for start, _ in claims]
    for first, last in _sentences(text.content):
        inside = claims[bisect_left(starts, first) : bisect_left(starts, last)]
        if not inside:
            continue
        sentence = text.content[first:last]
        product = _PRODUCT.search(sentence) or (named and named.search(sentence))
        if not product:
            continue
        opened = _OPEN.search(sentence)
        until = first + opened.start() if opened else last
        yield from ((start, end, product[0]) for start, end in inside if start < until)


def _sentences(content: str) -> Iterator[tuple[int, int]]:
    """From where to where each sentence reaches."""
    ends = (stop.end() for stop in _STOP.finditer(content))
    return pairwise(chain((0,), ends, (len(content),)))


def _is_whole(claim: re.Match[str]) -> bool:
    """Whether the claim begins a word: “secure” holds no cure, “unproven” nothing proven."""
    before = claim.string[claim.start() - 1 : claim.start()]
    return not before.isalnum() or not claim[0].isascii() or not before.isascii()


def _names(trials: tuple[Trial, ...]) -> re.Pattern[str] | None:
    """The names of what is under trial and not approved, as a pattern."""
    names = {
        name.strip()
        for trial in trials
        if trial.status != "APPROVED_FOR_MARKETING" and trial.phases != ("PHASE4",)
        for name in trial.names
        if len(name.strip()) > 2
    }
    if not names:
        return None
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    alternatives = "|".join(re.escape(name) for name in longest_first)
    return re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)", re.IGNORECASE)
