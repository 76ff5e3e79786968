"""How well a reading agrees with the labels of a release: the rules, measure by measure.

A label holds what a person read: `docs/reading.md` says what its keys mean. Of the lead and of a
quote it has the first words alone; a quote counts when those and the last word of the speaker's
name agree, a trial when its phase as printed and most words of its passage do, a figure by value
and unit, a contact field by field.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

GOALS = {
    "headline": 0.98,
    "dateline places": 0.98,
    "dateline date": 0.98,
    "wire": 0.98,
    "tickers": 0.97,
    "boilerplates": 0.97,
    "forward-looking": 0.97,
    "quotes": 0.95,
    "contacts": 0.95,
    "figures": 0.90,
    "trials": 0.90,
    "leads": 0.99,
}
Facts = dict[str, Any]

_TYPED = str.maketrans("’‘“”–—", "''\"\"--")
_EXCHANGES = {
    "NASDAQ GLOBAL SELECT": "NASDAQ",
    "TSX VENTURE": "TSXV",
    "TSX-V": "TSXV",
    "TSX.V": "TSXV",
    "SEHK": "HKEX",
    "HKSE": "HKEX",
}
_AREAS = (
    ("square feet", re.compile(r"sq(uare)? ?f(oo|ee)?t|\bsf\b")),
    ("square metres", re.compile(r"sq(uare)? ?met|\bm2\b|\bsqm\b")),
)
_CONTACT = ("name", "title", "org", "phone", "email")
_MOST_OF_A_PASSAGE = 0.6
_OPENING_OF_A_LEAD, _WORDS_OF_A_LEAD, _WORDS_OF_A_QUOTE = 60, 10, 6
_LETTERS_OF_A_QUOTE = 10  # where words are written without blanks


class Score(NamedTuple):
    """Of one measure: how many were read rightly, were read at all, are labelled."""

    hits: int
    predicted: int
    expected: int
    got: Any = None
    wanted: Any = None

    @property
    def is_whole(self) -> bool:
        return self.hits == self.predicted == self.expected

    @property
    def share(self) -> float:
        """F1; for a single value, whether it is right."""
        both = self.predicted + self.expected
        return 2 * self.hits / both if both else 1.0


def scores(read: Facts, label: Facts) -> dict[str, Score]:
    """Each measure of a release read (`Reading.as_json()`, empty where nothing could be)."""
    return _single(read, label) | _lists(read, label)


def dateline_score(read: Facts, label: Facts) -> Score:
    """Whether the places and the date of a lead alone are right."""
    got = ([_plain(place) for place in read.get("dateline_locations") or []], _date(read))
    wanted = ([_plain(place) for place in label["locations"]], label["date"])
    return _one(got, wanted)


def ticker_score(read: Facts, label: Facts) -> Score:
    return _paired(_tickers(read), _tickers(label))


def _single(read: Facts, label: Facts) -> dict[str, Score]:
    lead = _words(label["lead_paragraph_first_12_words"], _WORDS_OF_A_LEAD)[:_OPENING_OF_A_LEAD]
    read_lead = _words(read.get("lead"), _WORDS_OF_A_LEAD)
    places = [_plain(place) for place in read.get("dateline_locations") or []]
    return {
        "headline": _one(_plain(read.get("headline")), _plain(label["headline"])),
        "subheadline": _one(_plain(read.get("subheadline")), _plain(label["subheadline"])),
        "dateline places": _one(places, [_plain(place) for place in label["dateline_locations"]]),
        "dateline date": _one(_date(read), label["dateline_date"] or None),
        "wire": _one(read.get("wire") or None, label["wire"] or None),
        "language": _one((read.get("language") or "")[:2], label["language"][:2]),
        "lead": _one(lead if read_lead.startswith(lead) else read_lead, lead),
        "forward-looking": _one(bool(read.get("forward_looking")), bool(label["forward_looking"])),
        "its heading": _one(_heading(read), _plain(label["forward_looking_title"])),
        "correction": _one(_is_correction(read), _is_correction(label)),
    }


def _lists(read: Facts, label: Facts) -> dict[str, Score]:
    titles, labelled = ([_key(each["title"]) for each in facts.get("boilerplates") or []]
                        for facts in (read, label))  # fmt: skip
    return {
        "tickers": ticker_score(read, label),
        "boilerplates": _paired(titles, labelled),
        "quotes": _paired(read.get("quotes") or [], label["quotes"], _is_same_quote),
        "trials": _paired(read.get("trials") or [], label["trials_mentioned"], _is_same_trial),
        "figures": _paired(
            read.get("capacity_figures") or [], label["capacity_figures"], _is_same_figure
        ),
        "contacts": _paired(_contact_fields(read), _contact_fields(label)),
    }


def _one(got: Any, wanted: Any) -> Score:
    return Score(int(got == wanted), 1, 1, got, wanted)


def _paired(
    got: Sequence[Any],
    wanted: Sequence[Any],
    is_same: Callable[[Any, Any], bool] = lambda one, other: bool(one == other),
) -> Score:
    """Each labelled one answers for one that was read."""
    left, over = list(wanted), []
    for one in got:
        found = next((number for number, other in enumerate(left) if is_same(one, other)), None)
        if found is None:
            over.append(one)
        else:
            del left[found]
    return Score(len(got) - len(over), len(got), len(wanted), over, left)


def _is_same_quote(read: Facts, label: Facts) -> bool:
    said, labelled = _plain(read["text"]).strip("\"'"), _plain(label["first_8_words"]).strip("\"'")
    if " " in labelled:
        same = _words(said, _WORDS_OF_A_QUOTE) == _words(labelled, _WORDS_OF_A_QUOTE)
    else:
        same = said[:_LETTERS_OF_A_QUOTE] == labelled[:_LETTERS_OF_A_QUOTE]
    return same and _last_name(read) == _last_name(label)


def _is_same_trial(read: Facts, label: Facts) -> bool:
    return _key(read.get("phase")) == _key(label["phase"]) and _overlap(read, label)


def _is_same_figure(read: Facts, label: Facts) -> bool:
    is_value = abs(float(read["value"]) - float(label["value"])) < 1e-6
    return is_value and (_unit(read["unit"]) == _unit(label["unit"]) or _overlap(read, label))


def _overlap(read: Facts, label: Facts) -> bool:
    one, other = (set(_key(each.get("text")).split()) for each in (read, label))
    return bool(one and other) and len(one & other) / min(len(one), len(other)) >= (
        _MOST_OF_A_PASSAGE
    )


def _tickers(facts: Facts) -> list[tuple[str, str]]:
    return [
        (_exchange(each["exchange"]), _plain(each["symbol"]).upper())
        for each in facts.get("tickers") or []
    ]


def _exchange(printed: str) -> str:
    name = _plain(printed).upper()
    return _EXCHANGES.get(name, name)


def _contact_fields(facts: Facts) -> list[tuple[str, str]]:
    """(field, value) of all contacts: digits alone of a phone, letters and digits of the rest."""
    told = (
        (name, contact[name])
        for contact in facts.get("contacts") or []
        for name in _CONTACT
        if contact.get(name)
    )
    return [
        (name, re.sub(r"\D", "", value) if name == "phone" else _key(value).replace(" ", ""))
        for name, value in told
    ]


def _heading(read: Facts) -> str:
    return _plain((read.get("forward_looking") or {}).get("title")).rstrip(":")


def _is_correction(facts: Facts) -> bool:
    return bool((facts.get("correction") or {}).get("is_correction"))


def _date(read: Facts) -> str | None:
    return read.get("dateline_date") or None


def _unit(printed: str) -> str:
    key = _key(printed)
    return next((unit for unit, pattern in _AREAS if pattern.search(key)), key.rstrip("s"))


def _last_name(quote: Facts) -> list[str]:
    return _key(quote.get("speaker")).split()[-1:]


def _plain(text: str | None) -> str:
    """With typewriter quotes and dashes, single blanks, no sign of no width."""
    normal = unicodedata.normalize("NFKC", text or "").replace("\u200b", "")
    return re.sub(r"\s+", " ", normal.translate(_TYPED)).strip()


def _words(text: str | None, count: int) -> str:
    return " ".join(_plain(text).strip("\"'").split()[:count]).lower()


def _key(text: str | None) -> str:
    return re.sub(r"\W+", " ", _plain(text).lower()).strip()
