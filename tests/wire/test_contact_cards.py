"""Whose firm, number and address is which: several people, several firms, lines run together."""

import time

import pytest

from releases.wire.contacts import contact_parts, contacts_in
from releases.wire.opening import opened

ABOVE = """Quillbrook Opens a Plant

TOLEDO, Ohio, Oct. 2, 2023 /PRNewswire/ -- Quillbrook Sensors, Inc. (NASDAQ: QBSX) opened a plant.

About Quillbrook Sensors

Quillbrook Sensors makes sensors for barns.

"""
PHONE, OTHER = "419-555-0101", "203-555-0102"
FLAT = (
    "Contact:Quillbrook Corp.Harbour Centre - South Tower12 Mill Street, Suite 9Toronto, ON M5J "
    f"2N1Tel: {PHONE}Ines Duarte, CFOir@quill.example"
)
FIELDS = ("name", "title", "org", "phone", "email")


def contacts(printed: str) -> list[str]:
    """Each contact as its fields, parted by bars."""
    document = opened(ABOVE + printed)
    return [
        "|".join(said.value if (said := getattr(contact, field)) else "" for field in FIELDS)
        for contact in contacts_in(document, contact_parts(document))
    ]


@pytest.mark.parametrize(
    "people",
    [
        "Basil Munro / Ines Duarte\nCopperline Communications",
        "Basil Munro/Ines Duarte\nCopperline Communications",
        "Basil Munro and Ines Duarte\nCopperline Communications",
        "Basil Munro, Ines Duarte\nCopperline Communications",
        "Copperline Communications\nBasil Munro or Ines Duarte",
        "Copperline Communications\nBasil Munro\nInes Duarte",
        "Basil Munro / Ines Duarte, Copperline Communications",
    ],
)
def test_people_named_together_share_their_firm_and_number(people):
    found = contacts(f"Media Contacts:\n{people}\n{PHONE}")

    assert found == [
        f"Basil Munro||Copperline Communications|{PHONE}|",
        f"Ines Duarte||Copperline Communications|{PHONE}|",
    ]


@pytest.mark.parametrize(
    "region",
    [
        "In Japan:", "Outside Japan:", "Rest of World:", "Europe, Middle East & Africa",
        "North America", "Outside of North America",
    ],
)  # fmt: skip
def test_part_of_the_world_is_no_name_and_no_firm(region):
    found = contacts(f"For media:\n{region}\nJasper Rowe\n{PHONE}\nnews@quillbrook.example")

    assert found == [f"Jasper Rowe|||{PHONE}|news@quillbrook.example"]


@pytest.mark.parametrize("whose", ["Quillbrook:", "For Quillbrook:"])
def test_firm_beneath_the_name_of_its_client_is_the_one_that_answers(whose):
    found = contacts(f"## Contacts\n\n{whose}\nCopperline, Inc.\nInes Duarte\n{PHONE}")

    assert found == [f"Ines Duarte||Copperline, Inc.|{PHONE}|"]


def test_client_is_whose_contact_it_is_where_no_other_firm_is_named():
    found = contacts(f"Contacts:\n\nFor the Town of Almeria:\nInes Duarte\n{PHONE}")

    assert found == [f"Ines Duarte||Town of Almeria|{PHONE}|"]


def test_client_above_several_headings_is_that_of_all_beneath():
    found = contacts(
        f"For Quillbrook:\n\nMedia:\nInes Duarte\n{PHONE}\n\nInvestors:\nGilbert Nye\n{OTHER}"
    )

    assert found == [f"Ines Duarte||Quillbrook|{PHONE}|", f"Gilbert Nye||Quillbrook|{OTHER}|"]


@pytest.mark.parametrize(
    ("mail", "firm"),
    [("gnye@quillbrook.example", "Quillbrook Sensors"), ("gnye@stonebridge.example", "")],
)
def test_firm_goes_on_after_an_or_at_the_same_address(mail, firm):
    found = contacts(
        f"## Contacts\n\nQuillbrook Sensors\nInes Duarte\niduarte@quillbrook.example\nor\n"
        f"Gilbert Nye\n{mail}"
    )

    assert found[1] == f"Gilbert Nye||{firm}||{mail}"


@pytest.mark.parametrize(
    ("printed", "contact"),
    [
        ("Contact:Ines DuarteEmail: id@quillbrook.example", "Ines Duarte||||id@quillbrook.example"),
        (
            f"Contact:Ines DuarteChief Financial OfficerPhone: {PHONE}",
            f"Ines Duarte|Chief Financial Officer||{PHONE}|",
        ),
        (
            "Contact DetailsQuillbrook SensorsInes Duarte\n\nines@quillbrook.example",
            "Ines Duarte||Quillbrook Sensors||ines@quillbrook.example",
        ),
        (
            FLAT,
            f"Ines Duarte|CFO|Quillbrook Corp.|{PHONE}|ir@quill.example",
        ),
        (
            f"Investor ContactInes DuarteStonebridge IRiduarte@stone.example{PHONE}",
            f"Ines Duarte||Stonebridge IR|{PHONE}|iduarte@stone.example",
        ),
    ],
)  # fmt: skip
def test_lines_that_are_run_together_are_read_apart(printed, contact):
    assert contacts(printed) == [contact]


@pytest.mark.parametrize(
    ("printed", "contact"),
    [
        (
            f"Renseignements :\nOdile Tremblay\nRelations avec les médias de Quill\n{PHONE}",
            f"Odile Tremblay||Relations avec les médias de Quill|{PHONE}|",
        ),
        (
            f"代表Quillbrook Sensors\nInes Duarte, {PHONE}",
            f"Ines Duarte||代表Quillbrook Sensors|{PHONE}|",
        ),
        (f"Questions from the press:\nSilas Rowe, {PHONE}", f"Silas Rowe|||{PHONE}|"),
        (f"Media may contact Silas Rowe at {PHONE}.", f"Silas Rowe|||{PHONE}|"),
        (
            f"CONTACT: Quillbrook Sensors, Inc.: Ines Duarte, {PHONE}",
            f"Ines Duarte||Quillbrook Sensors, Inc.|{PHONE}|",
        ),
        (
            f"Contacts Quillbrook\nOdile Tremblay\nDirectrice générale\n{PHONE}",
            f"Odile Tremblay|Directrice générale|Quillbrook|{PHONE}|",
        ),
        (
            f"Contact:\nInes Duarte, {PHONE}\nVice President, Strategy",
            f"Ines Duarte|Vice President, Strategy||{PHONE}|",
        ),
        (
            f"Enquiries:\nStonebridge (Nominated Adviser)\nInes Duarte\n{PHONE}",
            f"Ines Duarte||Stonebridge|{PHONE}|",
        ),
        (
            f"Kontakt:\nPark Lane Kommunikation\nInes Duarte\n{PHONE}",
            f"Ines Duarte||Park Lane Kommunikation|{PHONE}|",
        ),
    ],
)  # fmt: skip
def test_contact_is_read_in_the_forms_of_many_agencies(printed, contact):
    assert contacts(printed) == [contact]


@pytest.mark.parametrize(
    ("printed", "found"),
    [
        (
            f"Quillbrook Sensors, Inc.\nLeticia Orr\nInvestor Relations\n{PHONE}",
            [f"Leticia Orr|Investor Relations|Quillbrook Sensors, Inc.|{PHONE}|"],
        ),
        (f"Leticia Orr\nDirector of Sales\n{PHONE}", [f"Leticia Orr|Director of Sales||{PHONE}|"]),
        (f"Quillbrook Press Office\n{PHONE}", [f"||Quillbrook Press Office|{PHONE}|"]),
        (
            f"Quillbrook Inc.\t\tStonebridge IR\nLeticia Orr\t\tGilbert Nye\n{PHONE}\t\t{OTHER}",
            [f"Leticia Orr||Quillbrook Inc.|{PHONE}|", f"Gilbert Nye||Stonebridge IR|{OTHER}|"],
        ),
        ("Quillbrook Sensors, Inc.\nBalance Sheets\nCash 1,234,567 2,345,678", []),
        ("Quillbrook Sensors\n12 Mill Street\nToledo, OH 43604", []),
    ],
)
def test_contact_under_no_heading_is_told_by_its_firm_or_its_title(printed, found):
    assert contacts(printed) == found


@pytest.mark.parametrize("line", ["Xo Roex\n" * 400, "Acme Inc.\nXo Roe\n" * 180])
def test_many_names_between_two_numbers_take_no_time(line):
    document = opened(f"{ABOVE}Contact:\n{PHONE}\n\n" + f"{line}\n" * 37 + PHONE)
    parts = contact_parts(document)
    began = time.perf_counter()

    contacts_in(document, parts)

    assert time.perf_counter() - began < 5
