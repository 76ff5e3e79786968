"""The words that say of what a figure is the capacity: the phrase about its number."""

import re

_BEFORE, _AFTER = 90, 110

# “total GMP capacity of approximately ” before a number.
_LED = re.compile(
    r"(?:\b(?!(?:an?|the|have|has|had|with|will|eine?[rnms]?|une?|of|to|and|its|de|la|le|at|for"
    r"|in)\b)"
    r"[\w/&-]{2,20}\s){0,3}\b(?:capacity|area|space|footprint|surface|capacité|Kapazität|Fläche)"
    r"\s(?:of|de|von)\s(?:(?:up to|about|over|nearly|around|approximately|more than|some"
    r"|almost|roughly|env\.|environ|rund|ca\.)\s)?\Z"
)
_STOPS = (
    r"(?!(?:of|in|for|the|to|with|at|and|per|on|from|by|as|that|is|are|was|were|will|which|has|have"
    r"|had|features?|includes?|located|situated|a|an|or|its|our|their|near|than|when|where|but|into"
    r"|under|can|would|could|should|opened|opens|serves?|provides?|adjacent|immediately|across)\b)"
)
_HEADS = (
    r"(?:facilit(?:y|ies)|plants?|sites?|building|buildings|campus|cent(?:er|re)s?|warehouse"
    r"|communit"
    r"(?:y|ies)|factory|headquarters|hospital|hotel|stores?|laborator(?:y|ies)|labs?|space|tower"
    r"|apartments?|project|park|complex|mill|refinery|farm|property|terminal|bioreactors?"
    r"|expansion)"
)
_HEAD_AFTER = re.compile(
    rf"(?i)-?(?:\s{_STOPS}[\w/&'’.-]{{1,24}},?){{0,5}}?\s{_HEADS}(?:\s{_HEADS}){{0,2}}\b"
)
_OF_CAPACITY = re.compile(
    rf"(?i)\s(?:of|de)\s(?:{_STOPS}[\w/&'’-]{{1,20}}\s){{0,4}}?(?:capacity|space|area|floor"
    rf"|clean ?rooms?)\b"
)
_RATE_AFTER = re.compile(
    r"(?i)(?:\s(?!and\b)[\w./&+'’-]{1,20}){0,4}?\s?(?:(?:\b(?:per|an?|each|every)\s|/\s?)"
    r"(?:year|annum|yr|month|day|week|hour)\b|\bannually\b|\bpar an\b|\bpro Jahr\b)"
)


def around(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the phrase begins and ends that a number from ``start`` with its unit until ``end``
    stands in: “total GMP capacity of 70,000 square feet”, “80,000 square foot facility”."""
    begin = max(start - _BEFORE, 0)
    led = _LED.search(text[begin:start])
    if led:
        start = begin + led.start()
    after = text[end : end + _AFTER]
    for pattern in (_OF_CAPACITY, _RATE_AFTER, _HEAD_AFTER):
        found = pattern.match(after)
        if found:
            return start, end + found.end()
    return start, end
