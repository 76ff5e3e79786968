"""Units: what people write, what fits which measure, and the same in the other system."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from facilities.models.capacity import Measure
from facilities.units import converted, is_rate_of, parse_unit, printed_unit, unit_for, unit_in

SPELLINGS = {
    "square_foot": "sq ft|square feet|square-foot|Square Foot|ft²|ft2|sq. ft.|SQ.FT.|sqft|sq feet",
    "square_metre": "m2|m²|m^2|square meters|square metres|square metre|sqm|sq. m|平方米",
    "hectare": "hectares|ha",
    "acre": "acre|acres",
    "production_line": "lines|line|production lines|production-line",
    "patient_per_year": "patients a year|patients/year|patients / yr|patients per annum|"
    "patients per year|patients annually|patients each year",
    "patient": "patients|patient",
}


@pytest.mark.parametrize(
    ("written", "unit"),
    [(text, unit) for unit, texts in SPELLINGS.items() for text in texts.split("|")],
)
def test_unit_is_read_however_people_write_it(written: str, unit: str) -> None:
    assert parse_unit(written) == unit


@pytest.mark.parametrize("written", ["furlongs", "metres", "s", "year", "square_foot * 2", ""])
def test_unit_that_nobody_knows_is_refused_with_those_that_are_known(written: str) -> None:
    with pytest.raises(ValidationError) as refused:
        parse_unit(written)

    (said,) = refused.value.messages
    assert said.startswith(f"“{written}” is no unit known here. Known are square metres,")


@pytest.mark.parametrize(
    ("measure", "written"),
    [
        (Measure.GMP_AREA, "production lines"),
        (Measure.BUILDING_AREA, "patients a year"),
        (Measure.PRODUCTION_LINES, "square feet"),
        (Measure.PATIENTS_A_YEAR, "patients"),
        (Measure.PATIENTS_A_YEAR, "lines"),
    ],
)
def test_unit_of_another_measure_is_refused(measure: Measure, written: str) -> None:
    with pytest.raises(ValidationError, match="is not measured in"):
        unit_for(measure, written)


def test_what_is_counted_in_another_measure_may_be_plain_words() -> None:
    assert unit_for(Measure.OTHER, " cell  sources ") == "cell sources"


def test_another_measure_takes_known_units_by_their_stored_name() -> None:
    assert unit_for(Measure.OTHER, "sq ft") == "square_foot"


@pytest.mark.parametrize("written", ["12", "m3", "x" * 41, "=1+1"])
def test_unit_of_another_measure_is_words_all_the_same(written: str) -> None:
    with pytest.raises(ValidationError, match="is no unit"):
        unit_for(Measure.OTHER, written)


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        ("100000", "square_foot", "9,290 m²"),
        ("47300", "square_foot", "4,390 m²"),
        ("70000", "square_foot", "6,500 m²"),
        ("113038", "square_foot", "10,502 m²"),
        ("1400.0000", "square_metre", "15,100 sq ft"),
        ("5", "square_foot", "0.465 m²"),
        ("2.5", "acre", "1.01 ha"),
        ("0", "square_foot", "0 m²"),
    ],
)
def test_conversion_is_as_exact_as_what_was_stated(value: str, unit: str, text: str) -> None:
    conversion = converted(Decimal(value), unit)

    assert conversion is not None
    assert conversion.text == text


def test_foot_is_converted_by_its_definition() -> None:
    conversion = converted(Decimal(1000000000000), "square_foot")

    assert conversion is not None
    assert conversion.value == Decimal(92900000000)
    exact = converted(Decimal(1111111111111111), "square_foot")
    assert exact is not None
    assert exact.value == Decimal(103225600000000)


def test_lines_have_no_other_system() -> None:
    assert converted(Decimal(12), "production_line") is None
    assert converted(Decimal(12), "cell sources") is None


def test_first_unit_in_a_text_is_found_and_the_longest_of_those_that_begin_there() -> None:
    assert unit_in(" independent cell production lines") == "production_line"
    assert unit_in(" cancer patients a year, and") == "patient_per_year"
    assert unit_in("平方英尺的面积") == "square_foot"
    assert unit_in(" cell sources") is None


def test_patients_a_year_are_a_rate_of_patients() -> None:
    assert is_rate_of("patient_per_year", "patient")
    assert not is_rate_of("patient_per_year", "production_line")
    assert not is_rate_of("cell sources", "patient")


def test_stored_unit_is_printed_as_words() -> None:
    assert printed_unit("square_foot") == "square feet"
    assert printed_unit("cell sources") == "cell sources"
