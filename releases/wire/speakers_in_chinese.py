"""Who speaks, in Chinese: 公司首席执行官张三表示：“…” and “…”，张三博士说。"""

import re

from releases.wire.speaker_names import Person, person_in
from releases.wire.speakers import REACH, Attribution
from releases.wire.speech_verbs import CHINESE_VERB

_TITLE = (
    r"(?:首席[\u4e00-\u9fff]{2,8}?官|联席[\u4e00-\u9fff]{2,6}|董事长兼|董事長兼|董事长|董事長|董事会主席|主席|总裁|總裁|总经理|總經理|"
    r"副总经理|创始人|創始人|創辦人|经理|經理|总监|總監|负责人|負責人|院长|院長|教授|主任|所长|所長|书记|部长|部長|秘书长|"
    r"研究者|合伙人|合夥人|执行长|執行長|执行官|執行官|CEO|CFO|COO|CTO|CMO|CSO|发言人|發言人|医生|醫生|董事|博士|先生|女士|院士)"
)
_HAN_NAME = r"[\u4e00-\u9fff]{2,4}?|[\u4e00-\u9fff]{1,8}(?:[·•・][\u4e00-\u9fffA-Z]{1,8}?\.?){1,3}"
_LATIN_NAME = r"[A-Z][\w.’'-]+(?:\s[A-Z][\w.’'-]*){1,4}"
_AFTER_TITLE = re.compile(
    rf"(?P<titles>{_TITLE}(?:[兼、及和与暨]?{_TITLE}){{0,3}})\s?(?P<name>(?:{_HAN_NAME}|{_LATIN_NAME}))?"
    r"\s?(?:\([^()]{1,40}\)|（[^（）]{1,40}）)?\s?(?:博士|先生|女士|教授|医生|醫生|院士)?"
    r"(?:还|也|同时|同時|则|在[^，。]{1,30}|就[^，。]{1,30}|对此|進一步|进一步|今日|特别|高度){0,2}$"
)
_BEGINS = re.compile(
    rf"(?:^|[，。；：\s”」])(?P<name>{_HAN_NAME}|{_LATIN_NAME})\s?(?:博士|先生|女士|教授|医生|醫生|院士)?"
    r"(?:还|也|同时|同時|则|对此|進一步|进一步|接着|随后|最后)?$"
)
_NAMED_BEFORE = re.compile(
    rf"(?:^|[，。；])(?P<name>{_HAN_NAME}|{_LATIN_NAME})\s?(?:博士|先生|女士|教授|医生|醫生|院士)?，[^，。]{{0,40}}$"
)
_ADVERBS = (
    r"(?:还|還|也|续|續|又|再|亦|同时|同時|则|進一步|进一步|接着|接著|随后|隨後"
    r"|最后|最後|对此|對此)?"
)
_SURNAME = re.compile(
    r"(?:^|[，。；：\s”」])(?P<name>(?:[\u4e00-\u9fff]|欧阳|歐陽|司徒|上官)"
    rf"(?:先生|女士|博士|教授|小姐)){_ADVERBS}$"
)
_PRONOUN = re.compile(
    r"(?:^|[，。；\s])(?P<name>[他她]|其)(?:还|也|同时|同時|進一步|进一步|接着)?$"
)


def before(text: str, start: int, place: int) -> Attribution | None:
    """The attribution that leads to a quote beginning at ``place``."""
    start = max(start, place - REACH, text.rfind("。", start, place) + 1)
    lead = re.search(r"[\s：:，,]*$", text[max(start, place - 6) : place])
    stop = place - (len(lead[0]) if lead else 0)
    verbs = list(CHINESE_VERB.finditer(text, max(start, stop - 40), stop))
    if verbs and stop - verbs[-1].end() <= 12:
        return _subject(text, start, verbs[-1].start(), start, place)
    return _subject(text, start, stop, start, place) if lead and "：" in lead[0] else None


def after(text: str, place: int, limit: int) -> Attribution | None:
    """The attribution behind a quote that ends at ``place``."""
    limit = min(limit, place + REACH)
    stop = text.find("。", place, limit)
    end = stop + 1 if stop >= 0 else limit
    verb = CHINESE_VERB.search(text, place, end)
    if verb is None or text[place:end].rstrip("。 ，")[-1:] in {"：", ":"}:
        return None
    start = place + len(text[place:end]) - len(text[place:end].lstrip(" ，,—–-"))
    return _subject(text, start, verb.start(), place, end)


def _subject(text: str, start: int, stop: int, place: int, end: int) -> Attribution | None:
    words = text[start:stop].rstrip(" ，,")
    pronoun = _PRONOUN.search(words) or _SURNAME.search(words)
    if pronoun:
        return Attribution(None, _moved(pronoun, "name", start), None, place, end)
    if titled := _last_titled(words):
        titles = _moved(titled, "titles", start)
        if titled["name"]:
            return _of(text, _moved(titled, "name", start), titles, place, end)
        apart = _NAMED_BEFORE.search(words[: titled.start()])
        if apart:
            return _of(text, _moved(apart, "name", start), titles, place, end)
        honoured = re.search(rf"(?P<name>{_HAN_NAME})$", words[: titled.start()])
        if honoured:
            name = _moved(honoured, "name", start)
            return _of(text, name, None, place, end)
    named = _BEGINS.search(words[-60:])
    if named is None:
        person = person_in(text, start, start + len(words))
        return Attribution(person, (person.start, person.end), None, place, end) if person else None
    offset = start + max(0, len(words) - 60)
    return _of(text, _moved(named, "name", offset), None, place, end)


def _last_titled(words: str) -> re.Match[str] | None:
    return _AFTER_TITLE.search(words, max(0, len(words) - 160))


def _of(
    text: str, name: tuple[int, int], title: tuple[int, int] | None, place: int, end: int
) -> Attribution:
    words = tuple(re.split(r"[·•・\s]", text[slice(*name)]))
    person = Person(*name, words, has_honorific=False, begins=name[0])
    return Attribution(person, name, title, place, end)


def _moved(match: re.Match[str], group: str, by: int) -> tuple[int, int]:
    return match.start(group) + by, match.end(group) + by
