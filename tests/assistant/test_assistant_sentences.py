"""The French of figures and of what happened."""

import pytest

from garant.assistant.actions import title_of
from garant.assistant.facts import Bounds, Decision, FootprintShown, Served
from garant.assistant.models import State
from garant.assistant.sentences import carbon, energy, listed, outcome
from garant.privacy import Label
from garant.words import Action, Zone

HERE = Served("iris", "IRIS", Zone.INTERNAL)
AWAY = Served("dehors", "Dehors", Zone.EXTERNAL)


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (0.00021, 0.00048, "0,21 à 0,48 Wh"),
        (0.0012, 0.0012, "1,2 Wh"),
        (1.5, 12, "1,5 à 12 kWh"),
        (0.0000003, 0.0000009, "0,3 à 0,9 mWh"),
        (0.034, 0.21, "34 à 210 Wh"),
    ],
)
def test_energy_is_said_in_the_unit_that_reads_best(low: float, high: float, said: str) -> None:
    assert energy(FootprintShown(estimated=True, kWh=Bounds(low, high))) == said


def test_carbon_is_a_range_and_its_absence_is_no_zero() -> None:
    assert carbon(FootprintShown(estimated=True, kgCO2eq=Bounds(9e-6, 2.2e-5))) == "0,009 à 0,022 g CO₂e"
    assert carbon(FootprintShown(estimated=False)) == ""


def test_labels_within_a_sentence_lose_their_capital_but_acronyms_do_not() -> None:
    assert listed([Label.NIR, Label.SIRET, Label.IP]) == (
        "numéro de sécurité sociale, SIRET d’une entreprise individuelle, adresse IP"
    )


def test_what_became_of_a_message_is_one_sentence() -> None:
    sent = Decision(asked=AWAY, served=AWAY, action=Action.PSEUDONYMISE)
    assert (
        outcome(State.SENT, sent, masked=1) == "Transmis à « Dehors », 1 donnée remplacée par un pseudonyme."
    )
    assert (
        outcome(State.SENT, sent, masked=2)
        == "Transmis à « Dehors », 2 données remplacées par un pseudonyme."
    )
    assert "messages précédents" in outcome(State.SENT, sent, masked=0)
    moved = Decision(asked=AWAY, served=HERE, action=Action.REROUTE)
    assert outcome(State.SENT, moved, masked=0) == "Traité par « IRIS » au lieu de « Dehors »."
    assert outcome(State.BLOCKED, Decision(asked=AWAY), masked=0) == "Ce message n’est pas parti."


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Résume ce courrier", "Résume ce courrier"),
        ("Bonjour,\n\nPeux-tu résumer ce courrier ?", "Peux-tu résumer ce courrier ?"),
        ("Bonjour, peux-tu résumer ce long courrier ?", "Bonjour, peux-tu résumer ce long courrier ?"),
        ("Bonjour", "Bonjour"),
        ("mot " * 40, "mot mot mot mot mot mot mot mot mot mot mot mot mot mot mot…"),
        ("x" * 80, "x" * 60 + "…"),
    ],
)
def test_a_title_is_the_first_line_that_says_something(text: str, title: str) -> None:
    assert title_of(text) == title
