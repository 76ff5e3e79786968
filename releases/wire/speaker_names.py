"""People’s names in running text, told by what stands around them: titles, honorifics,
companies."""

import re
from dataclasses import dataclass

CAPITAL = r"[^\W\d_a-zß-öø-ÿ\u0430-\u044f\u3040-\u9fff\uac00-\ud7af]"
_PARTICLE = (
    r"(?:de|da|do|dos|das|del|della|di|du|van|von|der|den|ten|ter|zu|zur|af|av|bin|ibn|al|el|ben"
    r"|la|le)"
)
_TOKEN = re.compile(
    rf"(?P<name>(?:[dDlLO][’'])?{CAPITAL}(?:[\w’'-]|\.(?=[\w-]))*\.?)"
    rf"|(?P<particle>{_PARTICLE})(?=\s)"
    rf"|(?P<nick>\([“\"]?{CAPITAL}[^\W\d]{{1,20}}[”\"]?\)|[“\"‘']{CAPITAL}[\w’'.-]{{0,20}}[”\"’'](?=\s))"
    r"|(?P<other>[^\s]+)"
)
_HONORIFIC = re.compile(
    r"(?:Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Doctor|Doktor|M|MM|Mme|Mlle|Mgr|Herr|Frau|Hr|Fr|Sir|Dame|"
    r"Lord|Lady|Hon|Rev|Pr|Sen|Gov|Rep|Gen|Lt|Col|Capt|Maj|Sgt|Sheikh|Dipl\.-Ing|med|Madame|Monsieur)\.?$"
)
_TITLE = re.compile(
    r"(?:chief|officers?|president|ceo|cfo|coo|cto|cmo|cso|cio|cco|cbo|cpo|cro|chairman|chairwoman|"
    r"chairperson|chair|vice|vp|svp|evp|senior|executive|managing|director|general|manager|founder|"
    r"co-?founders?|head|partner|principal|mayor|governor|senator|secretary|minister|commissioner|"
    r"congressman|congresswoman|representative|councilmember|councilman|investigators?|author|leader|lead|"
    r"analyst|scientist|physician|surgeon|coach|star|owner|spokesman|spokeswoman|spokesperson|"
    r"sportscaster|legend|editor|superintendent|chancellor|dean|administrator|economist|treasurer|"
    r"interim|acting|deputy|associate|assistant|president-elect|global|group|regional|co-ceo|"
    r"co-chair|co-author|researcher|engineer|counsel|attorney|customer|user|resident|"
    r"pdg|président(?:e|-directeur)?|directeur|directrice|général|générale|fondat(?:eur|rice)|"
    r"cofondat(?:eur|rice)|co-fondat(?:eur|rice)|responsable|ministre|maire|professeure?|docteur|chef|"
    r"cheffe|vice-présidente?|associée?|gérante?|porte-parole|"
    r"\w*(?:vorstand|vorständin|vorsitzender?|leiter|direktor|führer|chef|sprecher|präsident|gründer|"
    r"manager|minister|meister|inhaber|rätin)(?:in)?|vorstandsmitglied)$",
    re.IGNORECASE,
)
_COMPANY = re.compile(
    r"(?:inc|corp|corporation|ltd|limited|llc|llp|plc|lp|ag|gmbh|sa|se|nv|group|company|companies|"
    r"university|hospital|center|centre|institute|association|foundation|bank|capital|ventures|"
    r"pharmaceuticals?|pharma|therapeutics|biosciences|technologies|holdings|partners|department|"
    r"commission|agency|board|council|committee|ministry|college|school|society|federation|fund)\.?$",
    re.IGNORECASE,
)
_NO_NAMES = frozenset(
    "The A An This That These Those It Its In On At As For With And But Or By From To Our We "
    "They I He She His Her Their There Here When While After Before Since If Commenting Speaking "
    "According Company Today Yesterday Le La Les Un Une Ce Cette Il Elle Nous Der Die Das Ein Eine "
    "Dazu Er Sie Wir Es Im Am Mit Für Von Zu Said Says Regarding About Asked Also However "
    "January February March April May June July August September October November December Monday "
    "Tuesday Wednesday Thursday Friday Saturday Sunday Additionally Furthermore Finally Study Both "
    "Who Which You Your My Mine Not No Yes So De Selon En Dans Pour Avec".split()
)
_PREPOSITION = re.compile(r"\s(?:of|at|from|in|for|with|de|von|der|bei|chez)\s")
_DEGREE = (
    r"(?:Ph\.?\s?D|M\.?\s?D|M\.?B\.?A|E?M\.?B\.?A|J\.?D|Esq|CFA|CPA|C\.F\.A|C\.P\.A|Jr|Sr|II|III|IV|R\.?N|B\.?S\.?N|"
    r"M\.?S\.?N|Pharm\.?\s?D|M\.?P\.?H|M\.?P\.?A|M\.?Sc|B\.?Sc|M\.?S|B\.?S|M\.?A|D\.?V\.?M|D\.?D\.?S|D\.?M\.?D|D\.?O|"
    r"D\.?\s?Phil|Dr\.?PH|Sc\.?D|D\.?Sc|F[A-Z]{3,6}|OBE|CBE|MBE|KC|QC|P\.?\s?Eng|P\.?\s?Geo|F\.?R\.?C\.?P|F\.?A\.?C\.?[SCP]|"
    r"FRCPC?|MRCP|M\.?B\.?B\.?S|MBChB|M\.?B|LL\.?[MB]|Ed\.?D|Psy\.?D|CPG|P\.G|CFP|Dr\.-Ing|C\.?M|S\.?J|M\.?Eng|MHA|MPhil|NP|PA-C|O\.?D|FAAN)"
)
DEGREES = re.compile(rf"(?:,?\s{_DEGREE}\.?(?![\w&’'])){{1,5}}")


@dataclass(frozen=True, slots=True)
class Person:
    """Where a name stands in a text, its degrees with it (“Ada Berg, Ph.D.”)."""

    start: int
    end: int
    words: tuple[str, ...]
    has_honorific: bool
    begins: int  # where what belongs to the name begins: its honorific, a title before it

    @property
    def is_full(self) -> bool:
        return len(self.words) > 1


def is_title(text: str) -> bool:
    """Whether any of the words is one of a title: “president and CEO of Acme”."""
    return any(_TITLE.match(word.strip(".,()’'")) for word in text.split()[:14])


def is_degrees(text: str) -> bool:
    return bool(re.fullmatch(rf"(?:{_DEGREE}\.?\s?)+", text.strip()))


def person_in(text: str, start: int, end: int) -> Person | None:
    """Whom the words between two places name; the places have no comma between them. A name right
    behind a title is preferred (“Acme CEO Ada Berg”), else the first one (“Ada Berg of Acme”)."""
    runs = _runs(text, start, end)
    if not runs:
        return None
    behind = [run for run, is_behind in runs if is_behind]
    first = runs[0][0]
    if (
        not first.is_full and not first.has_honorific and not runs[0][1]
    ):  # Olympic champion Ada Berg
        others = [run for run, _ in runs if run.is_full]
        if others and not _PREPOSITION.search(text, first.end, others[0].start):
            return others[0]
    if behind and (behind[-1].is_full or behind[-1].has_honorific or not first.is_full):
        return behind[-1]
    return first


def person_ending(text: str, start: int, end: int) -> Person | None:
    """Who is named right before ``end``; else as ``person_in``."""
    runs = _runs(text, start, end)
    if runs and runs[-1][0].end >= end:
        return runs[-1][0]
    return person_in(text, start, end)


def _runs(text: str, start: int, end: int) -> list[tuple[Person, bool]]:
    """Each run of capitalised words, and whether a title or an honorific stands right before it."""
    found: list[tuple[Person, bool]] = []
    words: list[re.Match[str]] = []
    before, last, begins = "", "", start
    in_chief = False
    for match in _TOKEN.finditer(text, start, end):
        word = match[0]
        has_office = word == "Chief" and "Officer" in text[match.end() : min(end, match.end() + 60)]
        in_chief = (in_chief or has_office) and word not in {"Officer", "Officers"}
        kind = "title" if in_chief else _kind(match)
        if not words and word.startswith(("d’", "d'", "l’", "l'")):
            kind = "other"  # PDG d’Acme
        if words and kind == "honorific" and word == "M.":
            kind = "name"  # Ada M. Berg, not Monsieur
        is_within = words or (match["particle"] and last == "honorific")
        if kind == "name" or (is_within and (match["particle"] or match["nick"])):
            if not words:
                before = last
            words.append(match)
        else:
            _close(found, text, words, before, begins)
            words = []
            if last not in {"title", "honorific"}:
                begins = match.start()
        last = kind
    _close(found, text, words, before, begins)
    return found


def _kind(match: re.Match[str]) -> str:
    word = match[0]
    if _HONORIFIC.match(word):
        return "honorific"
    if _TITLE.match(word.rstrip(".")):
        return "title"
    if match["name"] and word not in _NO_NAMES and not word.endswith(("’s", "'s")):
        return "name"
    return "other"


def _close(
    found: list[tuple[Person, bool]],
    text: str,
    words: list[re.Match[str]],
    before: str,
    begins: int,
) -> None:
    while words and not words[-1]["name"]:
        words = words[:-1]
    if not words:
        return
    names = tuple(each[0] for each in words if each["name"])
    if (
        not names
        or is_degrees(text[words[0].start() : words[-1].end()])
        or any(_COMPANY.match(name) for name in names)
        or len(names) > 6
    ):
        return
    end = words[-1].end()
    if (
        len(words[-1][0]) > 2
        and words[-1][0].endswith(".")
        and not re.match(r"(?:Jr|Sr)", names[-1])
    ):
        end -= 1
    degrees = DEGREES.match(text, end)
    person = Person(
        words[0].start(),
        degrees.end() if degrees else end,
        tuple(name.rstrip(".") for name in names),
        before == "honorific",
        begins if before in {"title", "honorific"} else words[0].start(),
    )
    found.append((person, before in {"title", "honorific"}))
