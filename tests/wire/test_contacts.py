"""Contacts, however they are printed, and what only looks like one."""

import time

import pytest

from releases.wire.contacts import contact_blocks, contact_parts, contact_start, contacts_in
from releases.wire.opening import opened

FIELDS = ("name", "title", "org", "phone", "email")
ABOVE = """Millrace Opens a Mill

DAYTON, Ohio, March 3, 2025 (GLOBE NEWSWIRE) -- Millrace Corp. (NYSE: MILL) today opened a mill.

“It is open,” said Ida Wheat, Chief Executive Officer of Millrace. “It will stay open.”

About Millrace

Millrace grinds oats in two mills. For more information, visit www.millrace.example.

Forward-Looking Statements

This release contains forward-looking statements, which involve risks. Do not rely on them.

"""
BELOW = "\n\nView source version on the wire: https://wire.example/1\n\nSOURCE Millrace Corp."
IDA, TOM = "Ida Wheat", "Thomas Rye"
PHONE, OTHER = "555-010-1212", "555-010-1313"
MAIL, HIS = "ida.wheat@millrace.example", "tom@sieve.example"


def contacts(text: str) -> list[tuple[str | None, ...]]:
    document = opened(text)
    found = contacts_in(document, contact_parts(document))
    values = [[getattr(contact, field) for field in FIELDS] for contact in found]
    return [tuple(said.value if said else None for said in said_of) for said_of in values]


def contact(name=None, title=None, org=None, phone=None, email=None):
    return (name, title, org, phone, email)


ONE = {
    f"Contact:\n{IDA}\nDirector of Communications, MLR\n{PHONE}\n{MAIL}": contact(
        IDA, "Director of Communications", "MLR", PHONE, MAIL
    ),
    f"## Contacts\n\nMillrace Holdings, Inc. \n{IDA} \nSenior Vice-President, Chief Financial "
    f"Officer and Secretary \n{PHONE}": contact(
        IDA,
        "Senior Vice-President, Chief Financial Officer and Secretary",
        "Millrace Holdings, Inc.",
        PHONE,
    ),
    f"CONTACT: {IDA}, +1 555 010 1212": contact(IDA, phone="+1 555 010 1212"),
    f"Contact:{IDA}ida@millrace.example": contact(IDA, email="ida@millrace.example"),
    f"Contact:{IDA}Sieve Inc.{PHONE}{MAIL}": contact(IDA, None, "Sieve Inc.", PHONE, MAIL),
    f"Contact DetailsSieve Robotics\n\n{PHONE}\n\nnews@sieve.example": contact(
        None, None, "Sieve Robotics", PHONE, "news@sieve.example"
    ),
    "For media inquiries, contact:\n\nSieve Foods, Inc.mill@sieve.examplewww.sieve.example": (
        contact(None, None, "Sieve Foods, Inc.", None, "mill@sieve.example")
    ),
    f"Contact: {IDA} | Millrace | T: +44 (0) 20 7946 0000 | M: +44 7700 900123 | E: {MAIL}": (
        contact(IDA, None, "Millrace", "+44 (0) 20 7946 0000", MAIL)
    ),
    f"Media Contact\n{IDA}, Ph.D.\nemail: {MAIL} | phone: {PHONE} ext. 12": contact(
        f"{IDA}, Ph.D.", None, None, f"{PHONE} ext. 12", MAIL
    ),
    f"Investor Relations\nMillrace Inc.\nTel: {PHONE}\nFax: {OTHER}\nir@millrace.example\n"
    "www.millrace.example": contact(None, None, "Millrace Inc.", PHONE, "ir@millrace.example"),
    f"Investor Relations\nMillrace Inc.\nFax: {OTHER}\nPhone: {PHONE}": contact(
        None, None, "Millrace Inc.", PHONE
    ),
    "Media contact: media@millrace.example": contact(email="media@millrace.example"),
    f"For more information, please contact {IDA}, Director of Milling at Millrace, at {PHONE} or "
    f"{MAIL}.": contact(IDA, "Director of Milling", "Millrace", PHONE, MAIL),
    f"Contact Person: {IDA}\nCompany: Mill Labs\nEmail: {MAIL}\nPhone: {PHONE}\nCity: Dayton\n"
    "Website: https://millrace.example": contact(IDA, None, "Mill Labs", PHONE, MAIL),
    f"Contact:\nMillrace Corp.\nAttn: {IDA}\n1 River Street\nDayton, OH 45402\n{PHONE}": contact(
        IDA, None, "Millrace Corp.", PHONE
    ),
    f"Contacts: Millrace Corp. {IDA} Chief Miller 555-010-1212 {MAIL}".replace(
        "Chief Miller", "Chief Financial Officer"
    ): contact(IDA, "Chief Financial Officer", "Millrace Corp.", PHONE, MAIL),
    f"Media Contact:\n{IDA}\nSieve\n[email\xa0protected]\n{PHONE}": contact(
        IDA, None, "Sieve", PHONE
    ),
    f"Contact: {IDA}\nida (at) millrace.example": contact(IDA, email="ida@millrace.example"),
    f"Millrace Contact:\n{IDA}\n{PHONE}": contact(IDA, None, "Millrace", PHONE),
    f"Pour en savoir plus, veuillez communiquer avec :\n{IDA}\nRelations médiatiques de Meunier\n"
    f"514 555-0112, poste 223": contact(
        IDA, None, "Relations médiatiques de Meunier", "514 555-0112, poste 223"
    ),
    "Renseignements :\nMarie Meunier\nDirectrice, Relations avec les médias\nMoulin inc.\n"
    "marie@moulin.example": contact(
        "Marie Meunier", "Directrice, Relations avec les médias", "Moulin inc.", None,
        "marie@moulin.example",
    ),
    "Kontakt:\nMühle AG\nErika Müller\nLeiterin Investor Relations\nTel.: +49 89 1234-567\n"
    "Fax: +49 89 1234-568\nE-Mail: erika@muehle.example": contact(
        "Erika Müller", "Leiterin Investor Relations", "Mühle AG", "+49 89 1234-567",
        "erika@muehle.example",
    ),
    "媒体联系人：张伟\n磨坊科技股份有限公司\n电话：+86 21 1234 5678\n"
    "邮箱：zhang@mofang.example": contact(
        "张伟", None, "磨坊科技股份有限公司", "+86 21 1234 5678", "zhang@mofang.example"
    ),
    "聯絡人：陳大文先生\n職務：投資者關係總監\n電話：+852 2345 6789": contact(
        "陳大文", "投資者關係總監", None, "+852 2345 6789"
    ),
    f"{IDA}\n\n{PHONE}\n\n{MAIL}": contact(IDA, None, None, PHONE, MAIL),
}  # fmt: skip


@pytest.mark.parametrize("printed", ONE)
def test_one_contact_is_read_beneath_a_release(printed):
    assert contacts(ABOVE + printed + BELOW) == [ONE[printed]]


@pytest.mark.parametrize("printed", [p for p in ONE if p.lower().startswith(("contact", "media"))])
def test_one_contact_is_read_above_the_headline(printed):
    found = contacts(f"FOR IMMEDIATE RELEASE\n\n{printed}\n\n{ABOVE}")

    assert found[0] == ONE[printed]


def test_two_to_a_line_share_firm_and_number():
    found = contacts(f"{ABOVE}Contacts\n\nFor Millrace:\n{IDA} / {TOM}\nSieve MPR\n{PHONE}")

    assert found == [contact(IDA, None, "Sieve MPR", PHONE), contact(TOM, None, "Sieve MPR", PHONE)]


def test_two_to_a_line_have_their_own_numbers_and_addresses():
    found = contacts(
        f"{ABOVE}Contacts:\nSieve & Company\n{IDA} / {TOM}\n{PHONE} / {OTHER}\n"
        "iwheat@sieve.example / trye@sieve.example"
    )

    assert found == [
        contact(IDA, None, "Sieve & Company", PHONE, "iwheat@sieve.example"),
        contact(TOM, None, "Sieve & Company", OTHER, "trye@sieve.example"),
    ]


def test_firm_of_a_heading_is_theirs_who_name_no_other():
    found = contacts(f"{ABOVE}Contacts\n\nFor Mill Solutions, Inc.:\n{IDA}\n{PHONE}")

    assert found == [contact(IDA, None, "Mill Solutions, Inc.", PHONE)]


def test_firm_above_several_headings_is_everybodys():
    found = contacts(
        f"{ABOVE}Contacts\n\nMillrace Corp.\n\nInvestors:\n{IDA}, {PHONE}\nor\nMedia:\n"
        f"{TOM}, {OTHER}"
    )

    assert found == [
        contact(IDA, None, "Millrace Corp.", PHONE),
        contact(TOM, None, "Millrace Corp.", OTHER),
    ]


def test_agency_called_after_its_founders_is_no_person():
    found = contacts(f"{ABOVE}Contacts:\n{IDA}\nHarvey Sieve, Husk Bran Germ\n{PHONE}")

    assert found == [contact(IDA, None, "Harvey Sieve, Husk Bran Germ", PHONE)]


def test_contacts_of_one_line_are_parted():
    found = contacts(
        f"{ABOVE}CONTACT: {IDA}, Millrace Corp., {PHONE}, {MAIL}; or {TOM}, Sieve PR, {OTHER}"
    )

    assert found == [
        contact(IDA, None, "Millrace Corp.", PHONE, MAIL),
        contact(TOM, None, "Sieve PR", OTHER),
    ]


def test_both_of_a_firm_belong_to_it():
    found = contacts(
        f"{ABOVE}CONTACT: investors, {IDA}, {PHONE}, or media, {TOM}, {OTHER}, "
        "both of Millrace Corp."
    )

    assert [each[2] for each in found] == ["Millrace Corp.", "Millrace Corp."]


def test_contacts_side_by_side_in_a_table_are_read_column_by_column():
    rows = [("Investor Contact:", "Media Contact:"), (IDA, TOM), (PHONE, OTHER), (MAIL, HIS)]
    cells = "".join(f"<tr><td>{left}</td><td>{right}</td></tr>" for left, right in rows)

    found = contacts(f"<p>Millrace opens a mill.</p><table>{cells}</table>")

    assert found == [
        contact(IDA, phone=PHONE, email=MAIL),
        contact(TOM, phone=OTHER, email=HIS),
    ]


def test_labels_beside_what_they_label_are_read_row_by_row():
    rows = [("Contact:", IDA), ("Phone:", PHONE), ("Email:", MAIL)]
    cells = "".join(f"<tr><td>{left}</td><td>{right}</td></tr>" for left, right in rows)

    found = contacts(f"<p>Millrace opens a mill.</p><table>{cells}</table>")

    assert found == [contact(IDA, phone=PHONE, email=MAIL)]


def test_address_behind_a_link_is_read():
    found = contacts(f'<p><b>Media Contact</b><br>{IDA}<br><a href="mailto:{MAIL}">E-mail</a></p>')

    assert found == [contact(IDA, email=MAIL)]


def test_contact_that_is_printed_twice_is_given_once():
    printed = f"## Contacts\n\n{IDA}\n{PHONE}\n{MAIL}"

    found = contacts(f"{ABOVE}{printed}\n\n![](https://wire.example/1.jpg)\n\n{printed}")

    assert found == [contact(IDA, phone=PHONE, email=MAIL)]


@pytest.mark.parametrize(
    "passage",
    [
        f"Copies of the prospectus may be had by calling {PHONE} or emailing deals@sieve.example.",
        f"For information on the prospectus, please contact Sieve Bank at {PHONE}.",
        f"Conference Call\n\nU.S. Toll Free: {PHONE}\n\nAbroad: {OTHER}\n\nPasscode: 1234567",
        f"The Information Agent for the offer is Sieve LLC, {PHONE}, offer@sieve.example.",
        "Patients may ask trials@millrace.example or call 1-800-555-0112.",
        "For more information, please visit www.millrace.example or follow @millrace.",
        "Media\n\nThe media segment had 1,234,567 readers in 2019-2020.",
        "Regards,\n\nIda Wheat\n\nChief Executive Officer\n\nMillrace Corp.",
    ],
)
def test_what_only_looks_like_a_contact_is_none(passage):
    assert contacts(ABOVE + passage + BELOW) == []


def test_blocks_of_contacts_are_told_with_their_heading_and_without_what_follows():
    document = opened(f"{ABOVE}Media Contact:\n\n{IDA}\n\n{PHONE}\n\nwww.millrace.example{BELOW}")

    found = contact_blocks(document)

    assert [document.blocks[number].text for number in found] == [
        "Media Contact:", IDA, PHONE, "www.millrace.example",
    ]  # fmt: skip


def test_headline_below_a_contact_is_no_part_of_it():
    document = opened(f"Contact:\n{IDA}\n{PHONE}\n\n{ABOVE}")

    assert contact_blocks(document) == [0]


def test_contact_within_a_paragraph_is_parted_from_it():
    said = "Millrace grinds oats in two mills."
    document = opened(f"{ABOVE}{said} Contact: {IDA}, {PHONE}, {MAIL}")
    block = document.blocks[-1]

    start = contact_start(block)

    assert start is not None
    assert document.text[block.start : start].strip() == said
    assert len(document.blocks) - 1 not in contact_blocks(document)
    assert contacts(document.source) == [contact(IDA, phone=PHONE, email=MAIL)]


@pytest.mark.parametrize("printed", ONE)
def test_each_value_is_where_its_span_says(printed):
    document = opened(ABOVE + printed)

    for found in contacts_in(document, contact_parts(document)):
        said = [getattr(found, field) for field in FIELDS]
        for each in filter(None, said):
            text = document.text[each.start : each.end]
            assert text.replace(" (at) ", "@").replace("\n", ", ") == each.value


@pytest.mark.parametrize(
    "text",
    [
        "(",
        "@",
        "1 ",
        "1-",
        "a@b.c ",
        "Contact: ",
        f"{IDA}\n{PHONE}\n",
        "For more information ",
        "A.",
    ],
)
def test_a_million_characters_take_no_time(text):
    document = opened((text * 1_000_000)[:1_000_000])
    begun = time.perf_counter()

    contacts_in(document, contact_parts(document))

    assert time.perf_counter() - begun < 1
