"""Matricules."""

from collections.abc import Callable

import pytest

from garant.privacy import Label

LABEL = Label.EMPLOYEE_ID


@pytest.mark.parametrize(
    ("text", "datum"),
    [
        pytest.param("matricule 10452", "10452", id="matricule"),
        pytest.param("matricule : A-20817", "A-20817", id="letters"),
        pytest.param("numéro d'agent 88213", "88213", id="agent"),
    ],
)
def test_employee_id_is_found_exactly(found: Callable[[str], list[str]], text: str, datum: str) -> None:
    assert datum in found(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("120 agents", id="agents_counted"),
        pytest.param("parcelle 412", id="parcel"),
        pytest.param("article 10452", id="article"),
    ],
)
def test_what_only_looks_like_employee_id_is_left_alone(found: Callable[[str], list[str]], text: str) -> None:
    assert found(text) == []


def test_the_card_of_a_private_guard_is_found(found: Callable[[str], list[str]]) -> None:
    assert found("Roland Roux, carte pro CAR-075-2027-03-11-20220731") == ["CAR-075-2027-03-11-20220731"]
