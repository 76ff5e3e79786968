"""Where a sentence ends: at a full stop that is not one of an abbreviation."""

import re

_STOP = re.compile(r"[.!?…](?=[\s”\"’»)]|$)|[。！？](?=.|$)|\n")
_NEVER = re.compile(
    r"(?:\b(?:Dr|Mr|Mrs|Ms|Prof|St|vs|No|Gen|Sen|Gov|Rep|Lt|Col|Hon|Rev|Capt|e\.g|i\.e|approx|Mme|"
    r"Hr|Fr|bzw|ca|Nr|Dipl|med|P|\d{1,2})|\bM)$"
)
_PERHAPS = re.compile(
    r"(?:\b(?:Inc|Corp|Ltd|Co|Jr|Sr|Ph\.\s?D|PhD|M\.\s?D|MD|S\.A|N\.V|L\.P|p\.m|a\.m|Esq|U\.S|D\.C|R\.N|LLC)|\b\w)$"
)
_STARTER = re.compile(
    r"\s(?:The|This|These|That|It|We|In|Our|An?|He|She|They|As|With|For|At|On|Also|Its|Both|To|After|"
    r"While|According|Dr|Mr|Ms|Mrs|Le|La|Les|Il|Elle|Die|Der|Das|Er|Sie)\b"
)
_REACH = 24  # how far before a stop an abbreviation begins at most


def sentence_end(text: str, start: int, end: int) -> int:
    """The place after the stop that ends the sentence at ``start``; ``end`` where none does."""
    for stop in _STOP.finditer(text, start, end):
        if stop[0] != "." or _is_stop(text, stop.start(), start):
            return stop.end()
    return end


def last_sentence(text: str, start: int, end: int) -> int:
    """Where the last sentence between two places begins: ``end`` if a stop stands right there."""
    place = start
    while True:
        following = sentence_end(text, place, end)
        if following >= end:
            ended = re.search(r"[.!?。！？…]\s?$", text[max(place, end - 3) : end])
            return end if ended and _is_stop(text, end - len(ended[0]), place) else place
        place = following


def _is_stop(text: str, place: int, start: int) -> bool:
    before = text[max(start, place - _REACH) : place]
    if _NEVER.search(before):
        return False
    if _PERHAPS.search(before):
        return bool(_STARTER.match(text, place + 1))
    return not re.match(r"\s[a-z]", text[place + 1 : place + 3])
