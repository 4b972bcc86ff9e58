"""Sensitive statements in other people's turns of phrase, and what only looks like them."""

import pytest
from tests.privacy.conftest import statements

from garant.privacy import Label

HEALTH, SOCIAL, MINOR = Label.SENSITIVE_HEALTH, Label.SENSITIVE_SOCIAL, Label.SENSITIVE_MINOR
CRIMINAL, RELIGION, UNION = Label.SENSITIVE_CRIMINAL, Label.SENSITIVE_RELIGION, Label.SENSITIVE_UNION
POLITICS, SEXLIFE, ETHNIC = Label.SENSITIVE_POLITICS, Label.SENSITIVE_SEXLIFE, Label.SENSITIVE_ETHNIC
BIOMETRIC = Label.SENSITIVE_BIOMETRIC


def told(text: str) -> set[Label]:
    return {statement.label for statement in statements(text)}


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Mme Ferri s'est cassé la hanche, elle est en maison de convalescence.", HEALTH),
        ("Mon mari a une hernie et ne peut plus porter.", HEALTH),
        ("M. Aubin est suivi en addictologie.", HEALTH),
        ("Il prend des antidépresseurs depuis mars.", HEALTH),
        ("Je demande ce congé pour raisons médicales, je suis en rémission.", HEALTH),
        ("Madame dort dans sa voiture avec son chien depuis dimanche.", SOCIAL),
        ("Nous n'arrivons plus à finir le mois, l'électricité va être coupée.", SOCIAL),
        ("M. Petit est fiché au FICP et son compte est bloqué.", SOCIAL),
        ("Elle est inscrite à la banque alimentaire.", SOCIAL),
        ("Je suis hébergée chez une amie, je n'ai plus aucun revenu.", SOCIAL),
        ("M. Lopez a été condamné à six mois de prison avec sursis.", CRIMINAL),
        ("Il est convoqué au SPIP le 12.", CRIMINAL),
        ("Mon voisin m'a menacé de mort, j'ai porté plainte contre lui.", CRIMINAL),
        ("L'agent a détourné 300 euros de la caisse.", CRIMINAL),
        ("Notre voisine est adventiste et n'ouvre pas le samedi.", RELIGION),
        ("Karim fait le ramadan, il ne déjeune pas avec nous.", RELIGION),
        ("Mme Vidal est adhérente à la CFDT.", UNION),
        ("Elle a été désignée par la CFTC pour siéger en CAP.", UNION),
        ("Le gardien milite au Rassemblement national.", POLITICS),
        ("Je me suis présenté aux municipales sur la liste des Écologistes.", POLITICS),
        ("Thomas vit avec un homme.", SEXLIFE),
        ("Mon collègue a commencé sa transition.", SEXLIFE),
        ("Je suis manouche par mon père.", ETHNIC),
        ("M. Diallo est d'ethnie peule.", ETHNIC),
        ("Ses empreintes ne sont plus reconnues par la pointeuse, M. Roy passe avec un code.", BIOMETRIC),
        ("Ma fille de 9 ans a de l'asthme.", MINOR),
        ("Mes enfants ne sont plus scolarisés depuis janvier.", MINOR),
        ("Louis, 7 ans, est arrivé avec un bleu au visage.", MINOR),
    ],
)
def test_it_is_said_in_other_words(text: str, label: Label) -> None:
    assert label in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "La vente de faux documents est un délit.",
        "Une personne sans domicile stable peut élire domicile au CCAS ; l'attestation vaut un an.",
        "Les repas sans porc et végétariens sont proposés à tous, sans justificatif.",
        "Le règlement interdit toute discrimination liée à l'orientation sexuelle.",
        "Enlèvement des encombrants : le mardi 4, rue Haute.",
        "La CNIL limite la biométrie au travail par un règlement type.",
        "Le centre social cherche des bénévoles pour l'aide aux devoirs.",
        "Taxe de séjour du trimestre : 41 nuitées à 0,88 €.",
        "Son traitement brut est de 2 104,55 €.",
        "Le curé a prêté le parvis.",
        "Mme Roux est porteuse d'un projet et titulaire d'une carte de transport.",
    ],
)
def test_it_only_looks_like_it(text: str) -> None:
    assert told(text) == set()


def test_a_name_that_is_also_a_word_says_nothing() -> None:
    assert told("Martine Gay arrive à neuf heures.") == set()
    assert told("Baptiste Le Bihan a rendu son badge.") == set()
    assert SEXLIFE in told("Mon fils est gay.")


def test_figures_within_a_longer_number_are_no_service() -> None:
    assert told("M. Colonna est né à Sartène, sécurité sociale 1 65 09 2B 033 115 12.") == set()
    assert SOCIAL in told("M. Colonna est hébergé par le 115.")


def test_a_first_name_given_to_a_child_goes_on_telling_a_child() -> None:
    text = (
        "Ma fille Lison entre en CE1.\nNous habitons ici depuis mai.\nLe repas est à midi.\n{} a une surdité."
    )
    named = text.format("Lison")
    other = text.format("M. Bernard")
    assert MINOR in told(named)
    assert MINOR not in told(other)
