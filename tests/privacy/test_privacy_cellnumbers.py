"""Numbers of a spreadsheet, as a person sees them."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from garant.privacy.documents import cellnumbers


@pytest.mark.parametrize(
    ("number", "code", "expected"),
    [
        (14, "", True),
        (22, "", True),
        (0, "", False),
        (4, "", False),
        (20, "", False),  # h:mm
        (164, "dd/mm/yyyy", True),
        (165, 'd" "mmmm', True),
        (166, "jj/mm/aaaa", True),  # French Excel, as some programs write it
        (167, "#,##0.00 [$€-40C]", False),
        (168, '0.00" mètres/jour"', False),
        (169, "[Red]0.00", False),
        (170, "General", False),
        (171, "h:mm:ss", False),
        (172, "h:mm AM/PM", False),
    ],
)
def test_a_format_of_days_is_known_from_one_of_amounts(number: int, code: str, expected: bool) -> None:
    assert cellnumbers.is_date(number, code) is expected


@given(st.dates(dt.date(1900, 3, 1), dt.date(9999, 12, 31)), st.booleans())
def test_a_day_comes_back_to_its_number(day: dt.date, since_1904: bool) -> None:
    text = f"{day:%d/%m/%Y}"
    serial = cellnumbers.serial_of(text, since_1904)
    if serial is not None and int(serial) >= 1:
        assert cellnumbers.day(serial, since_1904) == text


@pytest.mark.parametrize(
    ("serial", "expected"), [("31118", "12/03/1985"), ("1", "01/01/1900"), ("61", "01/03/1900")]
)
def test_days_are_those_of_excel(serial: str, expected: str) -> None:
    assert cellnumbers.day(serial, since_1904=False) == expected


@pytest.mark.parametrize("serial", ["0", "-3", "1e300", "nan", "x", "2958466"])
def test_what_is_no_day_is_none(serial: str) -> None:
    assert cellnumbers.day(serial, since_1904=False) is None


@pytest.mark.parametrize(
    ("value", "code", "expected"),
    [
        ("285030411202545", "", "285030411202545"),
        ("2.85030411202545E+14", "", "285030411202545"),
        ("612345678", '0#" "##" "##" "##" "##', "06 12 34 56 78"),
        ("612345678", "0#\\ ##\\ ##\\ ##\\ ##", "06 12 34 56 78"),
        ("4100", "00000", "04100"),
        ("1250.5", "", "1250,5"),
        ("1250.5", "0.00", "1250,5"),
        ("12", "0", "12"),
        ("1e999", "", "1e999"),
    ],
)
def test_a_number_is_read_as_it_is_shown(value: str, code: str, expected: str) -> None:
    assert cellnumbers.digits(value, code) == expected
