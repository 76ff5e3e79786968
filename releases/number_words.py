"""Words for numbers, and words that make another number of one."""

from functools import cache

ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
WORDS = {word: number for number, word in enumerate(ONES)} | {
    f"{tens}-{ones}" if ones != "zero" else tens: ten * 10 + one
    for ten, tens in enumerate(TENS, start=2)
    for one, ones in enumerate(ONES[:10])
}
# What a number is taken times, by language; in English with an s as well. A billion is a thousand
# millions in English, and a million of them in German and French.
TIMES = {
    "en": {
        "dozen": 12,
        "hundred": 100,
        "thousand": 1_000,
        "mn": 1_000_000,
        "mio": 1_000_000,
        "million": 1_000_000,
        "bn": 1_000_000_000,
        "billion": 1_000_000_000,
        "trillion": 1_000_000_000_000,
    },
    "de": {
        "tsd": 1_000,
        "tausend": 1_000,
        "mio": 1_000_000,
        "million": 1_000_000,
        "millionen": 1_000_000,
        "mrd": 1_000_000_000,
        "milliarde": 1_000_000_000,
        "milliarden": 1_000_000_000,
    },
    "fr": {
        "mille": 1_000,
        "million": 1_000_000,
        "milliard": 1_000_000_000,
    },
}
# What groups thousands and what begins the fraction, where a language differs from English.
SEPARATORS = {"de": (".", ","), "fr": (" ", ",")}

_OTHERS = (
    "lakh lakhs lac lacs crore crores score scores gross myriad myriads mil mila millones millón "
    "milhões mm k m b t tn mln mlrd dutzend douzaine percent per-cent pct point times fold halb "
    "billionen billiarden trillionen hundert"
)
_PARTS = "third quarter fourth fifth sixth seventh eighth ninth tenth hundredth thousandth"
_MULTIPLES = " ".join(f"{word} {word}s" for table in TIMES.values() for word in table)
# Just after a number they make it another; those of AFTER_ONE after one alone: a third is none, and
# 12 third-generation lines are twelve.
AFTER = {
    *("half", "halves"),
    *_OTHERS.split(),
    *(f"{part}s" for part in _PARTS.split()),
    *(f"{part}ths" for part in ("million", "billion")),
    *_MULTIPLES.split(),
}
AFTER_ONE = {*_PARTS.split(), "millionth", "billionth"}
# Just before a number, as in “half of 20,000”, “several hundred”.
BEFORE = {
    *"half halves minus negative point several few couple twice double triple times".split(),
    *"dozens scores hundreds thousands millions billions".split(),
}


@cache
def times_in(language: str) -> str:
    """A pattern for the words of ``language`` that a number is taken times; in a language that is
    not known here it fits nothing."""
    words = sorted(TIMES.get(language, {}), key=len, reverse=True)
    if not words:
        return "(?!)"
    return rf"(?:(?:{'|'.join(words)})s?(?![a-z]))"
