"""What an event is called: “Grand Opening ceremony”, “2024 Annual Meeting of Stockholders”."""

import re
from typing import NamedTuple

_NOUNS = (
    r"(?:grand\s(?:re-?)?opening(?:\s(?:ceremony|celebration|event))?|opening\s(?:ceremony"
    r"|celebration)|ribbon[\s-]cutting(?:\s\w{5,11})?"
    r"|ground-?breaking(?:\sceremony)?|ceremony|open\shouse|inauguration|(?:annual|special"
    r"|extraordinary)"
    r"(?:\sand\s(?:special|general))?(?:\sgeneral)?\smeeting|(?:share|stock)holders?['’]?\smeeting"
    r"|(?:conference|earnings|investor|analyst)\s(?:video\s)?calls?|teleconference|(?:live\s"
    r"|audio\s|video\s)?webcasts?|webinar"
    r"|(?:investor|analyst|capital\smarkets|R&D|research|media|technology)\sday|fireside\schat"
    r"|conference|summit"
    r"|symposium|congress|forum|expo|exhibition|trade\sshow|roadshow|town\shall|gala|workshop"
    r"|assemblée\s(?:générale|annuelle)|conférence\s(?:téléphonique|de\spresse)|webdiffusion"
    r"|cérémonie"
    r"|Hauptversammlung|Telefonkonferenz|Bilanzpressekonferenz|Eröffnung(?:sfeier)?|Pressekonferenz"
    r"|电话会议|電話會議|股东大会|股東大會|开业典礼|開業典禮|开幕式|启动仪式|发布会)"
)
_NOUN = re.compile(
    rf"(?<![A-Za-zÀ-ÿ\d-])(?i:{_NOUNS})(?![A-Za-zÀ-ÿ\d-])(?:\sof\s(?:Share|Stock)holders)?"
)
_BEFORE_NOUN = re.compile(
    r"(?:(?<=[\s“\"(])|\A)(?:(?:[A-Z\d][\w&'’.-]{0,24}|and|of|on|the|in|for|&)\s){1,10}\Z"
)
# A headline in capitals joins its verbs to the name: “Reports Results and Hosts Conference Call”.
_LED_BY_VERB = re.compile(
    r"\A.{0,110}?\b(?:Hosts?|Holds?|Announces?|Reports?|Provides?|Presents?|Participates?|Attends?"
    r"|Schedules?|Sets?)\s(?!.{0,110}\b(?:Hosts?|Holds?|Announces?)\s)"
)
_LONGEST_NAME = 110  # characters before its noun
_OTHERWISE = re.compile(
    r"(?i)\s(?:call (?:access|number)|room|table|finals|board|partner|champion|participants?"
    r"|organizers?|of the Parties)\b"
)
_LEADING = re.compile(
    r"^(?:(?:The|Une?|La|Le|Les|Die|Der|Das|Eine|and|of|on|the|in|for|A|An|Our|Its|&|At|In|On"
    r"|This|During|For|To|As)\s)+"
)


class Occasion(NamedTuple):
    """What is held, and where its name stands."""

    name: str
    start: int
    end: int


def occasions_in(text: str) -> list[Occasion]:
    """The names of events in ``text``, in order."""
    found = []
    for match in _NOUN.finditer(text):
        if _OTHERWISE.match(text, match.end()):
            continue
        begin = max(match.start() - _LONGEST_NAME, 0)
        led = _BEFORE_NOUN.search(text[begin : match.start()])
        start = begin + led.start() if led else match.start()
        found.append(without(Occasion(text[start : match.end()], start, match.end()), 0))
    return found


def without(occasion: Occasion, count: int) -> Occasion:
    """An occasion without the first ``count`` characters of its name, and articles after them."""
    rest = occasion.name[count:]
    name = _LEADING.sub("", _LED_BY_VERB.sub("", rest.lstrip(" ,")))
    return Occasion(name, occasion.end - len(name), occasion.end)
