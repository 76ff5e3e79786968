"""Words that say that somebody speaks, in the languages releases come in."""

import re

_ENGLISH = (
    "said says say stated states commented comments noted notes added adds explained explains "
    "continued continues concluded concludes remarked remarks shared shares observed observes "
    "emphasized emphasised emphasizes emphasises stressed stresses declared declares exclaimed "
    "affirmed affirms recalled recalls reflected reflects offered offers enthused quipped wrote "
    "writes argued argues predicted predicts warned warns cautioned cautions replied responded "
    "responds answered highlighted highlights reiterated reiterates acknowledged acknowledges "
    "elaborated elaborates mentioned summarized summarised underscored underscores insisted "
    "admitted "
    "agreed agrees believes thinks joked opined echoed echoes confirmed confirms claimed suggested "
    "suggests advised advises urged urges testified proclaimed indicated indicates revealed "
    "reveals "
    "described describes announced reported told asks asked expressed expresses began closed hopes "
    "notated commends cheered praised mused boasted recounted recounts remembers celebrates"
)
_STATEMENT = (
    r"\s(?:the\sfollowing|this|a|these)\s(?:\w+\s){0,2}(?:statements?|comments?|remarks?|words)"
)
_ENGLISH_PHRASES = (
    r"went\son(?:\sto\s\w+)? goes\son(?:\sto\s\w+)? pointed\sout points\sout summed\sup sums\sup "
    r"had\sthis\sto\ssay weighed\sin according\sto"
)
_FRENCH = (
    "déclare dit ajoute poursuit explique souligne commente affirme indique précise conclut confie "
    "note rappelle estime observe selon mentionne témoigne raconte remarque insiste assure annonce "
    "résume constate conclue détaille complète renchérit considère déclarait d’après"
)
_FRENCH_PAST = (
    "déclaré dit ajouté poursuivi expliqué souligné commenté affirmé indiqué précisé conclu confié "
    "noté rappelé estimé observé mentionné témoigné raconté remarqué insisté assuré annoncé résumé "
    "constaté détaillé complété renchéri considéré exprimé partagé fait\\ssavoir fait\\svaloir "
    "fait\\sremarquer tenu\\sà\\ssouligner"
)
_FRENCH_AUXILIARY = (
    rf"\s(?:également\s|aussi\s|ensuite\s|par\sailleurs\s|notamment\s)?"
    rf"(?:{_FRENCH_PAST.replace(' ', '|')})"
)
_FRENCH_PHRASES = (
    r"se\sfélicite s[’']est\sfélicitée? se\sréjouit s[’']est\sréjouie? "
    r"s[’']enthousiasme se\sdit\s\w+"
)
_GERMAN = (
    "sagt sagte erklärt erklärte kommentiert kommentierte so betont betonte ergänzt ergänzte fügt "
    "fügte meint meinte führt führte unterstreicht unterstrich berichtet berichtete äußert äußerte "
    "äusserte resümiert resümierte bekräftigt bekräftigte laut schließt begründet schildert hofft "
    "fordert bemerkt bemerkte erläutert erläuterte zitiert hebt stellt fasst freut zeigt ergaenzt "
    "weiß unterstrichen teilte verspricht bestätigt bestätigte urteilt ordnet"
)
_CHINESE = (
    "表示|指出|强调|強調|补充道|補充道|补充说|補充說|补充|補充|称|稱|说道|說道|说|說|认为|認為|谈到|談到|介绍|介紹|"
    "评论道|評論道|评论|評論|透露|提到|坦言|解释|解釋|总结|總結|写道|道|评价|評價|谈及|談及|介绍说|介紹說|分享|感言"
)

_INVERTED = (  # ajoute-t-il, a-t-elle déclaré
    r"(?:\w{2,12}-t-(?P<il>ils?|elles?)|[aA]-t-(?P<il2>ils?|elles?)\s\w{2,14}"
    r"|\w{3,12}-(?P<il3>ils?|elles?))"
)
_ADVERBS = (
    r"(?:(?:has|have|had|also|then|further|later|recently|previously|today|additionally|he\s|"
    r"in\spart|simply|proudly|auch|außerdem|weiter|zudem|hat|également|aussi)\s){0,2}"
)


def _by_first_letter() -> str:
    """All of them as one pattern, which looks at a word's first letter before it tries any."""
    made = "issued made released provided offered gave shared".split()
    words = [f"{word}{_STATEMENT}" for word in made]
    words += [f"{word}{_FRENCH_AUXILIARY}" for word in ("a", "ont", "avait")]
    for group in (_ENGLISH_PHRASES, _FRENCH_PHRASES, _ENGLISH, _FRENCH, _GERMAN):
        words += group.split()
    letters = sorted({word[0] for word in words})
    return "|".join(
        f"[{letter}{letter.upper()}](?:{'|'.join(word[1:] for word in words if word[0] == letter)})"
        for letter in letters
    )


VERB = re.compile(
    rf"(?<![\w’'-]){_ADVERBS}(?P<verb>(?:{_by_first_letter()})(?![\w’'-])|{_INVERTED}(?![\w’'-]))"
)
PREPOSITION = re.compile(r"(?:according\sto|selon|laut|so|d’après)$", re.IGNORECASE)
CHINESE_VERB = re.compile(rf"(?:{_CHINESE})")
