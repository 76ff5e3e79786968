"""An announcement that was never made, as its issuer would send it to a wire; and what a person
does with it on the pages of “New from text”."""

from typing import Any

from tests.admin.desk import RELEASES

PLACE = f"{RELEASES}from-text/"
HEADLINE = "Harbor Bio Plans the Opening of Its New Wuxi Plant"
ABOUT = (
    "Harbor Bio develops cell therapies. It recently began two Phase I clinical trials in China in "
    "lymphoma, a Phase I clinical trial in leukemia, and a Phase II clinical trial in knee "
    "osteoarthritis."
)
TEXT = f"""{HEADLINE}

WUXI, China, Feb. 26, 2026 (GLOBE NEWSWIRE) -- Harbor Bio Inc. (NASDAQ: HRBR), a maker of cell \
therapies, today announced that the opening ceremony of its new Wuxi plant will be held on April \
14, 2026 at 10:30am in Wuxi, China.

“The 60,000 square-foot plant is our largest. We currently have 22,500 square feet of GMP capacity \
in Wuxi,” said Mara Lindqvist, Chief Executive Officer of Harbor Bio. “It will serve the patients \
of our trials.”

About Harbor Bio
{ABOUT}

Forward-Looking Statements
This press release contains forward-looking statements within the meaning of the Private \
Securities Litigation Reform Act of 1995. Actual results may differ materially from those \
expected, and Harbor Bio undertakes no obligation to update them.

Contact:
Ines Marrow
Director of Communications
Harbor Bio
+1 555 0142
ines@harbor-bio.example

Ads
"""


def read(client: Any, text: str = TEXT) -> Any:
    return client.post(PLACE, {"text": text})


def as_shown(response: Any) -> dict[str, str]:
    """What the second page would send if nothing on it were touched."""
    context = response.context
    sent = {"make": "yes", "text": context["source"], "mark": context["mark"]}
    for row in context["page"].rows:
        if row.has_box and row.is_kept:
            sent[row.keep] = "yes"
        sent |= {shown.name: shown.value for shown in row.fields}
    typed = [each for each in context["page"].questions if each.typed_name]
    return sent | {question.typed_name: question.typed for question in typed}


def answered(response: Any) -> dict[str, str]:
    """The same with the first answer to each question."""
    first = {each.name: each.answers[0].value for each in response.context["page"].questions}
    return as_shown(response) | first
