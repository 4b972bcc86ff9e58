"""Working days and holidays, in each place that a French organisation may stand in."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from garant.deadlines import (
    Place,
    PlaceUnknown,
    add_working_days,
    holiday_name,
    is_working_day,
    next_working_day,
    working_days_between,
)


@pytest.mark.parametrize(
    ("place", "day", "name"),
    [
        (Place.METROPOLE, date(2026, 4, 6), "Lundi de Pâques"),
        (Place.METROPOLE, date(2026, 1, 1), "Jour de l’an"),
        (Place.ALSACE_MOSELLE, date(2026, 12, 26), "Saint-Étienne"),
        (Place.ALSACE_MOSELLE, date(2026, 4, 3), "Vendredi saint"),
        (Place.GUADELOUPE, date(2026, 5, 27), "Abolition de l’esclavage"),
        (Place.MARTINIQUE, date(2026, 5, 22), "Abolition de l’esclavage"),
        (Place.GUYANE, date(2026, 6, 10), "Abolition de l’esclavage"),
        (Place.REUNION, date(2026, 12, 20), "Abolition de l’esclavage"),
        (Place.MAYOTTE, date(2026, 4, 27), "Abolition de l’esclavage"),
        (Place.SAINT_BARTHELEMY, date(2026, 10, 9), "Abolition de l’esclavage"),
        (Place.SAINT_MARTIN, date(2026, 5, 28), "Abolition de l’esclavage"),
        (Place.POLYNESIE, date(2026, 3, 5), "Arrivée de l’Évangile"),
        (Place.NOUVELLE_CALEDONIE, date(2026, 9, 24), "Fête de la Citoyenneté"),
        (Place.WALLIS_ET_FUTUNA, date(2026, 7, 29), "Fête du Territoire"),
        (Place.SAINT_PIERRE_ET_MIQUELON, date(2026, 7, 14), "Fête nationale"),
    ],
)
def test_the_holidays_of_the_place(place, day, name):
    assert holiday_name(day, place) == name
    assert not is_working_day(day, place)


@pytest.mark.parametrize(
    ("place", "day"),
    [
        (Place.METROPOLE, date(2026, 4, 3)),  # Good Friday is worked outside Alsace and Moselle
        (Place.METROPOLE, date(2028, 12, 26)),
        (Place.METROPOLE, date(2028, 12, 20)),
        (Place.GUADELOUPE, date(2026, 3, 12)),  # Mi-Carême is a custom, not the law
        (Place.MARTINIQUE, date(2026, 7, 21)),  # so is Schœlcher's day
    ],
)
def test_what_the_law_does_not_know_is_worked(place, day):
    assert is_working_day(day, place)


def test_a_week_end_is_not_worked():
    assert [is_working_day(date(2026, 11, 20) + timedelta(step), Place.METROPOLE) for step in range(4)] == [
        True,
        False,
        False,
        True,
    ]
    assert next_working_day(date(2026, 11, 21), Place.METROPOLE) == date(2026, 11, 23)
    assert next_working_day(date(2026, 11, 20), Place.METROPOLE) == date(2026, 11, 20)


def test_working_days_skip_easter_monday():
    assert add_working_days(date(2026, 4, 2), 2, Place.METROPOLE) == date(2026, 4, 7)
    assert add_working_days(date(2026, 4, 2), 2, Place.ALSACE_MOSELLE) == date(2026, 4, 8)
    assert add_working_days(date(2026, 4, 2), 0, Place.METROPOLE) == date(2026, 4, 2)


def test_the_days_between_leave_the_first_out_and_hold_the_last():
    assert working_days_between(date(2026, 5, 4), date(2026, 5, 11), Place.METROPOLE) == 4  # without the 8th
    assert working_days_between(date(2026, 5, 11), date(2026, 5, 4), Place.METROPOLE) == 0


@given(
    day=st.dates(date(2020, 1, 1), date(2040, 1, 1)),
    count=st.integers(1, 40),
    place=st.sampled_from(Place),
)
def test_adding_and_counting_agree(day, count, place):
    last = add_working_days(day, count, place)
    assert is_working_day(last, place)
    assert working_days_between(day, last, place) == count


def test_a_place_is_one_of_the_list():
    assert Place.named("974") is Place.REUNION
    assert all(place.french and place.zone for place in Place)
    with pytest.raises(PlaceUnknown):
        Place.named("999")
