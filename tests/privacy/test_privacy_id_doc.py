"""Pièces d’identité."""

from collections.abc import Callable

import pytest

from garant.privacy import Label

LABEL = Label.ID_DOC


@pytest.mark.parametrize(
    ("text", "datum"),
    [
        pytest.param("passeport n° 12AB34567", "12AB34567", id="passport"),
        pytest.param("CNI n° 180405301234", "180405301234", id="old_card"),
        pytest.param("carte d'identité X4RTBPFW4", "X4RTBPFW4", id="new_card"),
        pytest.param("titre de séjour n° 9903123456", "9903123456", id="residence_permit"),
        pytest.param("permis de conduire 120406200123", "120406200123", id="driving_licence"),
    ],
)
def test_id_doc_is_found_exactly(found: Callable[[str], list[str]], text: str, datum: str) -> None:
    assert datum in found(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("permis de construire n° PC00411224A0012", id="building_permit"),
        pytest.param("commande 180405301234", id="twelve_digits_alone"),
        pytest.param("référence ABCDEFGHI", id="code_of_nine"),
    ],
)
def test_what_only_looks_like_id_doc_is_left_alone(found: Callable[[str], list[str]], text: str) -> None:
    assert found(text) == []


def test_ten_digits_after_titre_are_those_of_a_foreigner(found: Callable[[str], list[str]]) -> None:
    assert found("J'ai le statut depuis 2021, titre 9924061835.") == ["9924061835"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("titre de recettes 7524061835", id="of_receipts"),
        pytest.param("bordereau 12, titre 7524061835", id="of_a_slip"),
        pytest.param("titre 2024061835", id="of_a_year"),
    ],
)
def test_the_title_of_an_accountant_is_left_alone(found: Callable[[str], list[str]], text: str) -> None:
    assert found(text) == []


def test_the_day_and_hour_of_an_appointment_are_no_number(found: Callable[[str], list[str]]) -> None:
    assert found("votre RDV CNI du 14/11/2024 10h20 est confirmé") == []


def test_the_number_of_a_title_to_pay_is_no_paper(found: Callable[[str], list[str]]) -> None:
    assert found("Avis des sommes à payer\nNuméro de titre : T-2024-1187  bordereau 88") == []
