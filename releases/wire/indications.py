"""What a trial is to treat: the words for an illness that follow it."""

import re
from collections.abc import Iterator

_REACH = 420  # characters after a trial in which its indication may stand
# How an illness is brought in; what is treated is said more surely than what is merely “in”.
_LEADS = (
    r"(?:\b(?:to treat|treating|treatment of|therapy for|therapy of|prevention of|prevent"
    r"|diagnosed with"
    r"|suffering from|living with|(?:patients?|people|adults?|subjects?|children|participants"
    r"|adolescents"
    r"|individuals|men|women|volunteers|infants) (?:\w+ )?with|patients? with|in|for"
    r"|chez (?:\w+ ){0,3}?atteints? de"
    r"|dans (?:le|la|les)|bei|mit|zur Behandlung von)\s)"
)
_ILLNESS = (
    r"(?:\w*(?:cancers?|carcinomas?|lymphomas?|leuk(?:a)?emias?|myelomas?|tumou?rs?|emias?"
    r"|aemias?|itis"
    r"|oses|osis|iasis|omas?|pathy|pathies|plasia|algia|uria|trophy|plegia|philia|penia|rrhea)"
    r"|malignanc(?:y|ies)|neoplasms?|disease|diseases|disorders?|syndromes?|diabetes|obesity"
    r"|asthma|COPD|NASH|MASH"
    r"|hypertension|failure|infarction|strokes?|epilepsy|seizures?|migraines?|depression|dementia"
    r"|Alzheimer['’]s|Parkinson['’]s|degeneration|glaucoma|myopia|infections?|HIV|COVID-19"
    r"|influenza|RSV"
    r"|malaria|pain|wounds?|burns?|ulcers?|lupus|obstruction|apnea|insomnia|narcolepsy|autism"
    r"|ADHD|acne"
    r"|alopecia(?: areata)?|rosacea|vitiligo|urticaria|gout|deficiency|impairment|incontinence"
    r"|dysfunction"
    r"|allerg(?:y|ies)|GVHD|Crohn['’]s|eczema|injur(?:y|ies)|fractures?|presbyopia|cachexia|edema"
    r"|gravis|erythematosus|palsy|fibrillation|arrest|shock|embolism|h(?:a)?emorrhage|bleeding"
    r"|spasms?|rejection"
    r"|AMD|DME|GBM|MDS|PAH|IPF|CIDP|gMG|CKD|Krebs|maladie\s\w+|addiction|anxiety|ALS|IBS|NSCLC"
    r"|SCLC|AML|DLBCL|CLL|DMD|SMA)"
)
_PHRASE = re.compile(
    rf"{_LEADS}(?P<illness>(?:(?!(?:who|that|which|the|were|was|is|are|will|has|have|to|at|by"
    rf"|as)\b)"
    rf"[\w/+'’.-]{{1,30}},?\s){{0,9}}?{_ILLNESS}\b(?:\s\([\w/+ -]{{2,20}}\))?"
    rf"(?:(?:,|,? and(?:/or)?"
    rf"| or)\s(?:[\w/+'’-]{{1,24}}\s){{0,5}}?{_ILLNESS}\b(?:\s\([\w/+ -]{{2,20}}\))?){{0,3}})",
    re.IGNORECASE,
)
_NOT_PART = re.compile(
    r"(?i)^(?:(?:the )?(?:treatment|prevention|management|patients?|people|adults?|children"
    r"|subjects?|use"
    r"|development)"
    r"\s(?:of|with|in)\s)+"
)
_GENERAL = frozenset(
    "cancer cancers disease diseases disorder disorders syndrome tumor tumors tumour tumours "
    "patients patient with "
    "advanced metastatic locally relapsed refractory relapsed/refractory severe moderate mild "
    "adult adults pediatric "
    "treatment of and or in the a an for cell b t chronic acute recurrent previously treated "
    "untreated early "
    "active positive negative difficult to treat hard forms types type solid".split()
)


def indication_in(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where the illness stands that the words between two places say a trial is for."""
    after = text[start : min(end, start + _REACH)]
    found = _PHRASE.search(after)
    if not found:
        return None
    begin, finish = found.span("illness")
    lead = _NOT_PART.match(found["illness"])
    return start + begin + (lead.end() if lead else 0), start + finish


def names_of(indication: str) -> frozenset[str]:
    """The words that tell an illness from another: not “advanced”, not “cancer”."""
    return frozenset(_words(indication)) - _GENERAL


def _words(indication: str) -> Iterator[str]:
    yield from re.findall(r"[^\W_]+", indication.lower())
