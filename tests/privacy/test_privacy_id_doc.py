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
