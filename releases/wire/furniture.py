"""What a release carries from the page, the wire or the mail it was copied from."""

import re

# Whole lines that are no part of a release: legends and marks of a wire, a page's buttons and
# credits, a file's name.
_LINE = re.compile(
    r"(?:"
    r"ads?|advertisements?|share(?: this(?: article| release| page)?)?|print(?: this page)?|e-?mail"
    r"|download(?: (?:pdf|as pdf|image))?|full size|small|preview|thumbnail|subscribe|sign up"
    r"|back(?: to (?:top|news|newsroom|all news))?|previous|next|menu|search|home|english|français"
    r"|tweet|facebook|twitter|linkedin|x|copy link|read more|news provided by|images?|photos?"
    r"|related (?:links|images|documents?)|multimedia(?: files)?|attachments?|tags?|topics?"
    r"|share this article|see more|recommended|newsrooms?"
    r"|\d+ min(?:ute)?s? read"
    r"|pdf(?: version)?|(?:[\w ]{0,20})?press release|(?:[\w ]{0,20})?news release|media release"
    r"|for immediate release(?: .{0,30})?|exhibit 99\.\d|ex-99\.\d.{0,40}|communiqué(?: de presse)?"
    r"|pressemitteilung|medienmitteilung|新闻稿|新聞稿|即時發佈|即时发布"
    r"|-?\s?(?:30|end|ends|ende|fin|more|over)\s?-?"
    r"|[A-Z]{2,6}-(?:[A-Z]{1,4}|IR)"
    r"|source:? .{2,120}|quelle:? .{2,120}|/contact:?/?|/ contact"
    r"|(?:view|see) (?:the )?(?:original|source).{0,300}"
    r"|to view the (?:source|original).{0,300}"
    r"|the post .{5,400} appeared first on .{2,80}"
    r"|original/source press release|newsramp\.com tldr|reddit post|blockchain registration.{0,80}"
    r"|pickup - .{2,80}|(?:photo|logo|video|infographic|image)s?\s?[-–:]\s?https?://.{3,300}"
    r"|https?://\S{3,400}|cision view original.{0,300}"
    r"|an? (?:photo|video|image|infographic|media)[\w ]{0,40} accompanying this"
    r" (?:announcement|release).{0,300}"
    r"|une photo accompagnant.{0,200}|ein foto zu dieser.{0,200}"
    r"|!\[.{0,400}"
    r"|copyright .{0,120}|© ?\d{4}.{0,120}|all rights reserved\.?"
    r"|(?:industry|subject) keywords?:?.{0,200}|keywords?:.{0,300}"
    r"|news source:? .{2,60}|skip to (?:main )?content|.{2,30}(?: [>»›] .{2,40}){1,6}"
    r"|email this page|accept cookies|privacy policy|(?:company|corporate|stock exchange|ad hoc)"
    r" (?:announcement|release)(?: no\.? .{1,20})?|no\. ?\d{1,4}(?:/\d{2,4})?|börsenmitteilung"
    r"|regulatory news:?|(?:EQS|DGAP)-[\w-]{2,12}: .{2,200}|corporate news|related news"
    r"|für den inhalt der mitteilung ist der emittent.{0,60}"
    r"|the issuer is solely responsible for the content of this announcement\.?"
    r"|read more: .{2,120}|editor['’]?s['’]? note:? .{2,300}|notes? to editors:? .{2,300}"
    r")",
    re.IGNORECASE,
)
_TIME_STAMP = re.compile(
    r"\d{1,2}\.\d{1,2}\.\d{4} / \d{1,2}:\d\d.{0,30}|"
    r"(?:(?:posted|published|released|updated|issued|date)(?: on)?:?\s)?"
    r"(?:[A-Z][a-zé]{2,8},?\s)?(?:[A-Za-zéûä]{3,10}\.?\s\d{1,2},?\s\d{4}"
    r"|\d{1,2}\.?\s[A-Za-zéûä]{3,10}\.?,?\s\d{4})"
    r"[,\s|–-]{0,4}(?:at\s)?\d{1,2}[:.h]\d\d(?::\d\d)?.{0,40}",
)
# Above a headline or a dateline: who may read on, what the amounts are in.
_LEGEND = re.compile(
    r"\(?\*?(?:"
    r"not for (?:distribution|release|publication|dissemination|immediate release).*"
    r"|(?:this|the) (?:announcement|press release|news release|document|information)"
    r" (?:is not for|shall not|does not constitute|contains inside|is not an offer).*"
    r"|(?:for|embargoed) (?:immediate |until ).*"
    r"|all (?:dollar )?(?:amounts|figures|financial figures|currency|values).*"
    r"|(?:amounts|figures) (?:are )?(?:expressed )?in .*"
    r"|(?:unaudited|in (?:thousands|millions).*)"
    r"|embargoed? .*|regulated information.*|inside information.*"
    r"|strictly (?:private|confidential).*|inside information.*|regulated information.*"
    r"|ne pas (?:distribuer|diffuser).*|tous les montants.*"
    r"|nicht zur (?:verteilung|veröffentlichung|weitergabe).*"
    r"|(?:this )?(?:news )?release (?:is )?intended for .*"
    r")\)?",
    re.IGNORECASE | re.DOTALL,
)
_COMPANY_ALONE = re.compile(
    r"[\w&.,'’ -]{2,60}\b"
    r"(?:inc|corp|corporation|ltd|limited|plc|llc|ag|se|sa|s\.a|n\.v|nv|gmbh|co)\.?",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"\b(?:announces?|acquires?|reports?|appoints?|names?|completes?|launch(?:es)?|signs?|wins?"
    r"|receives?|closes?|opens?|enters?|sells?|buys?|joins?|to|the)\b",
    re.IGNORECASE,
)
_LONGEST = 420
_MOST_NAME_WORDS = 5


def is_furniture(line: str) -> bool:
    """Whether a line is no part of the release."""
    plain = line.strip(" \t*_|·•:")
    if not plain or len(plain) > _LONGEST:
        return not plain
    return bool(_LINE.fullmatch(plain) or is_time_stamp(plain))


def is_time_stamp(line: str) -> bool:
    """A page's own day and time: “March 07, 2019 05:47 PM Eastern Standard Time”."""
    return len(line) < 100 and _TIME_STAMP.fullmatch(line.strip()) is not None


def is_legend(line: str) -> bool:
    """Above a headline: for whom the release is, in which currency its amounts are."""
    return len(line) < 600 and _LEGEND.fullmatch(line.strip(" *_-–—/")) is not None


def is_company_alone(line: str) -> bool:
    """A letterhead: the company's name and nothing else."""
    is_name = len(line.split()) <= _MOST_NAME_WORDS and _VERB.search(line) is None
    return is_name and _COMPANY_ALONE.fullmatch(line.strip()) is not None
