"""Which language a text is in, by its script and by the small words no sentence does without."""

import re

_LOOKED_AT = 20_000  # characters: more add nothing
_TOKEN = re.compile(r"[^\W\d_]+")

# Words of two languages count for both; what stands between a release's figures and names decides.
_SMALL_WORDS = {
    "en": "the of and to in for with on is that by today its has announced announces from as at be "
    "this an are will have was were it our we which or their new further information reports",
    "fr": "le la les des du de et en un une pour par sur dans que qui est sont au aux avec plus ce "
    "cette ses son sa leur nous a été annonce annoncé aujourd hui ou se société entreprise d l "
    "janvier février avril mai juin juillet août septembre octobre décembre résultats premier",
    "de": "der die das und in den von zu mit für auf ist im dem ein eine einen einer des sich "
    "nicht "
    "wird werden hat als bei auch nach durch über zum zur wir gibt bekannt heute unternehmen neue "
    "neuen neues am aus januar februar märz juni juli oktober dezember umsatz quartal meldet",
    "es": "el la los las de del y en un una para por con que es se su sus al como más ha hoy este "
    "esta anuncia anunció empresa compañía lo o",
    "it": "il lo la gli le di del della dei delle e in un una per con che è si da al alla nel "
    "nella "
    "ha sono oggi annuncia annunciato società più questo anche",
    "pt": "o a os as de do da dos das e em um uma para por com que é se no na nos nas ao à mais "
    "foi "
    "hoje anuncia anunciou empresa são sua seu não",
    "nl": "de het een en van in op voor met is dat te zijn aan door bij als om naar ook niet die "
    "heeft wordt vandaag bedrijf maakt bekend kondigt",
    "sv": "och att det som en ett är på för av med till den har inte från om vid kommer idag "
    "bolaget "
    "i sin sina detta meddelar",
    "da": "og at det som en et er på for af med til den har ikke fra om ved i dag selskabet sin "
    "dette meddeler blev efter mere",
    "no": "og at det som en et er på for av med til den har ikke fra om ved i dag selskapet sin "
    "dette melder ble etter mer",
    "fi": "ja on että ei se joka oli ovat sekä tai kun mutta kuin myös yhtiö tänään julkistaa "
    "tiedote mukaan vuoden",
    "pl": "i w na z do się że jest oraz dla o nie przez od po jak spółka dziś ogłasza to",
}
_WORDS = {language: frozenset(words.split()) for language, words in _SMALL_WORDS.items()}

# Letters that few languages have: one of them says as much as a small word.
_LETTERS = {
    "ß": ("de",), "ä": ("de", "sv", "fi"), "ö": ("de", "sv", "fi"), "ü": ("de",),
    "é": ("fr", "es", "pt", "it"), "è": ("fr", "it"), "ê": ("fr", "pt"), "à": ("fr", "it", "pt"),
    "ç": ("fr", "pt"), "œ": ("fr",), "ù": ("fr", "it"), "ñ": ("es",), "ó": ("es", "pl"),
    "í": ("es", "pt"), "ã": ("pt",), "õ": ("pt",), "å": ("sv", "da", "no"), "æ": ("da", "no"),
    "ø": ("da", "no"), "ł": ("pl",), "ą": ("pl",), "ę": ("pl",), "ż": ("pl",), "ś": ("pl",),
}  # fmt: skip

_SIMPLIFIED = frozenset(
    "国发这个们来时会学对长东门问间关开电车马风飞见贝页报请认让语说调谁谢护业严书买云产仅从众优传伟体"
    "华协单卖卫历压厂厅县参双变启员响团园围图场坏块处备复够头夺奖实审宽导将尔层岁币师带帮并广庆库应废张"
    "强归当录总战户执扩抢担拥择挡损换据数断无显术机权条极构标树样桥检欢汇汉测济涨渐湾满灭灯灵点热爱状环现"
    "画疗监盖盘础确种积称稳竞笔签简类级纪约纳线组细终经结给络统继绩续维综绿编缘网罗罚职联胜脑节药营补装规"
    "视览觉观计订训议记许论设访证评识诉词译试该详诺课谈质贡财责贤败货贵贷贸费资赛赞赢赵转轮软轻较辅输边达"
    "过运还进远违连迟适选邮释里针钟钱铁银链销锁错键长闭阅队阳阶际陆陈险随难韩顶项顺须顾预领频题颜额饮馆验"
)
_TRADITIONAL = frozenset(
    "國發這個們來時會學對長東門問間關開電車馬風飛見貝頁報請認讓語說調誰謝護業嚴書買雲產僅從眾優傳偉體"
    "華協單賣衛歷壓廠廳縣參雙變啟員響團園圍圖場壞塊處備復夠頭奪獎實審寬導將爾層歲幣師帶幫並廣慶庫應廢張"
    "強歸當錄總戰戶執擴搶擔擁擇擋損換據數斷無顯術機權條極構標樹樣橋檢歡匯漢測濟漲漸灣滿滅燈靈點熱愛狀環現"
    "畫療監蓋盤礎確種積稱穩競筆簽簡類級紀約納線組細終經結給絡統繼績續維綜綠編緣網羅罰職聯勝腦節藥營補裝規"
    "視覽覺觀計訂訓議記許論設訪證評識訴詞譯試該詳諾課談質貢財責賢敗貨貴貸貿費資賽贊贏趙轉輪軟輕較輔輸邊達"
    "過運還進遠違連遲適選郵釋裏針鐘錢鐵銀鏈銷鎖錯鍵長閉閱隊陽階際陸陳險隨難韓頂項順須顧預領頻題顏額飲館驗"
)
_ONLY_SIMPLIFIED = _SIMPLIFIED - _TRADITIONAL
_ONLY_TRADITIONAL = _TRADITIONAL - _SIMPLIFIED

# Scripts that say the language, or the most likely one; a letter of theirs against a Latin word.
_SCRIPTS = (
    ("ko", re.compile(r"[\uac00-\ud7a3]")),
    ("he", re.compile(r"[\u05d0-\u05ea]")),
    ("ar", re.compile(r"[\u0620-\u064a]")),
    ("ru", re.compile(r"[\u0410-\u044f]")),
    ("el", re.compile(r"[\u0391-\u03c9]")),
    ("th", re.compile(r"[\u0e01-\u0e3a]")),
)
_LETTERS_OF_A_WORD = 4  # of an alphabet; a Chinese sign is a word of its own
_HAN = re.compile(r"[\u4e00-\u9fff]")
_KANA = re.compile(r"[\u3041-\u30fa]")


def language_of(text: str) -> str:
    """``zh-hans`` and ``zh-hant`` for Chinese, else a code of ISO 639-1; ``en`` where nothing
    tells. A text in one language that names things in another is in the one it says most in."""
    text = text[:_LOOKED_AT]
    words = [word for word in _TOKEN.findall(text) if word[0] < "\u0370"]
    han, kana = len(_HAN.findall(text)), len(_KANA.findall(text))
    if han + kana > len(words):
        return "ja" if kana * 8 > han else _chinese(text)
    for language, letters in _SCRIPTS:
        if len(letters.findall(text)) > _LETTERS_OF_A_WORD * len(words):
            return language
    return _latin(words)


def _chinese(text: str) -> str:
    simplified = sum(sign in _ONLY_SIMPLIFIED for sign in text)
    traditional = sum(sign in _ONLY_TRADITIONAL for sign in text)
    return "zh-hant" if traditional > simplified else "zh-hans"


def _latin(words: list[str]) -> str:
    scores = dict.fromkeys(_WORDS, 0)
    for word in words:
        for language, known in _WORDS.items():
            scores[language] += word.casefold() in known
        if word[0].isupper():
            continue  # a name from anywhere
        for letter in _LETTERS.keys() & {*word}:
            for language in _LETTERS[letter]:
                scores[language] += 1
    return max(scores, key=lambda language: scores[language])  # English first, where they are even
