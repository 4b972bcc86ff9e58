"""Plaques d’immatriculation."""

import time
from collections.abc import Callable

import pytest

from garant.privacy import Label
from garant.privacy.detectors.plate import DETECTOR
from garant.privacy.folded import fold
from garant.privacy.rules import Rules

LABEL = Label.PLATE


@pytest.mark.parametrize(
    ("text", "datum"),
    [
        pytest.param("Véhicule AB-123-CD", "AB-123-CD", id="SIV"),
        pytest.param("voiture BK 842 LM", "BK 842 LM", id="spaces"),
        pytest.param("immatriculé ab123cd", "ab123cd", id="joined_lower_case"),
        pytest.param("immatriculation 1234 AB 04", "1234 AB 04", id="FNI"),
        pytest.param("infraction du véhicule EG.2O8.TY (caméra)", "EG.2O8.TY", id="scanned_with_points"),
        pytest.param("la carte grise du scooter ek 88 b", "ek 88 b", id="moped_in_lower_case"),
        pytest.param("Immat pour le parking : B 77 DOB (roumaine)", "B 77 DOB", id="words_before_the_colon"),
        pytest.param(
            "la plaque c'est a w quatre cent trois k p et j'habite",
            "a w quatre cent trois k p",
            id="said_in_one_go",
        ),
        pytest.param(
            "la twingo deux mille huit cent quatorze x p vingt-neuf est là-bas",
            "deux mille huit cent quatorze x p vingt-neuf",
            id="FNI_said",
        ),
    ],
)
def test_plate_is_found_exactly(found: Callable[[str], list[str]], text: str, datum: str) -> None:
    assert datum in found(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Référence IO-123-UU", id="letters_that_no_plate_has"),
        pytest.param("plus de 300 la place", id="words"),
        pytest.param("Lot 1234 AB 04", id="FNI_without_its_word"),
        pytest.param("Véhicules au parking B, places 12 à 15", id="from_place_to_place"),
        pytest.param("deux garçons de 9 et 11 ans dans la caravane", id="two_ages"),
        pytest.param("parking : 2025-06-03T06:11:59 ouverture", id="hour_of_a_log"),
        pytest.param("parking plein, il y a deux cent a l'arrivée", id="words_and_a_number"),
        pytest.param("Réf. AB-118-CD, charnière gauche", id="reference"),
    ],
)
def test_what_only_looks_like_plate_is_left_alone(found: Callable[[str], list[str]], text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "piece", ["plaque a w quatre ", "quatre cent ", "a b vingt c d ", "ab 12", "12 a 15 "]
)
def test_time_is_linear_on_pieces_of_plates(piece: str) -> None:
    alone = Rules((DETECTOR,))
    started = time.process_time()
    list(alone.candidates(fold(piece * (40_000 // len(piece)))))
    assert time.process_time() - started < 2
