"""A figure is what its passage says, in a unit that its measure knows."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from facilities.models import CapacityFigure
from facilities.models.capacity import Measure
from ircms.actor import acting_as
from tests import factories
from tests.facilities.makers import drafted, facility, said

pytestmark = pytest.mark.usefixtures("stopped_clock")
PASSAGE = "The plant has 47,300 square feet and twelve independent cell production lines."
ENOUGH = "It is enough for 10,000 cancer and 9,000 stem cell patients per year."


def stored(**columns: Any) -> CapacityFigure:
    """A figure of a draft that prints PASSAGE and ENOUGH; 47,300 square feet if nothing else."""
    language = columns.pop("language", "en")
    body = columns.pop("body", f"<p>{PASSAGE} {ENOUGH}</p>")
    release = factories.draft(body=body, language=language)
    defaults: dict[str, Any] = {
        "facilities": [facility()],
        "measure": Measure.GMP_AREA,
        "value": Decimal(47300),
        "unit": "square_foot",
        "as_printed": "47,300 square feet",
        "as_of": date(2026, 3, 1),
        "passage": PASSAGE,
    }
    with acting_as(factories.ada()):
        return CapacityFigure.state(release=release, **defaults | columns)


def refusal(**columns: Any) -> dict[str, list[str]]:
    with pytest.raises(ValidationError) as refused:
        stored(**columns)
    return refused.value.message_dict


def test_figure_that_is_as_printed_is_stored() -> None:
    assert stored().value == Decimal(47300)


def test_unit_gets_its_stored_name() -> None:
    assert stored(unit="sq. ft.").unit == "square_foot"


def test_number_word_agrees_with_its_value() -> None:
    printed = "twelve independent cell production lines"
    figure = stored(measure=Measure.PRODUCTION_LINES, value=12, unit="lines", as_printed=printed)

    assert figure.unit == "production_line"


def test_number_other_than_the_one_printed_is_refused_with_both() -> None:
    said = refusal(value=Decimal(43700))

    assert list(said) == ["as_printed"]
    assert "“47,300 square feet” says 47,300; the value entered is 43,700" in said["as_printed"][0]


def test_unit_other_than_the_one_printed_is_refused_with_both() -> None:
    said = refusal(unit="m²")

    assert "is in square feet; the unit entered is square metres" in said["as_printed"][0]


def test_what_is_printed_stands_in_the_passage() -> None:
    said = refusal(as_printed="47,300 sq ft")

    assert "does not stand in the passage" in said["as_printed"][0]


def test_part_of_a_number_does_not_stand_in_the_passage() -> None:
    said = refusal(as_printed="7,300 square feet", value=Decimal(7300))

    assert "does not stand in the passage" in said["as_printed"][0]


def test_passage_stands_in_the_release() -> None:
    said = refusal(passage="The plant has 47,300 square feet, all of it new.")

    assert "do not stand in the release" in said["passage"][0]


def test_range_is_not_one_number() -> None:
    words = "It will have 20,000 to 30,000 square feet."
    printed = "20,000 to 30,000 square feet"
    said = refusal(body=f"<p>{words}</p>", passage=words, as_printed=printed, value=Decimal(20000))

    assert "says 20,000 and 30,000; the value entered is 20,000" in said["as_printed"][0]


def test_same_figure_printed_in_another_unit_too_may_differ() -> None:
    words = "It has 100,000 square feet (9,290 square meters)."
    printed = "100,000 square feet (9,290 square meters)"
    figure = stored(
        body=f"<p>{words}</p>", passage=words, as_printed=printed, value=Decimal(100000)
    )

    assert figure.value == Decimal(100000)


def test_rate_may_be_printed_without_its_year() -> None:
    words = "For 10,000 cancer patients and as many others it is enough, every year."
    figure = stored(
        body=f"<p>{words}</p>", passage=words, as_printed="10,000 cancer patients", value=10000,
        measure=Measure.PATIENTS_A_YEAR, unit="patients a year", label="cancer patients",
    )  # fmt: skip

    assert figure.unit == "patient_per_year"


def test_words_without_a_number_are_refused() -> None:
    said = refusal(as_printed="independent cell production lines")

    assert "No number can be read" in said["as_printed"][0]


def in_chinese(printed: str, value: int) -> dict[str, Any]:
    words = f"厂房设有{printed}。"
    return {
        "body": f"<p>{words}</p>", "passage": words, "language": "zh-hans", "as_printed": printed,
        "measure": Measure.PRODUCTION_LINES, "value": value, "unit": "lines",
    }  # fmt: skip


def test_chinese_number_agrees_with_its_value() -> None:
    assert stored(**in_chinese("十二条生产线", 12)).value == 12


def test_chinese_number_other_than_its_value_is_refused() -> None:
    assert (
        "says 12; the value entered is 20"
        in refusal(**in_chinese("十二条生产线", 20))["as_printed"][0]
    )


def test_number_word_that_nobody_reads_is_refused() -> None:
    words = "Das Werk hat zwölf Linien."
    said = refusal(
        body=f"<p>{words}</p>", passage=words, language="de", as_printed="zwölf Linien",
        measure=Measure.PRODUCTION_LINES, value=12, unit="lines",
    )  # fmt: skip

    assert "No number can be read" in said["as_printed"][0]


def area(printed: str, value: int | str, passage: str = "") -> dict[str, Any]:
    words = passage or f"It has {printed} now."
    given = {"as_printed": printed, "value": Decimal(value), "passage": words}
    return given | {"body": f"<p>{words}</p>"}


def test_number_with_its_letters_is_what_it_says() -> None:
    assert stored(**area("70k square feet", 70_000)).value == 70_000


@pytest.mark.parametrize(
    ("printed", "wrong"),
    [
        ("70k square feet", 70),
        ("1.5m square feet", "1.5"),
        ("half a million square feet", 1_000_000),
        ("a quarter of a million square feet", 1_000_000),
        ("2 lakh square feet", 2),
        ("-20 square feet", 20),
        ("20g square feet", 20),
    ],
)
def test_number_without_what_stands_beside_it_is_refused(printed: str, wrong: int | str) -> None:
    assert list(refusal(**area(printed, wrong))) == ["as_printed"]


@pytest.mark.parametrize(
    ("printed", "wrong", "passage"),
    [
        ("a million square feet", 1_000_000, "It has half a million square feet."),
        ("5 square feet", 5, "It has -5 square feet."),
        ("30,000 square feet", 30_000, "It has 20,000–30,000 square feet."),
    ],
)
def test_part_of_what_the_passage_says_is_refused(printed: str, wrong: int, passage: str) -> None:
    assert "is a part of what" in refusal(**area(printed, wrong, passage))["as_printed"][0]


def test_german_figure_is_read_as_germans_write_it() -> None:
    words = "Das Werk hat 4.300 m² Fläche."
    figure = stored(
        body=f"<p>{words}</p>", passage=words, language="de", as_printed="4.300 m²", unit="m²",
        value=4300,
    )  # fmt: skip

    assert figure.value == 4300


def test_negative_area_is_refused() -> None:
    assert refusal(value=Decimal(-5)) == {"value": ["-5 is negative, and no capacity is."]}


def test_more_decimals_than_are_kept_are_refused() -> None:
    assert "4 decimal places" in refusal(value=Decimal("1.23456"))["value"][0]


def test_unit_of_another_measure_is_refused_at_the_unit() -> None:
    assert "GMP area is not measured in production lines" in refusal(unit="lines")["unit"][0]


def test_actual_figure_without_a_day_holds_as_of_its_releases_own() -> None:
    words = "It has 5 lines."
    release = factories.draft(body=f"<p>{words}</p>", dateline_date=date(2026, 2, 27))
    with acting_as(factories.ada()):
        figure = CapacityFigure.state(
            release=release, facilities=[facility()], measure=Measure.PRODUCTION_LINES, value=5,
            unit="lines", as_printed="5 lines", passage=words,
        )  # fmt: skip

    assert figure.as_of == date(2026, 2, 27)


def test_plan_may_have_no_day() -> None:
    assert stored(basis="planned", as_of=None).as_of is None


def test_plan_for_a_year_is_for_its_last_day() -> None:
    figure = stored(basis="planned", as_of=date(2027, 3, 1), as_of_precision="year")

    assert figure.as_of == date(2027, 12, 31)


def test_actual_figure_known_to_the_year_is_of_no_day_after_its_release() -> None:
    words = "It has 5 lines."
    release = factories.draft(body=f"<p>{words}</p>", dateline_date=date(2025, 1, 20))
    with acting_as(factories.ada()):
        figure = CapacityFigure.state(
            release=release, facilities=[facility()], measure=Measure.PRODUCTION_LINES, value=5,
            unit="lines", as_printed="5 lines", passage=words, as_of=date(2025, 1, 1),
            as_of_precision="year",
        )  # fmt: skip

    assert figure.as_of == date(2025, 1, 20)


@pytest.mark.parametrize("wrong", [{"basis": "hoped"}, {"as_of_precision": "decade"}])
def test_basis_and_precision_are_those_known(wrong: dict[str, str]) -> None:
    with pytest.raises(IntegrityError):
        stored(**wrong)


def test_measure_is_one_that_is_known() -> None:
    with pytest.raises(IntegrityError):
        stored(measure="height")


@pytest.mark.parametrize(
    "wrong", [{"status": "haunted"}, {"status": "opened", "status_on_precision": "decade"}]
)
def test_status_and_its_precision_are_those_known(wrong: dict[str, str]) -> None:
    with pytest.raises(IntegrityError):
        drafted("Odd", said(**wrong))


def test_facility_of_which_nothing_is_said_is_refused_by_the_model() -> None:
    with pytest.raises(ValidationError, match="Nothing is said of the facility"):
        drafted("Silent", said(name=""))


def test_name_that_nobody_can_see_is_refused() -> None:
    with pytest.raises(ValidationError, match="Nothing of this can be seen"):
        drafted("Unseen", said(name="\u200b\u2060"))
