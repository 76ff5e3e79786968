"""Whose facilities the figures of a text are: known ones by their names, and new ones."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from facilities.proposals import mentions
from facilities.proposals.claims import names_gmp
from facilities.proposals.mentions import Mention, alias_key, key
from releases.drafting.asking import Asking
from releases.drafting.proposal import Choice

NEW_KEY = "facilities-"  # and a number: a facility that is proposed with this draft
_MOST_OFFERED = 20  # facilities of which the text need not speak
_FROM_WORDS = "The place is not named beside it: choose whose figure it is."


@dataclass
class Site:
    """A facility that the text may speak of. ``key`` is that of its row, or of the proposal that
    makes it; ``name`` what staff call it; ``aliases`` the names by which the text calls it."""

    key: str
    name: str
    aliases: list[str]
    mention: Mention | None = None

    @property
    def is_new(self) -> bool:
        return self.key.startswith(NEW_KEY)


@dataclass(frozen=True)
class Whose:
    """Whose figure it is: keys joined by ``+``, what else it could be, and why it is asked."""

    value: str
    choices: tuple[Choice, ...]
    doubt: str = ""


@dataclass
class Sites:
    """The facilities of one text."""

    asking: Asking
    all: list[Site] = field(default_factory=list)
    groups: list[tuple[str, ...]] = field(default_factory=list)
    # Of the text's single mentions, where each stands and whose it is.
    places: list[tuple[int, Site]] = field(default_factory=list)
    # Keys of those of which the text plans the opening, and the day, with the words that do.
    openings: dict[str, tuple[date, int, int]] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    # Those whose names stand in a sentence, by its place: many dates and figures may share one.
    _spoken_of: dict[tuple[int, int], list[Site]] = field(default_factory=dict)

    @cached_property
    def has_gmp(self) -> bool:
        """Whether the text speaks of GMP or of clean rooms at all."""
        return names_gmp(self.asking.text)

    def whose(self, start: int, end: int) -> Whose:
        """Whose the figure is that stands between two places of the text."""
        begin, close = self.asking.sentence(start, end)
        sentence = self.asking.text[begin:close]
        listed = self._listed(begin, close)
        value, doubt = listed, ""
        if not value:
            named = self.spoken_of(begin, close)
            if mentions.is_together(sentence):
                value, doubt = self._together(named, start)
            elif len(named) == 1:
                value = named[0].key
            elif named:
                value, doubt = (
                    named[0].key,
                    "Several places are named beside it: whose figure is it?",
                )
            else:
                value, doubt = self._main(start, end)
        value = self._in_order(value)
        self.used.update(value.split("+") if value else ())
        return Whose(value, self._choices(value), doubt)

    def _in_order(self, value: str) -> str:
        """Keys in one order, in which the same set is always the same."""
        wanted = value.split("+")
        return "+".join(site.key for site in self.all if site.key in wanted)

    def label(self, value: str) -> str:
        """What people are shown of keys joined by ``+``."""
        names = {site.key: site.name or "The facility, not named" for site in self.all}
        found = [names.get(each, each) for each in value.split("+")]
        return f"{', '.join(found)}, together" if len(found) > 1 else found[0]

    def _listed(self, begin: int, close: int) -> str:
        text = self.asking.text[begin:close]
        for mention in mentions.lists_in(text):
            keys = self.keys_of(mention)
            if len(keys) > 1:
                return "+".join(keys)
        return ""

    def keys_of(self, mention: Mention) -> list[str]:
        found = (self.by_name(name) for name in mention.names)
        return list(dict.fromkeys(site.key for site in found if site is not None))

    def by_name(self, name: str) -> Site | None:
        wanted = key(name)
        named = [site for site in self.all if wanted in map(alias_key, site.aliases)]
        return named[0] if len(named) == 1 else None

    def named_in(self, sentence: str) -> list[Site]:
        return [site for site in self.all if next(mentions.named_in(sentence, site.aliases), None)]

    def spoken_of(self, begin: int, close: int) -> list[Site]:
        """Those that the text names between two places, once all of them are found."""
        if (begin, close) not in self._spoken_of:
            self._spoken_of[begin, close] = self.named_in(self.asking.text[begin:close])
        return self._spoken_of[begin, close]

    def _together(self, named: Sequence[Site], start: int) -> tuple[str, str]:
        """Of several, or a total: the set that the text names; what it adds to it is asked."""
        if len(self.groups) != 1:
            value = "+".join(site.key for site in named)
            return value, "It is of several facilities: choose which."
        group = self.groups[0]
        beyond = [site.key for site in named if site.key not in group]
        doubt = "Another facility is named beside it: is it counted in?" if beyond else ""
        return "+".join(group), doubt

    def _main(self, start: int, end: int) -> tuple[str, str]:
        """The one facility that the text is about, where it is about one: of its headline, or the
        only one that it names by itself."""
        headline = self.asking.reading.headline
        titled = self.named_in(headline.value) if headline else []
        single = list({site.key: site for _, site in self.places}.values())
        for found in (titled, single):
            if len(found) == 1:
                return found[0].key, ""
        if not self.all:
            # The text is about one that it does not name: that one is asked for its name.
            self.all.append(Site(f"{NEW_KEY}0", "", [], Mention((), start, end)))
        if [site.name for site in self.all] == [""]:
            return self.all[0].key, ""
        return (titled or single or [Site("", "", [])])[0].key, _FROM_WORDS

    def _choices(self, value: str) -> tuple[Choice, ...]:
        """What is proposed, then each facility and each set that the text or the ledger has."""
        sets = [value, *(self._in_order("+".join(group)) for group in self.groups)]
        spoken_of = dict.fromkeys(site.key for _, site in self.places)
        sets += [self._in_order("+".join(spoken_of)), *spoken_of]
        sets += [site.key for site in self.all][:_MOST_OFFERED]
        if value and "+" in value:
            sets.append(self._in_order("+".join([value, *self.openings])))
        return tuple(Choice(each, self.label(each)) for each in dict.fromkeys(sets) if each)
