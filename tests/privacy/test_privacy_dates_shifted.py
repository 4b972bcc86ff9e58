"""Dates moved by one number of days: intervals hold, the format stays."""

import datetime as dt
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from garant.privacy.dates_shifted import DateShift

SHIFT = DateShift(b"une clef de trente-deux octets!!")


def moved(day: dt.date) -> dt.date:
    return day + dt.timedelta(days=SHIFT.days)


@settings(max_examples=300, deadline=None)
@given(st.binary(min_size=1), st.dates(dt.date(1900, 1, 1), dt.date(2090, 1, 1)), st.integers(0, 4000))
def test_intervals_and_weekdays_hold(key: bytes, day: dt.date, days: int) -> None:
    shift = DateShift(key)
    one, other = (shift.moved(each.strftime("%d/%m/%Y")) for each in (day, day + dt.timedelta(days=days)))
    assert one is not None
    assert other is not None
    read = [dt.date(*map(int, reversed(each.split("/")))) for each in (one, other)]
    assert (read[1] - read[0]).days == days
    assert read[0].weekday() == day.weekday()
    assert 35 <= abs((read[0] - day).days) <= 364


@pytest.mark.parametrize(
    ("surface", "form"),
    [
        ("12/03/1981", "%d/%m/%Y"),
        ("12.03.1981", "%d.%m.%Y"),
        ("12-03-1981", "%d-%m-%Y"),
        ("12 03 1981", "%d %m %Y"),
        ("12 / 03 / 1981", "%d / %m / %Y"),
        ("12/03/81", "%d/%m/%y"),
        ("1981-03-12", "%Y-%m-%d"),
    ],
)
def test_a_date_in_digits_keeps_its_format(surface: str, form: str) -> None:
    assert SHIFT.moved(surface) == moved(dt.date(1981, 3, 12)).strftime(form)


@pytest.mark.parametrize(
    ("surface", "day"),
    [
        ("12 mars 1981", dt.date(1981, 3, 12)),
        ("douze mars mille neuf cent quatre-vingt-un", dt.date(1981, 3, 12)),
        ("premier mai deux mille douze", dt.date(2012, 5, 1)),
        ("vingt et un juin mil neuf cent soixante-dix-sept", dt.date(1977, 6, 21)),
        ("29 février 2024", dt.date(2024, 2, 29)),
        ("1er août 2020", dt.date(2020, 8, 1)),
    ],
)
def test_a_date_in_words_is_written_in_digits_and_the_month_in_words(surface: str, day: dt.date) -> None:
    months = [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ]
    after = moved(day)
    assert (
        SHIFT.moved(surface)
        == f"{'1er' if after.day == 1 else after.day} {months[after.month - 1]} {after.year}"
    )


def test_capitals_missing_accents_abbreviations_and_weekdays_stay() -> None:
    for surface in ("12 MARS 1981", "JEUDI 12 MARS 1981"):
        written = SHIFT.moved(surface)
        assert written is not None
        assert re.sub("1ER", "1er", written).replace("1er", "1ER").isupper()
    assert (SHIFT.moved("jeudi 12 mars 1981") or "").startswith("jeudi ")
    assert (SHIFT.moved("3 aout 1981") or "").isascii()
    for week in range(60):
        day = dt.date(2020, 1, 3) + dt.timedelta(weeks=week)
        written = DateShift(bytes([week + 1])).moved(
            f"{day.day} févr. 2021" if day.day < 29 else "3 févr. 2021"
        )
        assert written is not None
        assert re.fullmatch(
            r"(1er|\d+) (janv\.|févr\.|mars|avr\.|mai|juin|juil\.|août|sept\.|oct\.|nov\.|déc\.) \d{4}",
            written,
        )


@pytest.mark.parametrize(
    "surface",
    [
        "mars 2024",
        "1981",
        "31/02/2020",
        "00/00/0000",
        "12/13/2020",
        "9 jui 2020",
        "hier",
        "",
        "12 mars deux",
        "12/03-1981",
    ],
)
def test_what_is_no_whole_date_is_not_moved(surface: str) -> None:
    assert SHIFT.moved(surface) is None


@settings(max_examples=500, deadline=None)
@given(
    st.text(max_size=30)
    | st.lists(
        st.sampled_from(
            ["12", "mars", " ", "/", "1981", "mille", "neuf", "cent", "-", "9999", "01", "décembre"]
        )
    ).map("".join)
)
def test_any_text_can_be_asked_for(surface: str) -> None:
    written = SHIFT.moved(surface)
    assert written is None or written != surface


@pytest.mark.parametrize(
    "surface", ["12 juıllet 2024", "12 juİllet 2024", "3 ſeptembre 2024", "12 marſ 2024", "ſix juin 2024"]
)
def test_a_month_in_letters_that_only_look_ours_is_not_moved(surface: str) -> None:
    assert SHIFT.moved(surface) is None


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(["12", "1er", "douze", "ſix", "dıx", "١٢"]),
    st.sampled_from(
        ["janvier", "février", "mars", "avril", "juin", "juillet", "août", "sept", "décembre", "DÉC"]
    ),
    st.sampled_from([" 2024", " deux mille", " ٢٠٢٤", " mılle", ""]),
    st.lists(
        st.sampled_from([("i", "ı"), ("i", "İ"), ("I", "ı"), ("s", "ſ"), ("S", "ſ"), ("e", "É")]), max_size=3
    ),
    st.booleans(),
)
def test_no_writing_of_a_month_raises(
    day: str, month: str, year: str, swaps: list[tuple[str, str]], capitals: bool
) -> None:
    written = f"{day} {month.upper() if capitals else month}{year}"
    for one, other in swaps:
        written = written.replace(one, other)
    result = SHIFT.moved(written)
    assert result is None or result != written
